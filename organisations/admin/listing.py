"""Lists of records: what they show, how they are searched, and which filters an address may ask for."""

from functools import partial
from itertools import product

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from .. import editorial
from ..choices import State
from ..folding import sounds
from ..long_lists import FACETS, FromTheNearerEnd
from ..release import KINDS

# What filters of Django put behind the name of the column they filter by.
ENDINGS = ("exact", "isnull", "year", "month", "day", "gte", "lt")
# How many records a filter offers; keys with more digits are none.
LATEST, KEY_DIGITS = 30, 18


class ReleaseFilter(admin.SimpleListFilter):
    """By what is out of a record, and whether it is still the same."""

    title = "release"
    parameter_name = "release"

    CHOICES = {
        "waiting": ("Approved, not yet released", Q(state=State.APPROVED, snapshot__isnull=True)),
        "released": ("Released", Q(snapshot__isnull=False)),
        "changed": ("Changed since release", Q(changed_since_release=True)),
    }

    def lookups(self, request, model_admin):
        return [(value, label) for value, (label, _) in self.CHOICES.items()]

    def queryset(self, request, queryset):
        chosen = self.CHOICES.get(self.value())
        return queryset.filter(chosen[1]) if chosen else queryset


class UsedFilter(admin.RelatedFieldListFilter):
    """By a row of a vocabulary that is used, such as a country: one look into an index for each."""

    def field_choices(self, field, request, model_admin):
        rows = field.related_model._default_manager.filter(used(field))
        rows = rows.order_by(*self.field_admin_ordering(field, request, model_admin))
        return [(row.pk, str(row)) for row in rows]


class LabelledFilter(admin.RelatedFieldListFilter):
    """By a record that another one stands in, under the label of its own admin: the first ones in its order."""

    def field_choices(self, field, request, model_admin):
        own = model_admin.admin_site._registry[field.related_model]
        rows = own.get_queryset(request).order_by(*own.get_ordering(request))
        found = list(rows.filter(used(field))[:LATEST])
        asked = [key for key in self.lookup_val or () if key.isdecimal() and len(key) < KEY_DIGITS]
        if set(asked) - {str(row.pk) for row in found}:
            found += rows.filter(pk__in=asked)
        return list(own.labels(request, found).items())


def used(field):
    """The condition that something points at a row with ``field``."""
    pointing, name = field.model, field.name
    if field.many_to_many:
        pointing, name = field.remote_field.through, field.m2m_reverse_field_name()
    return Exists(pointing._base_manager.filter(**{name: OuterRef("pk")}))


class RecordChangeList(ChangeList):
    """A page of records, each with its ``desk_label``, its ``public_row`` and ``is_shown``, found in one go."""

    def get_results(self, request):
        super().get_results(request)
        if self.result_count > FACETS:
            self.add_facets = self.is_facets_optional = False
        self.result_list = list(self.result_list) if self.multi_page else self.paginator.whole()
        self.model_admin.describe(request, self.result_list)


