"""Themes: a public vocabulary, edited in place."""

from django.db import models
from django.urls import reverse

from organisations.models.naming import Named, name_in, page_language


class Theme(Named, models.Model):
    """A topic of security work. ``slug`` is its key and its address.

    ``names``, ``definitions``: ``{language tag: words}``, beside the English ones.

    ``purpose_codes``: ``[{"code", "name"}]``, the OECD DAC / IATI purpose codes that come nearest.
    ``loaded``: the values ``load_themes`` last wrote; a field that differs from it was edited by curators.
    """

    slug = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    definition = models.TextField(help_text="One sentence.")
    names = models.JSONField(default=dict, blank=True)
    definitions = models.JSONField(default=dict, blank=True)
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
        """What it is found by: its name and definition, in every language."""
        others = [f"{name}: {self.definitions.get(tag, '')}" for tag, name in self.names.items()]
        return [f"{self.name}: {self.definition}", *others]

    def definition_in(self, asked):
        """``(language tag, definition)`` in the language asked for, or in English where there is none in that."""
        return name_in(asked, self.definition, self.definitions)

    @property
    def defined(self):
        """The same in the language of the page."""
        return self.definition_in(page_language())
