from .countries import CountryViewSet
from .organisations import OrganisationViewSet

__all__ = ["CountryViewSet", "OrganisationViewSet"]
