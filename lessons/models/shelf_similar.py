"""The shelf: which lessons are like which, worked out of public rows alone. Anyone may read all of it."""

from django.db import models

from .shelf import Lesson


class LessonWord(models.Model):
    """A word that tells what a lesson is about: its stem, and how the lesson writes it. ``size``: how many it has."""

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="telling_words", db_index=False)
    word = models.CharField(max_length=200)
    written = models.CharField(max_length=200)
    size = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["word"]
        indexes = [models.Index(fields=["word", "lesson"], name="lesson_by_word")]
        constraints = [models.UniqueConstraint(fields=["lesson", "word"], name="one_telling_word_once")]


class SimilarLesson(models.Model):
    """A lesson like another, of a country the other has not, and why. ``rank``: from 1, the most alike first.

    ``score``: see ``likeness``. ``themes``: slugs of those both have. ``words``: words of both, as ``lesson`` writes
    them. ``link_count``: pairs of a statement of the one and one of the other that are linked, or the same.
    """

    lesson = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="similar", db_index=False)
    other = models.ForeignKey(Lesson, models.DO_NOTHING, related_name="similar_to", db_index=False)
    rank = models.PositiveSmallIntegerField()
    score = models.PositiveIntegerField()
    themes = models.JSONField()
    words = models.JSONField()
    link_count = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["rank"]
        indexes = [models.Index(fields=["other"], name="similar_by_other")]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "rank"], name="one_similar_lesson_at_each_rank"),
            models.UniqueConstraint(fields=["lesson", "other"], name="one_similar_lesson_once"),
        ]
