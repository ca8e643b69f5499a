"""Tries `make demo` in a fresh copy: it serves within three minutes, and a second run is quick and changes nothing."""

import hashlib
import json
import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from copy_of_tree import copy_tree
from serving import free_port, get, served, style_sheet

FIRST, SECOND = 180, 20  # seconds that the two runs may take
PAGES = (
    "/",
    "/lessons/",
    "/conferences/",
    "/themes/trust/",
    "/countries/",
    "/countries/kosovo/",
    "/evidence/",
    "/compare/?country=XK&country=AL",
    "/admin/login/",
    "/api/docs/",
    "/healthz",
)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("ADMIN_PASSWORD", "DATABASE_URL")}


def digest(folder):
    """A sum over everything in the demo database but how many requests were counted."""
    with sqlite3.connect(folder / "var" / "confhub.sqlite3") as database:
        lines = [line for line in database.iterdump() if not line.startswith('INSERT INTO "partners_count"')]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def try_pages(site):
    """Asks for pages, their style sheet and the API, as a visitor would."""
    for path in PAGES:
        print(f"  {path}", end=" ", flush=True)
        answer = get(site + path)
        print(answer.status, len(answer.text), "characters")
    style = get(site + style_sheet(get(site + "/").text))
    assert style.headers.get_content_type() == "text/css", style.headers
    assert "without a second factor" in get(site + "/admin/login/").text
    lessons = json.loads(get(site + "/api/v1/lessons/").text)
    assert lessons["results"], lessons


def run(folder, seconds, port):
    """Runs the demo once; gives what it printed and a sum over the data it leaves behind."""
    log, site = folder / "demo.log", f"http://127.0.0.1:{port}"
    with served(["make", "demo", f"PORT={port}"], folder, f"{site}/", seconds, log, env=ENVIRONMENT) as took:
        print(f"make demo served its first page after {took:.1f} s")
        try_pages(site)
    return log.read_text(), digest(folder)


def main():
    with tempfile.TemporaryDirectory(prefix="confhub-demo-") as name:
        folder = Path(name)
        copy_tree(folder)
        port = free_port()
        first, data = run(folder, FIRST, port)
        print(first)
        assert "shown only now" in first
        second, data_again = run(folder, SECOND, port)
        assert "shown only now" not in second
        assert data == data_again, "the second run changed the data"
        drift = ["env", "INSECURE_HTTP=1", "SECRET_KEY_FILE=var/secret-key", ".venv/bin/python", "manage.py"]
        subprocess.run([*drift, "release_all", "--check"], cwd=folder, check=True, env=ENVIRONMENT)


if __name__ == "__main__":
    main()
