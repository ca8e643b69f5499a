"""Citations in every format, read again by libraries that others wrote."""

import json
import warnings
from datetime import date
from io import StringIO

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from organisations.citing.citation import Author, Citation, Meeting, Report
from organisations.citing.downloads import FORMATS, cite_paths, download

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation as Cited
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

MEETING = Meeting("The meeting", "en", "Prishtinë", date(2014, 4, 24), date(2014, 4, 25))
PLAIN = Citation("lesson", "K7QX2M4P", "/lessons/K7QX2M4P/", "Earn trust", "en", date(2026, 5, 12))
# What formats use for themselves, scripts, and a line that looks like another field.
NASTY = 'A {b} \\c "d" & 5% #1_x ~^$ <i>, and\nER  - Приштина الثقة, Jr.'
SAID = " ".join(NASTY.split())
MINISTER = Author("Saša Rašić, Deputy Minister, Ministry of Internal Affairs", "Saša Rašić")
POST = Author("Deputy Minister, Ministry of Labour, Health; and Welfare")


def whole(**values):
    """A citation with everything there can be, in the nastiest words."""
    given = {
        "title": NASTY,
        "authors": (Author(NASTY), Author("Civil society and others")),
        "meetings": (MEETING._replace(title=NASTY),),
        "reports": (Report("Two organisations", "2014", NASTY, "en"),),
        "genre": "Paraphrase",
        "words": NASTY,
    }
    return Citation(**{**PLAIN.__dict__, **given, **values})


def in_bibtex(citation):
    """``(key, type, {field: value})`` as bibtexparser reads it, with TeX's commands resolved."""
    library = bibtexparser.parse_string(
        FORMATS["bib"].write(citation), append_middleware=[LatexDecodingMiddleware(keep_braced_groups=False)]
    )
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    [entry] = library.entries
    # The library reads TeX's name for a caret as the accent of that shape.
    return entry.key, entry.entry_type, {field.key: field.value.replace("ˆ", "^") for field in entry.fields}


def in_ris(citation):
    [record] = rispy.load(StringIO(FORMATS["ris"].write(citation), newline=""))
    return record


def in_csl(citation):
    [item] = json.loads(FORMATS["json"].write(citation))
    return item


def as_reference(citation):
    """The one line of a bibliography that citeproc makes of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([in_csl(citation)])
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Cited([CitationItem(citation.key.lower())]))
        return " ".join("".join(bibliography.bibliography()[0]).split())


def test_a_plain_citation_in_bibtex():
    assert FORMATS["bib"].write(PLAIN) == (
        "@misc{confhub_lesson_K7QX2M4P,\n"
        "  title = {{Earn trust}},\n"
        "  year = {2026},\n"
        "  month = {5},\n"
        "  howpublished = {Confhub},\n"
        "  url = {http://testserver/lessons/K7QX2M4P/},\n"
        "  language = {en},\n"
        "  note = {Lesson K7QX2M4P, updated 2026-05-12.}\n"
        "}\n"
    )


def test_bibtex_holds_every_word():
    key, type_, fields = in_bibtex(whole())
    assert (key, type_) == ("confhub_lesson_K7QX2M4P", "misc")
    assert fields == {
        "author": f"{SAID} and Civil society and others",
        "title": SAID,
        "year": "2026",
        "month": "5",
        "howpublished": "Confhub",
        "type": "Paraphrase",
        "eventtitle": SAID,
        "venue": "Prishtinë",
        "eventdate": "2014-04-24/2014-04-25",
        "url": "http://testserver/lessons/K7QX2M4P/",
        "language": "en",
        "abstract": SAID,
        "note": " ".join(whole().notes()).replace(NASTY, SAID),
    }


def test_bibtex_takes_no_name_apart():
    """An author is a line: its commas and its "and" part nothing."""
    text = FORMATS["bib"].write(whole(authors=(Author("Director, INDEP and others"), Author("Civil society"))))
    assert "author = {{Director, INDEP and others} and {Civil society}}" in text


def test_ris_holds_every_word():
    assert in_ris(whole()) == {
        "type_of_reference": "ELEC",
        "id": "confhub_lesson_K7QX2M4P",
        "authors": [SAID.replace(", ", " – "), "Civil society and others"],
        "title": SAID,
        "secondary_title": "Confhub",
        "publisher": "Confhub",
        "year": "2026",
        "date": "2026/05/12",
        "type_of_work": "Paraphrase",
        "language": "en",
        "abstract": SAID,
        "notes": [" ".join(note.split()) for note in whole().notes()],
        "urls": ["http://testserver/lessons/K7QX2M4P/"],
    }


def test_csl_holds_every_word():
    assert in_csl(whole()) == {
        "id": "confhub_lesson_K7QX2M4P",
        "type": "webpage",
        "title": NASTY,
        "author": [{"literal": NASTY}, {"literal": "Civil society and others"}],
        "container-title": "Confhub",
        "publisher": "Confhub",
        "genre": "Paraphrase",
        "issued": {"date-parts": [[2026, 5, 12]]},
        "event-title": NASTY,
        "event-place": "Prishtinë",
        "event-date": {"date-parts": [[2014, 4, 24], [2014, 4, 25]]},
        "URL": "http://testserver/lessons/K7QX2M4P/",
        "language": "en",
        "abstract": NASTY,
        "note": " ".join(whole().notes()),
    }


@pytest.mark.parametrize(("kind", "held", "year"), [("lesson", None, 2026), ("statement", date(2014, 4, 24), 2014)])
def test_a_citation_processor_makes_a_reference_of_it(kind, held, year):
    found = as_reference(whole(kind=kind, held=held, title="Earn trust", authors=(Author("Speaker, INDEP"),)))
    assert found.startswith(f"Speaker, INDEP ({year})")
    assert "Earn trust" in found


def test_what_was_said_is_dated_with_its_day_and_read_as_of_its_last_change():
    """No clock tells when it was read: the same row gives the same file on every day."""
    said = whole(held=date(2014, 4, 24))
    fields = in_bibtex(said)[2]
    assert (fields["year"], fields["month"], fields["urldate"]) == ("2014", "4", "2026-05-12")
    record = in_ris(said)
    assert (record["year"], record["date"], record["access_date"]) == ("2014", "2014/04/24", "2026/05/12")
    item = in_csl(said)
    assert item["issued"] == {"date-parts": [[2014, 4, 24]]}
    assert item["accessed"] == {"date-parts": [[2026, 5, 12]]}


def test_a_person_is_an_author_by_name_and_the_rest_of_the_line_a_note():
    """No part of the name is taken for the family's, and nothing of the line is lost."""
    said, note = whole(authors=(MINISTER,), meetings=(), reports=()), f"Attributed to: {MINISTER.line}."
    assert (in_ris(said)["authors"], in_ris(said)["notes"][1]) == (["Saša Rašić"], note)
    assert "author = {{Saša Rašić}}" in FORMATS["bib"].write(said)
    assert in_bibtex(said)[2]["note"] == f"Lesson K7QX2M4P, updated 2026-05-12. {note}"
    assert in_csl(said)["author"] == [{"literal": "Saša Rašić"}]
    assert in_csl(said)["note"] == f"Lesson K7QX2M4P, updated 2026-05-12. {note}"
    assert as_reference(said).startswith("Saša Rašić (2026)")


