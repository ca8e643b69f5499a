"""The line of a speaker in the language of the page: only what is made of terms, and never more than it says."""

import pytest
from django.utils.translation import gettext, override

from organisations.models.naming import Name
from sessions.templatetags.speakers import speaker, speaker_line
from tests.factories import make_country, make_organisation, make_participant, make_statement

pytestmark = pytest.mark.django_db
KOSOVO, POLICE = "Kosovo", "police"


def line(language="sq", **shown):
    kosovo = make_country(names={"sq": "Kosovë"})
    shown = {name: kosovo if value == KOSOVO else value for name, value in shown.items()}
    with override(language):
        return speaker_line(make_statement(**shown))


@pytest.mark.parametrize(
    ("level", "label", "classification", "country", "translated"),
    [
        ("unattributed", "Speaker not stated", "", None, ("Speaker not stated", {})),
        ("unattributed", "Conclusion of the conference", "", None, ("Conclusion of the conference", {})),
        ("country", "Speaker from Kosovo", "", KOSOVO, ("Speaker from %(country)s", {"country": "Kosovë"})),
        ("organisation_type", "Parliament, Kosovo", "parliament", KOSOVO, ("Parliament", {})),
        ("organisation_type", "Parliament", "parliament", None, ("Parliament", {})),
        ("organisation_type", "Parliament", "parliament", KOSOVO, ("Parliament", {})),
    ],
)
def test_a_line_of_terms_is_said_in_the_language_of_the_page(level, label, classification, country, translated):
    shown = {"attribution_level": level, "attribution_label": label, "speaker_classification": classification}
    found = line(speaker_country=country, **shown)
    with override("sq"):
        message, names = translated
        words = gettext(message) % names
    assert found == Name("sq", words if ", Kosovo" not in label else f"{words}, Kosovë")
    assert found.text != label
    assert line("en", speaker_country=country, **shown) == Name("en", label)


@pytest.mark.parametrize(
    ("level", "label", "classification"),
    [
        ("organisation_type", "Law-makers, Kosovo", "parliament"),  # a group in words of staff: the kind says other
        ("organisation_type", "Parliament, Kosova", "parliament"),  # the country was called otherwise at the release
        ("country", "Speaker from Kosova", ""),
        ("named", "Speaker not stated", ""),  # not of this rung
        ("country", "Speaker not stated", ""),
        ("unattributed", "Speaker from Kosovo", ""),
        ("role_organisation", "Director, INDEP, Kosovo", "national_ngo"),
        ("organisation", "INDEP", "national_ngo"),
    ],
)
def test_any_other_line_stays_as_it_was_written_and_is_marked(level, label, classification):
    country = None if level == "unattributed" else KOSOVO
    shown = {"attribution_level": level, "attribution_label": label, "speaker_classification": classification}
    assert line(speaker_country=country, **shown) == Name("en", label)


def test_a_line_is_escaped_and_marked_on_a_page_in_another_language():
    row = make_statement(attribution_level="organisation", attribution_label="<b>", organisation=make_organisation())
    assert speaker(row) == "&lt;b&gt;"
    with override("ar"):
        assert speaker(row) == '<span lang="en" dir="ltr">&lt;b&gt;</span>'


def test_a_participant_is_shown_by_the_same_rule():
    kosovo = make_country(names={"sq": "Kosovë"})
    row = make_participant(level="country", label="Speaker from Kosovo", country=kosovo)
    with override("sq"):
        assert speaker_line(row).language == "sq"
    with override("sq"):
        row.label = "Speaker from here"
        assert speaker_line(row) == Name("en", "Speaker from here")
