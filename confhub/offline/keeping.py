"""Keeps finished files in a folder, each for as long as the shelf and the software stay what they are."""

import fcntl
import hashlib
import os
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from confhub.software import build
from organisations.last_change import last_change
from organisations.moment import one_moment

# Files that stay; beyond that, those made longest ago go first.
KEPT = 100


class Busy(Exception):
    """A file is being made already: there is one at a time, so that readers always find a free worker."""


def kept(name, write):
    """An open file called ``name``: the one in the folder, or a new one that ``write(file)`` fills. Raises ``Busy``.

    It is of one moment of the shelf. Any change of the shelf makes every file in the folder old: the next that is
    made takes them off the disk, so that what was withdrawn does not stay there.
    """
    folder = Path(settings.OFFLINE_FOLDER)
    with one_moment():
        path = folder / f"{name}.{_state()}.zip"
        try:
            return path.open("rb")
        except FileNotFoundError:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            _make(path, write)
            _clear(folder, path)
            return path.open("rb")


def _state():
    """What every file is made of besides its name."""
    digest, _time = build()
    parts = [digest, settings.SITE_NAME, settings.SITE_URL, *last_change()]
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()


@contextmanager
def _alone(folder):
    """One process and one thread of all that use the folder."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def _make(path, write):
    """The file is there whole or not at all."""
    if path.exists():
        return
    part = path.with_suffix(".part")
    try:
        with part.open("w+b") as out:
            write(out)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _clear(folder, newest):
    """Delete what belongs to another state of the shelf, what was never finished, and what is too much."""
    state = newest.suffixes[-2]
    current = [path for path in folder.glob("*.zip") if path.suffixes[-2:-1] == [state]]
    current.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in {*folder.glob("*.zip"), *folder.glob("*.part")} - {newest, *current[:KEPT]}:
        path.unlink(missing_ok=True)
