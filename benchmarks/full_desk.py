"""Fills an empty database with a desk of 100,000 records of each kind that grows: half released, the rest at work.

The first conference has 2,000 participants and 2,000 statements; of the others, 10 of each and a lesson stand in one.
What is released is marked so in SQL; of the shelf there are only the rows that lists search in.
"""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count as counted

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from lessons.models import EvidenceRecord, LessonCountryRecord, LessonRecord
from organisations.bulk import insert
from organisations.models import OrganisationRecord, PersonRecord, Transition
from sessions.models import (
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementCountryRecord,
    StatementRecord,
    Theme,
)

BIG, EACH = 2000, 10
FIRST = ("Arben", "Besa", "Vjosa", "Милена", "Saša", "Nino", "Aibek", "Zamira", "Jovan", "Mira", "Drita", "Luan")
LAST = ("Krasniqi", "Rašić", "Hoxha", "Петровић", "Gashi", "Beridze", "Asanov", "Berisha", "Ilić", "Shala", "Jashari")
WORDS = "police trust border women youth council reform budget court network minister village oversight media school"
WORDS = [*WORDS.split(), *(f"word{n}" for n in range(3000))]
KINDS_OF_BODY = ("government", "national_ngo", "network", "mission", "media")
COUNTRIES, THEMES, OTHERS = ("XK", "AL", "RS", "MK", "GE", "KG"), ("trust", "police-reform", "donors"), 2
STATES = ["approved"] * 10 + ["draft"] * 5 + ["in_review"] * 4 + ["withdrawn"]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
GROWING = {"organisations": OrganisationRecord, "people": PersonRecord, "participants": ParticipantRecord}
GROWING |= {"statements": StatementRecord, "lessons": LessonRecord}
RELEASED = r"""
    UPDATE {table} AS r SET released_at = now(), changed_since_release = id % 40 = 0, snapshot = to_jsonb(r) || (
        SELECT jsonb_object_agg(regexp_replace(key, '_id$', ''), value) FROM jsonb_each(to_jsonb(r))
        WHERE key LIKE '%\_id')
    WHERE state = 'approved' AND id % 20 <> 7
"""
SHELF = """
    INSERT INTO conference_sessions_conference (id, released_at, updated_at, search_text, slug, title, start_date,
        end_date, place, place_names, country_id, summary, headcount_note, disclosure_rule, language)
    SELECT public_id, released_at, updated_at, folded, slug, title, start_date, end_date, place, place_names,
        country_id, summary, headcount_note, disclosure_rule, language
    FROM conference_sessions_conferencerecord WHERE snapshot IS NOT NULL;
    INSERT INTO conference_sessions_participant (id, released_at, updated_at, search_text, level, label, role, "group",
        classification, conference_id)
    SELECT p.public_id, p.released_at, p.updated_at, lower(p.role), 'organisation_type', 'Speaker', '', '', '',
        c.public_id
    FROM conference_sessions_participantrecord p JOIN conference_sessions_conferencerecord c ON c.id = p.conference_id
    WHERE p.snapshot IS NOT NULL AND c.snapshot IS NOT NULL
"""