def test_a_line_that_names_nobody_has_no_sign_that_parts_names():
    """RIS reads commas as "Last, First, Suffix". Where lines may stand as they are, they do."""
    said = whole(authors=(POST,), meetings=(), reports=())
    assert in_ris(said)["authors"] == ["Deputy Minister – Ministry of Labour – Health – and Welfare"]
    assert in_ris(said)["notes"][1] == f"Attributed to: {POST.line}."
    assert in_bibtex(said)[2]["author"] == POST.line
    assert in_csl(said)["author"] == [{"literal": POST.line}]


@pytest.mark.parametrize("author", [Author("Saferworld"), Author("Ana Deda", "Ana Deda")])
def test_an_author_that_is_all_of_its_line_needs_no_note(author):
    assert not any("Attributed" in note for note in whole(authors=(author,)).notes())
    assert in_ris(whole(authors=(author,)))["authors"] == [author.line]


def test_a_citation_without_a_meeting_or_with_several_names_none_in_the_fields_for_one():
    for meetings in ((), (MEETING, MEETING)):
        assert not {"event-title", "event-place", "event-date"} & set(in_csl(whole(meetings=meetings)))
        assert "eventtitle" not in in_bibtex(whole(meetings=meetings))[2]


@pytest.mark.parametrize("end", [None, MEETING.start])
def test_a_meeting_of_one_day_has_one_date(end):
    citation = whole(meetings=(MEETING._replace(end=end),))
    assert in_csl(citation)["event-date"] == {"date-parts": [[2014, 4, 24]]}
    assert in_bibtex(citation)[2]["eventdate"] == str(MEETING._replace(end=end)).rpartition(", ")[2] == "2014-04-24"


def test_notes_say_when_where_and_after_what():
    meetings, reports = (MEETING, MEETING._replace(end=None)), (Report("", "", "A report", "en"),)
    assert list(whole(authors=(), meetings=meetings, reports=reports).notes()) == [
        "Lesson K7QX2M4P, updated 2026-05-12.",
        "Said at: The meeting, Prishtinë, 2014-04-24/2014-04-25; The meeting, Prishtinë, 2014-04-24.",
        "Based on: A report.",
    ]


@pytest.mark.parametrize(
    ("creator", "year", "said"),
    [("Two", "2014", "Two (2014), R"), ("Two", "", "Two, R"), ("", "2014", "2014, R"), ("", "", "R")],
)
def test_a_report_is_named_as_far_as_it_is_known(creator, year, said):
    assert str(Report(creator, year, "R", "en")) == said


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_says_what_it_is(name):
    answer = download(whole(), name)
    assert answer.headers["Content-Type"] == f"{FORMATS[name].media_type}; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="lesson-K7QX2M4P.{name}"'
    assert [str(each.pattern) for each in cite_paths("x/", download, "y")] == [
        "x/cite.bib",
        "x/cite.ris",
        "x/cite.json",
    ]


def test_a_planted_brace_is_seen(monkeypatch):
    """A format that does not mind what is in the words is not read again as it was."""
    monkeypatch.setattr("organisations.citing.bibtex.COMMANDS", {})
    with pytest.raises(AssertionError):
        test_bibtex_holds_every_word()
