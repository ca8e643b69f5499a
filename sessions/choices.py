"""Controlled terms for meetings and what was said at them. Labels are English; pages say them in their own language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class Level(TextChoices):
    """How openly a speaker is shown: the ladder, from most to least open."""

    NAMED = "named", _("Named")
    ROLE_ORGANISATION = "role_organisation", _("Role and organisation")
    ORGANISATION = "organisation", _("Organisation")
    ORGANISATION_TYPE = "organisation_type", _("Kind of organisation or group")
    COUNTRY = "country", _("Country")
    UNATTRIBUTED = "unattributed", _("Unattributed")
    WITHHELD = "withheld", "Withheld"


# What a reader sees of the speaker on each rung, for those who choose one.
RUNGS = """
Named: name, post and body.
Role and organisation: the post and the body. Where one person holds the post, that is as good as a name.
Organisation: the body alone.
Kind of organisation or group: what sort of body or group it is, and the country.
Country: “Speaker from …”, no body and no post.
Unattributed: the words, and nothing of who said them.
Withheld: nothing at all, not even the words."""


class DisclosureRule(TextChoices):
    """What those at a meeting agreed may leave the room.

    ``chatham_house``: no name and no affiliation, of a speaker or any other participant (Chatham House Rule, 2002).
    """

    ON_RECORD = "on_record", "On the record"
    CHATHAM_HOUSE = "chatham_house", "Chatham House Rule"
    CLOSED = "closed", "Closed"


class ConferenceRole(TextChoices):
    """What a body did for a meeting (after schema.org Event)."""

    ORGANISER = "organiser", _("Organiser")
    PARTNER = "partner", _("Partner")
    HOST = "host", _("Host")
    FUNDER = "funder", _("Funder")


class ConferenceCountryRole(TextChoices):
    """Why a country is named with a meeting."""

    PARTICIPANTS = "participants", "Participants came from here"
    PROGRAMME = "programme", "Programmes or partners here were represented"


class SessionKind(TextChoices):
    """Part of a meeting (after the debate sections of Akoma Ntoso)."""

    OPENING = "opening", _("Opening")
    PRESENTATION = "presentation", _("Presentations")
    PANEL = "panel", _("Session")
    OPEN_DISCUSSION = "open_discussion", _("Open discussion")
    QUESTIONS = "questions", _("Questions")
    CONCLUSIONS = "conclusions", _("Conclusions")


class StatementKind(TextChoices):
    """What sort of thing was said."""

    OBSERVATION = "observation", _("Observation")
    CLAIM = "claim", _("Claim")
    CHALLENGE = "challenge", _("Challenge")
    CRITICISM = "criticism", _("Criticism")
    RECOMMENDATION = "recommendation", _("Recommendation")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    QUESTION = "question", _("Question")
    CONCLUSION = "conclusion", _("Conclusion")
    CONTEXT = "context", _("Context")


class Wording(TextChoices):
    """How close the text is to the words spoken."""

    VERBATIM = "verbatim", _("Verbatim")
    PARAPHRASE = "paraphrase", _("Paraphrase")
    SUMMARY = "summary", _("Summary")


class LinkKind(TextChoices):
    """How one statement bears on another."""

    SUPPORTS = "supports", _("Supports")
    QUALIFIES = "qualifies", _("Qualifies")
    CONTRADICTS = "contradicts", _("Contradicts")
    SAME_REMARK = "same_remark", _("Same remark")


class FileKind(TextChoices):
    """What a file attached to a source is, by its contents."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document (DOCX)"
    TXT = "txt", "Plain text"
