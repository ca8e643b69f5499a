"""No public word is left out of the safety checks: whatever text a release puts on the shelf, they have read."""

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from organisations.release import KINDS, kinds
from organisations.safety import SAFETY, Look, OrganisationSafety, check
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_lesson_record,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_session_record,
    make_source_record,
    make_statement_record,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db

# Columns that are made of other records by the rule, or of which nobody reads the words.
MADE = {
    "search_text": "folded words of the other columns",
    "attribution_label": "the line of the speaker, which the ladder makes",
    "label": "the line of a participant, which the ladder makes",
    "word": "a stem of the title and the text",
    "written": "a word of the title and the text",
    "old": "ids and addresses that lead on",
}


@pytest.fixture
def desk():
    """One record of every kind with every text it can have, released."""
    other = make_organisation_record("Radio", listed=True)
    body = make_organisation_record(
        "Forum",
        acronym="FRM",
        other_names=["Forumi"],
        summary="A network.",
        relations=[("partner_of", other, "Since May")],
    )
    person = make_person_record("Ana Kovač", other_names=["A. K."], listed=True, **consent())
    meeting = make_conference_record(
        title="The meeting",
        summary="What for.",
        place_names=[{"lang": "sq", "name": "Prishtinë"}],
        headcount=9,
        headcount_note="The list",
        organisations=[(body, "organiser")],
    )
    source = make_source_record(
        meeting,
        creator="A team",
        publisher="A house",
        publisher_details="A street",
        rights="All",
        url="https://e.org/a",
    )
    session = make_session_record(meeting, title="The panel", summary="Who spoke.")
    ana = make_participant_record(
        meeting,
        "XK",
        person=person,
        role="Director",
        organisation=body,
        group="Women",
        limit="named",
        listed=True,
        **consent(),
    )
    publish(other, body, person, meeting, source, session, ana)
    first = make_statement_record(session, text="The first.")
    passage = make_passage(source, place="Page 9")
    said = make_statement_record(
        session,
        text="The second.",
        speaker=ana,
        attribution_level="named",
        passage=passage,
        links=[("supports", first, "So")],
    )
    said.countries.update(name_in_source="Kosova")
    translate(said, "sq", "E dyta.")
    lesson = make_lesson_record(
        "The lesson", text="It follows.", context="Then.", evidence=[(said, "supports", "Plainly")]
    )
    translate(lesson, "sq", "Mësimi.")
    publish(first, said, lesson)
    return [body, person, meeting, source, session, ana, said, lesson]


def public_texts(record):
    """``{column: text}`` of a record's rows on the shelf."""
    kind, found = KINDS[type(record)], {}
    tables = [(kind.shelf, {"pk": record.public_id})]
    tables += [(join.model, {join.owner: record.public_id}) for join in kind.joined.values()]
    for model, own in tables:
        for row in model.objects.filter(**own):
            found |= {f"{model.__name__}.{name}": text for name, text in _texts(row)}
    return found


def _texts(row):
    for field in row._meta.concrete_fields:
        if not field.is_relation and not field.choices and field.name not in MADE and field.name != "id":
            value = getattr(row, field.name)
            if isinstance(field, models.CharField | models.TextField) and value:
                yield field.name, value
            elif isinstance(field, models.JSONField):
                yield from ((f"{field.name} {n}", _word(one)) for n, one in enumerate(value))


def _word(one):
    return one["name"] if isinstance(one, dict) else one


def unread(record):
    """Columns whose text the checks of a record do not read."""
    safety = SAFETY[type(record)]([record], Look())
    read = {text for _, text in safety.texts(safety.frozen[record.pk])}
    return [column for column, text in public_texts(record).items() if text not in read]


def test_every_public_text_is_read(desk):
    assert {type(record) for record in desk} == {kind.record for kind in kinds()} == set(SAFETY)
    assert [(str(record), column) for record in desk for column in unread(record)] == []
    assert sum(len(public_texts(record)) for record in desk) > 35


def test_a_planted_check_that_leaves_something_out_is_seen(desk, monkeypatch):
    monkeypatch.setattr(OrganisationSafety, "texts", lambda self, values: [("name", values["name"])])
    assert "Organisation.summary" in unread(desk[0])


def test_queries_do_not_grow_with_records(desk):
    """With names, posts, quotations and lessons that cite them, so that everything is asked."""
    said = desk[6]
    texts = ["As Ana Kovač, the director of the Forum, put it."] * 12
    records = [
        make_statement_record(said.session, text=text, speaker=said.speaker, passage=said.passage) for text in texts
    ]
    make_lesson_record("Ana Kovač", evidence=[(record, "supports", "") for record in records])
    counted = []
    for some in (records[:1], records):
        with CaptureQueriesContext(connection) as queries:
            check(some, Look())
        counted.append(len(queries))
    assert counted[0] == counted[1]
