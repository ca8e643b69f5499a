"""Makes shelf rows for tests: ``make_lesson(title="…", countries=["XK"])``. Nothing here goes through the desk.

Every function saves one row that is complete in itself; what it stands in (conference, session, country) is made
with it unless given. Countries and themes may be given as codes and slugs.
"""

from datetime import UTC, date, datetime
from itertools import count

from django.utils.text import slugify

from confhub.partners.tokens import new_token
from lessons.models import (
    Evidence,
    Lesson,
    LessonAudience,
    LessonCountry,
    LessonTranslation,
    LessonWord,
    SimilarLesson,
)
from organisations.folding import indexed
from organisations.models import (
    Change,
    Country,
    CountryAlias,
    Organisation,
    OrganisationRelation,
    Person,
    ShelfSequence,
)
from sessions.models import (
    Conference,
    ConferenceCountry,
    ConferenceOrganisation,
    Participant,
    Session,
    Source,
    Statement,
    StatementCountry,
    StatementLink,
    StatementTranslation,
    Theme,
)

RELEASED = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = {
    "GE": ("GEO", "Georgia"),
    "AL": ("ALB", "Albania"),
    "BD": ("BGD", "Bangladesh"),
    "KG": ("KGZ", "Kyrgyzstan"),
    "ME": ("MNE", "Montenegro"),
    "MK": ("MKD", "North Macedonia"),
    "RS": ("SRB", "Serbia"),
    "XK": ("XKX", "Kosovo"),
}
_numbers = count(1)


def new_id():
    """A public id that no other row of this run has: eight characters, in order of making."""
    return f"{next(_numbers):08d}"


def shelf(**values):
    """The columns every shelf row has."""
    return {"id": new_id(), "released_at": RELEASED, "updated_at": RELEASED, **values}


def with_words(*rows):
    """The rows, indexed by their words as the release would have them; the first if there is one."""
    for row in rows:
        texts = filter(None, [*row.texts(), *row.translated_texts()])
        row.search_text = indexed(" ".join(texts), getattr(row, "language", "en"))
        row.save(update_fields=["search_text"])
    return rows[0] if rows else None


def make_country(code="XK", **values):
    """The country with this code, made if there is none yet."""
    alpha3, name = NAMES[code]
    values = {"alpha3": alpha3, "name": name, "slug": slugify(name), "region": "southern-europe", **values}
    return Country.objects.get_or_create(code=code, defaults=values)[0]


def make_alias(code, name, **values):
    return CountryAlias.objects.create(country=make_country(code), name=name, **values)


def make_theme(slug="community-policing", **values):
    """The theme with this slug, made if there is none yet."""
    values = {"name": slug.replace("-", " ").capitalize(), "definition": "One sentence.", **values}
    return Theme.objects.get_or_create(slug=slug, defaults=values)[0]


def make_organisation(name=None, **values):
    values = shelf(classification="national_ngo") | values
    values["name"] = name or f"Organisation {values['id']}"
    values.setdefault("slug", slugify(values["name"]))
    return Organisation.objects.create(**values)


def make_relation(organisation, other, kind="member_of", **values):
    return OrganisationRelation.objects.create(organisation=organisation, other=other, kind=kind, **values)


def make_person(name=None, **values):
    values = shelf(**values)
    values["name"] = name or f"Person {values['id']}"
    values.setdefault("slug", slugify(values["name"]))
    return Person.objects.create(**values)


def make_conference(slug=None, countries=(), organisations=(), **values):
    """``countries``: ``[(code, role)]``; ``organisations``: ``[(organisation, role)]``."""
    values = (
        shelf(
            title="A conference",
            start_date=date(2014, 4, 24),
            end_date=date(2014, 4, 25),
            place="Prishtina",
            disclosure_rule="on_record",
            language="en",
        )
        | values
    )
    values["slug"] = slug or f"conference-{values['id']}"
    values.setdefault("country", None)
    values["country"] = values["country"] or make_country()
    conference = Conference.objects.create(**values)
    for code, role in countries:
        ConferenceCountry.objects.create(conference=conference, country=make_country(code), role=role)
    for organisation, role in organisations:
        ConferenceOrganisation.objects.create(conference=conference, organisation=organisation, role=role)
    return conference


def make_source(conference=None, **values):
    values = shelf(title="The report", language="en", issued="2014") | values
    return Source.objects.create(conference=conference or make_conference(), **values)


