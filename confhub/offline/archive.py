"""Writes a zip file that is the same, byte for byte, whenever the same is written into it."""

import hashlib
import zipfile
from contextlib import contextmanager
from datetime import UTC

# The earliest day that a zip file can give.
EARLIEST = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
READ_BY_ALL = 0o100644 << 16
UNIX = 3


class Archive:
    """A zip file with everything in one ``folder``; ``at``: the time that all its files are given."""

    def __init__(self, out, folder, at):
        self.zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.folder, self.sums = folder, {}
        self.time = at.astimezone(UTC).timetuple()[:6] if at else EARLIEST

    def add(self, file, content):
        """Add a file: ``content`` is bytes."""
        with self.adding(file) as out:
            out.write(content)

    @contextmanager
    def adding(self, file):
        """Add a file piece by piece: gives what takes bytes by ``write``."""
        if file in self.sums:
            raise ValueError(f"{file} is there already")
        entry = zipfile.ZipInfo(f"{self.folder}/{file}", self.time)
        entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READ_BY_ALL, UNIX
        found = _Summed(hashlib.sha256())
        with self.zip.open(entry, "w") as found.out:
            yield found
        self.sums[file] = found.sum.hexdigest()

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        """Add what ``sha256sum --check`` reads, unless something went wrong, and end the file."""
        if error is None:
            lines = [f"{self.sums[file]}  {file}\n" for file in sorted(self.sums)]
            self.add(SUMS, "".join(lines).encode())
        self.zip.close()


class _Summed:
    """Writes on and adds up."""

    def __init__(self, sum):
        self.sum = sum

    def write(self, content):
        self.sum.update(content)
        return self.out.write(content)
