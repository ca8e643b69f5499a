"""Regions: the sub-regions of the UN M49 standard, as slugs.

A region groups countries for reading. It is never a country, and no record is ever tagged with one.
"""

from itertools import groupby

from django.db.models import TextChoices


class Region(TextChoices):
    """Where a country lies; the comment is the M49 code. Antarctica stands alone, as in M49."""

    NORTHERN_EUROPE = "northern-europe", "Northern Europe"  # 154
    WESTERN_EUROPE = "western-europe", "Western Europe"  # 155
    SOUTHERN_EUROPE = "southern-europe", "Southern Europe"  # 039
    EASTERN_EUROPE = "eastern-europe", "Eastern Europe"  # 151
    CENTRAL_ASIA = "central-asia", "Central Asia"  # 143
    WESTERN_ASIA = "western-asia", "Western Asia"  # 145
    SOUTHERN_ASIA = "southern-asia", "Southern Asia"  # 034
    SOUTH_EASTERN_ASIA = "south-eastern-asia", "South-eastern Asia"  # 035
    EASTERN_ASIA = "eastern-asia", "Eastern Asia"  # 030
    NORTHERN_AFRICA = "northern-africa", "Northern Africa"  # 015
    WESTERN_AFRICA = "western-africa", "Western Africa"  # 011
    MIDDLE_AFRICA = "middle-africa", "Middle Africa"  # 017
    EASTERN_AFRICA = "eastern-africa", "Eastern Africa"  # 014
    SOUTHERN_AFRICA = "southern-africa", "Southern Africa"  # 018
    NORTHERN_AMERICA = "northern-america", "Northern America"  # 021
    CENTRAL_AMERICA = "central-america", "Central America"  # 013
    CARIBBEAN = "caribbean", "Caribbean"  # 029
    SOUTH_AMERICA = "south-america", "South America"  # 005
    AUSTRALIA_AND_NEW_ZEALAND = "australia-and-new-zealand", "Australia and New Zealand"  # 053
    MELANESIA = "melanesia", "Melanesia"  # 054
    MICRONESIA = "micronesia", "Micronesia"  # 057
    POLYNESIA = "polynesia", "Polynesia"  # 061
    ANTARCTICA = "antarctica", "Antarctica"  # 010


def by_region(countries):
    """``[(name of the region, countries)]`` in the order of the regions."""
    order = Region.values
    rows = sorted(countries, key=lambda row: order.index(row.region))
    return [(Region(region).label, list(group)) for region, group in groupby(rows, key=lambda row: row.region)]
