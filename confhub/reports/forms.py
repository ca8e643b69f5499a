"""The form for reports, and how it is known to be ours without a cookie."""

from unicodedata import category

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

AGE = 24 * 3600  # seconds: how long a page with the form can lie open
SIGNER = TimestampSigner(salt="confhub.reports")
MISTAKE, SAFETY = "mistake", "safety"
OLD = _("This page lay open for more than a day. What you wrote is still here: please press the button once more.")


class ReportForm(forms.Form):
    """What somebody reports. ``website`` is for programs that fill in everything they find."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (SAFETY, _("Something here may put somebody at risk")),
            (MISTAKE, _("Something here is wrong, or does not work")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    # An address, which reads from left to right on Arabic pages too; whatever else is typed goes its own way.
    about = forms.CharField(
        label=_("Which page?"), max_length=500, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    words = forms.CharField(
        label=_("What should we know?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("In any language. Do not name anybody who is not named on the page."),
        error_messages={"required": _("Write a few words, so that we know what to look for.")},
    )
    contact = forms.CharField(label=_("How can we reach you?"), max_length=200, required=False)
    website = forms.CharField(label=_("Leave this empty"), required=False)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave the last field empty: only programs fill it in."))
        return ""

    def clean(self):
        if not is_ours(self.data.get("token", "")):
            self.add_error(None, OLD)
        return super().clean()

    def report(self):
        """``(key, values)`` of a valid form, as the desk keeps them."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in ("about", "words", "contact")}
        values["safety"] = cleaned["kind"] == SAFETY
        same = repr((self.data["token"], sorted(values.items())))
        return salted_hmac(SIGNER.salt, same, algorithm="sha256").hexdigest(), values


def without_controls(text):
    """Text as it was typed, less what no key types and no page can show."""
    return "".join(sign for sign in text if sign in "\r\n\t" or category(sign) != "Cc")


def new_token():
    """A mark of the form, another one each time: who sends it back has had the form from here within ``AGE``."""
    return SIGNER.sign(get_random_string(16))


def is_ours(token):
    """Whether ``new_token`` made it, not too long ago."""
    try:
        SIGNER.unsign(token, max_age=AGE)
    except BadSignature:
        return False
    return True


def is_from_here(request):
    """Whether a browser sends a form from a page of this site, as far as it says.

    By Origin (RFC 6454), else by Sec-Fetch-Site; browsers that say neither are old, and are believed.
    """
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin in (f"{request.scheme}://{request.get_host()}", settings.SITE_URL)
    return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
