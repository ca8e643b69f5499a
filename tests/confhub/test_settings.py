"""Settings come from the environment, are safe by themselves, and name everything that is wrong with them."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from confhub.environment import Environment
from confhub.logs import SparingFormatter

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {"SECRET_KEY": "k" * 50, "SITE_URL": "https://confhub.example.org"}
SHOW = """
import json
from confhub import settings
shown = {name: getattr(settings, name, None) for name in NAMES}
print(json.dumps(shown, default=str))
"""


def start(variables, code):
    """Runs code in a new Python that has these environment variables and no others."""
    return subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], env=variables, cwd=ROOT, capture_output=True, text=True, check=False
    )


def settings(variables, *names):
    """The values that these settings have with these environment variables."""
    result = start(variables, SHOW.replace("NAMES", repr(names)))
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def complaints(variables):
    """The lines of the message that settings end with, less the first."""
    result = start(variables, "import confhub.settings")
    assert result.returncode == 1
    message = result.stderr.partition("ImproperlyConfigured: ")[2]
    return [line.strip() for line in message.splitlines()[1:]]


def test_settings_name_everything_that_is_missing():
    assert complaints({}) == [
        "SITE_URL: is missing; set it to the public address, such as https://confhub.example.org",
        "SECRET_KEY: is missing; set it, or SECRET_KEY_FILE, to at least 50 random characters",
    ]


def test_settings_name_everything_that_is_wrong_and_keep_secrets():
    wrong = {
        "API_PARTNER_RATE": "0/hour",
        "API_RATE": "many",
        "BEHIND_PROXY": "-1",
        "CACHE_URL": "memcached://:hidden@host:11211",
        "CSRF_TRUSTED_ORIGINS": "https://one.example.org,two.example.org",
        "DATABASE_URL": "mysql://user:hidden@host/name",
        "DEBUG": "maybe",
        "HSTS_SECONDS": "long",
        "INSECURE_HTTP": "2",
        "LOG_LEVEL": "loud",
        "REVIEWERS": "some",
        "SAFETY_LEAST": "few",
        "SAFETY_YEARS": "-1",
        "SECRET_KEY": "short",
        "SITE_URL": "http://confhub.example.org",
        "STATIC_MANIFEST": "x",
    }
    found = complaints(wrong)
    assert sorted(line.partition(":")[0] for line in found) == sorted(wrong)
    assert "hidden" not in str(found)
    assert "short" not in str(found)


@pytest.mark.parametrize(
    "url", ["postgres://", "postgres://host:port/name", "postgres://user@host:5432/", "sqlite", "postgres://[host/name"]
)
def test_a_database_url_that_names_no_database_is_refused(url):
    environment = Environment({"DATABASE_URL": url})
    environment.database("DATABASE_URL", "a file")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: is not like postgres://"):
        environment.check()


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("", [(5, 60)]),
        ("none", []),
        ("3600/hour,180/minute", [(3600, 3600), (180, 60)]),
        (" 9/day ", [(9, 86400)]),
    ],
)
def test_limits_are_numbers_of_a_time(text, rates):
    environment = Environment({"RATE": text})
    assert environment.rates("RATE", "5/minute") == rates
    environment.check()


@pytest.mark.parametrize("text", ["5", "5/second", "/hour", "-1/hour", "5/hour,", "٣/hour", "1.5/hour"])
def test_a_limit_that_is_none_is_refused(text):
    environment = Environment({"RATE": text})
    assert environment.rates("RATE", "5/minute") == [(5, 60)]
    with pytest.raises(ImproperlyConfigured, match=r"RATE: .* is not like 5/minute, or none; units: minute, hour, day"):
        environment.check()


def test_workers_count_in_redis_if_there_is_one_else_in_the_database():
    assert settings(PRODUCTION, "API_COUNTS_IN") == {"API_COUNTS_IN": "database"}
    found = settings(PRODUCTION | {"CACHE_URL": "redis://:word@host:6379/1"}, "API_COUNTS_IN", "CACHES")
    assert found["API_COUNTS_IN"] == "cache"
    assert found["CACHES"]["default"]["LOCATION"] == "redis://:word@host:6379/1"


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path):
    environment = Environment({"SECRET_KEY_FILE": str(tmp_path / "nowhere")})
    environment.secret("SECRET_KEY", shortest=50)
    assert environment.problems == [f"SECRET_KEY_FILE: {tmp_path}/nowhere cannot be read (FileNotFoundError)"]


def test_the_secret_key_may_be_in_a_file(tmp_path):
    (tmp_path / "key").write_text("f" * 60 + "\n")
    variables = {"SECRET_KEY_FILE": str(tmp_path / "key"), "SITE_URL": "https://confhub.example.org"}
    assert settings(variables, "SECRET_KEY") == {"SECRET_KEY": "f" * 60}


def test_the_web_server_names_what_is_wrong_too():
    variables = PRODUCTION | {"PORT": "http", "WEB_CONCURRENCY": "0"}
    result = start(variables, "from gunicorn.app.wsgiapp import run; run()")
    assert result.returncode != 0
    assert "PORT: 'http' is not a whole number, 1 or more" in result.stderr
    assert "WEB_CONCURRENCY: '0' is not a whole number, 1 or more" in result.stderr


def test_a_site_is_safe_when_nothing_is_said():
    expected = {
        "ALLOWED_HOSTS": ["confhub.example.org"],
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_PROXY_SSL_HEADER": None,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
    }
    assert settings(PRODUCTION, *expected) == expected


def test_a_demo_serves_plain_http_to_this_machine_without_debugging():
    expected = {
        "ALLOWED_HOSTS": ["127.0.0.1", "127.0.0.1", "localhost", "[::1]"],
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
        "SITE_URL": "http://127.0.0.1:8001",
    }
    variables = {"SECRET_KEY": "k" * 50, "INSECURE_HTTP": "1", "SITE_URL": "http://127.0.0.1:8001/"}
    assert settings(variables, *expected) == expected


def test_one_account_may_do_everything_only_on_a_machine_of_ones_own():
    assert complaints(PRODUCTION | {"REVIEWERS": "0"}) == [
        "REVIEWERS: 0 lets people approve what they wrote themselves: only with INSECURE_HTTP=1"
    ]
    demo = {"SECRET_KEY": "k" * 50, "INSECURE_HTTP": "1", "REVIEWERS": "0"}
    assert settings(demo, "REVIEWERS") == {"REVIEWERS": 0}
    assert settings(PRODUCTION, "REVIEWERS") == {"REVIEWERS": 1}


def test_debugging_needs_no_other_variable():
    assert settings({"DEBUG": "yes"}, "DEBUG", "SITE_URL") == {"DEBUG": True, "SITE_URL": "http://127.0.0.1:8000"}


def test_a_proxy_is_believed_only_when_it_is_announced():
    variables = PRODUCTION | {"BEHIND_PROXY": "1"}
    assert settings(variables, "SECURE_PROXY_SSL_HEADER") == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]
    }


def test_without_a_database_url_the_data_is_in_a_file_under_var():
    database = settings(PRODUCTION, "DATABASES")["DATABASES"]["default"]
    assert database["NAME"] == str(ROOT / "var" / "confhub.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_connections_are_kept_and_looked_after():
    url = "postgres://someone:some%2Fword@db.example.org:5433/some_name"
    database = settings(PRODUCTION | {"DATABASE_URL": url}, "DATABASES")["DATABASES"]["default"]
    assert database == database | {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example.org",
        "PORT": 5433,
        "USER": "someone",
        "PASSWORD": "some/word",
        "NAME": "some_name",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c join_collapse_limit=4 -c jit=off"},
    }


def test_what_a_database_url_asks_for_counts():
    url = "postgres://db.example.org/some_name?sslmode=require&options=-c%20join_collapse_limit%3D8"
    database = settings(PRODUCTION | {"DATABASE_URL": url}, "DATABASES")["DATABASES"]["default"]
    asked = "-c join_collapse_limit=4 -c jit=off -c join_collapse_limit=8"
    assert database["OPTIONS"] == {"sslmode": "require", "options": asked}


@pytest.mark.django_db
def test_logs_keep_the_words_of_database_errors_to_themselves():
    name = "Somebody in confidence"
    try:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT 1 FROM "{name}"')  # noqa: S608 (fails on purpose)
        except DatabaseError as error:
            raise ValueError("it did not work") from error
    except ValueError:
        record = logging.makeLogRecord({"msg": "Oh", "exc_info": sys.exc_info()})
    text = SparingFormatter().format(record)
    assert text.count("(its words are left out") == 2, "Django's error and the driver's behind it"
    assert text.endswith("ValueError: it did not work")
    assert "test_settings.py" in text
    assert "confidence" not in text


def test_every_variable_is_in_the_readme():
    names = start(
        PRODUCTION | {"PATH": os.environ["PATH"]},
        "from confhub import settings; print(*settings.environment.names)",
    ).stdout.split()
    assert len(names) > 10
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("collected", ["0", "1"])
def test_files_that_were_collected_are_not_compressed_anew(collected):
    middleware = settings(PRODUCTION | {"STATIC_MANIFEST": collected}, "MIDDLEWARE")["MIDDLEWARE"]
    assert ("confhub.middleware.CompressPlainFiles" in middleware) == (collected == "0")
