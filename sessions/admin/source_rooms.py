"""What the pages around the file of a source share: who may read it, and the way from one to the next."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from ..models import Passage, SourceFile, SourceRecord
from ..reading import keeping
from .true_speakers import sees_all

READ = "conference_sessions.view_sourcefile"
REMOVE = "conference_sessions.delete_sourcefile"
KEPT_FILE = "The file of this source is kept by the keepers: it may name who really spoke."


def may_read(user, file):
    """Whether a member of staff may read the words of an attached file, and its name."""
    return user.has_perm(READ) and (not file.keepers_only or sees_all(user))


def kept_files(statements):
    """Keys of those ``statements`` of whose source only keepers read the words, whoever asks."""
    passages = {record.passage_id for record in statements} - {None}
    read = Passage.objects.filter(pk__in=passages, source__file__keepers_only=False)
    read = set(read.values_list("pk", flat=True))
    return {record.pk for record in statements if record.passage_id not in read}


def room_address(source, view, **query):
    """Where a view of the pages around a source is; ``query`` goes behind it."""
    key = source.pk if isinstance(source, SourceRecord) else source
    return reverse(f"admin:conference_sessions_sourcerecord_{view}", args=[key], query=query or None)


class Rooms:
    """Mixed into the admin of sources: pages of their own under a source's address."""

    def room_paths(self):
        """``{view: method}``; overridden by those who have some."""
        return {}

    def get_urls(self):
        found = [
            path(
                f"<int:key>/{view}/",
                self.admin_site.admin_view(method),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{view}",
            )
            for view, method in self.room_paths().items()
        ]
        return [*found, *super().get_urls()]

    def entered(self, request, key):
        """The source a page is about, for somebody who may see sources."""
        source = self.get_queryset(request).filter(pk=key).first()
        if not self.has_view_or_change_permission(request, source):
            raise PermissionDenied
        if source is None:
            raise Http404
        return source

    def opened(self, request, key):
        """A source and its file, for somebody who may read it; the file is None if there is none."""
        source = self.entered(request, key)
        file = keeping.attached(source)
        if not request.user.has_perm(READ) or (file and not may_read(request.user, file)):
            raise PermissionDenied(KEPT_FILE)
        return source, file

    def rooms(self, request, source, here=""):
        """``[(words, address)]`` of the pages this member of staff may open, without ``here``."""
        file = SourceFile.objects.only("keepers_only").filter(source=source).first()
        words = "The attached file" if file else "Attach the file"
        found = {"file": words} if self.has_change_permission(request, source) else {}
        if file and may_read(request.user, file):
            found |= {"text": "Read the text", "coverage": "What is used, skipped and unread"}
        if file:
            found["chain"] = "The chain from statements to the text"
        return [(words, room_address(source, view)) for view, words in found.items() if view != here]

    def room(self, request, source, view, title, **context):
        """A page around a source."""
        label = self.label_for(request, source)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "source": source,
            "record_label": label,
            "title": title,
            "subtitle": None,
            "around": [("The record of the source", self.change_address(source)), *self.rooms(request, source, view)],
            **context,
        }
        return TemplateResponse(request, f"desk/source/{view}.html", context)

    def to_room(self, source, view, **query):
        """A redirect to a page around a source."""
        return redirect(room_address(source, view, **query))
