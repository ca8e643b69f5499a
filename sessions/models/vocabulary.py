"""Themes: a public vocabulary, edited in place."""

from django.db import models
from django.urls import reverse


class Theme(models.Model):
    """A topic of security work. ``slug`` is its key and its address.

    ``purpose_codes``: ``[{"code", "name"}]``, the OECD DAC / IATI purpose codes that come nearest.
    ``loaded``: the values ``load_themes`` last wrote; a field that differs from it was edited by curators.
    """

    slug = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    definition = models.TextField(help_text="One sentence.")
    scope_note = models.TextField(blank=True, help_text="What belongs here, and what belongs to a neighbour.")
    purpose_codes = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("theme", args=[self.slug])

    def texts(self):
        """What it is found by."""
        return [f"{self.name}: {self.definition}"]
