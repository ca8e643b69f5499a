"""Members of staff at work in the admin: what they open, fill in and press, through the pages themselves."""

from importlib import import_module

import html5lib
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from confhub.accounts.codes import new_nonce
from confhub.accounts.models import Factor
from confhub.accounts.rights import VERIFIED

GROUPS = import_module("lessons.migrations.0002_groups")
TOKENS = import_module("confhub.partners.migrations.0002_keepers")
ACCOUNTS = import_module("confhub.accounts.migrations.0002_keepers")
REPORTS = import_module("confhub.reports.migrations.0002_groups")
KEEPERS = import_module("lessons.migrations.0004_keepers_delete_people")
FILES = import_module("lessons.migrations.0020_source_files")
VOCABULARIES = import_module("lessons.migrations.0033_curators_read_vocabularies")


def make_account(*groups, **values):
    """An account of staff in these groups, which are made again where a test has emptied the database."""
    if Group.objects.count() < len(GROUPS.GROUPS):
        GROUPS.make_groups(apps, None)
        TOKENS.allow_keepers(apps, None)
        REPORTS.allow(apps, None)
        ACCOUNTS.allow_keepers(apps, None)
        KEEPERS.take_back(apps, None)
        FILES.allow(apps, None)
        VOCABULARIES.take_back(apps, None)
    values = {"username": "-".join(groups) or "nobody", "is_staff": True, **values}
    account = get_user_model().objects.create_user(password="a password of staff", **values)
    account.groups.set(Group.objects.filter(name__in=groups))
    return account


def sign_in(client, account, verified=True):
    """Log in without the form, and with the second factor unless that is what is missing."""
    client.force_login(account)
    if verified:
        factor = Factor.objects.get_or_create(account=account, defaults={"nonce": new_nonce()})[0]
        session = client.session
        session[VERIFIED] = factor.pk
        session.save()


# Steps that the safety checks of a record may stand in the way of.
CHECKED = ("approve", "approve_changes", "release")


class Member:
    """Somebody in a browser without scripts: ``Member("curator").save(record, title="New")``."""

    def __init__(self, *groups, **values):
        self.account = make_account(*groups, **values)
        self.client = Client()
        sign_in(self.client, self.account)

    def get(self, address, **parameters):
        return self.client.get(address, parameters)

    def add(self, model, /, button="_save", step="", start=None, **changes):
        """Enter a new record; ``start``: what the address of the empty form says already."""
        return self.fill(address(model, "add") + (start or ""), button, step, **changes)

    def save(self, record, /, button="_save", step="", settles=True, **changes):
        """Open a record, change what is named, press a button or the button of a step.

        ``settles``: acknowledge first what the safety checks ask to be looked at, as whoever approves does.
        """
        if step in CHECKED and settles:
            self.settle(record)
        return self.fill(address(record), button, step, **changes)

    def settle(self, record, why="Looked at."):
        """Acknowledge everything that the box above a form lets this member of staff acknowledge."""
        page = self.client.get(address(record))
        safety = (page.context or {}).get("safety") or {"groups": ()}
        ticked = [one.name for _, _, seen in safety["groups"] for one in seen if one.settles]
        return ticked and self.client.post(safety["at"], {"acknowledged": ticked, "reason": why}, follow=True)

    def fill(self, at, /, button="_save", step="", **changes):
        """``changes``: ``{field: value or values}``; a row of an inline as ``statements__0__text``."""
        page = self.client.get(at)
        assert page.status_code == 200, page
        sent = filled(page.content) | {name.replace("__", "-"): value for name, value in changes.items()}
        pressed = {"_step": step} if step else {button: "1"}
        return self.client.post(at, {name: value for name, value in sent.items() if value is not None} | pressed)

    def choose(self, model, action, *records, **more):
        """Tick records in their list and choose an action; the answer is the page it leads to."""
        data = {"action": action, "_selected_action": [record.pk for record in records], **more}
        return self.client.post(address(model, "changelist"), data)

    def confirm(self, page, settles=True, **changes):
        """Press the button of a page that says what will happen, with ``changes`` of what it asks.

        ``settles``: tick what its safety checks ask to be looked at.
        """
        place = largest_form(page.content, "post").get("action") or page.wsgi_request.get_full_path()
        checked = page.context["plan"].checked if settles and "plan" in page.context else ()
        ticked = [one.name for *_, seen in checked for one in seen if one.settles]
        settled = {"acknowledged": ticked, "reason": "Looked at."} if ticked else {}
        return self.client.post(place, filled(page.content, "post") | settled | changes)


def address(subject, view="change"):
    """Where the admin has a record, or a view of a model."""
    made = () if isinstance(subject, type) or view in ("add", "changelist") else (subject.pk,)
    return reverse(f"admin:{subject._meta.app_label}_{subject._meta.model_name}_{view}", args=made)


def filled(html, method="post"):
    """``{name: value or values}`` that a browser would send for the largest form of a page."""
    fields = {}
    for one in largest_form(html, method).iter():
        for value in _values(one):
            fields.setdefault(one.get("name"), []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items() if name}


def largest_form(html, method):
    """The form of a page that is not about something else."""
    page = html5lib.parse(html.decode(), namespaceHTMLElements=False)
    forms = [form for form in page.iter("form") if form.get("method", "get").lower() == method]
    return max(forms, key=lambda form: len(list(form.iter())))


def _values(one):
    if one.get("disabled") is not None:
        return []
    if one.tag == "textarea":
        return ["".join(one.itertext()).removeprefix("\n")]
    if one.tag == "select":
        options = list(one.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        chosen = chosen or ([] if one.get("multiple") is not None else options[:1])
        return [option.get("value", "") for option in chosen]
    if one.tag != "input" or one.get("type") in ("submit", "button"):
        return []
    if one.get("type") in ("checkbox", "radio"):
        return [one.get("value", "on")] if one.get("checked") is not None else []
    return [one.get("value", "")]


def problems(page):
    """What the forms of a page complain of."""
    return [words for errors in page.context["errors"] for words in errors]


def text(page):
    """What a page shows, without its tags."""
    body = html5lib.parse(page.content.decode(), namespaceHTMLElements=False).find("body")
    return " ".join(" ".join(body.itertext()).split())
