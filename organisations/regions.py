"""Regions: the sub-regions of the UN M49 standard, as slugs.

A region groups countries for reading. It is never a country, and no record is ever tagged with one.
"""

from itertools import groupby

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class Region(TextChoices):
    """Where a country lies; the comment is the M49 code. Antarctica stands alone, as in M49."""

    NORTHERN_EUROPE = "northern-europe", _("Northern Europe")  # 154
    WESTERN_EUROPE = "western-europe", _("Western Europe")  # 155
    SOUTHERN_EUROPE = "southern-europe", _("Southern Europe")  # 039
    EASTERN_EUROPE = "eastern-europe", _("Eastern Europe")  # 151
    CENTRAL_ASIA = "central-asia", _("Central Asia")  # 143
    WESTERN_ASIA = "western-asia", _("Western Asia")  # 145
    SOUTHERN_ASIA = "southern-asia", _("Southern Asia")  # 034
    SOUTH_EASTERN_ASIA = "south-eastern-asia", _("South-eastern Asia")  # 035
    EASTERN_ASIA = "eastern-asia", _("Eastern Asia")  # 030
    NORTHERN_AFRICA = "northern-africa", _("Northern Africa")  # 015
    WESTERN_AFRICA = "western-africa", _("Western Africa")  # 011
    MIDDLE_AFRICA = "middle-africa", _("Middle Africa")  # 017
    EASTERN_AFRICA = "eastern-africa", _("Eastern Africa")  # 014
    SOUTHERN_AFRICA = "southern-africa", _("Southern Africa")  # 018
    NORTHERN_AMERICA = "northern-america", _("Northern America")  # 021
    CENTRAL_AMERICA = "central-america", _("Central America")  # 013
    CARIBBEAN = "caribbean", _("Caribbean")  # 029
    SOUTH_AMERICA = "south-america", _("South America")  # 005
    AUSTRALIA_AND_NEW_ZEALAND = "australia-and-new-zealand", _("Australia and New Zealand")  # 053
    MELANESIA = "melanesia", _("Melanesia")  # 054
    MICRONESIA = "micronesia", _("Micronesia")  # 057
    POLYNESIA = "polynesia", _("Polynesia")  # 061
    ANTARCTICA = "antarctica", _("Antarctica")  # 010


def by_region(countries):
    """``[(name of the region, countries)]`` in the order of the regions."""
    order = Region.values
    rows = sorted(countries, key=lambda row: order.index(row.region))
    return [(Region(region).label, list(group)) for region, group in groupby(rows, key=lambda row: row.region)]
