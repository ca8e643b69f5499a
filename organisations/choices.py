"""Controlled terms for bodies, people and the editorial life of every record.

Labels are English; pages say them in their own language.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class State(TextChoices):
    """Where a record stands on the desk. Only an approved record can be on the shelf."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Classification(TextChoices):
    """Kind of body: the IATI organisation types, and the kinds security work needs beside them."""

    GOVERNMENT = "government", _("Government")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    OTHER_PUBLIC = "other_public", _("Other public body")
    INTERNATIONAL_NGO = "international_ngo", _("International NGO")
    NATIONAL_NGO = "national_ngo", _("National NGO")
    REGIONAL_NGO = "regional_ngo", _("Regional NGO")
    PARTNER_COUNTRY_NGO = "partner_country_ngo", _("Partner-country NGO")
    PUBLIC_PRIVATE_PARTNERSHIP = "public_private_partnership", _("Public–private partnership")
    MULTILATERAL = "multilateral", _("Multilateral organisation")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    ACADEMIC = "academic", _("Academic or research body")
    NETWORK = "network", _("Network")
    MISSION = "mission", _("International mission")
    SECURITY_INSTITUTION = "security_institution", _("Security institution")
    PARLIAMENT = "parliament", _("Parliament")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


class RelationKind(TextChoices):
    """How one body stands to another, read from the first to the second."""

    MEMBER_OF = "member_of", _("Member of")
    PARTNER_OF = "partner_of", _("Partner of")
    IMPLEMENTED_WITH = "implemented_with", _("Jointly implemented with")


class Basis(TextChoices):
    """Why somebody may be named in public. None recorded means: may not."""

    CONSENT = "consent", "Consent recorded"
    PUBLISHED_SOURCE = "published_source", "Named in a published source"
    PUBLIC_OFFICE = "public_office", "Public office, acting publicly"


class TranslationStatus(TextChoices):
    """How far a translation has come. Only one that somebody reviewed is public."""

    MACHINE = "machine", "Machine-made draft"
    DRAFT = "draft", "Draft"
    REVIEWED = "reviewed", "Reviewed"


class ChangeAction(TextChoices):
    """What happened to a shelf row."""

    RELEASED = "released", "Released"
    UPDATED = "updated", "Updated"
    WITHDRAWN = "withdrawn", "Withdrawn"
