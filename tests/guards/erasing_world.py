"""A desk and a shelf with one person's names in every place a name can come to: ``make_world()``."""

from io import BytesIO
from types import SimpleNamespace

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from openpyxl import Workbook

from confhub.partners.models import Token
from organisations.decisions import decisive, differences, note_decisions
from organisations.models import PersonRecord
from sessions.models import ParticipantRecord
from sessions.reading import keeping
from sessions.reading.extracting import extracted
from tests.desk_factories import (
    consent,
    make_acknowledgement,
    make_conference_record,
    make_distinct,
    make_lesson_record,
    make_merge,
    make_organisation_record,
    make_participant_record,
    make_passage,
    make_person_record,
    make_report,
    make_session_record,
    make_sheet_upload,
    make_skipped_passage,
    make_source_file,
    make_source_record,
    make_statement_record,
    make_transition,
    publish,
    translate,
)
from tests.factories import make_alias, make_country, make_theme
from tests.files import make_docx, make_pdf
from tests.staff import make_account

NAME, PLAIN, CYRILLIC, SHORT = "Đorđe Žižeković", "Dorde Zizekovic", "Ђорђе Жижековић", "DJZK"
LINES = [NAME, CYRILLIC, SHORT]
# In Latin letters without accents; no other word of a test database has these in it.
NEEDLES = ["zizek", "djzk"]


@transaction.atomic
def make_world():
    """The records by name, the person's first: ``person``, ``who`` at the meeting, ``said`` and the like."""
    world = SimpleNamespace(staff=make_account("keeper"))
    _vocabularies()
    _person(world)
    _meeting(world)
    _statements(world)
    _lesson(world)
    _sources(world)
    _logs(world)
    return world


def _vocabularies():
    make_country("XK", naming_note=f"As {NAME} writes.")
    make_alias("XK", f"Land of {NAME}")
    make_theme("community-policing", definition=f"As {NAME} has it.")


def _person(world):
    consented = consent(f"Letter of {NAME}, 2014")
    world.person = make_person_record(NAME, other_names=[CYRILLIC, SHORT], listed=True, notes=f"{NAME}!", **consented)
    twin = make_person_record(
        "Dj. Zizekovic", slug="dorde-zizekovic-2", other_names=["Zizekovic, Dorde"], listed=True, **consent()
    )
    stranger = make_person_record("Somebody Else", listed=True, **consent(f"Not {PLAIN}"))
    make_distinct(world.person, stranger)
    publish(world.person, twin, stranger)
    make_merge(world.person, twin)
    world.person.refresh_from_db()
    world.stranger = stranger


def _meeting(world):
    body = make_organisation_record(f"Institute {NAME}", slug="institute-dorde-zizekovic", listed=True, acronym=SHORT)
    other = make_organisation_record("A forum", other_names=[f"Circle of {CYRILLIC}"], listed=True, summary=PLAIN)
    relations = [("partner_of", other, f"Made by {NAME}")]
    third = make_organisation_record("A third", listed=True, relations=relations)
    fourth = make_organisation_record("A fourth", slug="fourth-dorde-zizekovic", notes=f"By {NAME}", listed=True)
    publish(body, other, third, fourth)
    make_merge(other, fourth)
    world.meeting = make_conference_record(
        "2014-with-dorde-zizekovic",
        title=f"Evening with {NAME}",
        summary=f"{PLAIN} spoke.",
        place_names=[{"lang": "sr", "name": f"Trg {NAME}"}],
        disclosure_reason=f"{NAME} agreed.",
        headcount=20,
        headcount_note=f"Counted by {NAME}.",
        organisations=[(body, "host")],
    )
    world.session = make_session_record(world.meeting, title=f"Talk: {NAME}", slug="talk-dorde-zizekovic", summary=NAME)
    world.who = make_participant_record(
        world.meeting,
        key="dorde-zizekovic",
        person=world.person,
        role="Chief adviser",
        organisation=body,
        country="XK",
        limit="named",
        listed=True,
        sessions=[world.session],
        **consent(f"Form of {NAME}"),
    )
    world.deputy = make_participant_record(
        world.meeting, role=f"Deputy of {NAME}", organisation=body, listed=True, unique_post=False
    )
    world.body = body
    publish(world.meeting, world.session, world.who, world.deputy)


