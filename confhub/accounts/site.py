"""The part of the admin site that asks who somebody is."""

from functools import partial, update_wrapper
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path, reverse

from . import views
from .forms import LoginForm
from .models import Outcome
from .rights import CODE, could_release, owed
from .tries import write_down

PAGES = {
    "second-factor": ("second-factor/", views.second_factor),
    "second-factor-code": ("second-factor/code/", views.code),
    "second-factor-picture": ("second-factor/code.svg", views.picture),
    "second-factor-renew": ("second-factor/recovery-codes/", views.renew),
    "second-factor-remove": ("second-factor/remove/", views.remove),
}


class AccountsSite(admin.AdminSite):
    """Every view of the admin waits until its reader has given what they owe, but for those that ask for it."""

    login_form = LoginForm

    def get_urls(self):
        own = [path(at, self._own(view), name=name) for name, (at, view) in PAGES.items()]
        return [*own, *super().get_urls()]

    def _own(self, view):
        return self.admin_view(update_wrapper(partial(view, site=self), view))

    def admin_view(self, view, cacheable=False):
        if view == self.logout or getattr(view, "goes_before", False):
            return super().admin_view(view, cacheable)

        def after_it(request, *args, **kwargs):
            if what := owed(request.user):
                return _asked(request, what)
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(after_it, view), cacheable)

    def login(self, request, extra_context=None):
        """429 with Retry-After where a name or an address was tried too often."""
        response = super().login(request, extra_context)
        wait = getattr((getattr(response, "context_data", None) or {}).get("form"), "wait", 0)
        if wait:
            response.status_code = 429
            response.headers["Retry-After"] = str(wait)
        return response

    def password_change(self, request, extra_context=None):
        """A new password ends every other session of the account: Django's own doing."""
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            write_down(request, Outcome.CHANGED, request.user)
        return response

    def each_context(self, request):
        asked = settings.SECOND_FACTOR
        waits = asked and self.has_permission(request) and could_release(request.user)
        return {**super().each_context(request), "second_factor_asked": asked, "release_waits": waits}


def _asked(request, what):
    page = "second-factor-code" if what == CODE else "second-factor"
    return redirect(f"{reverse(f'admin:{page}')}?{urlencode({'next': request.get_full_path()})}")
