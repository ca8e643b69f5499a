"""What waits for whom: the numbered boxes of the start page, the same as filters of lists, and the next record."""

import copy
from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull
from django.http import HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from ..choices import State
from ..editorial import EDIT
from ..long_lists import counts_of
from ..models import OPEN, Transition
from ..release import KINDS

OLD = timedelta(days=14)
# In a queue longer than this, the next record after one that is not among the first is the first.
AHEAD = 1000
# The list of who came from none.
WAITING = "queue=first"


def queues(model, account):
    """``{name: (label, condition)}`` of the queues of a kind, as they are for ``account``."""
    waits = OPEN & Q(state__in=(State.DRAFT, State.IN_REVIEW))
    return {
        "exposed": ("High risk, and public", Q(high_risk=True, snapshot__isnull=False)),
        "high": ("High risk", OPEN & Q(high_risk=True)),
        "first": ("First review: drafts", OPEN & Q(state=State.DRAFT)),
        "second": ("Second review: sent by somebody else", OPEN & Q(state=State.IN_REVIEW) & ~_seen(model, account)),
        "mine": ("Assigned to me", OPEN & Q(assigned_to=account)),
        "nobody": ("Assigned to nobody", OPEN & Q(assigned_to=None)),
        "changed": ("Changed since release", Q(changed_since_release=True)),
        "old": ("Waiting for more than 14 days", waits & Q(updated_at__lt=timezone.now() - OLD)),
    }


def _seen(model, account):
    """That somebody is an author of a record, or approved it as it is: ``editorial.counting`` as a condition."""
    mine = Transition.objects.filter(kind=KINDS[model].name, public_id=OuterRef("public_id"), by=account)
    later = Transition.objects.filter(kind=OuterRef("kind"), public_id=OuterRef("public_id"), pk__gt=OuterRef("pk"))
    counts = Q(step=EDIT) | Q(round=OuterRef("round")) & (
        Q(step="submit") | Q(step="approve") & ~Exists(later.exclude(content=OuterRef("content")))
    )
    # Most were never out: then nothing has to be looked for behind a row.
    in_force = Q(IsNull(OuterRef("released_at"), True)) | ~Exists(later.filter(step="release"))
    return Exists(mine.filter(counts & in_force))


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
        """``{queue: (count, address)}``, and under ``draft``, ``review``, ``approved`` the states of what waits.

        A count stops one behind ``long_lists.COUNTED``.
        """
        wanted = {
            name: (condition, {"queue": name}) for name, (_, condition) in queues(self.model, request.user).items()
        }
        wanted |= {
            "draft": (OPEN & Q(state=State.DRAFT), {"state__exact": State.DRAFT}),
            "review": (OPEN & Q(state=State.IN_REVIEW), {"state__exact": State.IN_REVIEW}),
            "approved": (OPEN & Q(state=State.APPROVED, snapshot__isnull=True), {"release": "waiting"}),
        }
        found = counts_of({name: self.model.objects.filter(condition) for name, (condition, _) in wanted.items()})
        return {name: (found[name], self.list_address(**address)) for name, (_, address) in wanted.items()}

    def first_of_queue(self, request, name, most=10):
        """``[(address, label, standing, assigned to, last edited)]``: high risk first, then what waits longest."""
        rows = self.get_queryset(request).filter(queues(self.model, request.user)[name][1])
        # Each part in the order of an index.
        risky, others = (rows.filter(high_risk=risk).order_by("updated_at", "pk") for risk in (True, False))
        rows = list(risky[:most])
        rows += others[: most - len(rows)]
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
        asked.method, asked.GET = "GET", carried or QueryDict(WAITING)
        return self.get_changelist_instance(asked).queryset

    def next_in_queue(self, request, record):
        """The answer that leads to the next record of the queue, or back to the list behind the last one."""
        keys, carried = request.queue, request.GET.get("_changelist_filters", "")
        still = set(self._queue(request).filter(pk__in=keys).values_list("pk", flat=True)) - {record.pk}
        place = keys.index(record.pk) + 1 if record.pk in keys else 0
        behind = [*keys[place:], *(keys[:place] if len(keys) == AHEAD else ())]
        following = next((pk for pk in behind if pk in still), None)
        if following is None:
            self.message_user(request, _end_of_queue(len(still)), messages.SUCCESS)
            return HttpResponseRedirect(f"{self.list_address()}?{carried or WAITING}")
        kept = {"_changelist_filters": carried, "_on": "1" if "_step" in request.POST else ""}
        kept = urlencode({name: value for name, value in kept.items() if value})
        place = self.change_address(self.model(pk=following))
        return HttpResponseRedirect(f"{place}?{kept}" if kept else place)


def _end_of_queue(before):
    """``before``: how many of it still wait."""
    left = f" {before} before it still wait{'s' * (before == 1)}." if before else ""
    return f"That was the last one in this queue.{left}"
