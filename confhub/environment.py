"""Reads settings from environment variables and names everything wrong with them at once."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
CACHE_SCHEMES = ("redis://", "rediss://")
REDIS = "django.core.cache.backends.redis.RedisCache"
DATABASE_SCHEMES = ("sqlite://", "postgres://", "postgresql://")
SECONDS = {"minute": 60, "hour": 3600, "day": 24 * 3600}
LASTING = {"conn_max_age": 60, "conn_health_checks": True}  # seconds; a broken connection is replaced, not used


class Environment:
    """One reading of a mapping of variables.

    `problems` collects a sentence for each wrong or missing one, `names` what was asked for.

    A variable that is set but empty counts as not set. A wrong value reads as its default, so that
    reading goes on and `check` can name every problem in one message.
    """

    def __init__(self, variables):
        self.variables = variables
        self.problems = []
        self.names = []

    def check(self):
        """Raises ImproperlyConfigured naming every problem found so far, if there is one."""
        if self.problems:
            lines = "".join(f"\n  {problem}" for problem in self.problems)
            raise ImproperlyConfigured(f"The environment variables need attention (see README.md):{lines}")

    def problem(self, name, what):
        """Notes what is wrong with the variable `name`."""
        self.problems.append(f"{name}: {what}")

    def text(self, name, default=""):
        """The value without white space around it, or `default`."""
        self.names.append(name)
        return self.variables.get(name, "").strip() or default

    def switch(self, name, default):
        """True or False, written 1/0, true/false, yes/no or on/off."""
        value = self.text(name).lower()
        if value and value not in YES + NO:
            self.problem(name, f"{value!r} is not one of {', '.join(YES + NO)}")
            return default
        return value in YES if value else default

    def whole_number(self, name, default, least=0):
        """A whole number, `least` or more."""
        value = self.text(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit()) or int(value) < least:
            self.problem(name, f"{value!r} is not a whole number, {least} or more")
            return default
        return int(value)

    def words(self, name):
        """The values between commas, in order."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def rates(self, name, default):
        """``3600/hour, 180/minute`` as ``[(3600, 3600), (180, 60)]``; "none" is no limit at all."""
        try:
            return read_rates(self.text(name, default))
        except ValueError:
            self.problem(name, f"{self.text(name)!r} is not like {default}, or none; units: {', '.join(SECONDS)}")
            return read_rates(default)

    def cache(self, name):
        """Django's description of the Redis at a URL; None without one. The URL may hold a password."""
        url = self.text(name)
        if url and not (url.startswith(CACHE_SCHEMES) and urlsplit(url).hostname):
            self.problem(name, "is not like redis://:password@host:6379/0")
        # A Redis that is away must be found out at once: whoever asked is waiting.
        options = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25, "retry": Retry(NoBackoff(), 0)}
        return {"BACKEND": REDIS, "LOCATION": url, "KEY_PREFIX": "confhub", "OPTIONS": options} if url else None

    def one_of(self, name, choices, default):
        """One of `choices`, in any case of letters, as it is written there."""
        value = self.text(name, default)
        if value.upper() not in choices:
            self.problem(name, f"{value!r} is not one of {', '.join(choices)}")
            return default
        return value.upper()

    def origin(self, name, schemes, default):
        """A scheme, one of `schemes`, and a host with nothing behind it, such as https://confhub.example.org."""
        value = self.text(name, default).rstrip("/")
        if value and not is_origin(value, schemes):
            self.problem(name, f"{value!r} is not like {schemes[0]}://confhub.example.org")
            return default
        return value

    def origins(self, name, schemes):
        """A list of origins between commas."""
        values = self.words(name)
        for value in values:
            if not is_origin(value, schemes):
                self.problem(name, f"{value!r} is not like {schemes[0]}://confhub.example.org")
        return values

    def secret(self, name, shortest):
        """The value of `name`, or the content of the file that `name`_FILE names.

        It must have at least `shortest` characters. The value is never part of a message.
        """
        value, file = self.text(name), self.text(f"{name}_FILE")
        try:
            value = value or (file and Path(file).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            self.problem(f"{name}_FILE", f"{file} cannot be read ({type(error).__name__})")
            return ""
        if not value:
            self.problem(name, f"is missing; set it, or {name}_FILE, to at least {shortest} random characters")
        elif len(value) < shortest:
            self.problem(name, f"has {len(value)} characters; it needs at least {shortest} random ones")
        return value

    def database(self, name, default_file):
        """Django's description of the database at a URL, SQLite or PostgreSQL; without one, of an SQLite file.

        The URL may hold a password, so no message repeats it.
        """
        url = self.text(name)
        try:
            if url.startswith(DATABASE_SCHEMES) and dj_database_url.parse(url)["NAME"]:
                return dj_database_url.parse(url, **LASTING)
        except ValueError:
            pass
        if url:
            self.problem(name, "is not like postgres://user:password@host:5432/name or sqlite:////folder/file")
        return {**dj_database_url.parse("sqlite://:memory:", **LASTING), "NAME": default_file}


def is_origin(value, schemes):
    """Whether a text is one of `schemes` and a host, perhaps with a port, and nothing else."""
    try:
        parts = urlsplit(value)
        exact = value == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
        return exact and parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def read_rates(text):
    """``[(requests, seconds)]`` of ``3600/hour, 180/minute``, none of "none". Raises ValueError."""
    if text.lower() == "none":
        return []
    pairs = [rate.strip().partition("/") for rate in text.split(",")]
    if not all(number.isascii() and number.isdigit() and int(number) and unit in SECONDS for number, _, unit in pairs):
        raise ValueError(text)
    return [(int(number), SECONDS[unit]) for number, _, unit in pairs]
