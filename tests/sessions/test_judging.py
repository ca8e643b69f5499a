"""The rules for the safety of what was said: tables."""

import pytest

from organisations.findings import KEEPERS
from sessions.judging import Said, above_rule, closeness, naming, old, recognisable, too_close
from sessions.ladder import Body, Speaker

FORUM = Body("b1", "Forum", "network", "XK")
ANA = Speaker(
    id="p1", person=("a", "Ana"), role="Director", body=FORUM, classification="network", country=("XK", "Kosovo")
)
BEN = Speaker(id="p2", body=FORUM, classification="network", country=("XK", "Kosovo"))
CEM = Speaker(id="p3", classification="media", country=("RS", "Serbia"))


def told(found):
    return [(one.level, one.code, one.readers) for one in found]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"chosen": "country"}, []),
        ({"chosen": "named"}, [("must", "basis", "all")]),
        ({"chosen": "named", "speaker": ANA}, [("must", "basis", "all")]),
        ({"chosen": "named", "speaker": Speaker(basis="consent")}, []),
        ({"chosen": "named", "speaker": ANA, "kept": True}, [("must", "basis", "kept")]),
        ({"chosen": "named", "speaker": Speaker(basis="consent"), "kept": True}, [("check", "basis", "kept")]),
    ],
)
def test_naming(values, found):
    assert told(naming(Said(rule="on_record", **values))) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"chosen": "named", "rule": "on_record"}, []),
        ({"chosen": "organisation_type", "rule": "chatham_house"}, []),
        ({"chosen": "organisation", "rule": "chatham_house"}, [("must", "rule", "all")]),
        ({"chosen": "organisation", "rule": "chatham_house", "consent": True}, []),
        ({"chosen": "unattributed", "rule": "closed"}, [("must", "rule", "all")]),
        ({"chosen": "withheld", "rule": "closed"}, []),
        ({"chosen": "organisation", "rule": "chatham_house", "kept": True}, [("must", "rule", "kept")]),
        ({"chosen": "country", "rule": "closed", "kept": True, "consent": True}, [("check", "rule", "kept")]),
    ],
)
def test_above_the_rule(values, found):
    assert told(above_rule(Said(**values))) == found


@pytest.mark.parametrize("rule", [naming, above_rule])
def test_others_read_the_same_of_a_kept_speaker_whatever_is_recorded(rule):
    """But for the level and what keepers read beside it, which they are not given."""
    values = {"chosen": "named", "rule": "chatham_house", "kept": True}
    yes = rule(Said(**values, consent=True, speaker=Speaker(basis="consent")))
    no = rule(Said(**values, speaker=ANA))
    assert [one.words for one in yes] == [one.words for one in no]


@pytest.mark.parametrize(
    ("line", "least", "found"),
    [
        (None, 3, []),
        (("named", "Ana, Director, Forum"), 3, []),
        (("unattributed", "Speaker not stated"), 3, []),
        (("role_organisation", "Director, Forum"), 3, [("check", "one_post", "all")]),
        (("organisation", "Forum"), 3, [("check", "few", "all")]),
        (("organisation", "Forum"), 2, []),
        (("organisation_type", "Network, Kosovo"), 2, []),
        (("organisation_type", "Media, Serbia"), 2, [("check", "few", "all")]),
        (("country", "A participant from Serbia"), 2, [("check", "few", "all")]),
        (("country", "A participant from Serbia"), 0, []),
    ],
)
def test_recognisable(line, least, found):
    ana = ANA.__class__(**{**ANA.__dict__, "unique_post": True})
    assert told(recognisable(line, [ana, BEN, CEM], least)) == found


def test_only_keepers_read_of_a_line_that_is_kept():
    assert told(recognisable(("organisation", "Forum"), [BEN], 3, KEEPERS)) == [("check", "few", "keepers")]


def test_it_lapses_when_somebody_joins():
    few = [recognisable(("organisation", "Forum"), known, 3)[0].digest for known in ([BEN], [BEN, ANA])]
    assert few[0] != few[1]


LINE = ("organisation", "Forum")


@pytest.mark.parametrize(
    ("values", "most", "found"),
    [
        ({"years": 9, "speaker": BEN, "line": LINE}, 10, []),
        ({"years": 10, "speaker": BEN, "line": LINE}, 10, [("check", "old", "all")]),
        ({"years": 10, "speaker": BEN, "line": LINE}, 0, []),
        ({"years": 10, "line": LINE}, 10, []),
        ({"years": 10, "speaker": BEN, "line": ("unattributed", "")}, 10, []),
        ({"years": 10, "speaker": BEN, "line": LINE, "consent": True}, 10, []),
        ({"years": 10, "speaker": Speaker(basis="consent"), "line": LINE}, 10, []),
        (
            {"years": 10, "speaker": BEN, "line": LINE, "bare": LINE, "kept": True},
            10,
            [("check", "old", "others"), ("check", "old", "keepers")],
        ),
        (
            {"years": 10, "speaker": BEN, "line": ("unattributed", ""), "bare": LINE, "kept": True},
            10,
            [("check", "old", "others")],
        ),
        (
            {"years": 10, "speaker": BEN, "line": LINE, "bare": ("unattributed", ""), "kept": True},
            10,
            [("check", "old", "keepers")],
        ),
        ({"years": 10, "speaker": BEN, "line": LINE, "kept": True, "consent": True}, 10, [("check", "old", "others")]),
    ],
)
def test_old(values, most, found):
    assert told(old(Said(chosen="organisation", rule="on_record", **values), most, "2014-04-25")) == found


SOURCE = "One of the participants said that the police should meet the villages once a month and listen to them."


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("Police and villages ought to talk regularly.", "paraphrase", []),
        ("He said that the police should meet the villages every week.", "paraphrase", ["check"]),
        ("said that the police should meet the villages", "summary", ["check"]),
        ("The police, should MEET!", "paraphrase", ["check"]),
        ("the police", "paraphrase", []),
        (
            "The police should meet, so it was said, the villages once a month, and always listen to them.",
            "paraphrase",
            ["check"],
        ),
        ("The police should meet the villages once a month and listen to them.", "verbatim", ["note"]),
    ],
)
def test_too_close(text, wording, found):
    assert [one.level for one in too_close(text, SOURCE, wording)] == found


def test_closeness_is_counted_in_words():
    assert closeness("a b c d", "x a b c y d") == (3, 0.75, 4)
    assert closeness("", "x") == (0, 0, 0)
