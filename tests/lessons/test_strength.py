"""How many independent voices stand behind a lesson, as far as the public can tell."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons import strength as rule
from lessons.strength import Line, strength

NOBODY = Line("unattributed")
KCSS = Line("organisation", "KCSS", "national_ngo", "XK")
INDEP = Line("organisation", "INDEP", "national_ngo", "XK")
POLICE = Line("organisation", "POLICE", "security_institution", "XK")
EMINS = Line("named", "EMINS", "national_ngo", "RS")
OSCE = Line("organisation", "OSCE", "mission", None)
OSCE_HERE, OSCE_THERE = Line("named", "OSCE", "mission", "XK"), Line("named", "OSCE", "mission", "RS")
NETWORK = Line("organisation", "NETWORK", "", "XK")
NGO_HERE, NGO_THERE = (
    Line("organisation_type", None, "national_ngo", "XK"),
    Line("organisation_type", None, "national_ngo", "RS"),
)
MEDIA_HERE, MEDIA = Line("organisation_type", None, "media", "XK"), Line("organisation_type", None, "media")
GROUP = Line("organisation_type")
HERE, THERE = Line("country", country="XK"), Line("country", country="RS")
PERSON_HERE = Line("named", country="XK")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Nobody is stated
        ([], ("not_stated", 0, 0)),
        ([NOBODY], ("not_stated", 0, 0)),
        ([NOBODY, NOBODY, NOBODY], ("not_stated", 0, 0)),
        ([NOBODY, HERE], ("one_voice", 1, 1)),
        # Bodies: each once, however often and by whom it spoke
        ([KCSS], ("one_voice", 1, 1)),
        ([KCSS, KCSS, Line("named", "KCSS", "network", "XK")], ("one_voice", 1, 1)),
        ([KCSS, INDEP], ("several_voices", 2, 1)),
        ([KCSS, EMINS], ("several_countries", 2, 2)),
        ([OSCE], ("one_voice", 1, 0)),
        ([OSCE, KCSS], ("several_voices", 2, 1)),
        ([OSCE_HERE, OSCE_THERE], ("one_voice", 1, 1)),
        ([OSCE_HERE, OSCE_THERE, KCSS], ("several_countries", 2, 2)),
        ([OSCE_HERE, OSCE_THERE, Line("organisation", "UNDP", "multilateral")], ("several_voices", 2, 1)),
        # Only a country is shown: one voice of it, unless a body from there may be the one
        ([HERE, HERE], ("one_voice", 1, 1)),
        ([HERE, THERE], ("several_countries", 2, 2)),
        ([HERE, KCSS], ("one_voice", 1, 1)),
        ([THERE, KCSS], ("several_countries", 2, 2)),
        ([HERE, OSCE], ("one_voice", 1, 1)),
        ([HERE, THERE, OSCE], ("several_countries", 2, 2)),
        ([HERE, OSCE_HERE, OSCE_THERE, Line("organisation", "UNDP")], ("several_voices", 2, 1)),
        ([HERE, PERSON_HERE], ("one_voice", 1, 1)),
        ([HERE, MEDIA_HERE], ("one_voice", 1, 1)),
        # Only a kind of body is shown
        ([NGO_HERE, NGO_HERE], ("one_voice", 1, 1)),
        ([NGO_HERE, MEDIA_HERE], ("several_voices", 2, 1)),
        ([NGO_HERE, NGO_THERE], ("several_countries", 2, 2)),
        ([NGO_HERE, KCSS], ("one_voice", 1, 1)),
        ([NGO_HERE, POLICE], ("several_voices", 2, 1)),
        ([NGO_HERE, EMINS], ("several_countries", 2, 2)),
        ([NGO_HERE, NETWORK], ("one_voice", 1, 1)),
        ([MEDIA, MEDIA_HERE], ("one_voice", 1, 1)),
        ([MEDIA, HERE], ("one_voice", 1, 1)),
        ([MEDIA, NGO_THERE], ("several_voices", 2, 1)),
        ([MEDIA, HERE, THERE], ("several_countries", 2, 2)),
        ([MEDIA, Line("organisation_type", None, "parliament"), HERE], ("several_voices", 2, 1)),
        # Somebody spoke, and neither body nor kind nor country is shown
        ([GROUP], ("one_voice", 1, 0)),
        ([GROUP, GROUP], ("one_voice", 1, 0)),
        ([GROUP, KCSS], ("one_voice", 1, 1)),
    ],
)
def test_voices_that_cannot_be_one(lines, expected):
    assert {strength(order) for order in permutations(lines)} == {expected}


lines = st.lists(
    st.builds(
        Line,
        st.just("named"),
        st.sampled_from([None, None, "A", "B", "C"]),
        st.sampled_from(["", "media", "network"]),
        st.sampled_from([None, "XK", "RS", "AL"]),
    ),
    max_size=6,
)


@given(lines)
def test_no_larger_set_of_voices_is_apart(lines):
    """Counted by trying every set of them."""
    voices = rule._voices(lines)
    sets = (some for size in range(len(voices) + 1) for some in combinations(voices, size))
    apart = [some for some in sets if all(rule._apart(*pair) for pair in combinations(some, 2))]
    assert strength(lines).voices == max(map(len, apart))


@given(lines, st.sampled_from([NOBODY, HERE, THERE, NGO_HERE, MEDIA, MEDIA_HERE, GROUP]))
def test_one_more_statement_never_makes_a_lesson_weaker(lines, line):
    before, after = strength(lines), strength([*lines, line])
    assert (before.voices, before.countries) <= (after.voices, after.countries)
    assert before.countries <= after.countries
