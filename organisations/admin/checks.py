"""What words must be like to be taken: validators for every form of the desk."""

from django import forms
from django.core.exceptions import ValidationError

from ..cells import hidden_sign
from ..languages import is_tag


def language_tag(value):
    """Raise ``ValidationError`` for what is no language tag."""
    if not is_tag(value):
        raise ValidationError(f"“{value}” is no language tag, such as en, sq or sr-Latn.", code="language")


def plain_line(value):
    """Raise ``ValidationError`` for characters nobody sees that change how the line is read."""
    _refuse(value, allowed="")


def plain_text(value):
    """As ``plain_line``, for text of several lines."""
    _refuse(value, allowed="\t\n\r")


def _refuse(value, allowed):
    if found := hidden_sign(value, allowed):
        raise ValidationError(
            f"This holds a hidden character (U+{ord(found):04X}): type the words anew.", code="hidden_character"
        )


def checked(field, db_field):
    """The form field of a column, told what its words must be like."""
    if isinstance(field, forms.CharField):
        field.validators.append(plain_text if isinstance(field.widget, forms.Textarea) else plain_line)
        if db_field.name == "language":
            field.validators.append(language_tag)
    return field
