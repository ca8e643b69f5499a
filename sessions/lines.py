"""Lines that show a speaker by terms alone: made in English for the shelf, said again in the language of a page."""

from django.utils.translation import gettext_noop as _

UNKNOWN_SPEAKER = _("Speaker not stated")
CONCLUSION = _("Conclusion of the conference")
# Somebody from there: the name of the country alone would read as if the state had spoken.
FROM = _("Speaker from %(country)s")
# The kind of body, and where the speaker comes from.
KIND_FROM = _("%(kind)s, %(country)s")
