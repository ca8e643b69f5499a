"""What was public and is not any more: gone from every page and answer, and its own address says so and no more."""

import pytest

from organisations.models import Change
from organisations.release import release, withdraw
from sessions.models import Statement

from ..surface import Site
from .sweep import Request
from .test_two_worlds import asked_again, worth_asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(world):
    kept = dict(world.records)
    for record in kept.values():
        record.refresh_from_db()
    return kept


def saying(answers, *words):
    """Paths of the answers that hold one of the words, in any byte."""
    return {r.path for r, a in answers.items() if any(word.casefold() in a.bytes.decode().casefold() for word in words)}


def plain(sweep):
    """Addresses of every object and list, without parameters."""
    return {r: a for r, a in worth_asking(sweep.answers).items() if "?" not in r.path}


def own_addresses(public_id):
    return {f"/statements/{public_id}/", f"/api/v1/statements/{public_id}/"}


def tombstones(*public_ids):
    found = Change.objects.filter(public_id__in=public_ids, action="withdrawn")
    return sorted(found.values_list("public_id", flat=True))


def test_a_withdrawn_statement_is_gone_everywhere_at_once(records, sweep):
    said = records["placed remark"]
    row = Statement.objects.get(pk=said.public_id)
    before = plain(sweep)
    where = saying(before, said.public_id, row.text, row.place)
    assert {"/api/v1/statements/", "/conferences/open-open-conference/open-talk/"} <= where
    assert any("/lessons/" in path for path in where)
    assert any(path.startswith("/themes/") for path in where)

    withdraw([said])
    after = asked_again(before, Site())

    found = saying(after, said.public_id, row.text, row.place)
    assert {path for path in found if "change" not in path and "feed" not in path} <= own_addresses(said.public_id)
    assert saying(after, row.text, row.place) == set()
    assert tombstones(said.public_id) == [said.public_id]


@pytest.mark.parametrize("address", ["/statements/{}/", "/api/v1/statements/{}/"])
def test_its_own_address_says_that_it_is_gone_and_no_more(records, world, address):
    said = records["placed remark"]
    withdraw([said])
    gone = Site().ask(address.format(said.public_id))
    other = Site().ask(address.format(records["withdrawn remark"].public_id))
    assert gone.code == other.code == 410
    assert gone.body.replace(said.public_id.encode(), b"") == other.body.replace(
        records["withdrawn remark"].public_id.encode(), b""
    )
    assert world.secrets.found_in(gone.bytes + other.bytes) == set()


def test_counts_know_nothing_of_what_is_gone(records, sweep):
    listed = [r for r in sweep.answers if r.path.startswith("/api/v1/statements/?") and sweep.answers[r].code == 200]
    said = records["placed remark"]
    holding = [r for r in listed if said.public_id.encode() in sweep.answers[r].body]
    assert len(holding) > 5

    withdraw([said])

    site = Site()
    for request in holding:
        before, after = sweep.answers[request], request.of(site)
        assert said.public_id.encode() not in after.body
        assert _count(after) == _count(before) - 1


def _count(answer):
    return int(answer.body.partition(b'"count":')[2].split(b",")[0])


def test_narrowing_takes_every_word_of_the_speaker_away(records, sweep):
    said, who = records["remark shown as named"], records["speaker shown as named"]
    words = [f"Open {part} of speaker shown as named" for part in ("person", "role", "body")]
    slugs = [who.person.slug, who.organisation.slug]
    before = plain(sweep)
    assert len(saying(before, *words)) > 8

    said.attribution_level = "unattributed"
    said.save()
    release([said])
    after = asked_again(before, Site())

    assert saying(after, *words) == set()
    ids = [who.public_id, who.person.public_id, who.organisation.public_id]
    told = saying(after, *ids, *slugs) - {path for path in saying(before, *ids, *slugs) if _own(path, [*ids, *slugs])}
    assert {path for path in told if "change" not in path} == set()
    assert saying(after, "Open words of remark shown as named") != set()
    assert tombstones(*ids, said.public_id) == sorted(ids)
    for slug in slugs:
        assert [a.code for r, a in after.items() if slug in r.path] == [404] * sum(slug in r.path for r in after)


def _own(path, words):
    return any(word in path for word in words)


def test_a_withdrawn_conference_takes_everything_said_there(records, sweep):
    before = plain(sweep)
    meeting = records["open conference"]
    gone = list(Statement.objects.filter(conference=meeting.public_id).values_list("pk", "text"))
    words = {text for _, text in gone if text} | {"Open open conference", "Open source", "Open title of lesson"}
    assert len(saying(before, *words)) > 50

    withdraw([meeting])
    after = asked_again(before, Site())

    assert saying(after, *words) == set()
    ids = [public_id for public_id, _ in gone]
    told = {path for path in saying(after, *ids) if not _own(path, ids) and "change" not in path}
    assert told == set()
    assert tombstones(*ids) == sorted(ids)
    assert {a.code for r, a in after.items() if meeting.slug in r.path} == {404}
    assert after[Request("/conferences/")].code == 200
