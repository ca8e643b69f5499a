"""Settings of confhub. Everything that differs between machines comes from environment variables (README.md)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from confhub.api_settings import API, DESCRIPTION
from confhub.environment import LOG_LEVELS, Environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment(os.environ)

# Who we are and how we are reached. Safe unless asked otherwise.

DEBUG = environment.switch("DEBUG", False)
INSECURE_HTTP = environment.switch("INSECURE_HTTP", DEBUG)
SITE_NAME = environment.text("SITE_NAME", "Confhub")
SCHEMES = ("http", "https") if INSECURE_HTTP else ("https",)
SITE_URL = environment.origin("SITE_URL", SCHEMES, default="http://127.0.0.1:8000" if INSECURE_HTTP else "")
if not environment.text("SITE_URL", SITE_URL):
    environment.problem("SITE_URL", "is missing; set it to the public address, such as https://confhub.example.org")

# Whom harvesters of /oai can write to; RFC 2142 has every domain keep a postmaster.
CONTACT_EMAIL = environment.text("CONTACT_EMAIL", f"postmaster@{urlsplit(SITE_URL).hostname}")

if DEBUG:
    SECRET_KEY = environment.text("SECRET_KEY", "only good enough while debugging")
else:
    SECRET_KEY = environment.secret("SECRET_KEY", shortest=50)

ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", *environment.words("ALLOWED_HOSTS")]
if INSECURE_HTTP:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS", SCHEMES)

# Proxies in front of us whose X-Forwarded-Proto and X-Forwarded-For we believe.
PROXIES = environment.whole_number("BEHIND_PROXY", 0)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = not INSECURE_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
HSTS_SECONDS = environment.whole_number("HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else HSTS_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
X_FRAME_OPTIONS = "DENY"

# Public pages carry no script; the desk asks for what it needs where it is mounted. The icon is in the page: one answer
# less to wait for on a poor line.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What is installed

INSTALLED_APPS = [
    "confhub",
    "confhub.accounts",
    "confhub.partners",
    "confhub.reports",
    "lessons",
    "sessions.apps.SessionsConfig",
    "organisations",
    "confhub.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "confhub.middleware.CompressPlainFiles",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "confhub.middleware.LanguageOfAddress",
    "confhub.middleware.CompressPublic",
    "confhub.middleware.OpenToReaders",
    "confhub.partners.middleware.Meter",
    "confhub.caching.Revalidate",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "confhub.accounts.middleware.Staff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

WSGI_APPLICATION = "confhub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "confhub.context.site",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Which part of the site this process serves. Without the desk nothing knows of staff: no address, no session.

SURFACE = environment.one_of("CONFHUB_SURFACE", ("ALL", "PUBLIC", "DESK"), "ALL").lower()
ROOT_URLCONF = "confhub.urls_public" if SURFACE == "public" else "confhub.urls"
FOR_STAFF = {
    "confhub.desk.DeskConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "confhub.accounts.middleware.Staff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
}
if SURFACE == "public":
    for listed in (INSTALLED_APPS, MIDDLEWARE, TEMPLATES[0]["OPTIONS"]["context_processors"]):
        listed[:] = [name for name in listed if name not in FOR_STAFF]
if SURFACE == "desk":
    MIDDLEWARE.insert(MIDDLEWARE.index("confhub.middleware.CompressPublic"), "confhub.middleware.DeskOnly")

# Data

DATABASES = {"default": environment.database("DATABASE_URL", BASE_DIR / "var" / "confhub.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A transaction that starts as a reader and then writes cannot wait for its turn: take the turn first.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
    }
else:
    # A list joins each row with all that it names: to weigh every order of eight tables takes PostgreSQL longer than to
    # read them. Compiled questions help those of minutes, and we have none. What the URL asks for is last, and counts.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"-c join_collapse_limit=4 -c jit=off {options.get('options', '')}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where workers count requests together: Redis if there is one, else the database.
REDIS = environment.cache("CACHE_URL")
CACHES = {"default": REDIS or {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
API_COUNTS_IN = "cache" if REDIS else "database"

# The report a source is known from, attached by staff and kept in the database.
SOURCE_FILE_MEGABYTES = environment.whole_number("SOURCE_FILE_MEGABYTES", 20, least=1)

# Where files to take along are kept once they are made; any of them may be deleted at any time.
OFFLINE_FOLDER = environment.text("OFFLINE_FOLDER", f"{BASE_DIR}/var/offline")

# Staff accounts

LOGIN_URL = "admin:login"
# How many people must approve what another wrote. None at all is for a machine of one's own.
REVIEWERS = environment.whole_number("REVIEWERS", 1)
if not REVIEWERS and not INSECURE_HTTP:
    environment.problem("REVIEWERS", "0 lets people approve what they wrote themselves: only with INSECURE_HTTP=1")
# So many participants have to fit a line that shows a speaker, and words are old after so many years; 0 never asks.
SAFETY_LEAST = environment.whole_number("SAFETY_LEAST", 3)
SAFETY_YEARS = environment.whole_number("SAFETY_YEARS", 10)
AUTHENTICATION_BACKENDS = ["confhub.accounts.rights.Backend"]
SECOND_FACTOR = environment.switch("SECOND_FACTOR", True)
# How often a name may be tried, and how often anybody at one address may try.
LOGIN_RATE = environment.rates("LOGIN_RATE", "5/minute,20/hour")
LOGIN_ADDRESS_RATE = environment.rates("LOGIN_ADDRESS_RATE", "20/minute,100/hour")
LOGIN_ADDRESS_DAYS = environment.whole_number("LOGIN_ADDRESS_DAYS", 30)
# A session ends so long after it began, and so long after it was last used; cookies never reach a public page.
SESSION_COOKIE_AGE = environment.whole_number("SESSION_HOURS", 12, least=1) * 3600
SESSION_IDLE = environment.whole_number("SESSION_IDLE_MINUTES", 60, least=1) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE, CSRF_COOKIE_SAMESITE = "Lax", "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Words and time

LANGUAGE_CODE = "en"
# In the order of the list on every page, each by its own name; /<code>/ begins the addresses of all but English.
LANGUAGES = [
    ("en", "English"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sr-latn", "Srpski"),
    ("mk", "Македонски"),
    ("ka", "ქართული"),
    ("ru", "Русский"),
    ("ky", "Кыргызча"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
]
# Languages whose words nobody who speaks them has read yet: their pages say so.
MACHINE_MADE = ["sq", "sr", "sr-latn", "mk", "ka", "ru", "ky", "ar", "bn"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files: as they are while trying things out; collected, named by content and compressed in the image.

STATIC_URL = "/static/"
STATIC_MANIFEST = environment.switch("STATIC_MANIFEST", False)
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
STATICFILES_STORAGE_CLASS = "django.contrib.staticfiles.storage.StaticFilesStorage"
if STATIC_MANIFEST:
    MIDDLEWARE.remove("confhub.middleware.CompressPlainFiles")
    STATIC_ROOT = environment.text("STATIC_ROOT", f"{BASE_DIR}/var/static")
    STATICFILES_STORAGE_CLASS = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_CLASS},
}

# API

REST_FRAMEWORK = {**API, "NUM_PROXIES": PROXIES}
SPECTACULAR_SETTINGS = {"TITLE": SITE_NAME, **DESCRIPTION}
# How often anybody may ask, and partners with a token: for a page, and for everything at once.
API_RATES = {
    "anybody": {
        "read": environment.rates("API_RATE", "3600/hour,180/minute"),
        "bulk": environment.rates("API_BULK_RATE", "300/hour,30/minute"),
    },
    "partner": {
        "read": environment.rates("API_PARTNER_RATE", "36000/hour,1800/minute"),
        "bulk": environment.rates("API_PARTNER_BULK_RATE", "3000/hour,300/minute"),
    },
}

# Reports from readers: how many one address may send, and how long it is kept how to reach who sent one.

REPORT_RATE = environment.rates("REPORT_RATE", "5/hour,20/day")
REPORT_CONTACT_DAYS = environment.whole_number("REPORT_CONTACT_DAYS", 30)

# Logs: to standard error, without bodies of requests and without values from the database.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "confhub.logs.SparingFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.one_of("LOG_LEVEL", LOG_LEVELS, "WARNING")},
    # Django would mail errors and colour the development server's lines; all of it goes one way here.
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}

environment.check()
