"""Filters of countries, organisations and people, for pages and API alike."""

from .choices import Classification
from .filter_names import Names, WordsOrNamesFilter
from .filtering import Column, ListFilter, ShelfFilter, TermsFilter, Through, by_country, by_terms, facets
from .models import Organisation
from .regions import Region
from .understanding import country_names

__all__ = ["CountryFilter", "OrganisationFilter", "PersonFilter", "facets"]


class CountryFilter(ListFilter):
    q = TermsFilter(country_names, formed=False)
    country = by_country(Column("code"), help_text="These countries only")
    region = by_terms(Region, Column("region"), help_text="Sub-region of the UN M49 standard.")


class OrganisationFilter(ShelfFilter):
    q = WordsOrNamesFilter(
        Names(country_names, Through(Organisation, "pk", "country"), formed=False),
        help_text="A word that names the country a body is based in counts as one of its words.",
    )
    country = by_country(Column("country"), help_text="Where the body is based")
    classification = by_terms(Classification, Column("classification"), help_text="Kind of body.")


class PersonFilter(ShelfFilter):
    pass
