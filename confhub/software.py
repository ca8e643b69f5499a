"""Which software answers: what an answer is made of besides the shelf."""

import hashlib
from functools import cache
from itertools import chain

from django.conf import settings

FOLDERS = ("confhub", "lessons", "sessions", "organisations", "templates", "locale", "requirements")
ENDINGS = {".py", ".html", ".css", ".js", ".json", ".txt", ".mo"}


def build():
    """``(digest, time)`` of the code, the templates and the locked packages; time: Unix time of the newest file.

    Read once: a process keeps the code it was started with, but for templates while debugging.
    """
    return _read.__wrapped__() if settings.DEBUG else _read()


@cache
def _read():
    files = chain.from_iterable((settings.BASE_DIR / folder).rglob("*") for folder in FOLDERS)
    files = sorted(path for path in files if path.suffix in ENDINGS)
    found = hashlib.blake2b(digest_size=16)
    for path in files:
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest(), max(path.stat().st_mtime for path in files)