def make_session(conference=None, **values):
    """``order``: behind the conference's sessions so far."""
    conference = conference or make_conference()
    values = shelf(title="A session", kind="panel", order=conference.sessions.count() + 1, depth=0) | values
    values.setdefault("slug", f"session-{values['id']}")
    return Session.objects.create(conference=conference, **values)


def make_participant(conference=None, sessions=(), **values):
    values = shelf(level="country", label="A participant") | values
    participant = Participant.objects.create(conference=conference or make_conference(), **values)
    participant.sessions.set(sessions)
    return participant


def make_statement(session=None, countries=("XK",), themes=("community-policing",), mentions=(), **values):
    """``countries``: codes of what it is about. ``order``: behind the conference's statements so far."""
    session = session or make_session()
    values = (
        shelf(
            text="Something was said.",
            language="en",
            kind="observation",
            wording="paraphrase",
            attribution_level="unattributed",
            attribution_label="Speaker not stated",
            conference=session.conference,
            date=session.conference.start_date,
            order=session.conference.statements.count() + 1,
        )
        | values
    )
    statement = Statement.objects.create(session=session, **values)
    for code in countries:
        StatementCountry.objects.create(statement=statement, country=make_country(code))
    statement.themes.set([make_theme(slug) for slug in themes])
    statement.mentions.set(mentions)
    return statement


def make_link(statement, other, kind="supports", **values):
    return StatementLink.objects.create(statement=statement, other=other, kind=kind, **values)


def make_lesson(
    title="A lesson",
    statements=(),
    countries=("XK",),
    themes=("community-policing",),
    addressed_to=("police",),
    **values,
):
    """``statements``: ``[(statement, relation)]``, its evidence; one statement is made if none is given."""
    statements = list(statements) or [(make_statement(), "supports")]
    values = (
        shelf(
            text="What follows from it.",
            language="en",
            kind="what_worked",
            status="observation",
            date=max(statement.date for statement, _ in statements),
            evidence_count=len(statements),
            contradicting_count=sum(relation == "contradicts" for _, relation in statements),
            strength="not_stated",
            voice_count=0,
            voice_country_count=0,
        )
        | values
    )
    lesson = Lesson.objects.create(title=title, **values)
    for position, (statement, relation) in enumerate(statements, start=1):
        Evidence.objects.create(lesson=lesson, statement=statement, relation=relation, position=position)
    for code in countries:
        LessonCountry.objects.create(lesson=lesson, country=make_country(code), role="observed")
    for audience in addressed_to:
        LessonAudience.objects.create(lesson=lesson, audience=audience)
    lesson.themes.set([make_theme(slug) for slug in themes])
    lesson.conferences.set({statement.conference_id for statement, _ in statements})
    return lesson


def make_words(lesson, **words):
    """What a lesson is compared by: ``stem="as it is written"``."""
    rows = [LessonWord(lesson=lesson, word=stem, written=word, size=len(words)) for stem, word in words.items()]
    return LessonWord.objects.bulk_create(rows)


def make_similar(lesson, other, **values):
    """``rank``: behind those there are."""
    values = {"score": 500, "themes": [], "words": [], "link_count": 0, **values}
    values.setdefault("rank", lesson.similar.count() + 1)
    return SimilarLesson.objects.create(lesson=lesson, other=other, **values)


def make_translation(row, language="sq", text=None, **words):
    """A translation of a statement or a lesson. ``words``: of a lesson its ``title`` and ``context``."""
    text = text or f"{row.text} [{language}]"
    if isinstance(row, Statement):
        return StatementTranslation.objects.create(statement=row, language=language, text=text)
    words = {"title": f"{row.title} [{language}]", "context": row.context and f"{row.context} [{language}]", **words}
    return LessonTranslation.objects.create(lesson=row, language=language, text=text, **words)


def make_change(kind, public_id, action="withdrawn", at=RELEASED):
    """An entry of the change log, behind those there are."""
    seq = Change.objects.count() + 1
    ShelfSequence.objects.update_or_create(id=1, defaults={"last": seq})
    return Change.objects.create(seq=seq, kind=kind, public_id=public_id, action=action, at=at)


def make_token(name="A partner", **values):
    """``(token, headers)``: a token and what a request with it is sent with."""
    token, words = new_token(name=name, **values)
    token.save()
    return token, {"Authorization": f"Bearer {words}"}
