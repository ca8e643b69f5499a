"""The pages for reports: a form without account, cookie and script."""

from math import ceil

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from confhub.partners.counting import counter
from confhub.partners.limits import by_address, counted

from .door import hand_in
from .forms import ReportForm, is_from_here, new_token, without_controls


@csrf_exempt  # the token of the form and the Origin stand in for the cookie
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """The form; sent, it is on the desk, and the answer leads to ``sent``.

    400 with what is wrong, 403 if another site sends it, 429 if too many came from one address.
    """
    if request.method != "POST":
        return _page(request, ReportForm(initial={"about": _page_meant(request)}))
    form = ReportForm({name: without_controls(text) for name, text in request.POST.items()})
    if not is_from_here(request):
        form.add_error(None, _("This was sent from another site. Please send it from here."))
        return _page(request, form, 403)
    if not form.is_valid():
        return _page(request, form, 400)
    if wait := _seconds_to_wait(request, form.cleaned_data["kind"]):
        form.add_error(None, _too_many(wait))
        response = _page(request, form, 429)
        response.headers["Retry-After"] = str(wait)
        return response
    key, values = form.report()
    hand_in(key, **values)
    return HttpResponseRedirect(reverse("report-sent"), status=303)


@require_safe
def sent(request):
    """What one reads after a report was sent."""
    return render(request, "reports/sent.html", {"days": settings.REPORT_CONTACT_DAYS})


def _page(request, form, status=200):
    shown = {
        "form": form,
        "token": new_token(),
        "page_meant": _page_meant(request) or reverse("report"),
        "contact_email": settings.CONTACT_EMAIL,
        "days": settings.REPORT_CONTACT_DAYS,
    }
    return render(request, "reports/report.html", shown, status=status)


def _page_meant(request):
    """The path of this site that ``?about=`` names; empty if it names none."""
    about = request.GET.get("about", "")
    return about if about[:1] == "/" and about[1:2] != "/" and about.isprintable() and len(about) <= 500 else ""


def _seconds_to_wait(request, kind):
    """0 if one more report of a kind may come from this address: no number of mistakes holds up a word on safety."""
    standings = counted(by_address(request), f"report {kind}", settings.REPORT_RATE, counter.count)
    return max((each.reset for each in standings if each.exceeded), default=0)


def _too_many(wait):
    minutes = ceil(wait / 60)
    return ngettext(
        "Many reports came from where you are. Please press the button again in %(minutes)d minute.",
        "Many reports came from where you are. Please press the button again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
