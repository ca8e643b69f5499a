"""Controlled terms for meetings and what was said at them."""

from django.db.models import TextChoices


class Level(TextChoices):
    """How openly a speaker is shown: the ladder, from most to least open."""

    NAMED = "named", "Named"
    ROLE_ORGANISATION = "role_organisation", "Role and organisation"
    ORGANISATION = "organisation", "Organisation"
    ORGANISATION_TYPE = "organisation_type", "Kind of organisation or group"
    COUNTRY = "country", "Country"
    UNATTRIBUTED = "unattributed", "Unattributed"
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

    ORGANISER = "organiser", "Organiser"
    PARTNER = "partner", "Partner"
    HOST = "host", "Host"
    FUNDER = "funder", "Funder"


class ConferenceCountryRole(TextChoices):
    """Why a country is named with a meeting."""

    PARTICIPANTS = "participants", "Participants came from here"
    PROGRAMME = "programme", "Programmes or partners here were represented"


class SessionKind(TextChoices):
    """Part of a meeting (after the debate sections of Akoma Ntoso)."""

    OPENING = "opening", "Opening"
    PRESENTATION = "presentation", "Presentations"
    PANEL = "panel", "Session"
    OPEN_DISCUSSION = "open_discussion", "Open discussion"
    QUESTIONS = "questions", "Questions"
    CONCLUSIONS = "conclusions", "Conclusions"


class StatementKind(TextChoices):
    """What sort of thing was said."""

    OBSERVATION = "observation", "Observation"
    CLAIM = "claim", "Claim"
    CHALLENGE = "challenge", "Challenge"
    CRITICISM = "criticism", "Criticism"
    RECOMMENDATION = "recommendation", "Recommendation"
    GOOD_PRACTICE = "good_practice", "Good practice"
    QUESTION = "question", "Question"
    CONCLUSION = "conclusion", "Conclusion"
    CONTEXT = "context", "Context"


class Wording(TextChoices):
    """How close the text is to the words spoken."""

    VERBATIM = "verbatim", "Verbatim"
    PARAPHRASE = "paraphrase", "Paraphrase"
    SUMMARY = "summary", "Summary"


class LinkKind(TextChoices):
    """How one statement bears on another."""

    SUPPORTS = "supports", "Supports"
    QUALIFIES = "qualifies", "Qualifies"
    CONTRADICTS = "contradicts", "Contradicts"
    SAME_REMARK = "same_remark", "Same remark"


class FileKind(TextChoices):
    """What a file attached to a source is, by its contents."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document (DOCX)"
    TXT = "txt", "Plain text"
