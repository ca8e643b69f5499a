"""What words must be like to be taken: validators for every form of the desk."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

# Language, script, region, variants (BCP 47, RFC 5646 §2.1): what bundles take too.
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE
)
# They turn the reading order of what follows: a name would be read as another (Unicode Standard Annex 9).
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def language_tag(value):
    """Raise ``ValidationError`` for what is no language tag."""
    if not LANGUAGE_TAG.fullmatch(value):
        raise ValidationError(f"“{value}” is no language tag, such as en, sq or sr-Latn.", code="language")


def plain_line(value):
    """Raise ``ValidationError`` for characters nobody sees that change how the line is read."""
    _refuse(value, allowed="")


def plain_text(value):
    """As ``plain_line``, for text of several lines."""
    _refuse(value, allowed="\t\n\r")


def _refuse(value, allowed):
    found = [c for c in value if c not in allowed and (c in TURNING or unicodedata.category(c) == "Cc")]
    if found:
        raise ValidationError(
            f"This holds a hidden character (U+{ord(found[0]):04X}): type the words anew.", code="hidden_character"
        )


def checked(field, db_field):
    """The form field of a column, told what its words must be like."""
    if isinstance(field, forms.CharField):
        field.validators.append(plain_text if isinstance(field.widget, forms.Textarea) else plain_line)
        if db_field.name == "language":
            field.validators.append(language_tag)
    return field
