"""Reads the shelf: lessons with what pages and API answers show."""

from django.db.models import OuterRef, Prefetch, Q, Subquery

from organisations.models import Country
from organisations.queries import COUNTRY, embedding
from sessions.models import Conference, ConferenceCountry, StatementCountry, Theme
from sessions.queries import CONFERENCE, LINKED, SOURCE, THEME, statement_details, statements

from .filters import LessonFilter
from .models import Evidence, Lesson, LessonCountry, LessonTranslation, SimilarLesson


def lessons():
    """Lessons with translations, whom they address, countries, themes and conferences. 6 queries."""
    return embedding(Lesson.objects).prefetch_related(
        "audiences",
        Prefetch("countries", embedding(LessonCountry.objects, country=COUNTRY)),
        Prefetch("themes", Theme.objects.only(*THEME)),
        Prefetch("conferences", Conference.objects.only(*CONFERENCE, "start_date")),
        "translations",
    )


def translated_titles(keys):
    """``[(key, title)]`` of the translations of lessons. 1 query."""
    return LessonTranslation.objects.order_by().filter(lesson__in=keys).values_list("lesson", "title")


def lesson_details():
    """Lessons with their evidence, each statement as in a list. 12 queries."""
    return lessons().prefetch_related(
        Prefetch("evidence", Evidence.objects.all()), Prefetch("evidence__statement", statements())
    )


def lesson_page():
    """Lessons as their own page shows them: similar ones, and evidence with links to other statements. 21 queries."""
    return lessons().prefetch_related(
        Prefetch("similar", embedding(SimilarLesson.objects, other=("title", "language", "kind"))),
        Prefetch("similar__other__countries", embedding(LessonCountry.objects, country=COUNTRY)),
        "similar__other__translations",
        Prefetch("evidence", Evidence.objects.all()),
        Prefetch("evidence__statement", statement_details().prefetch_related("about__country__aliases", *LINKED)),
    )


def cited_lessons():
    """Lessons with what a citation says of them. 3 queries."""
    cited = Evidence.objects.select_related("statement__source").only(
        "lesson", *(f"statement__source__{name}" for name in SOURCE)
    )
    return embedding(Lesson.objects).prefetch_related(
        Prefetch("conferences", Conference.objects.only(*CONFERENCE, "start_date")), Prefetch("evidence", cited)
    )


def statements_with_lessons():
    """Statements with their links to others, and the lessons they are evidence for. 8 queries."""
    lessons = Lesson.objects.only("title", "language", "evidence_count")
    return statement_details().prefetch_related(Prefetch("lessons", lessons))


def count_by(name, rows):
    """``{key: number of lessons}`` by the filter ``name``, of a queryset of lessons. 1 query."""
    return LessonFilter.base_filters[name].counts(rows)


def countries_with_counts():
    """Every country with its ``lesson_count``, and ``is_named``: in a statement or with a conference. 2 queries."""
    counts = count_by("country", Lesson.objects.all())
    # In the order of an index, or PostgreSQL reads all statements for each country that none is about.
    said = StatementCountry.objects.filter(country=OuterRef("pk")).order_by("statement_id").values("country")[:1]
    is_named = Q(pk=Subquery(said))
    for model in (ConferenceCountry, Conference):
        is_named |= Q(pk__in=model.objects.order_by().values("country"))
    countries = list(Country.objects.only(*COUNTRY, "region").annotate(is_named=is_named))
    for country in countries:
        country.lesson_count = counts.get(country.pk, 0)
    return countries


def themes_with_counts():
    """Every theme with its ``lesson_count``. 2 queries."""
    counts = count_by("theme", Lesson.objects.all())
    themes = list(Theme.objects.defer("loaded"))
    for theme in themes:
        theme.lesson_count = counts.get(theme.pk, 0)
    return themes
