"""A small collection on the shelf, and the address of every kind of page it has."""

from datetime import date

from lessons.models import Lesson, LessonCountry
from organisations.models import Organisation, Person
from sessions.models import Conference, Participant, Session, Statement, StatementCountry

from .factories import (
    make_alias,
    make_change,
    make_conference,
    make_country,
    make_lesson,
    make_link,
    make_organisation,
    make_participant,
    make_person,
    make_relation,
    make_session,
    make_similar,
    make_source,
    make_statement,
    make_theme,
    with_words,
)

WITHDRAWN = "WWWWWWWW"
SENTENCES = [
    "Many residents do not trust the police; trust comes first.",
    "Policies are adopted, and then nobody watches whether they are carried out.",
    "When one body asks for data it is sent away; when twelve ask together it is received.",
]


def collection(size=1):
    """Makes ``size`` rows of everything a page may list, and answers ``{kind: address}``."""
    kosovo, conference = _places(), _conference(size)
    panel = make_session(conference, title="Session 1", slug="session-1", summary="On trust.")
    session, *_ = [_part_of(panel, number) for number in range(size)]
    statements = _statements(session, size)
    lessons = [_lesson(number, statements) for number in range(size)]
    _elsewhere(lessons, statements, size)
    make_session(conference, title="Conclusions", slug="conclusions", kind="conclusions")
    for kind in (Organisation, Person, Conference, Session, Participant, Statement, Lesson):
        with_words(*kind.objects.all())
    organisation, person = statements[0].organisation, statements[0].person
    return {
        "home": "/",
        "about": "/about/",
        "guide": "/api/guide/",
        "countries": "/countries/",
        "country": kosovo.get_absolute_url(),
        "country without anything": make_country("BD").get_absolute_url(),
        "themes": "/themes/",
        "theme": make_theme("trust").get_absolute_url(),
        "evidence": "/evidence/",
        "evidence, one region": "/evidence/?region=southern-europe",
        "compare": "/compare/",
        "compare, countries": "/compare/?country=kosovo&country=albania&country=kyrgyzstan",
        "compare, on a theme": "/compare/?country=kosovo&country=north-macedonia&theme=trust",
        "lessons": "/lessons/",
        "lessons, filtered": "/lessons/?kind=obstacle&country=kosovo",
        "lessons, none found": "/lessons/?status=lesson_learned",
        "lesson": lessons[0].get_absolute_url(),
        "conferences": "/conferences/",
        "conference": conference.get_absolute_url(),
        "session": session.get_absolute_url(),
        "session of parts": panel.get_absolute_url(),
        "statements": "/statements/",
        "statement": statements[0].get_absolute_url(),
        "search": "/search/",
        "search, found": "/search/?q=trust",
        "search, filtered": "/search/?q=trust&country=kosovo&kind=obstacle",
        "search, one list": "/search/?q=organiser&in=organisations",
        "search, statements": "/search/?q=police&in=statements",
        "search, none found": "/search/?q=trusst+pollice",
        "organisations": "/organisations/",
        "organisation": organisation.get_absolute_url(),
        "people": "/people/",
        "person": person.get_absolute_url(),
    }


def failures():
    """``{kind: (status, address)}`` of the pages one gets when something is not there; after ``collection``."""
    make_change("lessons", WITHDRAWN)
    return {
        "bad filter": (400, "/lessons/?kind=none&country=atlantis"),
        "bad region": (400, "/evidence/?region=atlantis"),
        "compare, one country": (400, "/compare/?country=kosovo&theme=none"),
        "not found": (404, "/lessons/NNNNNNNN/a-lesson/"),
        "withdrawn": (410, f"/lessons/{WITHDRAWN}/a-lesson/"),
    }


def _places():
    kosovo = make_country("XK", naming_note="A name is not a position.", names={"sq": "Kosova", "sr": "Косово"})
    kosovo.local_languages = ["sq", "sr"]
    kosovo.save()
    make_country("MK")
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    return kosovo


