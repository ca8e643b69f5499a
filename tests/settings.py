"""Settings for the test suite: those of a real site, with the variables fixed whatever the shell has set."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.update(
    {
        "ALLOWED_HOSTS": "testserver",
        "API_BULK_RATE": "1000000/hour,1000000/minute",
        "API_PARTNER_BULK_RATE": "",
        "API_PARTNER_RATE": "",
        "API_RATE": "1000000/hour,1000000/minute",
        "BEHIND_PROXY": "0",
        "CONTACT_EMAIL": "office@example.org",
        "CACHE_URL": "",
        "CSRF_TRUSTED_ORIGINS": "",
        "CONFHUB_SURFACE": "",
        "DEBUG": "0",
        "INSECURE_HTTP": "1",
        "LOGIN_ADDRESS_DAYS": "",
        "LOGIN_ADDRESS_RATE": "",
        "LOGIN_RATE": "",
        "LOG_LEVEL": "ERROR",
        "REVIEWERS": "",
        "REPORT_CONTACT_DAYS": "",
        "REPORT_RATE": "",
        "SAFETY_LEAST": "",
        "SAFETY_YEARS": "",
        "SECOND_FACTOR": "",
        "SECRET_KEY": "only for tests " * 4,
        "SESSION_HOURS": "",
        "SESSION_IDLE_MINUTES": "",
        "SITE_NAME": "Confhub",
        "SITE_URL": "http://testserver",
        "STATIC_MANIFEST": "0",
    }
)

from confhub.settings import *  # noqa: F403
from confhub.settings import DATABASES

# Counts cost no query where they are not what is tested; tests/confhub/partners/test_counting.py tries every store.
API_COUNTS_IN = "cache"
# Emptied by tests/guards/surface.py; tests of what is kept have a folder of their own.
OFFLINE_FOLDER = tempfile.mkdtemp(prefix="confhub-offline-")
atexit.register(shutil.rmtree, OFFLINE_FOLDER, ignore_errors=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file of its own for each process: threads then behave as they do on a real site.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir(), f"confhub-{os.getpid()}.sqlite3")}
else:
    # What a power cut would cost is nobody's loss here.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
