"""Reads pages as tests compare them."""

import re

from django.utils.html import strip_tags

_BREAKS = re.compile(r"</?(br|dt|dd|li|p|h[1-6])\b[^>]*>")


def words(response):
    """The text of a page as one line."""
    return re.sub(r"\s+", " ", strip_tags(_BREAKS.sub(" ", response.content.decode())))
