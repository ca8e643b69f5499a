"""The page that searches everything the public may read."""

from typing import NamedTuple

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.filter_fields import WordsField
from organisations.listing import BadList, Problem, counted, explains_bad_lists, listing
from organisations.ranking import MOST
from organisations.understanding import understood

from .cards import cards, place_of
from .instead import meant, without_one
from .kinds import KINDS, LESSONS, NAMED, STATEMENTS
from .names import public_names, suggestions

# Rows of a name's list that are looked at for the page of everything; names and statements shown there.
LOOKED_AT, NAMES_SHOWN, STATEMENTS_SHOWN = 5, 8, 3
# Options of a filter; words of which one is left out.
OPTIONS = 25


class Tab(NamedTuple):
    """A list in which something was found. ``total`` is one more than ``listing.COUNTED`` where there are more."""

    label: str
    total: int
    address: str
    here: bool


@explains_bad_lists
def search(request):
    """What ``q`` finds: names, then lessons, then statements; or the list ``in`` alone, with its filters."""
    text, chosen = _text(request), _chosen(request)
    found = understood(text)
    shown = {"q": text, "suggestions": suggestions()}
    if not any(found[:2]):
        return render(request, "confhub/search.html", shown)
    asked = {kind: kind.asked(text, found) for kind in KINDS.values()}
    totals = {kind: counted(each.qs) for kind, each in asked.items()}
    here = chosen or next((kind for kind, total in totals.items() if total), LESSONS)
    shown |= {"kind": here, "here_total": totals[here], "tabs": _tabs(text, totals, here), "any": any(totals.values())}
    shown |= _list(request, here, text, found, asked)
    if chosen is None and here not in NAMED and not shown["listing"].narrowed and not shown["listing"].chips:
        shown |= _beside(here, text, found, asked, totals)
    if not shown["any"] or (chosen is None and not totals[LESSONS] and not totals[STATEMENTS]):
        shown |= _instead(text, found, shown)
    return render(request, "confhub/search.html", shown)


def _text(request):
    text = request.GET.get("q", "").strip()
    if len(text) > WordsField.longest:
        raise BadList([Problem("q", _("Is longer than %(n)s characters.") % {"n": WordsField.longest}, [])])
    return text


def _chosen(request):
    name = request.GET.get("in", "")
    if name and name not in KINDS:
        raise BadList([Problem("in", _("There is no such list."), list(KINDS))])
    return KINDS.get(name)


def _list(request, kind, text, found, asked):
    """The rows of one list, with its filters, the same in the API, and the feed of the lessons found."""
    kept = [("q", text), *([("in", kind.name)] if "in" in request.GET or kind is not LESSONS else [])]
    filters, order = kind.knowing(asked[kind]), kind.order(found)
    rows = listing(request, filters, kind.rows(), kind.legends, kept=kept, order=order, most=OPTIONS)
    words = _query(q=text)
    asked_for = f"{words}&{rows.query}" if rows.query else words
    more = rows.total > MOST and bool(kind.columns) and not rows.next
    shown = cards(kind, rows.rows, found, _named(kind, found, asked))
    return {
        "listing": rows,
        "cards": shown,
        "api": f"{reverse(f'api:{kind.name}-list')}?{asked_for}",
        # There are feeds of lessons alone, and filters of other lists are none of theirs.
        "feed": f"{reverse('lessons-feed')}?{asked_for if kind is LESSONS else words}",
        "most": MOST if more else None,
    }


def _named(kind, found, asked):
    """What each phrase names, for lessons: the cards of bodies and meetings show the one country they are in anyway."""
    return asked[kind].filters["q"].named(found) if kind is LESSONS else None


def _tabs(text, totals, here):
    """The lists in which something was found, and the one shown."""
    return [
        Tab(kind.label, total, _address(kind, text), kind is here)
        for kind, total in totals.items()
        if total or kind is here
    ]


def _address(kind, text):
    more = {} if kind is LESSONS else {"in": kind.name}
    return f"{reverse('search')}?{_query(q=text, **more)}"


def _query(**values):
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()


def _beside(here, text, found, asked, totals):
    """What the page of everything shows beside its list: what is called so, and the first statements."""
    kinds = [kind for kind in NAMED if totals[kind] and found.wanted]
    names = [row for kind in kinds for row in _called(kind, found, asked)]
    names.sort(key=lambda pair: pair[0])
    said = asked[STATEMENTS].qs[:STATEMENTS_SHOWN] if here is LESSONS and totals[STATEMENTS] else []
    return {
        "names": [card for _, card in names[:NAMES_SHOWN]],
        "statements": cards(STATEMENTS, said, found),
        "all_statements": _address(STATEMENTS, text),
    }


def _called(kind, found, asked):
    """``[(whether it is only called something like it, card)]`` of the first rows whose names hold all of it."""
    keys = kind.order(found)(asked[kind].qs)[:LOOKED_AT]
    rows = {row.pk: row for row in kind.rows().filter(pk__in=keys)}
    places = [(place_of(kind, rows[key], found), rows[key]) for key in keys if key in rows]
    return [(place, card) for place, row in places if place <= 1 for card in cards(kind, [row], found)]


def _instead(text, found, shown):
    """What to try where little was found: names that begin so; where nothing was, fewer words or another spelling."""
    names, here = public_names(), [card.row for card in (*shown.get("names", []), *shown["cards"])]
    return {
        "beginning": [each for each in names.beginning(text) if each[1] not in here],
        "meant": None if shown["any"] else meant(text, names),
        "fewer": [] if shown["any"] else without_one(found),
    }
