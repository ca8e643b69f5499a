"""Settings for the test suite: those of a real site, with the variables fixed whatever the shell has set."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    {
        "ALLOWED_HOSTS": "testserver",
        "BEHIND_PROXY": "0",
        "CSRF_TRUSTED_ORIGINS": "",
        "DEBUG": "0",
        "INSECURE_HTTP": "1",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "only for tests " * 4,
        "SITE_NAME": "Confhub",
        "SITE_URL": "http://testserver",
        "STATIC_MANIFEST": "0",
    }
)

from confhub.settings import *  # noqa: F403
from confhub.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file of its own for each process: threads then behave as they do on a real site.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir(), f"confhub-{os.getpid()}.sqlite3")}
