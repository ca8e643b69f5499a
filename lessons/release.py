"""What follows for lessons when the statements they rest on are released, changed or withdrawn."""

from django.dispatch import receiver

from organisations.release import KINDS, followed, released_with, sync

from .models import LessonRecord


@receiver(followed)
def follow(kind, records, outcome, at, **_):
    """A lesson gains and loses evidence with its statements, and goes with the last that supports it."""
    if kind.name == "statements" and outcome:
        pks = [record.pk for record in records]
        sync(KINDS["lessons"], released_with(LessonRecord, evidence__statement__in=pks), at)
