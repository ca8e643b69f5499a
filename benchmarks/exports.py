"""What an export of the whole list of statements costs: memory of the worker, first byte, speed, the middle.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/exports.py 1000000

Fills an empty database (migrates it first; refuses one that holds a conference) with public statements, serves it with
one gunicorn worker, and reads the list as NDJSON and as CSV, plain and compressed, and from the middle on.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confhub.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.transaction import atomic  # noqa: E402

from organisations.bulk import insert  # noqa: E402
from organisations.shelving import Outcome, log_changes  # noqa: E402
from sessions.models import Conference, Session, Statement, StatementCountry  # noqa: E402

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROW = {"released_at": NOW, "updated_at": NOW}
EACH, LAST_DAY = 200, date(2026, 3, 1)
COUNTRIES, THEMES = ("XK", "AL", "RS", "MK"), ("trust", "police-reform", "donors")
TEXT = "Statement {}: people who trust the police tell it more, and a police that hears more works better."


def fill(count, a_day=1):
    """``count`` public statements, 200 a meeting and ``a_day`` meetings a day, each with a country and a theme."""
    meetings = range(-(-count // EACH))
    insert(Conference, list(_conference(0, 1)), (tuple(_conference(n, a_day).values()) for n in meetings))
    insert(Session, list(_session(0)), (tuple(_session(n).values()) for n in meetings))
    insert(Statement, list(_statement(0, 1)), (tuple(_statement(n, a_day).values()) for n in range(count)))
    about = ((f"{n:08d}", COUNTRIES[n % 4], False, "") for n in range(count))
    insert(StatementCountry, ["statement_id", "country_id", "context", "name_in_source"], about)
    themes = ((f"{n:08d}", THEMES[n % 3]) for n in range(count))
    insert(Statement.themes.through, ["statement_id", "theme_id"], themes)
    with atomic():
        log_changes("conferences", Outcome(created=[f"{n:08d}" for n in meetings]), NOW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _conference(n, a_day):
    day = LAST_DAY - timedelta(days=n // a_day)
    return {
        "id": f"{n:08d}", **ROW, "search_text": "", "slug": f"meeting-{n}", "title": f"Meeting {n}", "start_date": day,
        "end_date": day, "place": "Here", "place_names": [], "country_id": "XK", "summary": "", "headcount_note": "",
        "disclosure_rule": "on_record", "language": "en",
    }  # fmt: skip


def _session(n):
    return {
        "id": f"{n:08d}", **ROW, "search_text": "", "conference_id": f"{n:08d}", "slug": "session", "title": "Session",
        "kind": "panel", "summary": "", "disclosure_rule": "on_record", "order": 1, "depth": 0,
    }  # fmt: skip


def _statement(n, a_day):
    meeting = f"{n // EACH:08d}"
    return {
        "id": f"{n:08d}", **ROW, "search_text": TEXT.format(n).lower(), "conference_id": meeting,
        "session_id": meeting, "date": LAST_DAY - timedelta(days=n // EACH // a_day), "order": n % EACH + 1,
        "text": TEXT.format(n),
        "language": "en", "kind": "claim", "wording": "paraphrase", "attribution_level": "unattributed",
        "attribution_label": "Speaker not stated", "speaker_classification": "", "place": "",
    }  # fmt: skip


class Server:
    """One gunicorn worker on a free port."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = {"PORT": str(self.port), "WEB_CONCURRENCY": "1", "INSECURE_HTTP": "1"}
        settings |= {"API_RATE": "none", "API_BULK_RATE": "none"}
        command = [sys.executable, "-m", "gunicorn"]
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})  # noqa: S603 (ourselves)
        while not self._answers():
            time.sleep(0.2)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()

    def _answers(self):
        try:
            return self.open("/healthz").status == 200
        except OSError:
            return False

    def open(self, path, **headers):
        """The answer to a request, not read yet."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        return urllib.request.urlopen(request, timeout=600)  # noqa: S310

    def peak(self):
        """The most memory the worker ever held, in MB (VmHWM of proc(5))."""
        [worker] = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = dict(line.split(":", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines())
        return int(status["VmHWM"].split()[0]) / 1024


def read(server, what, query, **headers):
    """Read an export to its end and print what it cost."""
    started = time.perf_counter()
    answer = server.open(f"/api/v1/statements/?{query}", **headers)
    size = len(answer.read(1))
    first = time.perf_counter() - started
    lines = 0
    while part := answer.read(1 << 20):
        size += len(part)
        lines += part.count(b"\n")
    seconds = time.perf_counter() - started
    print(
        f"{what:<28} {first:6.2f} s to the first byte {seconds:8.1f} s {size / 1e6:8.1f} MB "
        f"{lines:9d} lines {server.peak():6.0f} MB at most in the worker",
        flush=True,
    )


def prepare(count, a_day=1):
    """An empty database filled."""
    call_command("migrate", verbosity=0)
    if Conference.objects.exists():
        sys.exit("This database holds a conference already: name an empty one in DATABASE_URL.")
    call_command("load_countries", verbosity=0)
    call_command("load_themes", verbosity=0)
    fill(count, a_day)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepare(count)
    with Server() as server:
        server.open("/api/v1/statements/?page_size=1").read()
        print(f"{server.peak():.0f} MB in a worker that has answered one request")
        read(server, "NDJSON", "format=ndjson")
        read(server, "CSV", "format=csv")
        read(server, "NDJSON, gzip", "format=ndjson", **{"Accept-Encoding": "gzip"})
        read(server, "CSV, br", "format=csv", **{"Accept-Encoding": "br"})
        middle = f"{count // 2 - 1:08d}"
        read(server, "NDJSON from the middle", f"format=ndjson&cursor={middle}")
        read(server, "CSV from the middle, by id", f"format=csv&ordering=id&cursor={middle}")


if __name__ == "__main__":
    main()