def fill(count, accounts):
    """``count`` statements, and participants, people, bodies and lessons to fit; ``accounts``: keys of some staff."""
    call_command("load_countries", verbosity=0)
    call_command("load_themes", verbosity=0)
    chance, meetings = random.Random(1), 1 + (count - BIG) // EACH  # noqa: S311 (rows for a benchmark)
    _insert(OrganisationRecord, chance, count, _body)
    _insert(PersonRecord, chance, count, _person)
    _insert(ConferenceRecord, chance, meetings, _conference)
    _insert(SourceRecord, chance, meetings, lambda n, chance: {"conference_id": n, "title": _words(chance, 5)})
    _insert(SessionRecord, chance, BIG // 100 + meetings - 1, _session)
    _insert(ParticipantRecord, chance, count, _participant)
    _insert(StatementRecord, chance, count, _statement)
    _insert(LessonRecord, chance, count, _lesson)
    _join(count)
    _steps(accounts)
    _settle()


def _insert(model, chance, count, values):
    """``count`` rows with keys from 1; ``values``: a function of the key."""
    made = (_row(model, n, chance, values(n, chance)) for n in range(1, count + 1))
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    insert(model, [f.column for f in columns], (tuple(getattr(one, f.attname) for f in columns) for one in made))


def _row(model, n, chance, values):
    state = values.pop("state", None) or chance.choice(STATES)
    record = model(state=state, high_risk=n % 50 == 0, **values)
    record.updated_at = timezone.now() - timedelta(minutes=chance.randrange(60 * 24 * 60))
    if hasattr(record, "key"):
        record.key = f"k{n}"
    record.fold_words()
    return record


def _words(chance, number):
    """Common words oftener than rare ones."""
    return " ".join(WORDS[int(len(WORDS) * chance.random() ** 4)] for _ in range(number)).capitalize()


def _body(n, chance):
    name = f"{_words(chance, 3)} {n}"
    return {
        "slug": f"body-{n}",
        "name": name,
        "acronym": f"A{n}",
        "classification": chance.choice(KINDS_OF_BODY),
        "country_id": chance.choice(COUNTRIES),
        "listed": n % 10 == 0,
    }


def _person(n, chance):
    return {"slug": f"person-{n}", "name": f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}"}


def _conference(n, chance):
    day = date(2026, 1, 1) - timedelta(days=n % 4000)
    return {
        "slug": f"meeting-{n}", "title": f"{_words(chance, 4)} {n}", "start_date": day, "end_date": day,
        "place": "Here", "country_id": chance.choice(COUNTRIES), "disclosure_rule": "on_record",
        "disclosure_reason": "Agreed.", "state": "approved",
    }  # fmt: skip


def _meeting(n):
    """The conference of the ``n``-th statement, participant or lesson."""
    return 1 if n <= BIG else 2 + (n - BIG - 1) // EACH


def _session(n, chance):
    big = BIG // 100
    meeting, place = (1, n) if n <= big else (n - big + 1, 1)
    values = {"position": place, "slug": f"session-{n}", "title": _words(chance, 3), "kind": "panel"}
    return {**values, "conference_id": meeting, "state": "approved"}


def _participant(n, chance):
    values = {"conference_id": _meeting(n), "role": _words(chance, 2), "limit": "organisation", "person_id": n}
    return {**values, "organisation_id": n, "country_id": chance.choice(COUNTRIES)}


def _statement(n, chance):
    session = 1 + (n - 1) // 100 if n <= BIG else BIG // 100 + _meeting(n) - 1
    return {
        "session_id": session, "position": (n - 1) % 100 + 1, "text": _words(chance, 15), "kind": "claim",
        "speaker_id": n, "attribution_level": chance.choice(["named", "organisation", "country", "unattributed"]),
    }  # fmt: skip


def _lesson(n, chance):
    title = f"{_words(chance, 6)} {n}"
    return {"title": title, "text": _words(chance, 25), "kind": "what_worked", "conference_id": _meeting(n)}


def _join(count):
    themes = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
    for model, owner, row in (
        (StatementCountryRecord, "statement_id", (False, "")),
        (LessonCountryRecord, "lesson_id", ("observed",)),
    ):
        more = ["context", "name_in_source"] if len(row) == 2 else ["role"]
        rows = ((n, COUNTRIES[n % len(COUNTRIES)], *row) for n in range(1, count + 1))
        insert(model, [owner, "country_id", *more], rows)
    for model, owner in ((StatementRecord, "statementrecord_id"), (LessonRecord, "lessonrecord_id")):
        rows = ((n, themes[n % len(themes)]) for n in range(1, count + 1))
        insert(model.themes.through, [owner, "theme_id"], rows)
    evidence = ((n, n, "supports", "", 1) for n in range(1, count + 1))
    insert(EvidenceRecord, ["lesson_id", "statement_id", "relation", "note", "position"], evidence)


def _steps(accounts):
    """Who sent what to review, and what was taken on by whom."""
    number = counted()
    for kind, model in GROWING.items():
        sent = model.objects.filter(state="in_review").values_list("public_id", flat=True)
        columns = ["kind", "public_id", "step", "before", "after", "round", "content", "by_id", "at", "why"]
        row = ("submit", "draft", "in_review", 0, "")
        rows = ((kind, one, *row, accounts[next(number) % len(accounts)], LONG_AGO, "") for one in sent.iterator())
        insert(Transition, columns, rows)
        model.objects.filter(pk__in=range(1, 30_000, 100)).update(assigned_to=accounts[0])


def _settle():
    with connection.cursor() as cursor:
        for model in (*GROWING.values(), ConferenceRecord, SessionRecord, SourceRecord):
            cursor.execute(RELEASED.format(table=model._meta.db_table))
        cursor.execute(SHELF)
        cursor.execute("VACUUM FULL ANALYZE")
