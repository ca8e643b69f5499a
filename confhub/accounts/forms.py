"""Forms of the way in."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from .models import Outcome
from .tries import seconds_to_wait, too_many, write_down


class LoginForm(AdminAuthenticationForm):
    """Name and password. ``wait``: seconds until the next try, where there were too many.

    What is answered depends on how often a name was tried, never on whether it exists. A name that does not costs
    the same work: Django hashes the password for nothing.
    """

    wait = 0

    def clean(self):
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        self.wait = seconds_to_wait(self.request, name, "login")
        if self.wait:
            raise ValidationError(too_many(self.wait), code="throttled")
        try:
            cleaned = super().clean()
        except ValidationError:
            write_down(self.request, Outcome.WRONG, name=name)
            raise
        write_down(self.request, Outcome.PASSWORD, self.user_cache)
        return cleaned


class CodeForm(forms.Form):
    """A code of the second factor. ``check``: whether it is right, asked only if it may be tried at all."""

    code = forms.CharField(
        label="Code", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True})
    )
    wait = 0

    def __init__(self, *args, request=None, check=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.check = request, check

    def clean_code(self):
        self.wait = seconds_to_wait(self.request, self.request.user.get_username(), "code")
        if self.wait:
            raise ValidationError(too_many(self.wait), code="throttled")
        self.answer = self.check(self.request, self.cleaned_data["code"])
        if not self.answer:
            raise ValidationError("This code is not right, or was used already. Wait for the next one.")
        return self.cleaned_data["code"]
