"""Safety checks on the desk: shown above the form and before a step, and in its way until they are settled."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse

from ..acknowledgements import acknowledge, acknowledgements_of
from ..editorial import reason
from ..findings import ALL, CHECK, CODES, KEEPERS, KEPT, MUST, NOTE, OTHERS
from ..release import hold
from ..safety import Look, check

SEES_ALL = "conference_sessions.see_true_speakers"
CHECKED = ("approve", "approve_changes", "release")


LEVELS = (MUST, CHECK, NOTE)
KEEPER = "Or ask a keeper whether it may stand."
# Parts of records that have rows of their own in a form.
ROWS = {"translations", "countries", "links", "evidence", "relations", "organisations"}


@dataclass(frozen=True)
class Seen:
    """A finding as one member of staff reads it. ``by``, ``why``: who acknowledged it, if anybody did.
    ``part``: what the form calls the part it is about.

    ``level``: what it is to them. ``settles``: whether they may acknowledge it, by a box of this ``name``. Without one
    there is no name: it would tell what it was made of.
    """

    level: str
    words: str
    more: str
    where: str
    name: str
    settles: bool = False
    by: str = ""
    why: str = ""
    part: str = ""

    @property
    def anchor(self):
        """Where its part stands in the form."""
        return self.where and (f"{self.where}-group" if self.where in ROWS else f"id_{self.where}")

    @property
    def open(self):
        """Whether it stands in the way."""
        return not self.by and self.level in (MUST, CHECK)


class Checks:
    """Mixed into ``RecordAdmin``. Findings are worked out as keepers know them; this says who reads which."""

    def sees_everything(self, request):
        """Whether somebody is a keeper."""
        return request.user.has_perm(SEES_ALL)

    def look_at(self, records, rows=None):
        """The ``Look`` for records of this kind. ``rows``: ``{public id: what a step would put on the shelf}``."""
        values = {"least": settings.SAFETY_LEAST, "years": settings.SAFETY_YEARS, "today": date.today()}
        return Look(**values, rows=rows or {}, **self.kept_of(records))

    def kept_of(self, records):
        """``{kept, line_kept, untold, file_kept: keys}``: what of records only keepers may see."""
        return {}

    def findings(self, request, records, rows=None):
        """``{pk: [Seen]}``; queries do not grow with records."""
        if rows is not None or request.method != "GET":
            return self._found(request, list(records), rows)
        # A page that is only read asks for them once for each of its buttons.
        known, key = request.__dict__.setdefault("found_unsafe", {}), (self.model, *(record.pk for record in records))
        if key not in known:
            known[key] = self._found(request, list(records), rows)
        return known[key]

    def _found(self, request, records, rows):
        found, given = check(records, self.look_at(records, rows)), acknowledgements_of(records)
        return {r.pk: self._seen(request, r, found[r.pk], given[r.pk]) for r in records}

    def _seen(self, request, record, found, given):
        everything, settles = self.sees_everything(request), self.has_release_permission(request)
        latest = {row.content: row for row in given}
        readers = {ALL, KEPT, KEEPERS if everything else OTHERS}
        read = [one for one in found if one.readers in readers]
        seen = [self._as_read(record, one, latest.get(one.digest), everything, settles) for one in read]
        # Not in the order in which they were found: that may follow from what this member of staff must not know.
        return sorted(seen, key=lambda one: (LEVELS.index(one.level), one.where, one.words))

    def _as_read(self, record, one, row, everything, settles):
        # What a keeper left rests on what others may not know: of these they are asked whatever a keeper did.
        counts = one.level == CHECK and not (one.readers == OTHERS and row and row.kept)
        row = row if counts else None
        hidden = one.readers == KEPT and not everything and row is None
        settles = settles and one.level == CHECK and not hidden and row is None
        return Seen(
            level=MUST if hidden else one.level,
            words=one.words,
            more=KEEPER if hidden else one.more if everything or one.readers == ALL else "",
            where=one.where,
            part=self._part(one.where),
            name=_tick(record, one) if settles else "",
            settles=settles,
            by=row.by.get_username() if row else "",
            # What a keeper gave as the reason may say what is kept.
            why=row.why if row and (everything or not row.kept) else "",
        )

    def _part(self, where):
        """What the form calls a part of a record: “Show the speaker as”, not the name it has here."""
        labels = {field.name: field.verbose_name for field in self.opts.fields}
        return labels.get(where, where)

    # In the way of a step

    def why_unsafe(self, request, step, records):
        """``{pk: why their checks forbid a step, or ""}``. A release asks for acknowledgements on its own page."""
        if step.name not in CHECKED or not records:
            return {record.pk: "" for record in records}
        levels = (MUST,) if step.name == "release" else (MUST, CHECK)
        return {pk: refusal(some, levels) for pk, some in self.findings(request, records).items()}

    def checked(self, request, step, records, own, along):
        """``[(admin, record, label, [Seen])]`` of a release: of ``records``, and of what appears with them.

        ``own``: ``{public id: Effect}``; ``along``: ``{(admin, word): [Effect]}``. Other words hold nothing up.
        """
        if step.name != "release":
            return []
        rows = {public_id: effect.after for public_id, effect in own.items() if effect.after}
        found = self._checked(request, records, rows)
        for (admin, word), effects in along.items():
            if word == "appears":
                rows = {effect.public_id: effect.after for effect in effects}
                records = list(admin.model.objects.filter(public_id__in=rows).order_by("pk"))
                found += [one for one in admin._checked(request, records, rows) if one[3]]
        return found

    def _checked(self, request, records, rows):
        request.__dict__.setdefault("would_be", {}).update(rows)
        labels, seen = self.labels(request, records), self.findings(request, records, rows)
        return [(self, record, labels[record.pk], seen[record.pk]) for record in records]

    def settle(self, request, plan):
        """Acknowledge what the page ticked; whether nothing stands in the way of the plan any more."""
        open_before = sum(one.open for *_, seen in plan.checked for one in seen)
        settled = 0
        for admin in dict.fromkeys(one[0] for one in plan.checked):
            own = [one for one in plan.checked if one[0] is admin]
            seen = {record.pk: some for _, record, _, some in own}
            settled += admin.keep_ticked(request, [record for _, record, _, _ in own], seen)
        if settled < open_before:
            words = "Nothing was done: fix what must be fixed, tick what you looked at, and say why it may stand."
            self.message_user(request, words, messages.WARNING)
        return settled == open_before

    # Above the form

    def box(self, request, record):
        """What the box above the form shows: ``[(heading, [Seen])]`` and whether something can be acknowledged."""
        seen = self.findings(request, [record])[record.pk]
        return {"groups": grouped(seen), "settles": any(one.settles for one in seen), "at": self._own_address(record)}

    def _own_address(self, record):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_acknowledge", args=[record.pk])

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_acknowledge"
        view = self.admin_site.admin_view(self.acknowledge_view)
        return [path("<int:pk>/acknowledge/", view, name=name), *super().get_urls()]

    def acknowledge_view(self, request, pk):
        """Keep what was ticked in the box above the form, and go back to it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            record = self.get_object(request, str(pk))
            if record is None or not self.has_release_permission(request):
                raise PermissionDenied
            hold([record])
            seen = self.findings(request, [record])
            self.message_user(request, *self.acknowledge_ticked(request, [record], seen))
        return HttpResponseRedirect(f"{self.change_address(record)}?{request.GET.urlencode()}".removesuffix("?"))

    def acknowledge_ticked(self, request, records, seen):
        """Keep what a page ticked of ``{pk: [Seen]}``; returns what is said of it, and how."""
        if not reason(request.POST.get("reason", "")):
            return "Say why it may stand. Nothing was acknowledged.", messages.ERROR
        count = self.keep_ticked(request, records, seen)
        if not count:
            return "Tick what you looked at. Nothing was acknowledged.", messages.WARNING
        return f"Acknowledged: {count}.", messages.SUCCESS

    def keep_ticked(self, request, records, seen):
        """Keep what a page ticked of ``{pk: [Seen]}``, if it gave a reason; returns how many."""
        why, ticked = reason(request.POST.get("reason", "")), set(request.POST.getlist("acknowledged"))
        names = {one.name for some in seen.values() for one in some if one.settles} & ticked
        if not why or not names:
            return 0
        found = check(records, self.look_at(records, getattr(request, "would_be", {})))
        knows = self.sees_everything(request)
        chosen = {(_tick(r, one), knows and one.readers != ALL): (r, one) for r in records for one in found[r.pk]}
        acknowledge([(*pair, kept) for (name, kept), pair in chosen.items() if name in names], request.user, why)
        return len(names)

    # Afterwards

    def acknowledged_events(self, request, record):
        """What the history says of acknowledgements, as far as this member of staff may read of them."""
        for row in acknowledgements_of([record])[record.pk]:
            if not row.kept or self.sees_everything(request):
                what = f"Looked at, and left: {CODES[row.code].lower()}"
                yield {"at": row.at, "who": row.by.get_username(), "what": what, "why": row.why}


def _tick(record, finding):
    return f"{record.public_id}-{finding.digest}"


HEADINGS = {MUST: "Must be fixed first", CHECK: "To be looked at", NOTE: "To know"}


def grouped(seen):
    """``[(heading, level, [Seen])]``: open ones by level, then what was acknowledged."""
    groups = [
        (words, level, [one for one in seen if one.level == level and not one.by]) for level, words in HEADINGS.items()
    ]
    groups.append(("Looked at", "seen", [one for one in seen if one.by]))
    return [group for group in groups if group[2]]


def refusal(seen, levels=(MUST, CHECK)):
    """Why findings forbid a step, as a sentence without its stop; empty if none does."""
    counts = [(level, sum(one.open and one.level == level for one in seen)) for level in levels]
    words = {MUST: "to be fixed first", CHECK: "to be looked at first"}
    return " and ".join(f"{count} safety finding{'s' * (count > 1)} {words[level]}" for level, count in counts if count)
