"""What waits for whom: the numbered boxes of the start page, the same as filters of lists, and the next record."""

import copy
from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from ..choices import State
from ..editorial import EDIT
from ..models import OPEN, Transition
from ..release import KINDS

OLD = timedelta(days=14)
# In a queue longer than this, the next record after one that is not among the first is the first.
AHEAD = 1000


def queues(model, account):
    """``{name: (label, condition)}`` of the queues of a kind, as they are for ``account``."""
    mine = Transition.objects.filter(kind=KINDS[model].name, public_id=OuterRef("public_id"), by=account)
    seen = Exists(mine.filter(round=OuterRef("round"), step__in=(EDIT, "submit", "approve")))
    waits = Q(state__in=(State.DRAFT, State.IN_REVIEW))
    return {
        "high": ("High risk", OPEN & Q(high_risk=True)),
        "first": ("First review: drafts", Q(state=State.DRAFT)),
        "second": ("Second review: sent by somebody else", Q(state=State.IN_REVIEW) & ~seen),
        "mine": ("Assigned to me", OPEN & Q(assigned_to=account)),
        "nobody": ("Assigned to nobody", OPEN & Q(assigned_to=None)),
        "changed": ("Changed since release", Q(changed_since_release=True)),
        "old": ("Waiting for more than 14 days", waits & Q(updated_at__lt=timezone.now() - OLD)),
    }


class QueueFilter(admin.SimpleListFilter):
    """By what somebody has to do."""

    title = "what waits"
    parameter_name = "queue"

    def __init__(self, request, params, model, model_admin):
        self.queues = queues(model, request.user)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _) in self.queues.items()]

    def queryset(self, request, queryset):
        chosen = self.queues.get(self.value())
        return queryset.filter(chosen[1]) if chosen else queryset


class Queues:
    """Mixed into ``RecordAdmin``."""

    def get_list_filter(self, request):
        return (QueueFilter, *super().get_list_filter(request))

    # The start page

    def work(self, request):
        """``{queue: (count, address)}``, and under ``draft``, ``review``, ``approved`` the states of what waits."""
        wanted = {
            name: (condition, {"queue": name}) for name, (_, condition) in queues(self.model, request.user).items()
        }
        wanted |= {
            "draft": (Q(state=State.DRAFT), {"state__exact": State.DRAFT}),
            "review": (Q(state=State.IN_REVIEW), {"state__exact": State.IN_REVIEW}),
            "approved": (Q(state=State.APPROVED, snapshot__isnull=True), {"release": "waiting"}),
        }
        counts = {name: Count("pk", filter=condition) for name, (condition, _) in wanted.items()}
        found = self.model.objects.order_by().filter(OPEN).aggregate(**counts)
        return {name: (found[name], self.list_address(**address)) for name, (_, address) in wanted.items()}

    def first_of_queue(self, request, name, most=10):
        """``[(address, label, standing, assigned to, last edited)]``: high risk first, then what waits longest."""
        rows = self.get_queryset(request).filter(queues(self.model, request.user)[name][1])
        rows = list(rows.order_by("-high_risk", "updated_at", "pk")[:most])
        self.describe(request, rows)
        return [
            (self.change_address(row), row.desk_label, self.standing(row), self.assigned(row), row.updated_at)
            for row in rows
        ]

    # Taking records on

    @admin.action(description="Assign to me", permissions=["change"])
    def assign_to_me(self, request, queryset):
        self._assign(request, queryset, request.user, "Assigned to you")

    @admin.action(description="Assign to nobody", permissions=["change"])
    def assign_to_nobody(self, request, queryset):
        self._assign(request, queryset, None, "Assigned to nobody")

    def _assign(self, request, queryset, account, words):
        """An assignment is no edit: a form that somebody has open meanwhile stays good."""
        done = self.model.objects.filter(pk__in=queryset.order_by().values("pk")).update(assigned_to=account)
        self.message_user(request, f"{words}: {done}.", messages.SUCCESS if done else messages.WARNING)

    @admin.display(description="assigned to")
    def assigned(self, record):
        return record.assigned_to.get_username() if record.assigned_to_id else ""

    # On to the next

    def queue_before(self, request, object_id):
        """Keys of the first records of the list this form was opened from, before it is saved."""
        if "_next" not in request.POST:
            return []
        return list(self._queue(request).values_list("pk", flat=True)[:AHEAD])

    def _queue(self, request):
        """The list behind a form, in its order: as it was filtered, else what waits of this kind."""
        asked = copy.copy(request)
        carried = QueryDict(request.GET.get("_changelist_filters", ""), mutable=True)
        asked.method, asked.GET = "GET", carried or QueryDict("queue=first")
        return self.get_changelist_instance(asked).queryset

    def next_in_queue(self, request, record):
        """The answer that leads to the next record of the queue, or back to the list behind the last one."""
        keys = request.queue
        behind = keys[keys.index(record.pk) + 1 :] if record.pk in keys else keys
        before = keys[: keys.index(record.pk)] if record.pk in keys else []
        carried = request.GET.get("_changelist_filters", "")
        still = set(self._queue(request).filter(pk__in=keys).values_list("pk", flat=True)) - {record.pk}
        following = next((pk for pk in (*behind, *before) if pk in still), None)
        if following is None:
            self.message_user(request, "That was the last one in this queue.", messages.SUCCESS)
            return HttpResponseRedirect(self.list_address() + (f"?{carried}" if carried else ""))
        kept = {"_changelist_filters": carried, "_on": "1" if "_step" in request.POST else ""}
        kept = urlencode({name: value for name, value in kept.items() if value})
        place = self.change_address(self.model(pk=following))
        return HttpResponseRedirect(f"{place}?{kept}" if kept else place)
