"""What the admins of all records share. Each app's admins are built on ``RecordAdmin``."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpResponseRedirect

from .. import editorial
from ..choices import State
from .bulk import Bulk
from .forms import RecordForm, bound
from .history import History
from .inlines import THEIRS, RecordInline, deletable
from .labels import LabelledFields
from .listing import Listing, ReleaseFilter
from .long_rows import LongRows
from .lowering import Lowering
from .once import Once
from .queues import Queues
from .review import Review
from .safety import Checks
from .steps import Steps
from .versions import Versions


@dataclass
class Preview:
    """What the public will see of a record as it is saved now. ``shown``: anything at all.

    ``reason``: why, or why not. ``title``, ``text``: the words. ``facts``: ``[(what, words)]``.
    """

    shown: bool
    reason: str = ""
    title: str = ""
    text: str = ""
    language: str = ""
    facts: list = ()


class RecordAdmin(
    LabelledFields,
    LongRows,
    Once,
    History,
    Versions,
    Steps,
    Review,
    Checks,
    Lowering,
    Bulk,
    Queues,
    Listing,
    admin.ModelAdmin,
):
    """A desk record from draft to release.

    ``fixed_once_released``: fields that are part of a public address. ``fixed_once_made``: fields that say what it
    stands in, shown by a method ``<field>_line``.
    """

    form = RecordForm
    view_on_site = False
    change_form_template = "desk/change_form.html"
    delete_confirmation_template = "desk/delete.html"
    list_filter = ("state", ReleaseFilter)
    fixed_once_released = ()
    fixed_once_made = ()

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        return bound(super().get_form(request, obj, change=change, **kwargs), request)

    def get_readonly_fields(self, request, obj=None):
        fixed = self.fixed_once_released if obj and obj.released_at else ()
        return (*super().get_readonly_fields(request, obj), *fixed, *(f"{n}_line" for n in self.fixed_once_made if obj))

    def get_fieldsets(self, request, obj=None):
        renamed = {name: f"{name}_line" for name in self.fixed_once_made if obj}
        sets = super().get_fieldsets(request, obj)
        return [(name, {**box, "fields": [renamed.get(f, f) for f in box["fields"]]}) for name, box in sets]

    def get_prepopulated_fields(self, request, obj=None):
        """Addresses are proposed for a new record and never rewritten."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_inlines(self, request, obj):
        """Records that stand in this one are entered once it is there."""
        inlines = super().get_inlines(request, obj)
        if obj is None:
            return [inline for inline in inlines if not issubclass(inline, RecordInline)]
        left_out = self.left_out(request, obj.pk)
        return [inline for inline in inlines if inline not in left_out]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= self._frame(request, obj)
        if obj:
            formsets = context["inline_admin_formsets"]
            context["both"] = self.both_versions(request, context["adminform"], formsets)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _frame(self, request, obj):
        """What the form is set in: its name, what the public will see, and the buttons."""
        saved = self.get_queryset(request).get(pk=obj.pk) if obj else None
        known = self._described(request, saved) if saved else {"once": self.token(request)}
        asked = {
            "former": getattr(request, "former", None),
            "on": "_on" in request.GET,
            "why": request.POST.get("why", ""),
        }
        return {"subtitle": None, **known, **asked, "buttons": self._buttons(request, saved)}

    def _described(self, request, obj):
        self.describe(request, [obj])
        return {
            "record_label": obj.desk_label,
            "title": obj.desk_label,
            "standing": self.standing(obj),
            "preview": self.preview(request, obj),
            "public": obj.public_row is not None,
            "page": self.public_address(obj.public_row) if obj.public_row else "",
            "around": [*self.around(request, obj), *self.lists_instead(request, obj)],
            "safety": self.box(request, obj),
            "lowering": self.lowering(request, obj),
        }

    def _buttons(self, request, obj):
        state, released = (obj.state, obj.is_released) if obj else (State.DRAFT, False)
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return {}
        if IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            return {"save": "Save"}
        steps, own = self._steps(request, obj, state, released)
        changed = bool(obj) and obj.changed_since_release
        return {
            "save": editorial.save_label(state, released),
            "more": self.has_add_permission(request),
            "steps": [(step.name, editorial.label_of(step, released, changed)) for step in steps],
            "own": own,
            "delete": bool(obj) and self.has_delete_permission(request, obj),
            "theirs": THEIRS if obj and self._is_others(request, obj) else "",
        }

    def _steps(self, request, obj, state, released):
        """``([Step], why somebody else has to take one)`` as buttons."""
        steps = editorial.steps_from(state, self.rights(request))
        # What is not shown may be by another release: it knows what it stood on at its own.
        if released and not obj.changed_since_release and obj.is_shown is not False:
            steps = [step for step in steps if step.name != "release"]
        if settings.REVIEWERS < 2 or not (released and obj.changed_since_release):
            steps = [step for step in steps if step.name != "approve_changes"]
        others = {step: self.why_not(request, step, [obj])[obj.pk] for step in steps} if obj else {}
        return [step for step in steps if not others.get(step)], next(filter(None, others.values()), "")

    def preview(self, request, record):
        """The ``Preview`` of a saved record for this member of staff."""
        raise NotImplementedError

    def around(self, request, record):
        """``[(words, address)]`` of lists that belong to the record."""
        return []

    # Deleting

    def has_delete_permission(self, request, obj=None):
        """Drafts that were never out, for who wrote them and for reviewers: nothing of what is deleted comes back."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (deletable(obj) and not self._is_others(request, obj)))

    def _is_others(self, request, obj):
        """Whether it is only because others wrote it that somebody may not delete a draft; asked once in a request."""
        known = request.__dict__.setdefault("others_drafts", {})
        key = (self.model, obj.pk)
        if key not in known:
            known[key] = deletable(obj) and self.has_delete_permission(request) and not self.own(request, [obj])
        return known[key]

    def get_deleted_objects(self, objs, request):
        """Names nothing that rests on them: that a row is a statement's speaker may be what must not be known."""
        collector = Collector(using=objs[0]._state.db or "default", origin=objs)
        try:
            collector.collect(objs)
        except ProtectedError:
            return [], {}, set(), ["Other records rest on this."]
        return [self.label_for(request, record) for record in objs], {}, set(), []

    def delete_model(self, request, obj):
        request.deleted = self.label_for(request, obj)
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        """Under the name staff know it by."""
        return super().response_delete(request, request.deleted, obj_id)

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record and self._is_others(request, record):
            self.message_user(request, THEIRS, messages.ERROR)
            return HttpResponseRedirect(self.change_address(record))
        return super().delete_view(request, object_id, {"subtitle": None, **(extra_context or {})})
