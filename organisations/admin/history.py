"""The history of a record: its versions field by field, its steps, and going back to a version through the form."""

from contextlib import contextmanager
from itertools import pairwise

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Max

from .. import editorial
from ..editorial import EDIT
from ..transitions import transitions_of
from .differences import Words, marked
from .inlines import PartInline, gone_rows

MOST = 100
BEFORE = "As it was before the first change here"


class History:
    """Mixed into ``RecordAdmin``.

    ``kept_from_others``: fields whose former values only keepers see. ``history_also``: columns that are shown although
    the form has no field of their name.
    """

    object_history_template = "desk/history.html"
    kept_from_others = ()
    history_also = ()

    def keeps(self, request):
        """Whether somebody may see former values of every field."""
        return not self.kept_from_others

    # Writing

    def save_model(self, request, obj, form, change):
        obj._history_user = request.user
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Who saves what they did not change leaves it as old as it is, and stands in nobody's way."""
        if change and not form.has_changed() and any(formset.has_changed() for formset in formsets):
            super().save_model(request, form.instance, form, change)
        super().save_related(request, form, formsets, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.instance._history_user = request.user
        super().save_formset(request, form, formset, change)

    def keep_first_version(self, records):
        """Before an edit: what has no history yet, such as what a bundle brought, gets its first version."""
        records = list(records)
        known = set(self.model.history.filter(id__in=[r.pk for r in records]).values_list("id", flat=True))
        new = [record for record in records if record.pk not in known]
        for record in new:
            record._history_date = record.updated_at
        if new:
            self.model.history.bulk_history_create(new, default_change_reason=BEFORE)

    @contextmanager
    def versions_kept(self, *records):
        """Around a change that no form makes: what records were before it and are after it, with their parts."""
        self.keep_first_version(records)
        self.keep_parts(*records, only_if_unknown=True)
        yield
        self.keep_parts(*records)

    def keep_parts(self, *records, only_if_unknown=False):
        """Note in the newest version of each record what its parts are now; queries do not grow with records."""
        versions = self.model.history.model.objects
        own = versions.filter(id__in=[record.pk for record in records]).order_by()
        newest = own.values("id").annotate(last=Max("history_id"))
        lasts = versions.filter(history_id__in=newest.values("last"))
        rows = [row for row in lasts if not (only_if_unknown and row.parts is not None)]
        if rows:
            found = self.parts([row.id for row in rows])
            for row in rows:
                row.parts = found[row.id]
            versions.bulk_update(rows, ["parts"], batch_size=500)

    def parts(self, keys):
        """``{key: {name: keys or rows}}`` of everything that is part of records, as plain JSON."""
        found = {key: {} for key in keys}
        for field in self.model._meta.many_to_many:
            own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
            _share_out(found, field.name, field.remote_field.through.objects.order_by(other), own, other)
        for model, link in self.part_models():
            names = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", link)]
            _share_out(found, model._meta.model_name, model.objects.order_by("pk"), link, None, "pk", *names)
        return found

    def part_models(self):
        """``[(model, name of the column of its record)]``."""
        inlines = [inline for inline in self.inlines if issubclass(inline, PartInline)]
        for inline in inlines:
            links = [f.name for f in inline.model._meta.fields if f.related_model is self.model]
            yield inline.model, inline.fk_name or links[0]

    # Reading

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        label = self.label_for(request, record)
        shown = {"title": f"History: {label}", "record_label": label, "subtitle": None}
        return super().history_view(request, object_id, {**shown, "events": self.events(request, record)})

    def events(self, request, record):
        """Newest first: ``{"at", "who", "what", "why", "changes": [(label, difference)], "version"}``.

        An edit of nothing that this member of staff may see is none.
        """
        taken = transitions_of([record])[record.pk]
        found = [*_steps(taken), *self._edits(request, record, taken), *self.acknowledged_events(request, record)]
        return sorted(found, key=lambda event: event["at"], reverse=True)

    def _edits(self, request, record, taken):
        versions = self.versions_of(record)
        words, whys = Words(self, request, record, versions), self._reasons(request, versions, taken)
        for newer, older in pairwise(versions):
            changes = [(name, marked(a, b)) for name, a, b in words.changes(older, newer)]
            if changes:
                yield {**_event(newer), "what": "Edited", "changes": changes, "why": whys.get(newer.pk, "")}
        if versions:
            first = versions[-1].history_change_reason or "Entered"
            yield {**_event(versions[-1]), "what": first}

    def _reasons(self, request, versions, taken):
        """``{key of a version: why it was saved}``, for keepers and for whoever may judge it as the second person."""
        if not (self.keeps(request) or self.has_release_permission(request)):
            return {}
        edits = [row for row in taken if row.step == EDIT]
        ends = [None, *(version.history_date for version in versions)]
        return {version.pk: _reason(version, end, edits) for version, end in zip(versions, ends, strict=False)}

    def versions_of(self, record):
        """The last versions, newest first, each with the parts it had."""
        rows = self.model.history.filter(id=record.pk).select_related("history_user")
        versions = list(rows.order_by("-history_id")[:MOST])
        for older, newer in pairwise(reversed(versions)):
            if newer.parts is None:
                newer.parts = older.parts
        return versions

    # Going back

    def former(self, request, object_id):
        """Values for the form, and rows for its lists, of the version an address asks for; None if for none.

        Never those of fields that are kept from this member of staff.
        """
        asked = request.GET.get("version", "")
        record = self.get_object(request, unquote(object_id)) if object_id and asked.isdecimal() else None
        if request.method != "GET" or record is None or not self.has_change_permission(request, record):
            return None
        version = next((v for v in self.versions_of(record) if str(v.history_id) == asked), None)
        if version is None:
            return None
        kept = () if self.keeps(request) else self.kept_from_others
        names = [f.name for f in version.tracked_fields if f.name not in (*kept, "id")]
        values = {name: version.__dict__[self.model._meta.get_field(name).attname] for name in names}
        parts = {name: rows for name, rows in (version.parts or {}).items() if name not in kept}
        lists = {f.name for f in self.model._meta.many_to_many}
        values |= {name: keys for name, keys in parts.items() if name in lists}
        rows = {name: rows for name, rows in parts.items() if name not in lists}
        return {"at": version.history_date, "values": self.form_values(values), "rows": rows}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        gone = gone_rows(request, inline.model)
        return super().get_formset_kwargs(request, obj, inline, prefix) | ({"initial": gone} if gone else {})

    def form_values(self, values):
        """Former values of columns as values of the form's fields."""
        return values


def _share_out(found, name, rows, own, column, *names):
    """Put under ``name`` of each record of ``found`` a column, or ``{name: value}``, of those rows that are its."""
    for parts in found.values():
        parts[name] = []
    for row in rows.filter(**{f"{own}__in": list(found)}).values(own, *filter(None, (column, *names))):
        found[row[own]][name].append(row[column] if column else {each: row[each] for each in names})


def _steps(taken):
    for row in taken:
        if row.step != EDIT:
            who = row.by.get_username() if row.by_id else "A command"
            yield {"at": row.at, "who": who, "what": editorial.done(row.step), "why": row.why}


def _reason(version, end, edits):
    """Why a version was saved: the log has that a moment later, and before the next version."""
    during = (row for row in edits if row.at >= version.history_date and (end is None or row.at < end))
    return next((row.why for row in during if row.by_id == version.history_user_id), "")


def _event(version):
    who = version.history_user.get_username() if version.history_user_id else ""
    return {"at": version.history_date, "who": who, "why": "", "version": version.history_id}
