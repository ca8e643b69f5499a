"""The items of a bundle from the shelf alone: what anybody may read anyway, in a form another confhub can import.

Keys are public ids. A speaker who has no row of their own becomes a participant who repeats the attribution line and
says no more (``shown.py``). What the form asks for and the shelf does not have says that it was shown so.
"""

from django.db.models import Prefetch, Q

from organisations.languages import digest
from organisations.models import Organisation, Person
from sessions.models import Participant, Session, Source, Statement, StatementLink

from ..models import Evidence, Lesson
from .columns import PLAIN, TRANSLATED
from .shown import APPROVED, SHOWN, consent, key_of, named_basis, shown_participant

AT_ONCE = 500


class FromShelf:
    """Reads one ``Conference``. ``items(section)`` iterates over the section's items."""

    def __init__(self, conference):
        self.row = conference

    def conference(self):
        """The conference itself. Why its rule was chosen is the desk's own."""
        c = self.row
        bodies = c.organisations.order_by("role", "organisation__slug").values_list("organisation__slug", "role")
        countries = c.countries.order_by("role", "country_id").values_list("country_id", "role")
        dates = {"start_date": c.start_date.isoformat(), "end_date": c.end_date.isoformat()}
        plain = {name: getattr(c, name) for name in PLAIN["conference"] if name != "disclosure_reason"}
        item = {"slug": c.slug, **plain, **dates, "disclosure_reason": SHOWN, "country": c.country_id}
        item["organisations"] = [{"organisation": slug, "role": role} for slug, role in bodies]
        item["countries"] = [{"country": code, "role": role} for code, role in countries]
        return item | APPROVED

    def items(self, section):
        """Items in the order in which the same shelf always gives them."""
        return getattr(self, f"_{section}")()

    def _of(self, model):
        return model.objects.filter(conference=self.row)

    def _sources(self):
        for source in self._of(Source).order_by("id"):
            yield {"key": key_of(source.pk), **_plain("sources", source)}

    def _organisations(self):
        reached, ahead = set(), self._named_bodies()
        while ahead:
            reached |= ahead
            ahead = set(
                Organisation.objects.filter(inverse_relations__organisation__in=ahead).values_list("pk", flat=True)
            )
            ahead -= reached
        rows = Organisation.objects.filter(pk__in=reached).order_by("slug").prefetch_related("relations__other")
        for body in rows:
            relations = sorted((r.kind, r.other.slug, r.note) for r in body.relations.all())
            related = [{"kind": k, "organisation": slug, "note": note} for k, slug, note in relations]
            plain = _plain("organisations", body, listed=True)
            yield {"slug": body.slug, **plain, "country": body.country_id, "relations": related}

    def _named_bodies(self):
        named = Q(conference_roles__conference=self.row) | Q(participants__conference=self.row)
        said = Q(statements__conference=self.row) | Q(mentioned_in__conference=self.row)
        return {pk for q in (named, said) for pk in Organisation.objects.filter(q).values_list("pk", flat=True)}

    def _people(self):
        named = Q(participations__conference=self.row) | Q(statements__conference=self.row)
        for person in Person.objects.filter(named).distinct().order_by("slug"):
            yield {"slug": person.slug, **_plain("people", person, **named_basis("named"), listed=True)}

    def _sessions(self):
        siblings = {}
        for session in self._of(Session).select_related("parent").order_by("order"):
            position = siblings[session.parent_id] = siblings.get(session.parent_id, 0) + 1
            plain = _plain("sessions", session, position=position)
            rule = "" if session.disclosure_rule == self.row.disclosure_rule else session.disclosure_rule
            parent = session.parent and session.parent.slug
            yield {"slug": session.slug, **plain, "disclosure_rule": rule, "parent": parent}

    def _participants(self):
        rows = self._of(Participant).select_related("person", "organisation").prefetch_related("sessions")
        for row in rows.order_by("id"):
            yield _participant(row)
        shown = {}
        for statement in self._said().filter(participant=None).iterator(chunk_size=AT_ONCE):
            participant = shown_participant(statement)
            if participant:
                shown[participant["key"]] = participant
        yield from (shown[key] for key in sorted(shown))

    def _said(self):
        rows = self._of(Statement).order_by("order", "id")
        return rows.select_related("session", "person", "organisation", "speaker_country")

    def _statements(self):
        places = {}
        rows = self._said().prefetch_related("about", "themes", "mentions", "translations")
        for row in rows.iterator(chunk_size=AT_ONCE):
            position = places[row.session_id] = places.get(row.session_id, 0) + 1
            yield _statement(row, position)

    def _statement_links(self):
        rows = StatementLink.objects.filter(statement__conference=self.row).select_related("other__conference")
        for link in rows.order_by("statement_id", "kind", "other_id").iterator(chunk_size=AT_ONCE):
            other = self._reference(link.other)
            yield {"from": key_of(link.statement_id), "to": other, "kind": link.kind, "note": link.note}

    def _reference(self, statement):
        key = key_of(statement.pk)
        return key if statement.conference_id == self.row.pk else f"{statement.conference.slug}/{key}"

    def _lessons(self):
        evidence = Evidence.objects.select_related("statement__conference")
        rows = Lesson.objects.filter(conferences=self.row).order_by("id")
        rows = rows.prefetch_related("audiences", "countries", "themes", "translations", Prefetch("evidence", evidence))
        for lesson in rows.iterator(chunk_size=AT_ONCE):
            yield {**_lesson(lesson), "evidence": list(map(self._evidence, lesson.evidence.all()))}

    def _evidence(self, row):
        return {"statement": self._reference(row.statement), "relation": row.relation, "note": row.note}


