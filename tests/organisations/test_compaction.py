"""A shorter log that nobody who follows it notices, unless he is told to start over."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisations.models import Change, ShelfSequence
from organisations.release import release, withdraw
from tests.desk_factories import make_organisation_record, publish
from tests.mirrors import crawl, follow

pytestmark = pytest.mark.django_db

START = "/api/v1/changes/?after="


def compact(*options):
    out = StringIO()
    call_command("compact_changes", *options, stdout=out)
    return out.getvalue().splitlines()


def age(days):
    """Make every change this much older."""
    for change in Change.objects.all():
        Change.objects.filter(seq=change.seq).update(at=change.at - timedelta(days=days))


def log():
    return list(Change.objects.values_list("seq", "action"))


@pytest.fixture
def bodies():
    """A body that was withdrawn, one withdrawn and released again, one changed twice: seven changes."""
    gone, back, changed = (make_organisation_record(name, listed=True) for name in ("Gone", "Back", "Changed"))
    publish(gone, back, changed)
    withdraw([gone])
    withdraw([back])
    publish(back)
    changed.name = "Changed again"
    changed.save()
    release([changed])
    return gone, back, changed


def test_overtaken_changes_go_and_the_latest_of_each_row_stay(bodies):
    age(91)
    assert compact() == ["Overtaken changes dropped: 4"]
    assert log() == [(4, "withdrawn"), (6, "released"), (7, "updated")]
    assert compact() == ["Overtaken changes dropped: 0"]


def test_young_changes_stay(bodies):
    before = log()
    age(89)
    assert compact() == ["Overtaken changes dropped: 0"]
    assert log() == before
    assert compact("--keep-days", "80") == ["Overtaken changes dropped: 4"]


@pytest.mark.parametrize("after", range(8))
def test_a_follower_however_late_ends_with_the_truth(client, bodies, after):
    seen = {}
    for change in client.get(f"{START}0&limit={after}").json()["results"] if after else ():
        seen[change["kind"], change["id"]] = change.get("record")
    copy = {key: record for key, record in seen.items() if record}
    age(91)
    compact()
    follow(client, copy, f"{START}{after}")
    assert copy == crawl(client)


def test_withdrawals_are_forgotten_only_when_asked_and_late_followers_are_told(client, bodies):
    age(400)
    assert compact("--forget-days", "365") == ["Overtaken changes dropped: 4", "Withdrawals forgotten: 1"]
    assert log() == [(6, "released"), (7, "updated")]
    assert ShelfSequence.objects.get().floor == 4
    assert client.get(f"{START}3").status_code == 410
    assert client.get(f"{START}4").status_code == 200


def test_young_withdrawals_are_not_forgotten(bodies):
    age(100)
    assert compact("--forget-days", "365")[1] == "Withdrawals forgotten: 0"
    assert ShelfSequence.objects.get().floor == 0


def test_the_floor_never_sinks(bodies):
    ShelfSequence.objects.update(floor=5)
    age(400)
    compact("--forget-days", "365")
    assert ShelfSequence.objects.get().floor == 5


def test_a_log_in_several_batches(bodies, monkeypatch):
    monkeypatch.setattr("organisations.compaction.BATCH", 2)
    age(91)
    assert compact() == ["Overtaken changes dropped: 4"]


def test_an_empty_log():
    assert compact("--forget-days", "365") == ["Overtaken changes dropped: 0", "Withdrawals forgotten: 0"]


@pytest.mark.parametrize("options", [["--keep-days", "-1"], ["--forget-days", "-1"], ["--forget-days", "89"]])
def test_days_that_make_no_sense_are_refused(options):
    with pytest.raises(CommandError):
        compact(*options)


def test_a_planted_compaction_that_drops_a_latest_change_is_seen(client, bodies):
    Change.objects.filter(action="withdrawn", at__lt=timezone.now()).delete()
    copy = {("organisations", bodies[0].public_id): {}}
    follow(client, copy, f"{START}3")
    assert copy != crawl(client)
