"""Two worlds that differ only in what is secret are the same to the public, byte for byte."""

from io import StringIO
from types import ModuleType

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from confhub import urls
from confhub.offline.keeping import kept
from lessons import kinds as lessons_kinds
from lessons.strength import Line
from organisations.models import PersonRecord
from organisations.release import release
from sessions.models import Conference, StatementRecord

from ..surface import Site, forget
from .mutations import MUTATIONS, apply, draft_edited, name_behind_a_role, true_speaker_of_an_unattributed_statement
from .sweep import Request, Sweep, without_echo
from .world import public_rows

pytestmark = pytest.mark.django_db
# Says when an answer that must not be kept was made, or when the next may be asked for.
CLOCK = {"Expires", "RateLimit-Reset"}


@pytest.fixture(autouse=True)
def records_as_they_are(world):
    """Each test starts from the records as the database has them, and from no more of them."""
    records = dict(world.records)
    for record in records.values():
        record.refresh_from_db()
    yield
    world.records = records


def different_tables(before, after):
    """Names of the public tables that are not the same."""
    return [name for name in before if before[name] != after[name]]


def different_answers(before, after):
    """Requests whose answers differ in a byte."""
    return [request for request, answer in before.items() if _timeless(answer) != _timeless(after[request])]


def _timeless(answer):
    return answer.status, [header for header in answer.headers if header[0] not in CLOCK], answer.timeless


def asked_again(answers, site):
    """The same requests put to the site once more, with nothing kept from before."""
    forget()
    return {request: request.of(site) for request in answers}


def worth_asking(answers):
    """Without those that only say once more what another address has said: a parameter that is not looked at."""
    plain = {request.path: answer.timeless for request, answer in answers.items() if request.method == "GET"}
    return {
        request: answer
        for request, answer in answers.items()
        if answer.code < 400
        and (request.body or request.method == "GET")
        and not request.accept
        and ("?" not in request.path or without_echo(request, answer) != plain.get(request.path.partition("?")[0]))
    }


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_the_public_tables_do_not_tell(world, mutation):
    before = public_rows()
    apply(world, mutation)
    assert different_tables(before, public_rows()) == []


def test_no_answer_tells(world, sweep):
    """All the changes at once: every answer is the same, with its headers."""
    answers = worth_asking(sweep.answers)
    with transaction.atomic():
        for mutation in MUTATIONS:
            mutation(world)
        apply(world, lambda world: None)
        after = asked_again(answers, Site())
    assert len(answers) > 500
    assert different_answers(answers, after) == []


def test_no_public_bundle_tells(world):
    before = bundles()
    for mutation in MUTATIONS:
        mutation(world)
    apply(world, lambda world: None)
    assert bundles() == before


def bundles():
    """``{slug: the public bundle of a conference}``."""
    found = {}
    for slug in Conference.objects.values_list("slug", flat=True):
        out = StringIO()
        call_command("export_bundle", slug, "--public", stdout=out)
        found[slug] = out.getvalue()
    return found


# Each guard, with a fault planted


def test_a_planted_public_edit_is_seen(world):
    before = public_rows()
    world["listed body"].name = "Another name"
    world["listed body"].save()
    release([world["listed body"]])
    assert different_tables(before, public_rows()) == ["Organisation", "Change", "ShelfSequence"]


@pytest.mark.parametrize(
    ("target", "leak", "tables"),
    [
        # What was translated before the words were redacted would come out with them.
        (
            "sessions.policy.shown_text",
            lambda values: values["public_text"] or values["text"],
            ["Statement", "StatementTranslation"],
        ),
        ("sessions.policy.CONCLUSION", "Whoever", ["Statement"]),
    ],
)
def test_a_planted_change_of_the_rule_is_seen(world, monkeypatch, target, leak, tables):
    world["remark shown as unattributed"].kind = "conclusion"
    world["remark shown as unattributed"].save()
    release([world["remark shown as unattributed"]])
    before = public_rows()
    monkeypatch.setattr(target, leak)
    apply(world, lambda world: None)
    assert different_tables(before, public_rows()) == [*tables, "Change", "ShelfSequence"]


def test_a_planted_redaction_that_forgets_emptiness_is_seen(world, monkeypatch):
    monkeypatch.setattr("sessions.policy.shown_text", lambda values: values["public_text"] or values["text"])
    apply(world, lambda world: None)
    before = public_rows()
    world["remark redacted to nothing"].text = "Zzz"
    world["remark redacted to nothing"].save()
    release([world["remark redacted to nothing"]])
    changed = different_tables(before, public_rows())
    assert changed == ["Statement", "StatementTranslation", "Change", "ShelfSequence"]


def test_a_planted_strength_that_counts_true_speakers_is_seen(world, monkeypatch):
    """It would tell apart two who are shown alike."""

    def as_they_are(pks):
        speakers = dict(StatementRecord.objects.filter(pk__in=pks).values_list("pk", "speaker_id"))
        return {pk: (*row[:3], Line("named", f"{speakers[pk]}")) for pk, row in as_they_are_shown(pks).items()}

    as_they_are_shown = lessons_kinds._statements
    monkeypatch.setattr(lessons_kinds, "_statements", as_they_are)
    apply(world, lambda world: None)
    before = public_rows()
    apply(world, true_speaker_of_an_unattributed_statement)
    assert different_tables(before, public_rows()) == ["Lesson", "Change", "ShelfSequence"]


def from_disk(text):
    """A file to take along, which is made once for both worlds unless it is forgotten."""
    with kept("planted", lambda out: out.write(text.encode())) as file:
        return file.read()


@pytest.mark.parametrize(
    "say",
    [
        lambda: HttpResponse(" ".join(PersonRecord.objects.values_list("name", flat=True))),
        lambda: HttpResponse(
            headers={"X-Last": PersonRecord.objects.order_by("-updated_at").first().updated_at.isoformat()}
        ),
        lambda: HttpResponse(status=200 + PersonRecord.objects.filter(name="Zzz").count()),
        lambda: HttpResponse(from_disk(" ".join(PersonRecord.objects.values_list("name", flat=True)))),
    ],
    ids=["a name", "a time", "a count", "a file that is kept"],
)
def test_a_planted_view_that_depends_on_a_secret_is_seen(world, settings, say):
    settings.ROOT_URLCONF = ModuleType("planted")
    settings.ROOT_URLCONF.urlpatterns = [path("planted/", lambda request: say()), *urls.urlpatterns]
    answers = worth_asking(Sweep(Site(), under="planted/").run().answers)
    apply(world, name_behind_a_role)
    assert "/planted/" in [request.path for request in different_answers(answers, asked_again(answers, Site()))]


def test_a_planted_search_of_secret_names_is_seen(world, monkeypatch):
    """It would offer another spelling in one world and none in the other."""
    monkeypatch.setattr("confhub.search.everything.meant", lambda text, names: PersonRecord.objects.last().name)
    answers = {asked: asked.of(Site()) for asked in [Request("/api/v1/search/?q=zzzz")]}
    apply(world, lambda w: PersonRecord.objects.filter(pk=PersonRecord.objects.last().pk).update(name="Zzz"))
    assert different_answers(answers, asked_again(answers, Site())) == list(answers)


def test_a_mutation_does_change_the_desk(world):
    """Otherwise the worlds are equal because nothing was done."""
    before = set(PersonRecord.objects.values_list("name", flat=True))
    apply(world, name_behind_a_role)
    apply(world, draft_edited)
    assert set(PersonRecord.objects.values_list("name", flat=True)) - before == {"Zzz"}