def _plain(section, row, **given):
    """The plain parts of an item; ``given`` takes the place of those the shelf does not have."""
    return {name: given[name] if name in given else getattr(row, name) for name in PLAIN[section]} | APPROVED


def _participant(row):
    return {
        "key": key_of(row.pk),
        **_plain("participants", row, limit=row.level, unique_post=False, listed=True, **named_basis(row.level)),
        "person": row.person and row.person.slug,
        "organisation": row.organisation and row.organisation.slug,
        "country": row.country_id,
        "sessions": sorted(session.slug for session in row.sessions.all()),
    }


def _statement(row, position):
    speaker = {"key": key_of(row.participant_id)} if row.participant_id else shown_participant(row)
    countries = sorted(row.about.all(), key=lambda about: about.country_id)
    names = ("context", "name_in_source")
    return {
        "key": key_of(row.pk),
        "session": row.session.slug,
        **_plain("statements", row, position=position),
        "speaker": speaker and speaker["key"],
        "countries": [{"country": c.country_id, **{n: getattr(c, n) for n in names}} for c in countries],
        "themes": sorted(theme.slug for theme in row.themes.all()),
        "mentions": sorted(body.slug for body in row.mentions.all()),
        "passage": _passage(row) if row.source_id else None,
        **({} if row.text else {"public_text": ""}),
        **consent(row),
        **_translations("statements", row),
    }


def _passage(row):
    place = {name: getattr(row, name) for name in ("start", "end", "place")}
    return {"source": key_of(row.source_id), **place, "reveals": row.attribution_level}


def _lesson(row):
    countries = sorted((country.country_id, country.role) for country in row.countries.all())
    return {
        "key": key_of(row.pk),
        **_plain("lessons", row),
        "addressed_to": sorted(a.audience for a in row.audiences.all()),
        "countries": [{"country": code, "role": role} for code, role in countries],
        "themes": sorted(theme.slug for theme in row.themes.all()),
        **_translations("lessons", row),
    }


def _translations(section, row):
    """What is public was reviewed, and made of these very words; by whom is the desk's own."""
    names = TRANSLATED[section]
    ours = {"translator": "", "status": "reviewed", "made_of": digest(*(getattr(row, name) for name in names))}
    found = sorted(row.translations.all(), key=lambda each: each.language)
    items = [{name: getattr(each, name) for name in ("language", *names)} | ours for each in found]
    return {"translations": items} if items else {}
