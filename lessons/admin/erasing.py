"""Erasing a person: what will happen is shown first, and done once somebody agreed to it. For keepers alone."""

import hashlib
import json

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from organisations.admin.steps import CONFLICT
from organisations.editorial import reason
from organisations.models import PersonRecord
from organisations.striking import Names, is_one_word
from sessions.admin.true_speakers import sees_all

from ..erasing.columns import terms
from ..erasing.erase import StillThere, erase, look
from ..erasing.identity import names_of
from .erasing_looks import Look, place

NAMES = (
    "One per line. Each is struck out wherever it stands, in any order of its words, with and without accents, in "
    "Cyrillic and Latin. Take a name off the list if somebody else has it too; add other spellings, such as initials."
)


class ErasingForm(forms.Form):
    """The names to strike out, as lines; later the reason and the agreement."""

    names = forms.CharField(
        label="Names", required=False, help_text=NAMES, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
    why = forms.CharField(label="Why", required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    sure = forms.BooleanField(label="I have read what will happen. It cannot be undone.", required=False)

    def clean_names(self):
        """The lines, each once; single words only where no other text would be torn."""
        lines = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()))
        lines = [line for line in lines if line]
        for line in lines:
            if len(line) < 3 or (is_one_word(line) and line.casefold() in terms()):
                raise forms.ValidationError(f"“{line}” also means something else: it cannot be struck out everywhere.")
        return lines

    def clean(self):
        cleaned = super().clean()
        if "confirmed" in self.data:
            names = Names(cleaned.get("names") or [])
            if not reason(cleaned.get("why", "")):
                self.add_error("why", "Say why: it is all that the log keeps.")
            elif names.stand_in(cleaned["why"]):
                self.add_error("why", "Say it without the name.")
            if not cleaned.get("sure"):
                self.add_error("sure", "Tick it if you have read what will happen.")
        return cleaned


class Erasing:
    """The page of the admin ``own`` of people."""

    def __init__(self, site):
        self.site, self.own = site, site._registry[PersonRecord]

    def urls(self):
        """One pattern below the list of people."""
        view = self.site.admin_view(self.view)
        return [
            path("organisations/personrecord/<int:pk>/erase/", view, name="organisations_personrecord_erase"),
        ]

    def view(self, request, pk):
        """The names; then what will happen; then, if that is still so, it is done."""
        if not (self.own.keeps(request) and sees_all(request.user)):
            raise PermissionDenied
        person = self.own.get_queryset(request).filter(pk=pk).first()
        if person is None:
            raise Http404
        known = names_of(person)
        if request.method != "POST":
            names = "\n".join(name for name in known if not is_one_word(name))
            return self._page(request, person, ErasingForm(initial={"names": names}))
        form = ErasingForm(request.POST)
        names = form.cleaned_data.get("names") if form.is_valid() or "names" in form.cleaned_data else None
        try:
            if form.is_valid() and "confirmed" in request.POST:
                return self._erase(request, person, form)
            done = None if names is None else look(person, names)
        except (StillThere, IntegrityError) as error:
            form.add_error(None, _problem(error))
            done = None
        return self._page(request, person, form, done)

    def _erase(self, request, person, form):
        names, why = form.cleaned_data["names"], form.cleaned_data["why"]
        with transaction.atomic():
            done = erase(person, names, request.user, why)
            if _digest(names, done) != request.POST["confirmed"]:
                transaction.set_rollback(True)
                return self._page(request, person, form, done, outdated=True)
        ids = ", ".join(done.public_ids)
        words = f"Erased. Note this id somewhere else: {ids}. A backup that is put back brings the person back."
        self.own.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(self.own.list_address())

    def _page(self, request, person, form, done=None, outdated=False):
        alone = [name for name in names_of(person) if is_one_word(name)] if done is None and not outdated else []
        context = {
            **self.site.each_context(request),
            "title": f"Erase {self.own.label(person)}",
            "opts": self.own.opts,
            "person": person,
            "label": self.own.label(person),
            "form": form,
            "alone": alone,
            "back": self.own.change_address(person),
            "outdated": outdated,
        }
        if done is not None:
            names = form.cleaned_data["names"]
            context |= {"look": Look(self.site, request, done, Names(names)), "digest": _digest(names, done)}
        return TemplateResponse(request, "desk/erase.html", context)


def _digest(names, done):
    """What somebody agrees to."""
    found = sorted([model._meta.label, str(key), column] for model, key, column, _ in done.found)
    public = sorted([*map(str, pair), count] for pair, count in done.public.items())
    shown = [sorted(names), done.public_ids, done.participants, done.statements, found, done.sources, done.sheets]
    return hashlib.sha256(json.dumps([*shown, public]).encode()).hexdigest()


def _problem(error):
    if isinstance(error, StillThere):
        left = "; ".join(sorted(place(model, column) for model, column in error.places))
        return f"Nothing was erased: a name would have been left in {left}."
    return CONFLICT


def erasing_urls(site):
    """The page that erases a person."""
    return Erasing(site).urls()


admin.site.more_urls.append(erasing_urls)
