"""Reads the shelf across countries: what each theme has where, and what stands side by side."""

from typing import NamedTuple

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Coalesce, RowNumber

from organisations.models import Country
from sessions.models import Statement
from sessions.queries import cited_statements

from .choices import CountryRole, EvidenceRelation
from .models import Evidence, Lesson, LessonCountry

# Columns of a lesson that a short line on it shows, and its best first.
LINE = ("title", "language", "kind", "evidence_count", "contradicting_count")
BEST = ["-lesson__evidence_count", "lesson__title", "lesson"]


class Cell(NamedTuple):
    """How many lessons there are, and how many of them a statement speaks against."""

    lessons: int
    contested: int


CELL = {
    "lessons": Count("lesson", distinct=True),
    "contested": Count("lesson", distinct=True, filter=Q(lesson__contradicting_count__gt=0)),
}


def cells(column="country", **only):
    """``{(theme, key): Cell}`` of lessons by theme and by a ``column`` of ``LessonCountry``. 1 query.

    ``only``: conditions on the rows of ``LessonCountry``.
    """
    rows = LessonCountry.objects.order_by().filter(lesson__themes__isnull=False, **only)
    counted = rows.values_list("lesson__themes", column).annotate(**CELL)
    return {(theme, key): Cell(*counts) for theme, key, *counts in counted}


def lessons_by_year():
    """``[(year, number of lessons)]`` by the meeting their latest evidence is from, the earliest first. 1 query."""
    return list(Lesson.objects.order_by("date__year").values_list("date__year").annotate(Count("pk")))


def companions(country, most):
    """Countries with lessons to set beside one, at most so many: those of its region first. 1 query."""
    near = Case(When(region=country.region, then=0), default=1, output_field=IntegerField())
    rows = Country.objects.exclude(pk=country.pk).filter(Exists(LessonCountry.objects.filter(country=OuterRef("pk"))))
    return list(rows.only("slug", "name").order_by(near, "name")[:most])


def _of(countries, theme):
    """What lessons have to do with these countries, on one theme or on all."""
    rows = LessonCountry.objects.filter(country__in=countries)
    return rows.filter(lesson__themes=theme) if theme else rows


def kinds_in(countries, theme=None):
    """``{(country, kind): Cell}`` of the lessons in these countries, on one theme or on all. 1 query."""
    rows = _of(countries, theme).order_by().values_list("country", "lesson__kind").annotate(**CELL)
    return {(country, kind): Cell(*counts) for country, kind, *counts in rows}


def _once(countries, theme):
    """The same; what was both seen and tried in a country counts as tried alone."""
    tried = LessonCountry.objects.filter(lesson=OuterRef("lesson"), country=OuterRef("country"), role=CountryRole.TRIED)
    return _of(countries, theme).exclude(Exists(tried), role=CountryRole.OBSERVED)


def side_by_side(countries, theme, most):
    """Rows of ``LessonCountry`` with their lesson: the best ``most`` of each country, role and kind. 2 queries.

    ``total``: how many there are of the same country, role and kind.
    """
    alike = {"partition_by": ["country", "role", "lesson__kind"]}
    place, total = Window(RowNumber(), order_by=BEST, **alike), Window(Count("pk"), **alike)
    columns = ["country", "role", *(f"lesson__{name}" for name in LINE)]
    shown = _once(countries, theme).select_related("lesson").only(*columns)
    shown = shown.annotate(place=place, total=total).filter(place__lte=most).order_by("place")
    return list(shown.prefetch_related("lesson__translations"))


class Against(NamedTuple):
    """A statement that speaks against a lesson from a country."""

    country: str
    lesson: Lesson
    statement: Statement


def contradictions(countries, theme, most):
    """``Against``s of the lessons from these countries, at most so many of each, the best lessons first. 5 queries."""
    rows = _once(countries, theme).filter(lesson__evidence__relation=EvidenceRelation.CONTRADICTS)
    order = [*BEST, "lesson__evidence__position", "lesson__evidence"]
    place = Window(RowNumber(), partition_by=["country"], order_by=order)
    found = rows.annotate(place=place).filter(place__lte=most).order_by("place")
    found = list(found.values_list("country", "lesson", "lesson__evidence__statement"))
    lessons = Lesson.objects.only(*LINE).prefetch_related("translations").in_bulk([lesson for _, lesson, _ in found])
    said = cited_statements().prefetch_related("translations").in_bulk([statement for *_, statement in found])
    return [Against(country, lessons[lesson], said[statement]) for country, lesson, statement in found]


class Example(NamedTuple):
    """The best lesson of a country and what speaks best for it; ``here``: that names the country itself.

    ``statement`` is None where the text of each is withheld.
    """

    country: Country
    lesson: Lesson
    statement: Statement | None
    here: bool


def examples(countries, theme):
    """``{country: Example}``: the lesson on a theme with the most evidence, for each of these countries. 6 queries.

    Of the statements that support it, one that names the country goes first.
    """
    place = Window(RowNumber(), partition_by=["country"], order_by=BEST)
    ranked = LessonCountry.objects.filter(country__in=countries, lesson__themes=theme).annotate(place=place)
    keys = list(ranked.filter(place=1).values_list("pk", flat=True))
    rows = LessonCountry.objects.filter(pk__in=keys).select_related("lesson", "country")
    rows = rows.defer("lesson__search_text", "country__loaded").prefetch_related("lesson__translations")
    rows = list(rows.annotate(best=_best_support()))
    said = cited_statements().prefetch_related("about", "translations").in_bulk([row.best for row in rows if row.best])
    return {row.country_id: _example(row, said.get(row.best)) for row in rows}


def _best_support():
    """The key of the statement, for a row of ``LessonCountry``."""
    support = Evidence.objects.filter(lesson=OuterRef("lesson"), relation=EvidenceRelation.SUPPORTS)
    support = support.exclude(statement__text="").order_by("position", "id").values("statement")
    named = support.filter(statement__about__country=OuterRef("country"), statement__about__context=False)
    return Coalesce(Subquery(named[:1]), Subquery(support[:1]))


def _example(row, statement):
    about = statement.about.all() if statement else []
    here = any(each.country_id == row.country_id and not each.context for each in about)
    return Example(row.country, row.lesson, statement, here)
