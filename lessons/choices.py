"""Controlled terms for lessons. Labels are English; pages say them in their own language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class LessonKind(TextChoices):
    """What sort of lesson it is."""

    WHAT_WORKED = "what_worked", _("What worked")
    OBSTACLE = "obstacle", _("What got in the way")
    OPEN_QUESTION = "open_question", _("Open question")


class LessonStatus(TextChoices):
    """How far a lesson has come, from seen to acted upon (NATO lessons-learned process)."""

    OBSERVATION = "observation", _("Observation")
    LESSON_IDENTIFIED = "lesson_identified", _("Lesson identified")
    ACTION_PLANNED = "action_planned", _("Action planned")
    LESSON_LEARNED = "lesson_learned", _("Lesson learned")


class Audience(TextChoices):
    """Whom a lesson addresses."""

    CIVIL_SOCIETY = "civil_society", _("Civil society")
    GOVERNMENT = "government", _("Government")
    LOCAL_AUTHORITIES = "local_authorities", _("Local authorities")
    PARLIAMENT = "parliament", _("Parliament")
    POLICE = "police", _("Police")
    SECURITY_INSTITUTIONS = "security_institutions", _("Security institutions")
    INTERNATIONAL_ORGANISATIONS = "international_organisations", _("International organisations")
    DONORS = "donors", _("Donors")
    MEDIA = "media", _("Media")
    RESEARCHERS = "researchers", _("Researchers")
    COMMUNITIES = "communities", _("Communities")


class CountryRole(TextChoices):
    """What a country is to a lesson."""

    OBSERVED = "observed", "Observed here"
    TRIED = "tried", "Tried here"


class EvidenceRelation(TextChoices):
    """How a statement bears on a lesson."""

    SUPPORTS = "supports", _("Supports the lesson")
    QUALIFIES = "qualifies", _("Qualifies it")
    CONTRADICTS = "contradicts", _("Speaks against it")


class EvidenceStrength(TextChoices):
    """How many independent voices support a lesson, as far as the public can tell (``strength``)."""

    SEVERAL_COUNTRIES = "several_countries", _("Voices from several countries")
    SEVERAL_VOICES = "several_voices", _("Several independent voices")
    ONE_VOICE = "one_voice", _("One voice")
    NOT_STATED = "not_stated", _("Speakers not stated")
