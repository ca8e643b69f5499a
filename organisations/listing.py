"""One page of a filtered list as readers see it: rows, the filter form, links to take filters off, the next page."""

from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from .filtering import Facet, facets
from .keyset import BadCursor, Page, page

SIZE = 20
COUNTED = 10_000


class Problem(NamedTuple):
    """What is wrong with a parameter. ``valid``: every valid value, empty if there are too many to list."""

    name: str
    message: str
    valid: list[str]


class BadList(ValueError):
    """A list that cannot be made as asked. ``problems``: a ``Problem`` for each bad value."""

    def __init__(self, problems):
        super().__init__("; ".join(f"{problem.name}: {problem.message}" for problem in problems))
        self.problems = problems


class Group(NamedTuple):
    """A filter of the form, with the words it goes by."""

    name: str
    legend: str
    options: list[Facet]


class Chip(NamedTuple):
    """A value that is on, and the address of the page without it."""

    legend: str
    label: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Listing:
    """``total`` stops at ``COUNTED``; ``more_than_counted`` then. ``next``, ``previous``: addresses, or None.

    ``query``: the filters that are on, as in an address, for the same list elsewhere. ``kept``: what beside them is
    asked, as pairs; ``bare``: the address that asks for no more than that.
    ``narrowed``: one of many cuts of a list, which search engines need not keep.
    """

    rows: list
    total: int
    more_than_counted: bool
    groups: list[Group]
    chips: list[Chip]
    next: str | None
    previous: str | None
    query: str
    kept: list
    bare: str
    narrowed: bool


def counted(rows):
    """How many rows a queryset has, up to ``COUNTED`` + 1: what a count costs does not grow with the table."""
    return rows.order_by()[: COUNTED + 1].count()


def listing(request, filterset_class, rows, legends, shown_if_on=None, size=SIZE, kept=(), order=None, most=None):
    """The ``Listing`` of a queryset. Parameters other than those named are left alone.

    ``legends``: ``{filter: legend}`` in the order of the form. ``shown_if_on``: the same for filters that one
    arrives with but does not pick here. ``kept``: pairs that stay in every address, filters or not. ``order``: gives
    the keys of filtered rows, best first; without it they stand in their own order. ``most``: options of a filter.
    Raises ``BadList``.
    """
    legends = {**legends, **_arrived_with(request, shown_if_on or {})}
    filterset = filterset_class(_asked(request, legends, kept), queryset=rows)
    if not filterset.is_valid():
        raise BadList(list(problems_of(filterset.form)))
    found = _ranked_page(request, filterset, order, size) if order else _page(request, filterset.qs, size)
    groups = [Group(name, legend, facets(filterset, name, most)) for name, legend in legends.items()]
    return _listing(request, found, counted(filterset.qs), groups, list(kept))


def filtered(request, filterset_class, rows, names=None):
    """``(rows, query)``: those that the filters of a request find, and the filters as in an address.

    ``names``: of the filters that may be asked for, all of them without it. Other parameters are left alone.
    Raises ``BadList``.
    """
    names = filterset_class.base_filters if names is None else names
    asked = _asked(request, [name for name in names if request.GET.getlist(name)], ())
    filterset = filterset_class(asked, queryset=rows)
    if not filterset.is_valid():
        raise BadList(list(problems_of(filterset.form)))
    return filterset.qs, asked.urlencode()


def _listing(request, found, total, groups, kept):
    chosen = [(group.name, option.value) for group in groups for option in group.options if option.selected]
    on = [*kept, *chosen]
    return Listing(
        rows=found.rows,
        total=min(total, COUNTED),
        more_than_counted=total > COUNTED,
        groups=[group for group in groups if _gives_a_choice(group, total)],
        chips=list(_chips(request.path, groups, on)),
        next=found.next and _address(request.path, [*on, ("cursor", found.next)]),
        previous=found.previous and _address(request.path, [*on, ("cursor", found.previous)]),
        query=_query(chosen),
        kept=kept,
        bare=_address(request.path, kept),
        narrowed=len(chosen) > 1 or "cursor" in request.GET,
    )


def _gives_a_choice(group, total):
    return any(option.selected for option in group.options) or (total > 1 and len(group.options) > 1)


def _arrived_with(request, legends):
    return {name: legend for name, legend in legends.items() if any(request.GET.getlist(name))}


def _asked(request, names, kept):
    data = QueryDict(mutable=True)
    for name, value in kept:
        data.appendlist(name, value)
    for name in names:
        data.setlist(name, [value for value in request.GET.getlist(name) if value])
    return data


def problems_of(form):
    """A ``Problem`` for each bad value of a form."""
    for name, errors in form.errors.as_data().items():
        for error in errors:
            yield Problem(name, error.messages[0], (error.params or {}).get("valid", []))


def _page(request, rows, size) -> Page:
    try:
        return page(rows, rows.query.order_by or rows.model._meta.ordering, request.GET.get("cursor"), size)
    except BadCursor as problem:
        raise BadList([Problem("cursor", str(problem), [])]) from problem


def _ranked_page(request, filterset, order, size) -> Page:
    """A page of rows in the ``order`` of their keys. Its cursors are the numbers of rows to pass over."""
    start = request.GET.get("cursor", "0")
    if not (start.isascii() and start.isdigit() and len(start) < 7):
        raise BadList([Problem("cursor", _("This is not a cursor of this list: take it from its next page."), [])])
    start, keys = int(start), order(filterset.qs)
    rows = {row.pk: row for row in filterset.queryset.filter(pk__in=keys[start : start + size])}
    return Page(
        rows=[rows[key] for key in keys[start : start + size] if key in rows],
        next=str(start + size) if start + size < len(keys) else None,
        previous=str(max(0, start - size)) if start else None,
    )


def _chips(path, groups, on):
    for group in groups:
        for option in group.options:
            if option.selected:
                others = [pair for pair in on if pair != (group.name, option.value)]
                yield Chip(group.legend, option.label, _address(path, others), option.language)


def _address(path, pairs):
    return f"{path}?{_query(pairs)}" if pairs else path


def _query(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()


def explains_bad_lists(view):
    """Let a view raise ``BadList``: the answer is a page (400) that names the parameter and what it may be."""

    @wraps(view)
    def explained(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except BadList as bad:
            return render(request, "organisations/bad_list.html", {"problems": bad.problems}, status=400)

    return explained
