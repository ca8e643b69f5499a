"""Files made of public pages and kept on the disk: none of them outlives an erasure."""

import fcntl
from pathlib import Path

from django.conf import settings


def clear():
    """Delete them all, once whoever makes one has finished it: a file that was begun before may hold the name."""
    folder = Path(settings.OFFLINE_FOLDER)
    if folder.is_dir():
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for path in (*folder.glob("*.zip"), *folder.glob("*.part")):
                path.unlink(missing_ok=True)
