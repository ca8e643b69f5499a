"""What translations of every kind of record have in common. Private."""

from django.db import models

from ..choices import TranslationStatus
from ..languages import canonical, digest


class TranslationRecord(models.Model):
    """The words of a record in another language, as somebody put them; part of the record.

    ``owner``: name of the column that points at the record, whose ``shown_words()`` are those the public reads.
    ``words``: names of the columns with the same in this language. ``translator``: who made it; never public.
    ``made_of``: digest of the words it was made of. It is kept when the translator's words are, not when anything else
    of the row or the record is, so that it no longer fits once the record says something else.
    """

    owner = ""
    words = ("text",)

    language = models.CharField(max_length=12)
    translator = models.CharField(
        max_length=200, blank=True, help_text="Who made it, or which program. For staff only, never public."
    )
    status = models.CharField(
        max_length=10,
        choices=TranslationStatus,
        default=TranslationStatus.DRAFT,
        help_text="Only what was reviewed is shown.",
    )
    made_of = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True
        verbose_name = "translation"
        default_permissions = ()
        ordering = ["language"]

    def __str__(self):
        return "translation"

    def save(self, *args, **kwargs):
        """Of whichever words the record shows now it is a translation, if it is new or says something new."""
        self.language = canonical(self.language)
        if not self._is_as_kept():
            self.made_of = self._digest()
        super().save(*args, **kwargs)

    def confirm(self):
        """Somebody looked at it again: it is right for the words the record shows now. Saves nothing."""
        self.made_of = self._digest()

    @property
    def is_stale(self):
        """Whether the record shows other words than those it was made of."""
        return self.made_of != self._digest()

    def _digest(self):
        return digest(*getattr(self, self.owner).shown_words())

    def _is_as_kept(self):
        columns = ("language", *self.words)
        kept = type(self).objects.filter(pk=self.pk).values_list(*columns).first()
        return kept == tuple(getattr(self, column) for column in columns)
