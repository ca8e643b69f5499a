"""Pages of the second factor, inside the admin, for whoever has logged in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from . import codes, factors
from .forms import CodeForm
from .models import Outcome
from .tries import write_down


def goes_before(view):
    """Mark a page that somebody may open who has not given a second factor yet."""
    view.goes_before = True
    return view


@goes_before
def second_factor(request, site):
    """Set up a second factor; once it is there, what there is of it."""
    if not settings.SECOND_FACTOR:
        return redirect("admin:index")
    if request.user.factor and not request.user.verified:
        return redirect("admin:second-factor-code")
    if request.user.factor:
        left = request.user.factor.recovery_codes.filter(used_at=None).count()
        return _page(request, site, "overview", "Your second factor", left=left)
    form = CodeForm(request.POST or None, request=request, check=factors.enrol)
    if form.is_valid():
        return _page(request, site, "recovery", "Your recovery codes, this once", codes=form.answer)
    nonce = factors.nonce_of(request)
    shown = {
        "form": form,
        "secret": codes.secret_of(nonce),
        "app": codes.address_of(nonce, request.user.get_username()),
    }
    return _page(request, site, "enrol", "Set up a second factor", form.wait, **shown)


@goes_before
def picture(request, site):
    """The QR code of a factor that is being set up; 404 at any other time."""
    if request.user.factor or factors.NONCE not in request.session:
        raise Http404
    drawn = codes.picture_of(factors.nonce_of(request), request.user.get_username())
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@goes_before
def code(request, site):
    """Ask for a code, and lead on to where somebody wanted to go."""
    onward = _onward(request)
    if request.user.verified or not request.user.factor:
        return redirect(onward)
    form = CodeForm(request.POST or None, request=request, check=factors.give)
    if form.is_valid():
        return redirect(onward)
    return _page(request, site, "code", "Your second factor", form.wait, form=form, next=onward)


@require_POST
def renew(request, site):
    """New recovery codes; the old ones are worth nothing from then on."""
    if not request.user.factor:
        return redirect("admin:second-factor")
    made = factors.renew(request.user.factor)
    write_down(request, Outcome.RENEWED, request.user)
    return _page(request, site, "recovery", "Your recovery codes, this once", codes=made)


@require_POST
def remove(request, site):
    """Take one's own factor away, to set up another."""
    if request.user.factor:
        request.user.factor.delete()
        write_down(request, Outcome.RESET, request.user)
        messages.success(request, "The second factor was taken away. Set up the new one now.")
    return redirect("admin:second-factor")


def _onward(request):
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("admin:index")


def _page(request, site, name, title, wait=0, **shown):
    context = {**site.each_context(request), "release_waits": False, "title": title, **shown}
    response = TemplateResponse(request, f"accounts/{name}.html", context, status=429 if wait else 200)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
