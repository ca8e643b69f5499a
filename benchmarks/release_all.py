"""How many statements a second ``release_all`` brings to the shelf, how fast it goes through an unchanged shelf.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    SECRET_KEY=$(head -c 48 /dev/urandom | base64) python benchmarks/release_all.py 20000

Fills an empty database (migrates it first; refuses one that holds a conference) with statements of about 100
characters, each with a speaker, a country and a theme, in ten sessions.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confhub.settings")
django.setup()

from organisations.models import OrganisationRecord, PersonRecord  # noqa: E402
from organisations.whole_shelf import find_drift, release_whole_shelf  # noqa: E402
from sessions.models import (  # noqa: E402
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    StatementCountryRecord,
    StatementRecord,
)

APPROVED = {"state": "approved"}
BASIS = {"basis": "consent", "basis_reference": "Form", "country_id": "XK", **APPROVED}
COUNTRIES, THEMES = ("XK", "AL", "RS", "MK"), ("trust", "police-reform", "donors")
LIMITS = ("named", "role_organisation", "organisation", "country")


def fill(count):
    """An approved conference with ``count`` approved statements, none of them released."""
    conference = ConferenceRecord.objects.create(
        slug="big", title="Big", start_date="2014-04-24", end_date="2014-04-24", place="Here", country_id="XK",
        disclosure_rule="on_record", disclosure_reason="For the benchmark.", **APPROVED,
    )  # fmt: skip
    sessions = [
        SessionRecord.objects.create(
            conference=conference, position=n, slug=f"s{n}", title=f"Session {n}", kind="panel", **APPROVED
        )
        for n in range(1, 11)
    ]
    speakers = _speakers(conference)
    rows = [_statement(n, sessions, speakers) for n in range(count)]
    rows = StatementRecord.objects.bulk_create(rows, batch_size=1000)
    about = (StatementCountryRecord(statement=s, country_id=COUNTRIES[n % 4]) for n, s in enumerate(rows))
    StatementCountryRecord.objects.bulk_create(about, batch_size=2000)
    joined = StatementRecord.themes.through
    joined.objects.bulk_create(
        (joined(statementrecord_id=s.pk, theme_id=THEMES[n % 3]) for n, s in enumerate(rows)), batch_size=2000
    )


def _speakers(conference):
    body = OrganisationRecord.objects.create(
        slug="body", name="Body", classification="network", country_id="XK", **APPROVED
    )
    person = PersonRecord.objects.create(slug="ana", name="Ana", **APPROVED)
    return [
        ParticipantRecord.objects.create(
            conference=conference, key=f"p{n}", person=person if n == 0 else None, role=f"Role {n}",
            organisation=body, limit=limit, **BASIS,
        )
        for n, limit in enumerate(LIMITS)
    ]  # fmt: skip


def _statement(n, sessions, speakers):
    return StatementRecord(
        session=sessions[n % 10], key=f"k{n}", position=n // 10 + 1, kind="claim", speaker=speakers[n % 4],
        text=f"Statement {n}: people who trust the police tell it more, and a police that hears more works better.",
        attribution_level="named", **APPROVED,
    )  # fmt: skip


def timed(what, run, count):
    """Run and print how long it took."""
    started = time.perf_counter()
    run()
    seconds = time.perf_counter() - started
    print(f"{what:<40} {seconds:7.1f} s {count / seconds:9.0f} statements/s")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    call_command("migrate", verbosity=0)
    if ConferenceRecord.objects.exists():
        sys.exit("This database holds a conference already: name an empty one in DATABASE_URL.")
    call_command("load_countries", verbosity=0)
    call_command("load_themes", verbosity=0)
    fill(count)
    timed("release_all, nothing released yet", release_whole_shelf, count)
    timed("release_all, nothing changed", release_whole_shelf, count)
    timed("release_all --check", find_drift, count)


if __name__ == "__main__":
    main()
