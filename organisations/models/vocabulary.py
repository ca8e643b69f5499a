"""Countries: a public vocabulary, edited in place."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..folding import fold
from ..regions import Region
from .naming import Named


class Country(Named, models.Model):
    """A country or territory of ISO 3166-1, or a user-assigned code beside it (Kosovo, XK/XKX).

    Row: keyed by alpha-2 ``code``. ``names``: ``{language tag: name}`` from the Unicode CLDR. ``local_languages``:
    tags of the languages whose name is shown as the local one. ``naming_note``: shown where the name first stands.
    ``loaded``: the values ``load_countries`` last wrote; a field that differs from it was edited by curators.
    There is no "part of": no row says anything about the status of another.
    """

    code = models.CharField("alpha-2 code", max_length=2, primary_key=True)
    alpha3 = models.CharField("alpha-3 code", max_length=3, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100, unique=True)
    region = models.CharField(max_length=40, choices=Region)
    names = models.JSONField(default=dict, blank=True)
    local_languages = models.JSONField(default=list, blank=True)
    user_assigned = models.BooleanField(default=False, help_text="The code is user-assigned: not in ISO 3166-1.")
    naming_note = models.TextField(blank=True)
    loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("country", args=[self.slug])

    def texts(self):
        """What it is found by: its names, in every language and of every time, and its codes."""
        aliases = [alias.name for alias in self.aliases.all()]
        return list(dict.fromkeys([self.name, self.code, self.alpha3, *aliases, *self.names.values()]))

    def local_names(self):
        """``[(language tag, name)]`` in the country's own languages, where it is not what the page calls it."""
        tags = {}
        for tag in self.local_languages:
            tags.setdefault(self.names.get(tag), tag)  # one name in two languages is said once
        return [(tag, name) for name, tag in tags.items() if name and name != self.called.text]


class CountryAlias(models.Model):
    """Another name or code a country is found by; with dates when it was valid for a time.

    ``valid_until`` is the last day of validity: "Macedonia" until 2019-02-13.
    """

    class Kind(models.TextChoices):
        NAME = "name", "Name"
        CODE = "code", "Code"

    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.NAME)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    folded = models.CharField(max_length=100, editable=False, db_index=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "country aliases"
        constraints = [
            models.UniqueConstraint(fields=["country", "name"], name="one_alias_once_per_country"),
            models.CheckConstraint(
                name="alias_valid_from_before_until",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=models.F("valid_until")),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)
