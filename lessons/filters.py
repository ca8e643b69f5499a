"""Filters of lessons, for pages and API alike."""

from organisations.filtering import Column, Through, by_country, by_terms, facets, held
from sessions.filters import by_conference, by_theme

from .choices import Audience, LessonKind, LessonStatus
from .models import Lesson, LessonAudience, LessonCountry

__all__ = ["LessonFilter", "facets"]


class LessonFilter(held("date")):
    country = by_country(Through(LessonCountry, "lesson", "country"), help_text="Observed or tried there")
    theme = by_theme(Through(Lesson.themes.through, "lesson", "theme"), help_text="Its theme")
    conference = by_conference(
        Through(Lesson.conferences.through, "lesson", "conference"), help_text="Its evidence is from there"
    )
    kind = by_terms(LessonKind, Column("kind"), help_text="What sort of lesson it is.")
    status = by_terms(LessonStatus, Column("status"), help_text="How far it has come.")
    addressed_to = by_terms(Audience, Through(LessonAudience, "lesson", "audience"), help_text="Whom it addresses.")
