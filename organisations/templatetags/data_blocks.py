"""Data inside a page, for machines: never run, whatever it holds."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# Nothing in a block of data may look like the end of it, or like markup at all.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag
def data_block(value):
    """A block of JSON-LD. Browsers do not run this type, and the policy for scripts does not concern it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
