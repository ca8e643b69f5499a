"""Names of countries as they were when something was said."""

from django import template
from django.utils.translation import gettext as _

from organisations.folding import fold

register = template.Library()


@register.filter
def then_and_now(about):
    """What a statement's country is called: "Macedonia (today North Macedonia)", "Kyrgyz Republic (Kyrgyzstan)".

    ``about``: a ``StatementCountry``. Only a name that is no longer in use is set against the one of today.
    """
    names = {"then": about.name_in_source, "now": about.country.name}
    if fold(names["then"]) in ("", fold(names["now"])):
        return names["now"]
    former = {alias.folded for alias in about.country.aliases.all() if alias.valid_until}
    return (_("%(then)s (today %(now)s)") if fold(names["then"]) in former else _("%(then)s (%(now)s)")) % names
