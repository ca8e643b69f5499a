"""“Show less”: one choice and one button above the form. It waits for nobody, and takes nothing else along."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from ..acknowledgements import acknowledgements_of
from ..editorial import reason
from ..lowering import NotLower, lower, shown_most
from ..release import KINDS, hold
from ..safety import check, is_open, tells_who

BATCH, LINKS = 500, 10
COPIES = "What others copied stays with them."


class Lowering:
    """Mixed into ``RecordAdmin``, for records with something in ``openness``.

    ``tells_nothing``: what anybody who edits may choose for a record that is out. Anything else shows other things than
    before, or shows by what changes with it who spoke: that is for those who may release.
    ``meetings``: paths to the meetings of whose participants the words of a record must not tell.
    """

    tells_nothing = ()
    meetings = ()

    def lower_choices(self, request, record):
        """``[(value, label)]`` of what shows less than now and this member of staff may choose."""
        if not self.openness or not self.has_change_permission(request, record):
            return []
        column, order = next(iter(self.openness.items()))
        below = order[order.index(shown_most(record, column, order)) + 1 :]
        if record.is_released and not self.has_release_permission(request):
            below = [value for value in below if value in self.tells_nothing]
        labels = dict(self.model._meta.get_field(column).flatchoices)
        return [(value, labels[value]) for value in below]

    def lowering(self, request, record):
        """What the page shows of it: ``{"choices", "at", "now"}``; None if there is nothing below."""
        choices = self.lower_choices(request, record)
        if not choices:
            return None
        at = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_lower", args=[record.pk])
        return {"choices": choices, "at": at, "out": record.is_released}

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_lower"
        view = self.admin_site.admin_view(self.lower_view)
        return [path("<int:pk>/show-less/", view, name=name), *super().get_urls()]

    def lower_view(self, request, pk):
        """Show less at once, whatever else waits, and go back to the form."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record, to = self.get_object(request, str(pk)), request.POST.get("to", "")
        if record is None or not self.has_change_permission(request, record):
            raise PermissionDenied
        column, order = next(iter(self.openness.items()), ("", ()))
        labels = dict(self.lower_choices(request, record))
        try:
            if to not in labels:
                raise NotLower("That shows no less than what is shown now, or it is for reviewers to choose.")
            record._history_user = request.user
            with transaction.atomic(), self.versions_kept(record):
                lower(record, column, to, order, request.user, reason(request.POST.get("why", "")))
            self.message_user(request, *self._lowered(request, record, labels[to]))
        except NotLower as error:
            self.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(self.change_address(record))

    # What still tells of who is shown less. The same for everybody: it goes by what anybody on the desk reads of it.

    def _lowered(self, request, record, label):
        """What is said of it, and how. What can be read in public words all the same is marked and named."""
        found = self._still_told(request, record) if record.is_released else []
        if not found:
            return f"Shown less from now on, everywhere: “{label}”. {COPIES}", messages.SUCCESS
        links = format_html_join(", ", '<a class="go" href="{}" dir="auto">{}</a>', found[:LINKS])
        words = format_html(
            "Shown less from now on: “{}”. But {} may still tell who spoke, by a name or a post: {}{}. "
            "Withdraw or rewrite them now: they are marked as high risk. {}",
            label,
            f"{len(found)} public text{'s' * (len(found) > 1)}",
            links,
            f" and {len(found) - LINKS} more" if len(found) > LINKS else "",
            COPIES,
        )
        return words, messages.WARNING

    def _still_told(self, request, record):
        """``[(address, label)]`` of public records of its meetings with a name or a post in them; they are marked."""
        own = self.model.objects.filter(pk=record.pk).order_by()
        meetings = {key for each in self.meetings for key in own.values_list(each, flat=True)}
        found = []
        for one in (one for one in self.admin_site._registry.values() if getattr(one, "meetings", ())):
            records = one.telling_in_public(request, meetings)
            one.mark_high_risk(request, [record for record in records if not record.high_risk])
            labels = one.labels(request, records)
            found += [(one.change_address(record), labels[record.pk]) for record in records]
        return found

    def telling_in_public(self, request, meetings):
        """Records of this kind whose public words hold a name or a post of these ``meetings`` that nobody let stand."""
        shelf = KINDS[self.model].shelf.objects.order_by().values("pk")
        within = Q(*((f"{each}__in", meetings) for each in self.meetings), _connector=Q.OR)
        rows = self.model.objects.exclude(snapshot=None).order_by("pk")
        keys = sorted(set(rows.filter(within, public_id__in=shelf).values_list("pk", flat=True)))
        found = []
        for start in range(0, len(keys), BATCH):
            records = list(self.get_queryset(request).filter(pk__in=keys[start : start + BATCH]).order_by("pk"))
            seen, given = check(records, self.look_at_public(records)), acknowledgements_of(records)
            found += [r for r in records if any(is_open(one, given[r.pk]) for one in tells_who(seen[r.pk]))]
        return found

    def look_at_public(self, records):
        """The ``Look`` at what was released of records of this kind."""
        return replace(self.look_at(records), released=True)

    def mark_high_risk(self, request, records):
        """As an edit: who has one of ``records`` open meanwhile does not take the mark off unseen."""
        if not records:
            return
        with transaction.atomic():
            hold(records)
            with self.versions_kept(*records):
                for record in records:
                    record.high_risk, record.updated_at = True, timezone.now()
                self.model.objects.bulk_update(records, ["high_risk", "updated_at"], batch_size=BATCH)
                self.model.history.bulk_history_create(
                    records, update=True, default_user=request.user, batch_size=BATCH
                )