class Listing:
    """Mixed into ``RecordAdmin``.

    ``label_related``: paths that ``labels`` reads; ``address_related``: what a public row's address is made of.
    ``ordering`` never depends on what some may not see. ``leads_from``: records whose forms lead to the list of what
    stands in them.
    """

    show_full_result_count = False
    list_per_page = 50
    search_fields = ("folded", "=public_id")
    search_help_text = "Words in any order; accents do not matter, nor whether they are in Cyrillic or Latin letters."
    label_related = ()
    leads_from = ()
    address_related = ()

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.name_column = admin.display(description=self.opts.verbose_name)(partial(_desk_label))

    def changelist_view(self, request, extra_context=None):
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_changelist(self, request, **kwargs):
        return RecordChangeList

    def get_queryset(self, request):
        shown = (*self.label_related, *(self.list_select_related or ()))
        return super().get_queryset(request).select_related("assigned_to", *shown)

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        """For records alone: Django pages its own log of them too."""
        if queryset.model is self.model:
            return self.pages(request)(queryset, per_page, *args, **kwargs)
        return super().get_paginator(request, queryset, per_page, *args, **kwargs)

    def pages(self, request):
        """The class of paginators for what is asked."""
        return FromTheNearerEnd

    def get_list_display(self, request):
        return (*super().get_list_display(request), "assigned")

    def get_search_results(self, request, queryset, search_term):
        """Records that have every word, however it is spelled, or whose id it is."""
        for word in search_term.split():
            queryset = queryset.filter(Q(folded__contains=sounds(word)) | Q(public_id=word.upper()))
        return queryset, False

    def lookup_allowed(self, lookup, value, request=None):
        """Filters that the list offers, and no other: an address must not ask what the list does not show."""
        offered = [item[0] if isinstance(item, tuple) else item for item in self.get_list_filter(request)]
        own = {item.parameter_name for item in offered if not isinstance(item, str)}
        names = [*(name for name in offered if isinstance(name, str)), *filter(None, [self.date_hierarchy])]
        names += self.leads_from
        return lookup in own or any(self._asks_for(lookup, name) for name in names)

    def _asks_for(self, lookup, name):
        rest = tuple(lookup.removeprefix(name).split("__")[1:])
        keys = self._keys(name)
        asked = lookup == "__".join([name, *rest])
        return asked and (rest in [(), *((end,) for end in (*ENDINGS, *keys))] or rest in product(keys, ENDINGS))

    def _keys(self, name):
        field = self.model._meta
        for part in name.split("__"):
            field = (field if hasattr(field, "get_field") else field.related_model._meta).get_field(part)
        return [field.target_field.name] if field.is_relation else []

    def describe(self, request, records):
        """Give every record of a page its label and, if it is on the shelf, its row there."""
        labels = self.labels(request, records)
        rows = KINDS[self.model].shelf.objects.select_related(*(self.address_related or [None]))
        rows = rows.in_bulk([record.public_id for record in records])
        for record in records:
            record.desk_label, record.public_row = labels[record.pk], rows.get(record.public_id)
            record.is_shown = record.public_row is not None

    def labels(self, request, records):
        """``{pk: what staff read for it}``; queries, if any, do not grow with the records."""
        return {record.pk: self.label(record) for record in records}

    def label(self, record):
        """What staff read for a record."""
        return str(record)

    def label_for(self, request, record):
        """What this member of staff reads for a record."""
        return self.labels(request, [record])[record.pk]

    @admin.display(description="state", ordering="state")
    def standing(self, record):
        shown = getattr(record, "is_shown", True)
        word, words = editorial.standing(record.state, record.is_released, record.changed_since_release, shown)
        risk = format_html(' <span class="standing risk">{}</span>', "High risk") if record.high_risk else ""
        return format_html('<span class="standing {}">{}</span>{}', word, words, risk)

    @admin.display(description="on the site")
    def public_page(self, record):
        return self._public_link(record.public_row, "See page") if record.public_row else "–"

    def _public_link(self, row, words):
        address = self.public_address(row)
        return (
            format_html('<a class="go" href="{}">{}</a>', address, words)
            if address
            else words.replace("See page", "Shown")
        )

    def public_address(self, row):
        """Where the site shows a shelf row, perhaps on another host; empty if it has no page of its own."""
        return settings.SITE_URL + row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    def open_link(self, record):
        """A link to the record's own form."""
        return format_html('<a class="go" href="{}">Open</a>', self.change_address(record))

    def change_address(self, record):
        """Where the record is edited."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def add_address(self, **initial):
        """Where a new record is entered, with what is known of it."""
        return _with_query(f"admin:{self.opts.app_label}_{self.opts.model_name}_add", initial)

    def list_address(self, **filters):
        """The list, filtered."""
        return _with_query(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist", filters)


def _desk_label(record):
    return format_html('<span dir="auto">{}</span>', record.desk_label)


def _with_query(name, parameters):
    return reverse(name) + (f"?{urlencode(parameters)}" if parameters else "")
