"""An erasure beside somebody else's save, and what PostgreSQL keeps of the values of columns. PostgreSQL only."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from lessons.erasing.erase import erase
from organisations.folding import latin
from organisations.models import PersonRecord
from sessions.models import StatementRecord
from tests.desk_factories import make_person_record, make_statement_record
from tests.guards.dumps import around
from tests.guards.erasing_world import LINES, NAME, NEEDLES, make_world
from tests.staff import Member, filled

from .test_two_at_once import all_at_once, codes, pressing

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_statistics_of_columns_forget_them_too(settings, tmp_path):
    settings.OFFLINE_FOLDER = tmp_path
    world = make_world()
    assert around(statistics(analyse=True), NEEDLES) != []
    erase(world.person, LINES, world.staff, "Asked for.")
    assert around(statistics(), NEEDLES) == []


def statistics(analyse=False):
    """Values of tables that have rows: what was kept of one that is empty now goes with its next rows."""
    query = "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text FROM pg_stats"
    with connection.cursor() as cursor:
        if analyse:
            cursor.execute("ANALYZE")
        filled_tables = [m._meta.db_table for m in apps.get_models() if m._base_manager.exists()]
        cursor.execute(f"{query} WHERE tablename = ANY(%s)", [filled_tables])
        return latin("\n".join(map(repr, cursor.fetchall())))


def test_of_an_erasure_and_a_save_at_once_one_is_refused(settings, tmp_path):
    """Whichever comes second: no name is left beside an erasure, and none is struck that its page did not show."""
    settings.OFFLINE_FOLDER = tmp_path
    person, said = make_person_record(NAME, slug="a"), make_statement_record(text=f"By {NAME}.")
    keeper, curator = Member("keeper"), Member("curator")
    at = reverse("admin:organisations_personrecord_erase", args=[person.pk])
    look = keeper.client.post(at, filled(keeper.get(at).content))
    agreed = filled(look.content) | {"why": "By letter.", "sure": "on"}
    answers = all_at_once([(keeper, at, agreed), pressing(curator, said, text=f"{NAME} did it.", _save="1")])
    assert codes(answers) == [200, 302]
    left = StatementRecord.objects.filter(text__contains=NAME).count() + PersonRecord.objects.count()
    assert left == (0 if answers[0].status_code == 302 else 2)
