"""Lessons in the terms of schema.org, as JSON-LD."""

from organisations.api.jsonld import country, document
from sessions.api.jsonld import statement_brief, theme, translation

from .choices import EvidenceRelation


def lesson(row):
    """What was learned: https://schema.org/Claim, based on the statements that support or qualify it."""
    evidence = [each for each in row.evidence.all() if each.relation != EvidenceRelation.CONTRADICTS]
    countries = {each.country_id: each.country for each in row.countries.all()}
    return document(
        row,
        "Claim",
        row.title,
        text=row.text,
        inLanguage=row.language,
        dateModified=row.updated_at.isoformat(),
        about=[*map(country, countries.values()), *map(theme, row.themes.all())],
        isBasedOn=[statement_brief(each.statement) for each in evidence],
        workTranslation=[translation(each, each.title) for each in row.translations.all()],
    )
