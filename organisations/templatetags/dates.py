"""Days in words of the page's language, and as programs read them."""

from django import template
from django.utils.html import format_html

from .. import cldr
from ..models.naming import page_language

register = template.Library()


@register.filter
def in_words(value):
    """A day as text: "24 April 2014"."""
    return cldr.day(value, page_language())


@register.simple_tag
def day(value):
    """A day as ``<time>``."""
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", in_words(value))


@register.simple_tag
def days(start, end):
    """The days from one to another as one text, or the one day."""
    if start == end:
        return day(start)
    text = cldr.days(start, end, page_language())
    return format_html('<data value="{}/{}">{}</data>', start.isoformat(), end.isoformat(), text)
