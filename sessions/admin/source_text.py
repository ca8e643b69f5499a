"""The text of a source in the admin: read page by page, statements beside it, what is covered and what is not."""

from itertools import count

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organisations.editorial import reason

from ..choices import FileKind
from ..models import Passage, SkippedPassage, SourcePage, StatementRecord
from ..reading import chain, coverage, keeping
from ..reading.neighbours import paragraphs
from .source_rooms import Rooms, room_address


class SelectionForm(forms.Form):
    """Characters chosen in a text of ``length``; a ``reason`` if they are skipped."""

    start = forms.IntegerField(min_value=0, label="First character", help_text="Counted from 0.")
    end = forms.IntegerField(min_value=1, label="Character behind the last one")
    reason = forms.CharField(max_length=200, required=False, label="Why it is skipped", widget=forms.TextInput)

    def __init__(self, *args, length=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.length = length

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None and start >= end:
            self.add_error("end", "It must be behind the start.")
        elif end is not None and end > self.length:
            self.add_error("end", f"The text ends at {self.length}.")
        if "skip" in self.data and not reason(cleaned.get("reason", "")):
            self.add_error("reason", "Say why, for example: address of the publisher.")
        return cleaned


class TextViews(Rooms):
    """The pages "text" and "coverage" of a source, and one page of its text for the script beside forms."""

    def room_paths(self):
        return {
            **super().room_paths(),
            "text": self.text_view,
            "page": self.page_view,
            "coverage": self.coverage_view,
            "unskip": require_POST(self.unskip_view),
        }

    # Read

    def text_view(self, request, key):
        source, file = self.opened(request, key)
        if file is None:
            return self._nothing_yet(request, source)
        sent = request.POST if request.method == "POST" else None
        form = SelectionForm(sent, length=file.length, initial=_selected(request), label_suffix="")
        page = self._page(request, file)
        if sent and form.is_valid():
            act = self._skip if "skip" in sent else self._to_statement
            if answer := act(request, source, file, page, form):
                return answer
        return self.room(
            request,
            source,
            "text",
            f"Page {page.label}",
            page=page,
            last=_last(file),
            form=form,
            addable=self._statements().has_add_permission(request),
            skippable=self.has_change_permission(request, source),
            statements=self._on_page(request, source, page),
            chosen=_selected(request),
            verdict=keeping.verdict(source, file),
        )

    def _statements(self):
        return self.admin_site._registry[StatementRecord]

    def _nothing_yet(self, request, source):
        self.message_user(request, "No file is attached to this source yet.", messages.WARNING)
        return self.to_room(source, "file")

    def _page(self, request, file):
        """The page an address asks for: by its number, or by a character on it."""
        asked = {name: _number(request.GET.get(name)) for name in ("number", "at")}
        if asked["number"] is not None:
            page = SourcePage.objects.filter(file=file, number=asked["number"]).first()
            if page is None:
                raise Http404
            return page
        return keeping.page_at(file, asked["at"] or 0)

    def _on_page(self, request, source, page):
        """``[(passage, [statements])]`` of what a page says, in its order."""
        passages = Passage.objects.filter(source=source, start__lt=page.end, end__gt=page.start)
        passages = list(passages.order_by("start", "end", "pk"))
        statements = self.statements_of(request, [passage.pk for passage in passages])
        return [(passage, statements[passage.pk]) for passage in passages if passage.pk in statements]

    def _to_statement(self, request, source, file, page, form):
        own = self._statements()
        if not own.has_add_permission(request):
            raise PermissionDenied
        place = {name: form.cleaned_data[name] for name in ("start", "end")}
        if file.kind == FileKind.PDF:
            place["place"] = f"Page {page.label}"
        return redirect(own.add_address(source=source.pk, **place))

    def _skip(self, request, source, file, page, form):
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        values = {"text_sha256": file.text_sha256, "skipped_by": request.user, **form.cleaned_data}
        try:
            with transaction.atomic():
                SkippedPassage.objects.create(source=source, **values)
        except IntegrityError:
            form.add_error(None, "This very passage is skipped already.")
            return None
        self.log_change(request, source, "Skipped a passage on purpose.")
        self.message_user(request, "It is skipped.", messages.SUCCESS)
        return self.to_room(source, "text", number=page.number)

    def page_view(self, request, key):
        """One page as JSON: ``{label, number, last, start, text}``."""
        _, file = self.opened(request, key)
        if file is None:
            raise Http404
        page = self._page(request, file)
        names = ("label", "number", "start", "text")
        return JsonResponse({**{name: getattr(page, name) for name in names}, "last": _last(file)})

    # What is covered

    def coverage_view(self, request, key):
        source, file = self.opened(request, key)
        if file is None:
            return self._nothing_yet(request, source)
        text, page = keeping.whole_text(file), self._page(request, file)
        verdict = keeping.verdict_on(source, file, text)
        shown = {} if verdict.word == chain.BROKEN else self._covered(request, source, file, page, text)
        return self.room(request, source, "coverage", "Coverage", verdict=verdict, page=page, last=_last(file), **shown)

    def _covered(self, request, source, file, page, text):
        used = Passage.objects.filter(source=source, statements__isnull=False).distinct()
        used = list(used.order_by("start", "end", "pk").values_list("start", "end", "pk"))
        skips = SkippedPassage.objects.filter(source=source, text_sha256=file.text_sha256).select_related("skipped_by")
        found = coverage.stretches(text, used, [(skip.start, skip.end, skip) for skip in skips])
        counts = coverage.shares(text, found)
        here = coverage.within(found, page.start, page.end)
        statements = self.statements_of(request, [pk for s in here if s.kind == coverage.USED for pk in s.by])
        unread = coverage.next_unread(found, page.end - 1)
        return {
            "shares": [(kind, counts[kind], share) for kind, share in coverage.percentages(counts).items()],
            "stretches": list(_painted(source, text, here, statements)),
            "unread": None if unread is None else room_address(source, "coverage", at=unread),
            "may_unskip": self.has_change_permission(request, source),
        }

    def unskip_view(self, request, key):
        source, _ = self.opened(request, key)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        skip = SkippedPassage.objects.filter(source=source, pk=_number(request.POST.get("skip")) or 0).first()
        if skip is None:
            return self.to_room(source, "coverage")
        skip.delete()
        self.log_change(request, source, "A passage is no longer skipped.")
        self.message_user(request, "It counts as unread again.", messages.SUCCESS)
        return self.to_room(source, "coverage", at=skip.start)


def _painted(source, text, here, statements):
    """The stretches of a page as they are shown; those that are used are numbered."""
    number = count(1)
    for stretch in here:
        used = stretch.by if stretch.kind == coverage.USED else ()
        words, ended = paragraphs(text[stretch.start : stretch.end])
        yield {
            "kind": stretch.kind,
            "start": stretch.start,
            "end": stretch.end,
            "paragraphs": words,
            "ended": ended,
            "number": next(number) if used else None,
            "statements": [line for pk in used for line in statements.get(pk, ())],
            "skips": stretch.by if stretch.kind == coverage.SKIPPED else (),
            "read": room_address(source, "text", at=stretch.start, to=stretch.end),
        }


def _last(file):
    """How many pages a text has."""
    return SourcePage.objects.filter(file=file).count()


def _selected(request):
    """``{start, end}`` that an address says are chosen, so that the page opens on them."""
    start, end = _number(request.GET.get("at")), _number(request.GET.get("to"))
    return {"start": start, "end": end} if start is not None and end is not None and start < end else {}


def _number(words):
    """A whole number a database takes as a place; None for anything else."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 10 else None
