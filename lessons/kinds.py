"""How records of lessons become shelf rows."""

from organisations.kinds import grouped
from organisations.release import Kind, register
from organisations.shelving import Joined, Wanted
from sessions.models import Statement, StatementRecord

from . import policy
from .models import (
    Evidence,
    EvidenceRecord,
    Lesson,
    LessonAudience,
    LessonCountry,
    LessonCountryRecord,
    LessonRecord,
    LessonTranslation,
    LessonTranslationRecord,
    LessonWord,
)
from .strength import Line

WORDS = ("title", "text", "context")
# The columns of a public statement that make its ``Line``.
LINE = ("attribution_level", "organisation_id", "speaker_classification", "speaker_country_id")


@register
class LessonKind(Kind):
    name, record, shelf = "lessons", LessonRecord, Lesson
    rank = 50
    joined = {
        "audiences": Joined(LessonAudience, "lesson_id", ("audience",)),
        "countries": Joined(LessonCountry, "lesson_id", ("country_id", "role")),
        "themes": Joined(Lesson.themes.through, "lesson_id", ("theme_id",)),
        "conferences": Joined(Lesson.conferences.through, "lesson_id", ("conference_id",)),
        "evidence": Joined(Evidence, "lesson_id", ("statement_id", "relation", "note", "position")),
        "translations": Joined(LessonTranslation, "lesson_id", ("language", *WORDS)),
        "telling_words": Joined(LessonWord, "lesson_id", ("word", "written", "size")),
    }

    def freeze(self, records):
        pks = [r.pk for r in records]
        countries = LessonCountryRecord.objects.filter(lesson__in=pks).order_by("country_id", "role")
        countries = grouped(countries.values_list("lesson_id", "country_id", "role"))
        themes = LessonRecord.themes.through.objects.filter(lessonrecord__in=pks).order_by("theme_id")
        themes = grouped(themes.values_list("lessonrecord_id", "theme_id"))
        evidence = EvidenceRecord.objects.filter(lesson__in=pks).order_by("position", "id")
        evidence = grouped(evidence.values_list("lesson_id", "statement_id", "relation", "note"))
        translations = LessonTranslationRecord.objects.filter(lesson__in=pks).order_by("language")
        translations = grouped(translations.values_list("lesson_id", "language", "status", "made_of", *WORDS))
        return {
            r.pk: {
                **{name: getattr(r, name) for name in policy.FIELDS},
                "addressed_to": sorted(r.addressed_to),
                "countries": countries[r.pk],
                "themes": [slug for (slug,) in themes[r.pk]],
                "evidence": evidence[r.pk],
                "translations": translations[r.pk],
            }
            for r in records
        }

    def wanted(self, records):
        cited = {pk for r in records for pk, _, _ in (r.snapshot or {}).get("evidence", ())}
        public = _statements(cited)
        return {r.public_id: _wanted(r.snapshot, public) for r in records}


def _statements(pks):
    """``{record pk: (public id, conference id, date, Line)}`` of those statements that are on the shelf."""
    ids = dict(StatementRecord.objects.filter(pk__in=pks).exclude(snapshot__isnull=True).values_list("public_id", "pk"))
    rows = Statement.objects.filter(pk__in=ids).order_by().values_list("pk", "conference_id", "date", *LINE)
    return {ids[pk]: (pk, conference, date, Line(*shown)) for pk, conference, date, *shown in rows}


def _wanted(values, public):
    cited = [(public[pk], relation, note) for pk, relation, note in (values or {}).get("evidence", ()) if pk in public]
    fields = policy.released_lesson(values, [(relation, *statement[2:]) for statement, relation, _ in cited])
    if fields is None:
        return None
    return Wanted(
        fields,
        {
            "audiences": {(audience,) for audience in values["addressed_to"]},
            "countries": {tuple(country) for country in values["countries"]},
            "themes": {(theme,) for theme in values["themes"]},
            "conferences": {(statement[1],) for statement, _, _ in cited},
            "evidence": {(s[0], relation, note, n) for n, (s, relation, note) in enumerate(cited, start=1)},
            "translations": policy.translations(values, fields),
            "telling_words": policy.words_to_compare(fields),
        },
    )
