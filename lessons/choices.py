"""Controlled terms for lessons."""

from django.db.models import TextChoices


class LessonKind(TextChoices):
    """What sort of lesson it is."""

    WHAT_WORKED = "what_worked", "What worked"
    OBSTACLE = "obstacle", "What got in the way"
    OPEN_QUESTION = "open_question", "Open question"


class LessonStatus(TextChoices):
    """How far a lesson has come, from seen to acted upon (NATO lessons-learned process)."""

    OBSERVATION = "observation", "Observation"
    LESSON_IDENTIFIED = "lesson_identified", "Lesson identified"
    ACTION_PLANNED = "action_planned", "Action planned"
    LESSON_LEARNED = "lesson_learned", "Lesson learned"


class Audience(TextChoices):
    """Whom a lesson addresses."""

    CIVIL_SOCIETY = "civil_society", "Civil society"
    GOVERNMENT = "government", "Government"
    LOCAL_AUTHORITIES = "local_authorities", "Local authorities"
    PARLIAMENT = "parliament", "Parliament"
    POLICE = "police", "Police"
    SECURITY_INSTITUTIONS = "security_institutions", "Security institutions"
    INTERNATIONAL_ORGANISATIONS = "international_organisations", "International organisations"
    DONORS = "donors", "Donors"
    MEDIA = "media", "Media"
    RESEARCHERS = "researchers", "Researchers"
    COMMUNITIES = "communities", "Communities"


class CountryRole(TextChoices):
    """What a country is to a lesson."""

    OBSERVED = "observed", "Observed here"
    TRIED = "tried", "Tried here"


class EvidenceRelation(TextChoices):
    """How a statement bears on a lesson."""

    SUPPORTS = "supports", "Supports the lesson"
    QUALIFIES = "qualifies", "Qualifies it"
    CONTRADICTS = "contradicts", "Speaks against it"


class EvidenceStrength(TextChoices):
    """How many independent voices support a lesson, as far as the public can tell (``strength``)."""

    SEVERAL_COUNTRIES = "several_countries", "Voices from several countries"
    SEVERAL_VOICES = "several_voices", "Several independent voices"
    ONE_VOICE = "one_voice", "One voice"
    NOT_STATED = "not_stated", "Speakers not stated"
