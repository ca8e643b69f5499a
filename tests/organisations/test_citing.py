"""Citations in every format, read again by libraries that others wrote."""

import json
import warnings
from datetime import date
from io import StringIO

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from organisations.citing.citation import Citation, Meeting, Report
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


def whole(**values):
    """A citation with everything there can be, in the nastiest words."""
    given = {
        "title": NASTY,
        "authors": (NASTY, "Civil society and others"),
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
    text = FORMATS["bib"].write(whole(authors=("Director, INDEP and others", "Civil society")))
    assert "author = {{Director, INDEP and others} and {Civil society}}" in text


def test_ris_holds_every_word():
    assert in_ris(whole()) == {
        "type_of_reference": "ELEC",
        "id": "confhub_lesson_K7QX2M4P",
        "authors": [SAID, "Civil society and others"],
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


@pytest.mark.parametrize("kind", ["lesson", "statement"])
def test_a_citation_processor_makes_a_reference_of_it(kind):
    found = as_reference(whole(kind=kind, title="Earn trust", authors=("Speaker, INDEP",)))
    assert found.startswith("Speaker, INDEP (2026)")
    assert "Earn trust" in found


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
    assert list(whole(meetings=meetings, reports=reports).notes()) == [
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


def test_a_title_that_ends_a_sentence_gets_no_second_stop():
    assert [whole(title=title).stop for title in ("Earn trust", "Is there trust?", "Trust…")] == [".", "", ""]
