#!/usr/bin/env python3
"""Keeps a copy of a confhub site in an SQLite file, and keeps it true. Needs nothing but Python 3.9.

    python mirror.py https://confhub.example.org copy.sqlite3            # once: take what is new, and end
    python mirror.py https://confhub.example.org copy.sqlite3 --every 60 # for ever, every 60 seconds

The table ``record`` has one row for each public record: kind, id and the record as JSON. The first run takes the
snapshot, later ones what has changed since. Every answer is applied in one transaction together with the address to
go on with, so the program can be killed at any time: run it again.
"""

import argparse
import http.client
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request

TABLES = """
CREATE TABLE IF NOT EXISTS record (kind TEXT, id TEXT, json TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY CHECK (one = 1), next TEXT NOT NULL);
"""
TRIES, LONGEST_WAIT = 8, 300


class StartOver(Exception):
    """Our place in the changes is not kept any more."""


class Torn(OSError):
    """An answer that ended too early."""


def fetch(address, read):
    """``read(response)`` of an address. Waits and tries again while the site is busy or cannot be reached."""
    for attempt in range(TRIES):
        wait = min(2**attempt, LONGEST_WAIT)
        try:
            with urllib.request.urlopen(address, timeout=60) as response:  # noqa: S310 (the site we were given)
                return read(response)
        except urllib.error.HTTPError as error:
            if error.code == 410:
                raise StartOver from error
            if error.code != 429 and error.code < 500:
                raise
            after = error.headers.get("Retry-After", "")
            wait = min(int(after), LONGEST_WAIT) if after.isdigit() else wait
            problem = error
        except (OSError, ValueError, http.client.HTTPException) as error:  # no connection, or half an answer
            problem = error
        if attempt + 1 < TRIES:
            print(f"{problem}; trying again in {wait} s", file=sys.stderr)
            time.sleep(wait)
    raise problem


def compact(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def take_snapshot(site, database):
    """Replace the whole copy by the snapshot, in one transaction."""

    def read(response):
        head = json.loads(next(response, b"{}")).get("snapshot")
        with database:
            database.execute("DELETE FROM record")
            end = _insert(database, response)
            if not head or end != {"seq": head["seq"], "rows": sum(head["kinds"].values())}:
                raise Torn("the snapshot is torn")
            _keep_place(database, f"{site}/api/v1/changes/?after={head['seq']}&limit=500")

    fetch(f"{site}/api/v1/snapshot/", read)


def _insert(database, lines):
    """Insert rows until the end of the snapshot; returns what it says of itself."""
    for line in map(json.loads, lines):
        if "end" in line:
            return line["end"]
        row = line["kind"], line["record"]["id"], compact(line["record"])
        database.execute("INSERT INTO record VALUES (?, ?, ?)", row)
    return None


def apply_changes(database, address):
    """Apply one page of changes, in one transaction; returns whether there may be more."""
    page = fetch(address, json.load)
    with database:
        for change in page["results"]:
            key = change["kind"], change["id"]
            if change.get("record") is None:  # withdrawn, or left the filter
                database.execute("DELETE FROM record WHERE kind = ? AND id = ?", key)
            else:
                database.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (*key, compact(change["record"])))
        _keep_place(database, page["next"])
    return page["next"] != address


def _keep_place(database, address):
    database.execute("INSERT OR REPLACE INTO place VALUES (1, ?)", (address,))


def catch_up(site, database):
    """Bring the copy up to now."""
    try:
        while place := database.execute("SELECT next FROM place").fetchone():
            if not apply_changes(database, place[0]):
                return
    except StartOver:
        print("our place is not kept any more: starting over", file=sys.stderr)
    take_snapshot(site, database)
    catch_up(site, database)


def main():
    parser = argparse.ArgumentParser(description="Keep a copy of a confhub site in an SQLite file.")
    parser.add_argument("site", help="such as https://confhub.example.org")
    parser.add_argument("file", help="the SQLite file; made if it is not there")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on for ever, with this pause")
    asked = parser.parse_args()
    database = sqlite3.connect(asked.file)
    database.executescript(TABLES)
    while True:
        catch_up(asked.site.rstrip("/"), database)
        if asked.every is None:
            return
        time.sleep(asked.every)


if __name__ == "__main__":
    main()
