"""Marks text that is not in the language of the page."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()

# Languages and scripts written from right to left (Unicode CLDR, layout/characterOrder).
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi", "Arab", "Hebr", "Syrc", "Thaa"}


def direction(tag):
    """Right to left ("rtl") or not ("ltr"), from a BCP 47 language tag; a script in it decides over the language."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), language)
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"


@register.simple_tag
def in_language(tag):
    """The attributes ``lang`` and ``dir`` for text in the language ``tag``; nothing if the page is in it."""
    if not tag or tag == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', tag, direction(tag))
