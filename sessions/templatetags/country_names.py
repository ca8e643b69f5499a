"""Names of countries as they were when something was said."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from organisations.folding import fold
from organisations.models.naming import ENGLISH
from organisations.templatetags.languages import marked, named

register = template.Library()


@register.filter
def then_and_now(about):
    """What a statement's country is called: "Macedonia (today North Macedonia)", "Kyrgyz Republic (Kyrgyzstan)".

    ``about``: a ``StatementCountry``. Only a name that is no longer in use is set against the one of today. The name
    of then stays as it is in the source.
    """
    country, then = about.country, fold(about.name_in_source)
    if then in ("", fold(country.name)):
        return named(country)
    former = {alias.folded for alias in country.aliases.all() if alias.valid_until}
    pattern = _("%(then)s (today %(now)s)") if then in former else _("%(then)s (%(now)s)")
    pattern = pattern.replace("%(then)s", "{then}").replace("%(now)s", "{now}")
    return format_html(pattern, then=marked(about.name_in_source, ENGLISH), now=named(country))
