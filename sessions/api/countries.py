"""Countries in the API, found by what was said at meetings as well."""

from organisations.api import countries

from ..filters import CountryFilter


class CountryViewSet(countries.CountryViewSet):
    """Countries and the names they are found by.

    One can be asked for by its codes and slugs: `XK`, `XKX`, `kosovo`.
    """

    filterset_class = CountryFilter
