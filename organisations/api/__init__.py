from .changes import Changes
from .countries import CountryViewSet
from .organisations import OrganisationViewSet
from .snapshot import Snapshot

__all__ = ["Changes", "CountryViewSet", "OrganisationViewSet", "Snapshot"]
