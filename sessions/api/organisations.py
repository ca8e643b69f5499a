"""Organisations in the API, found by what they did at meetings as well."""

from organisations.api import organisations

from ..filters import OrganisationFilter


class OrganisationViewSet(organisations.OrganisationViewSet):
    """Bodies of every kind. One can be asked for by id or slug."""

    filterset_class = OrganisationFilter
