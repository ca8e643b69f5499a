"""The file of a source in the admin: attach it, replace it, remove it, and hold the chain against it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_POST

from ..models import SourceRecord, StatementRecord
from ..reading import chain, keeping
from ..reading.extracting import extracted
from ..reading.unreadable import Unreadable
from .source_rooms import REMOVE, Rooms, may_read
from .true_speakers import sees_all

MEGABYTE = 1024 * 1024
PER_PAGE = 50


class FileForm(forms.Form):
    """``present``: the file that is attached already, or None."""

    file = forms.FileField(
        label="The file",
        required=False,
        help_text="The report as it came out: PDF, DOCX or plain text in UTF-8.",
        widget=forms.FileInput({"accept": ".pdf,.docx,.txt"}),
    )
    replace = forms.BooleanField(
        label="Put it in place of the file that is attached",
        required=False,
        help_text="Places that were chosen in the old text are never moved: where the new one differs, the chain "
        "says broken.",
    )
    keepers_only = forms.BooleanField(
        label="Only keepers may read it",
        required=False,
        help_text="Untick it if the document is published, or names nobody whose name is kept: curators and reviewers "
        "then read it beside their statements.",
    )

    def __init__(self, *args, present=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.present, self.extract = present, None
        self.fields["file"].required = present is None
        if present is None:
            del self.fields["replace"]

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        most = settings.SOURCE_FILE_MEGABYTES
        if sent.size > most * MEGABYTE:
            raise ValidationError(f"It has {filesizeformat(sent.size)}; {most} MB are the most.")
        sent.content = sent.read()
        try:
            self.extract = extracted(sent.content)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        return sent

    def clean(self):
        cleaned = super().clean()
        if self.extract and self.present and self.is_new() and not cleaned.get("replace"):
            self.add_error("replace", "Another file is attached already. Tick this to put the new one in its place.")
        return cleaned

    def is_new(self):
        """Whether a file was sent that is not the one attached."""
        return bool(self.extract) and (self.present is None or self.present.file_sha256 != self.extract.file_sha256)


class FileViews(Rooms):
    """The pages "file" and "chain" of a source."""

    def room_paths(self):
        removal = require_POST(self.remove_view)
        return {**super().room_paths(), "file": self.file_view, "remove": removal, "chain": self.chain_view}

    # The file

    def file_view(self, request, key):
        source = self.entered(request, key)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        if request.method == "POST":
            with transaction.atomic():
                SourceRecord.objects.select_for_update().filter(pk=key).values_list("pk").first()
                form = self._file_form(request, source, request.POST, request.FILES)
                if self._may_replace(request, form.present) and form.is_valid():
                    return self._attach(request, source, form)
        else:
            form = self._file_form(request, source)
        file = form.present
        return self.room(
            request,
            source,
            "file",
            "The file of a source",
            form=form,
            file=file,
            may_replace=self._may_replace(request, file),
            readable=bool(file) and may_read(request.user, file),
            removable=bool(file) and request.user.has_perm(REMOVE),
            verdict=keeping.verdict(source, file),
            media=self.media,
        )

    def _file_form(self, request, source, *sent):
        present = keeping.attached(source)
        # What anybody can read somewhere hides nothing; of anything else somebody has to say so.
        kept = present.keepers_only if present else not source.url
        return FileForm(*sent, present=present, initial={"keepers_only": kept}, label_suffix="")

    def _may_replace(self, request, file):
        return file is None or not file.keepers_only or sees_all(request.user)

    def _attach(self, request, source, form):
        if form.is_new():
            sent = form.cleaned_data["file"]
            values = {"name": sent.name[-200:], "content": sent.content, "attached_by": request.user}
            keeping.attach(source, form.extract, keepers_only=form.cleaned_data["keepers_only"], **values)
            self.log_change(request, source, "Attached the file.")
            words = "The file is attached. " + self._with_sums(request, source, form.extract)
        else:
            form.present.keepers_only = form.cleaned_data["keepers_only"]
            form.present.save(update_fields=["keepers_only"])
            self.log_change(request, source, "Changed who may read the file.")
            words = "Who may read it is saved. The file is the one that was attached already."
        self.message_user(request, words.strip(), messages.SUCCESS)
        return self.to_room(source, "file")

    def _with_sums(self, request, source, extract):
        """Take the sums to the record if it has none; where places were counted before, somebody has to look first."""
        if source.file_sha256 or source.text_sha256 or source.passages.exists():
            return ""
        self.hold_versions(request, source.pk)
        source.file_sha256, source.text_sha256 = extract.file_sha256, keeping.sha256_of(extract.text)
        source._history_user = request.user
        source.save(update_fields=["file_sha256", "text_sha256", "updated_at"])
        request.told = []
        self.after_edit(request, [source])
        self.keep_parts(source)
        return " ".join(["Its sums are on the record now.", *request.told])

    def remove_view(self, request, key):
        source = self.entered(request, key)
        file = keeping.attached(source)
        if not (request.user.has_perm(REMOVE) and self.has_change_permission(request, source)):
            raise PermissionDenied
        if file:
            keeping.remove(source)
            self.log_change(request, source, "Removed the file.")
            self.message_user(request, "The file, its text and all quotations of it are gone.", messages.SUCCESS)
        return redirect(self.change_address(source))

    # The chain

    def chain_view(self, request, key):
        source = self.entered(request, key)
        file = keeping.attached(source)
        found = keeping.check(source, file)
        readable = bool(file) and may_read(request.user, file)
        broken = [pair for pair in found.passages if pair[1].word == chain.BROKEN]
        order = sorted(found.passages, key=lambda pair: pair[1].word != chain.BROKEN)
        page = Paginator(order, PER_PAGE).get_page(request.GET.get("page"))
        statements = self.statements_of(request, [passage.pk for passage, _ in page])
        lines = [_line(passage, verdict, found.text, readable, statements) for passage, verdict in page]
        return self.room(
            request,
            source,
            "chain",
            "The chain",
            verdict=chain.Verdict(chain.BROKEN, found.source.faults) if broken else found.source,
            broken=len(broken),
            passages=len(found.passages),
            lines=lines,
            page=page,
            readable=readable,
        )

    def statements_of(self, request, passages):
        """``{passage key: [(label, state, address)]}`` of the statements that stand on passages; one query."""
        own = self.admin_site._registry[StatementRecord]
        rows = list(StatementRecord.objects.filter(passage__in=passages).order_by("position", "pk"))
        labels, found = own.labels(request, rows), {}
        for row in rows:
            line = (labels[row.pk], row.get_state_display(), own.change_address(row))
            found.setdefault(row.passage_id, []).append(line)
        return found


def _line(passage, verdict, text, readable, statements):
    """A passage as the chain shows it; the words only of what is broken, to those who may read them."""
    shown = readable and verdict.word == chain.BROKEN
    recorded = chain.Quote(passage.prefix, passage.exact, passage.suffix) if passage.exact else None
    return {
        "passage": passage,
        "verdict": verdict,
        "statements": statements.get(passage.pk, ()),
        "recorded": recorded if shown else None,
        "found": chain.quoted(text, passage.start, passage.end, chain.SHOWN) if shown else None,
        "shown": shown,
    }