def _conference(size):
    organisers = [make_organisation(f"Organiser {number}") for number in range(size)]
    conference = make_conference(
        "prishtina-2014",
        title="Security and civil society",
        summary="Organisations and officials compared what they do.",
        place_names=[{"lang": "sq", "name": "Prishtinë"}, {"lang": "sr-Latn", "name": "Priština"}],
        headcount=48,
        headcount_note="As the report has it.",
        countries=[(code, "participants") for code in ("XK", "AL", "RS")[:size]],
        organisations=[(organiser, "organiser") for organiser in organisers],
    )
    for number in range(size):
        make_source(
            conference,
            title=f"Report {number}",
            creator="The organisers",
            publisher="A publisher",
            publisher_details="Its address",
            rights="All rights reserved",
            file_sha256="ab" * 32,
            text_sha256="cd" * 32,
        )
        make_session(conference, title=f"Opening {number}", slug=f"opening-{number}", kind="opening")
    return conference


def _part_of(panel, number):
    values = {"title": f"Discussion {number}", "slug": f"discussion-{number}", "kind": "open_discussion"}
    return make_session(panel.conference, parent=panel, depth=1, **values)


def _statements(session, size):
    """``size`` statements of each of: a named speaker, one that speaks against, one in Albanian, one withheld."""
    source = session.conference.sources.first()
    ministry = make_organisation("Ministry of Internal Affairs", acronym="MIA", country=make_country())
    person = make_person("Saša Rašić", other_names=["Саша Рашић"])
    label = "Saša Rašić, Deputy Minister, Ministry of Internal Affairs"
    participants = [
        make_participant(
            session.conference,
            [session],
            level="named",
            label=label,
            person=person,
            organisation=ministry,
            role="Deputy",
        )
        for _ in range(size)
    ]
    made = []
    for number in range(size):
        make_relation(make_organisation(f"Member {number}", country=make_country()), ministry)
        made += _of_one_round(session, number, source, participants[number], ministry, person, label)
    for number in range(size):
        make_link(made[0], made[4 * number + 1], "contradicts", note="Both were said.")
        make_link(made[4 * number + 2], made[0], "supports")
    return made


def _of_one_round(session, number, source, participant, ministry, person, label):
    place = {"source": source, "place": f"paragraph {number}", "start": number, "end": number + 90}
    named = make_statement(
        session,
        text=SENTENCES[number % 3],
        themes=["trust", "donors"],
        mentions=[ministry],
        attribution_level="named",
        attribution_label=label,
        person=person,
        participant=participant,
        organisation=ministry,
        **place,
    )
    StatementCountry.objects.create(statement=named, country=make_country("MK"), name_in_source="Macedonia")
    said = SENTENCES[(number + 1) % 3]
    against = make_statement(session, text=said, themes=["trust"], countries=["AL"], mentions=[ministry], **place)
    albanian = make_statement(
        session, text="Besimi fitohet ngadalë.", language="sq", wording="verbatim", themes=["trust"], **place
    )
    withheld = make_statement(session, text="", themes=["trust"])
    return [named, against, albanian, withheld]


def _lesson(number, statements):
    relations = ["supports", "contradicts", "supports", "qualifies"]
    lesson = make_lesson(
        f"Earn trust before asking for help {number}",
        statements=[(row, relations[place % 4]) for place, row in enumerate(statements)],
        countries=["XK", "AL"],
        themes=["trust", "donors"],
        addressed_to=["police", "donors"],
        kind="obstacle",
        context="Where people had reason to fear the police.",
    )
    LessonCountry.objects.create(lesson=lesson, country=make_country("KG"), role="tried")
    return lesson


def _elsewhere(lessons, statements, size):
    """``size`` lessons of another country that are like each of the lessons."""
    for number in range(size):
        other = make_lesson(
            f"Trust grew elsewhere {number}", [(statements[0], "supports")], ["RS", "MK"], ["trust"], language="sr-Latn"
        )
        for lesson in lessons:
            make_similar(lesson, other, themes=["trust"], words=["help", "trust"], link_count=1)
