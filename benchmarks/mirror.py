"""Whether mirrors stay true while many write, and are killed all the time: followers of ``examples/mirror.py``.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/mirror.py --seconds 60 --writers 16 --followers 4 --runs 10

Fills an empty database (migrates it first), serves it with gunicorn on this machine, and lets writers release, rename
and withdraw while the log is compacted. Each follower is killed and started again at random. In the end each mirror is
compared with all lists read page by page, byte for byte. Exit status 1 if one differs.
"""

import argparse
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confhub.settings")
django.setup()

from django.db import connection  # noqa: E402

from organisations.compaction import drop_overtaken  # noqa: E402
from organisations.models import Change, ShelfSequence  # noqa: E402
from sessions.models import ConferenceRecord  # noqa: E402
from tests.mirrors import KINDS, Writer, make_busy_desk  # noqa: E402

MIRROR = ROOT / "examples" / "mirror.py"


class Follower(threading.Thread):
    """A mirror that is killed after a moment, again and again. ``kills``: how often."""

    def __init__(self, number, site, folder, stop):
        super().__init__()
        self.chance, self.site, self.stop, self.kills = random.Random(number), site, stop, 0  # noqa: S311
        self.file = folder / f"{number}.sqlite3"

    def run(self):
        while not self.stop.is_set():
            program = subprocess.Popen([*self.command(), "--every", "0.1"], stderr=subprocess.DEVNULL)  # noqa: S603
            self.stop.wait(self.chance.uniform(0.3, 5))
            program.send_signal(signal.SIGKILL)
            program.wait()
            self.kills += 1

    def command(self):
        return [sys.executable, str(MIRROR), self.site, str(self.file)]

    def finish(self):
        """Let the mirror catch up; returns ``{(kind, id): JSON}``."""
        subprocess.run(self.command(), check=True)  # noqa: S603
        database = sqlite3.connect(self.file)
        rows = {(kind, row_id): text for kind, row_id, text in database.execute("SELECT kind, id, json FROM record")}
        database.close()
        return rows


def compact_until(stop):
    """Drop overtaken changes every second, young as they are."""
    while not stop.wait(1):
        last = Change.objects.order_by("-seq").first()
        drop_overtaken(last.at)
    connection.close()


def crawl(site):
    """Every page of every list, as ``{(kind, id): JSON}``."""
    found = {}
    for kind in KINDS:
        address = f"{site}/api/v1/{kind}/?page_size=200"
        while address:
            with urllib.request.urlopen(address) as response:  # noqa: S310 (our own server)
                page = json.load(response)
            for record in page["results"]:
                text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                found[kind, record["id"]] = text
            address = page["next"]
    return found


def serve():
    """Start gunicorn on a free port; returns ``(process, address)``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "SITE_URL": site, "BIND": "127.0.0.1", "PORT": str(port), "API_BULK_RATE": "none"}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environment)
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{site}/healthz"):  # noqa: S310 (our own server)
                return server, site
        except OSError:
            time.sleep(0.2)
    server.terminate()
    sys.exit("gunicorn did not start")


def run(number, asked, site):
    """One run; returns whether every mirror is true."""
    stop, before = threading.Event(), ShelfSequence.objects.get().last
    with tempfile.TemporaryDirectory() as folder:
        writers = [Writer(1000 * number + n, stop) for n in range(asked.writers)]
        followers = [Follower(1000 * number + n, site, Path(folder), stop) for n in range(asked.followers)]
        everybody = [*writers, *followers, threading.Thread(target=compact_until, args=[stop])]
        for each in everybody:
            each.start()
        time.sleep(asked.seconds)
        stop.set()
        for each in everybody:
            each.join()
        truth = crawl(site)
        wrong = [follower for follower in followers if follower.finish() != truth]
    changes, steps = ShelfSequence.objects.get().last - before, sum(writer.done for writer in writers)
    errors = [writer.error for writer in writers if writer.error]
    print(
        f"run {number}: {steps} steps, {changes} changes, {sum(f.kills for f in followers)} kills, {len(truth)} rows, "
        f"{len(wrong)} of {len(followers)} mirrors wrong, errors: {errors}",
        flush=True,
    )
    return not wrong and not errors


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--followers", type=int, default=4)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--statements", type=int, default=100, help="how many there are to write on")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    if ConferenceRecord.objects.exists():
        sys.exit("This database holds a conference already: name an empty one in DATABASE_URL.")
    make_busy_desk(asked.statements)
    server, site = serve()
    try:
        good = [run(number, asked, site) for number in range(1, asked.runs + 1)]
    finally:
        server.terminate()
        server.wait()
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
