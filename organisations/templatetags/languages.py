"""What stands on a page in its own language, what in another, and how that is marked."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from .. import cldr
from ..addresses import lasting
from ..languages import worded
from ..models.naming import ANY, called, page_language

register = template.Library()

# Languages and scripts written from right to left (Unicode CLDR, layout/characterOrder).
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi", "Arab", "Hebr", "Syrc", "Thaa"}
COMMAS, SEMICOLONS = {"ar": "، "}, {"ar": "؛ "}
# A stop behind what ended in a mark of its own, in or without an element; of three dots none is the second stop.
SECOND_STOP = re.compile(r"((?<!\.)\.|[?!…]|[.?!…](?:</\w+>)+)\.(?=[\s<]|$)")


def direction(tag):
    """Right to left ("rtl") or not ("ltr"), from a BCP 47 language tag; a script in it decides over the language."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), language)
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"


def is_own(tag):
    """Whether text in the language ``tag`` is in that of the page. Text without a tag is nobody's."""
    return not tag or tag.lower() == page_language()


@register.simple_tag
def in_language(tag):
    """The attributes ``lang`` and ``dir`` for text in the language ``tag``; nothing if the page is in it."""
    if tag == ANY:
        return mark_safe(' lang="" dir="auto"')
    return "" if is_own(tag) else format_html(' lang="{}" dir="{}"', tag, direction(tag))


@register.filter
def marked(text, tag):
    """Text in the language ``tag``, as it may stand among text in the language of the page."""
    if tag == ANY:
        return proper(text)
    return conditional_escape(text) if is_own(tag) else format_html("<span{}>{}</span>", in_language(tag), text)


@register.filter
def proper(text):
    """A proper name, in whatever language: of a body, a person, a town. It is not said to be in that of the page."""
    return format_html('<bdi lang="">{}</bdi>', text)


@register.filter
def named(row):
    """What a country or a theme is called on this page."""
    return marked(row.called.text, row.called.language)


@register.filter
def by_name(rows):
    """Rows with a ``country``, or countries themselves, in the order of their names on this page."""
    language = page_language()
    return sorted(rows, key=lambda row: cldr.in_order(getattr(row, "country", row).called.text, language))


@register.filter
def words(row):
    """What has the words of a lesson or a statement for this page: a translation, or else the row itself."""
    return worded(row, page_language())


@register.filter
def names(rows):
    """What several are called, one behind the other."""
    return format_html_join(comma(), "{}", ((named(row),) for row in rows))


@register.simple_tag
def comma():
    """What stands between the parts of a list in the language of the page."""
    return COMMAS.get(page_language(), ", ")


@register.simple_tag
def semicolon():
    """What stands between parts that hold commas themselves."""
    return SEMICOLONS.get(page_language(), "; ")


@register.filter
def listed(texts):
    """Names in any language, one behind the other."""
    return format_html_join(comma(), "{}", ((proper(text),) for text in texts))


@register.filter
def label(row):
    """What a row is called, in the language it is called so in, where that is known."""
    name = called(row)
    return marked(name.text, name.language)


@register.filter
def titled(row):
    """The title of a lesson for this page."""
    shown = words(row)
    return marked(shown.title, shown.language)


@register.simple_tag
def lasting_url(name, key):
    """The address of a page that is the same in every language."""
    return lasting(name, key)


@register.filter
def language_name(tag):
    """What a language is called in the language of the page."""
    return cldr.language_name(tag, page_language())


@register.simple_tag(takes_context=True)
def note_language(context, row, shown):
    """Of ``words`` of a row: "foreign" if they are in another language than the page, "translated", or nothing.

    What is foreign is remembered, for ``{% noticing %}``.
    """
    if not is_own(shown.language):
        context.get("noticed", []).append(shown.language)
        return "foreign"
    return "" if is_own(row.language) else "translated"


class Noticing(template.Node):
    """What stands in it; before it a notice, if anything of that is in another language than the page."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        with context.push(noticed=[]):
            content = self.nodelist.render(context)
            notice = context.template.engine.get_template("parts/notice.html") if context["noticed"] else None
            return (notice.render(context) if notice else "") + content


class Sentences(template.Node):
    """What stands in it, with one stop where a sentence ends in a word that has its own: "24 апреля 2014 г."."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return mark_safe(SECOND_STOP.sub(r"\1", self.nodelist.render(context)))  # noqa: S308


@register.tag
def sentences(parser, token):
    """``{% sentences %}`` … ``{% endsentences %}``: see ``Sentences``."""
    nodelist = parser.parse(("endsentences",))
    parser.delete_first_token()
    return Sentences(nodelist)


@register.tag
def noticing(parser, token):
    """``{% noticing %}`` … ``{% endnoticing %}``: see ``Noticing``."""
    nodelist = parser.parse(("endnoticing",))
    parser.delete_first_token()
    return Noticing(nodelist)
