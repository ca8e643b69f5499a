"""What an erasure would do, in the words of the page that asks for it."""

from collections import Counter

from django.contrib.auth import get_user_model

from organisations.choices import ChangeAction
from organisations.striking import MARK
from sessions.models import SourceRecord

# Texts that are shown with what stands around the name, and how much of it.
MOST, AROUND = 100, 60
ACTIONS = {ChangeAction.RELEASED: "appear", ChangeAction.UPDATED: "change", ChangeAction.WITHDRAWN: "go"}


class Look:
    """For the template: ``done`` in words. ``names``: those that were struck."""

    def __init__(self, site, request, done, names):
        self.site, self.request, self.done, self.names = site, request, done, names

    def public(self):
        """``[(what becomes of how many)]`` of public rows."""
        pairs = sorted(self.done.public.items(), key=lambda pair: pair[0])
        return [f"{kind.capitalize()} that {ACTIONS[action]}: {count}" for (kind, action), count in pairs]

    def places(self):
        """``[(place, number)]`` where names are struck out."""
        counts = Counter(place(model, column) for model, _, column, _ in self.done.found)
        return sorted(counts.items())

    def texts(self):
        """``[(place, before, after)]`` of texts as they stand now, but for versions and what is made of others."""
        found = []
        for model, _, column, value in self.done.found:
            if isinstance(value, str) and not hasattr(model, "instance_type") and len(found) < MOST:
                found += [(place(model, column), *_around(self.names, value))]
        return found

    def sources(self):
        """Labels of sources that lose their file."""
        rows = SourceRecord.objects.filter(pk__in=self.done.sources).order_by("pk")
        return list(self.site._registry[SourceRecord].labels(self.request, rows).values())

    def accounts(self):
        """Names of accounts that stand for somebody of the same name: they stay."""
        rows = get_user_model().objects.order_by("pk").values_list("username", "first_name", "last_name")
        return [name for name, *parts in rows if self.names.stand_in(name) or self.names.stand_in(" ".join(parts))]


def place(model, column):
    """A column of a model, as staff read it."""
    about, versions = getattr(model, "instance_type", model), hasattr(model, "instance_type")
    named = "as released" if column == "snapshot" else model._meta.get_field(column).verbose_name
    words = f"{about._meta.verbose_name_plural}: {named}"
    return f"former versions of {words}" if versions else words


def _around(names, text):
    """What stands before and behind the first name in a text."""
    start, end = next(iter(names.places(text)), (0, 0))
    return text[max(0, start - AROUND) : start], text[end : end + AROUND] if end else MARK
