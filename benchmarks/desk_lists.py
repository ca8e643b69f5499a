"""What the pages of the desk cost in the database, with 100,000 records of each kind.

    export DATABASE_URL=postgres://postgres@127.0.0.1:5432/empty_database INSECURE_HTTP=1
    export SECRET_KEY=$(head -c 48 /dev/urandom | base64)
    python benchmarks/desk_lists.py [--records 100000] [--times 3] [--as keeper] [--holding WORD]

Fills an empty database (migrates it first; one that this has filled is used again), then asks for every page as a
keeper, a curator and a reviewer: each list whole, its last page, every filter, every order, searches, the boxes of the
start page, forms, histories, duplicates and autocompletes. Prints, as medians, after one time that does not count:
queries, milliseconds the database's process worked (Linux alone; what else runs on the machine does not count), those
until the last row was there, and those until the answer. Exit status 1 if the database worked 300 ms for one.
The database works without helpers (max_parallel_workers_per_gather = 0), and must run on this machine.
"""

import argparse
import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confhub.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from full_desk import fill  # noqa: E402

from confhub.curation import BOXES  # noqa: E402
from lessons.models import LessonRecord  # noqa: E402
from organisations.models import OrganisationRecord, PersonRecord  # noqa: E402
from sessions.models import (  # noqa: E402
    ConferenceRecord,
    ParticipantRecord,
    SessionRecord,
    SourceRecord,
    StatementRecord,
)
from tests.staff import Member  # noqa: E402

MOST = 300
GROUPS = ("keeper", "curator", "reviewer")
MODELS = [StatementRecord, ParticipantRecord, PersonRecord, OrganisationRecord, LessonRecord]
MODELS += [SessionRecord, ConferenceRecord, SourceRecord]
# A word of nearly all, of some, of one, of none; two at once; a beginning.
SEARCHES = ("police", "word2500", "77777", "zebra", "trust border", "pol", "krasniqi", "police zebra")
AUTOCOMPLETES = {
    (StatementRecord, "speaker"): {"conference": 1},
    (StatementRecord, "session"): {"conference": 1},
    (StatementRecord, "mentions"): {},
    (ParticipantRecord, "person"): {},
    (ParticipantRecord, "organisation"): {},
    (ParticipantRecord, "conference"): {},
}


class Backend:
    """The process of the database that serves us."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
            cursor.execute("SELECT pg_backend_pid()")
            self.file = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def worked(self):
        """Milliseconds it has had a processor."""
        return int(self.file.read_text().split()[0]) / 1e6


@contextmanager
def measured():
    """A list that gets the milliseconds of each query."""
    taken = []

    def run(execute, *rest):
        started = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            taken.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(run):
        yield taken


def asked(backend, member, address, times):
    """``(queries, ms the database worked, ms until its last row, ms until the answer)``."""
    costs = []
    for _ in range(times + 1):
        started, before = time.perf_counter(), backend.worked()
        with measured() as taken:
            answer = member.client.get(address)
        worked, whole = backend.worked() - before, (time.perf_counter() - started) * 1000
        costs.append((len(taken), worked, sum(taken), whole))
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
    return [statistics.median(column) for column in zip(*costs[1:], strict=True)]


def addresses(member):
    """Everything that is asked for."""
    yield "/admin/"
    yield from (reverse("admin:queue", args=[name]) for name in BOXES)
    for model in MODELS:
        yield from _of_list(member, model)
    for (model, field), scope in AUTOCOMPLETES.items():
        place = f"{reverse('admin:autocomplete')}?app_label={model._meta.app_label}&model_name={model._meta.model_name}"
        place += f"&field_name={field}" + "".join(f"&{name}={value}" for name, value in scope.items())
        yield from (f"{place}&term={term}" for term in ("", "police", "arben k", "zebra", "77777"))
    yield from _forms()


def _of_list(member, model):
    place = _address(model, "changelist")
    yield place
    found = member.client.get(place).context["cl"]
    yield f"{place}?p={found.paginator.num_pages}"
    yield from (f"{place}?q={words.replace(' ', '+')}" for words in SEARCHES)
    for column in found.get_ordering_field_columns() | dict.fromkeys(range(1, len(found.list_display))):
        name = found.list_display[column - 1]
        if found.get_ordering_field(name):
            yield from (f"{place}?o={column}", f"{place}?o=-{column}")
    for spec in found.filter_specs:
        choices = [choice["query_string"] for choice in spec.choices(found)]
        yield from (place + choice for choice in [*choices[1:6], *choices[-1:]])
    if found.date_hierarchy:
        yield from (f"{place}?{found.date_hierarchy}__year=2020", f"{place}?{found.date_hierarchy}__year=2025")


def _forms():
    for model in MODELS:
        yield from (_address(model, "add"), _address(model, "change", 1), _address(model, "history", 1))
    yield from (_address(model, "alike", 77) for model in (OrganisationRecord, PersonRecord))


def _address(model, view, *made):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=made)


def prepare(count):
    call_command("migrate", verbosity=0)
    if not StatementRecord.objects.exists():
        accounts = [Member("reviewer", username=name).account.pk for name in ("one", "two")]
        fill(count, accounts)


def asking(group):
    """Somebody of a group, made anew."""
    name = f"{group}-{os.getpid()}"
    get_user_model().objects.filter(username=name).delete()
    return Member(group, username=name)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--as", dest="groups", nargs="+", default=GROUPS)
    parser.add_argument("--holding", default="")
    return parser.parse_args()


def main():
    wanted = arguments()
    prepare(wanted.records)
    setup_test_environment()
    backend, slow = Backend(), 0
    print(f"{'queries':>8} {'worked':>8} {'database':>9} {'whole':>8}   (ms)   load {os.getloadavg()[0]:.1f}")
    for group in wanted.groups:
        member = asking(group)
        for place in (place for place in addresses(member) if wanted.holding in place):
            queries, worked, *rest = asked(backend, member, place, wanted.times)
            slow += worked >= MOST
            print(f"{queries:8.0f} {worked:8.1f} {rest[0]:9.1f} {rest[1]:8.1f}   {group:<9} {place}", flush=True)
    sys.exit(f"{slow} took {MOST} ms or more." if slow else 0)


if __name__ == "__main__":
    main()
