"""What a country was called when something was said."""

from datetime import date

import pytest

from sessions.models import StatementCountry
from sessions.templatetags.country_names import then_and_now
from tests.factories import make_alias, make_country

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "then", "shown"),
    [
        ("MK", "", "North Macedonia"),
        ("MK", "North Macedonia", "North Macedonia"),
        ("MK", "Macedonia", "Macedonia (today North Macedonia)"),
        ("MK", "MACEDONIA", "MACEDONIA (today North Macedonia)"),
        ("KG", "Kyrgyz Republic", "Kyrgyz Republic (Kyrgyzstan)"),
        ("KG", "Kirghizia", "Kirghizia (Kyrgyzstan)"),
    ],
)
def test_only_a_name_out_of_use_is_set_against_the_one_of_today(code, then, shown):
    make_alias("MK", "Macedonia", valid_until=date(2019, 2, 13))
    make_alias("KG", "Kyrgyz Republic")
    assert then_and_now(StatementCountry(country=make_country(code), name_in_source=then)) == shown