def _statements(world):
    source = make_source_record(world.meeting, key="by-dorde-zizekovic", title=f"Notes of {NAME}", creator=PLAIN)
    source.url = "https://example.org/?q=%C4%90or%C4%91e%20%C5%BDi%C5%BEekovi%C4%87"
    publish(source)
    place = make_passage(source, exact=f"said {NAME}", prefix=PLAIN, suffix=SHORT, place=f"Where {NAME} speaks")
    made = {"session": world.session, "speaker": world.who}
    agreed = {"consent_reference": f"{NAME} on paper", "consent_date": "2014-04-24"}
    world.said = make_statement_record(
        **made, text="Plain words.", key="dorde-zizekovic-1", attribution_level="named", passage=place, **agreed
    )
    world.named = make_statement_record(
        world.session, text=f"It was {NAME} who did it.", links=[("supports", world.said, f"As {NAME} said")]
    )
    world.redacted = make_statement_record(
        world.session, text=f"{PLAIN} paid.", redacted=True, public_text=f"{SHORT} paid.", speaker=world.deputy
    )
    world.kept = make_statement_record(**made, text="Kept words.", attribution_level="withheld")
    world.draft = make_statement_record(**made, text="A draft.", attribution_level="role_organisation")
    for record in (world.named, world.redacted):
        translate(record, text=f"{NAME} [sq]", translator=NAME)
    about = world.named.countries.get()
    about.name_in_source = f"{NAME}ia"
    about.save()
    publish(world.said, world.named, world.redacted, world.kept)
    _edited(world)


def _edited(world):
    """What was decided, and what stood there before."""
    was = decisive([world.deputy])
    world.deputy.person = world.person
    world.deputy.save()
    was_now = decisive([world.deputy])
    note_decisions(differences([world.deputy], was), world.staff, f"It was {NAME}.")
    world.deputy.person = None
    world.deputy.save()
    note_decisions(differences([world.deputy], was_now), world.staff, "It was not.")
    empty = {world.said.pk: {}}
    note_decisions(differences([world.said], empty), world.staff, f"{PLAIN} agreed.")
    note_decisions(differences([PersonRecord.objects.get(pk=world.person.pk)], {}), world.staff, "Entered.")
    note_decisions(differences([ParticipantRecord.objects.get(pk=world.who.pk)], {}), world.staff, "Entered.")


def _lesson(world):
    words = {"text": f"Listen to {NAME}.", "context": f"Where {PLAIN} lives.", "key": "listen-dorde-zizekovic"}
    evidence = [(world.said, "supports", f"{NAME} saw it"), (world.named, "qualifies", "")]
    world.lesson = make_lesson_record(f"What {NAME} taught", evidence=evidence, **words)
    translate(world.lesson, translator=PLAIN)
    publish(world.lesson)


def _sources(world):
    """Three files with the name, one without."""
    for n, data in enumerate(
        [f"Minutes.\n{NAME} spoke.".encode(), make_docx([f"So {NAME}"]), make_pdf([f"So {PLAIN}"])]
    ):
        source = make_source_record(world.meeting, title=f"File {n}")
        keeping.attach(source, extracted(data), name=f"{PLAIN}-{n}", content=data)
    world.clean = make_source_file(make_source_record(world.meeting), "Nothing here.", name=f"{NAME}.txt")
    make_skipped_passage(world.clean, 0, 3, f"Address of {NAME}")


def _logs(world):
    people = ContentType.objects.get_for_model(PersonRecord)
    logged = {"user": world.staff, "action_flag": CHANGE, "object_repr": NAME}
    LogEntry.objects.create(content_type=people, object_id="999", change_message='["\\u0110or\\u0111e", "x"]', **logged)
    LogEntry.objects.create(
        object_id="1",
        change_message='[{"changed": {"name": "\\u0110or\\u0111e \\u017di\\u017eekovi\\u0107"}}]',
        **logged,
    )
    make_transition(world.body, by=world.staff, why=f"{NAME} asked.")
    make_acknowledgement(world.body, world.staff, kind="organisations", why=f"{NAME} is fine.")
    make_transition(world.person, kind="people", by=world.staff, why="First look.")
    make_report(f"{NAME} is in danger.", about="/search/?q=%C5%BDi%C5%BEekovi%C4%87+%C4%90or%C4%91e", notes=PLAIN,
                contact=f"{PLAIN}, by post")  # fmt: skip
    Token.objects.create(name=f"For {NAME}", prefix="abcd1234", digest="0" * 64)
    make_sheet_upload(world.staff, content=f"name\n{NAME}".encode())
    make_sheet_upload(world.staff, content=_xlsx(NAME))
    store = SessionStore()
    store["_messages"] = f'["Saved \\u201c{NAME}\\u201d"]'
    store.save()


def _xlsx(words):
    book, out = Workbook(), BytesIO()
    book.active.append(["name", words])
    book.save(out)
    return out.getvalue()
