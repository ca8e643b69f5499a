"""Kills an import of bodies at random moments: each time all of them are there afterwards, or none.

    DATABASE_URL=postgres://… SECRET_KEY=… SITE_URL=… python benchmarks/kill_import.py [ROWS] [KILLS]

Works in the database of DATABASE_URL, which must be migrated and empty of bodies, and leaves it so.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confhub.settings")
django.setup()

from lessons.sheets.importing import bring_in, look  # noqa: E402
from lessons.sheets.resource import Who  # noqa: E402
from organisations.models import OrganisationRecord  # noqa: E402
from organisations.whole_shelf import find_drift  # noqa: E402

WRITES = """
from benchmarks.kill_import import import_bodies
import_bodies({rows})
"""


def import_bodies(rows):
    """What the confirmation of a preview does; says so when it begins."""
    who = Who(True, frozenset({"add", "change"}))
    lines = ["name;classification", *(f"Body {n};media" for n in range(rows))]
    content = "\n".join(lines).encode()
    digest = look("organisations", "a.csv", content, who).digest()
    print("begins", flush=True)
    started = time.monotonic()
    bring_in("organisations", "a.csv", content, who, digest)
    print(f"{time.monotonic() - started:.2f}", flush=True)


def started(rows):
    """A process that is about to write."""
    command = [sys.executable, "-c", WRITES.format(rows=rows)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)  # noqa: S603
    process.stdout.readline()
    return process


def killed(rows, after):
    """How many bodies are there once an import was killed ``after`` seconds; then none again."""
    process = started(rows)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.5)  # the database notices that nobody is there
    there = OrganisationRecord.objects.count()
    OrganisationRecord.objects.all().delete()
    return there


def main(rows=5000, kills=10):
    if OrganisationRecord.objects.exists():
        sys.exit("The database holds bodies: take an empty one.")
    process = started(rows)
    whole = float(process.stdout.readline())
    process.wait()
    print(f"{rows} rows in {whole:.1f} s, uninterrupted: {OrganisationRecord.objects.count()}")
    OrganisationRecord.objects.all().delete()
    found = []
    for _ in range(kills):
        after = random.uniform(0, whole * 1.1)  # noqa: S311
        found.append(killed(rows, after))
        print(f"killed after {after:.2f} s: {found[-1]}; drift: {find_drift() or 'none'}")
    sys.exit(0 if set(found) <= {0, rows} else "Half a sheet was written.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
