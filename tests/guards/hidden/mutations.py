"""Changes of what is secret, each released as far as it can be. The public must not be able to tell any of them."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from confhub.accounts.models import Factor, Login, Outcome
from confhub.reports.models import Report
from organisations.choices import State
from organisations.release import note_changes, release
from organisations.whole_shelf import release_whole_shelf
from sessions.models import StatementRecord
from sessions.reading import keeping
from tests.desk_factories import (
    make_lesson_record,
    make_report,
    make_skipped_passage,
    make_source_file,
    make_statement_record,
    translate,
)

from .scenes import REDACTED, TRANSLATED, UNTRANSLATED


def edit(w, name, /, **values):
    """Change a record and release it if it is approved."""
    record = w[name]
    for field, value in values.items():
        setattr(record, field, value)
    record.save()
    release_if_approved(record)


def release_if_approved(record):
    if record.state == State.APPROVED:
        release([record])


# Who really spoke


def true_speaker_of_an_unattributed_statement(w):
    edit(w, "remark shown as unattributed", speaker=w["speaker shown as country"])


def no_speaker_any_more(w):
    edit(w, "remark shown as unattributed", speaker=None)


def speaker_of_a_withheld_statement(w):
    edit(w, "remark shown as withheld", speaker=w["speaker shown as named"])


def name_behind_a_role(w):
    edit(w, "person of speaker shown as role_organisation", name="Zzz", slug="zzz", other_names=["Zz"])


def another_person_behind_a_role(w):
    edit(w, "speaker shown as role_organisation", person=w["unlisted person"])


def role_behind_an_organisation(w):
    edit(w, "speaker limited to organisation", role="Zzz", group="Zzz", person=w["draft person"])


def country_behind_an_organisation(w):
    edit(w, "speaker shown as organisation", country_id="XK")


def body_behind_a_kind_of_body(w):
    edit(w, "body of speaker shown as organisation_type", name="Zzz", acronym="ZZ", summary="Z")
    edit(w, "speaker limited to organisation_type", organisation=w["unnamed body"])


def everything_behind_a_country(w):
    edit(w, "speaker shown as country", role="Zzz", group="Zzz", organisation=None, classification="media", person=None)


def everything_behind_a_kind_of_body_in_a_room(w):
    edit(w, "speaker in the chatham room", role="Zzz", person=w["listed person"], unique_post=True)
    edit(w, "speaker in the chatham session", role="Zzz", organisation=w["unnamed body"])


def country_of_somebody_unattributed(w):
    edit(w, "speaker limited to unattributed", country_id="RS", classification="parliament")


def rooms_of_somebody_not_listed(w):
    w["speaker shown as named"].sessions.set([w["talk"], w["closed session"]])
    release([w["speaker shown as named"]])


def forbidden_rooms_of_somebody_listed(w):
    w["listed participant"].sessions.set([w["panel"], w["closed session"]])
    release([w["listed participant"]])


def limits_of_speakers_who_are_not_released(w):
    for name in ("draft speaker", "withdrawn speaker"):
        edit(w, name, limit="unattributed")


# What was really said, and where


def words_that_were_redacted(w):
    edit(w, "redacted remark", text="Zzz")
    edit(w, "remark redacted to nothing", text="Zzz")


def withheld_statement(w):
    edit(w, "withheld remark", text="Zzz", kind="claim", position=900)


def statement_in_a_closed_room(w):
    edit(w, "remark in the closed room", text="Zzz", attribution_level="unattributed")


def withdrawn_statement(w):
    edit(w, "withdrawn remark", text="Zzz")


def draft_edited(w):
    edit(w, "draft remark", text="Zzz", speaker=w["speaker shown as named"])
    edit(w, "draft lesson", title="Zzz")
    edit(w, "draft conference", title="Zzz", slug="zzz")


def place_that_reveals_more(w):
    passage = w["remark whose place reveals more"].passage
    passage.place, passage.start, passage.end, passage.exact = "Zzz", 5, 9, "Zzz"
    passage.save()
    release([w["remark whose place reveals more"]])


def quotation_of_a_place(w):
    passage = w["placed remark"].passage
    passage.exact, passage.prefix, passage.suffix = "Zzz", "Z", "Z"
    passage.save()
    release([w["placed remark"]])


def another_file_of_a_source(w):
    """Of a public source and of a draft, and who reads it, and what is skipped."""
    for name in ("source", "draft source"):
        file = make_source_file(w[name], "Zzz\fzzz", fits=False, name="zzz.txt", keepers_only=False)
        make_skipped_passage(file, 0, 2, "Zzz")
    release([w["source"]])


def file_removed(w):
    w["source"].skipped.all().delete()
    keeping.remove(w["source"])
    release([w["source"]])


def draft_source(w):
    edit(w, "draft source", title="Zzz", url="https://example.org/zzz")


# In other languages


def release_if_as_public(w, name):
    """Not what was edited and not released: that is meant to stay as it was."""
    if name.startswith("edited"):
        note_changes([w[name]])
    else:
        release_if_approved(w[name])


def drafts_of_translations(w):
    """Their words, their languages, how far they have come, and another one."""
    for (name, language), row in w.translations.items():
        if name in TRANSLATED and language in ("mk", "ka"):
            row.text, row.status, row.language = "Zzz", "draft", f"{language}-Latn"
            row.save()
            release_if_as_public(w, name)
    translate(w["placed remark"], "uz", "Zzz", "machine")
    release([w["placed remark"]])


def translations_of_other_words(w):
    """Those that are stale, and those of words that were redacted; saving them would make them fit."""
    for (name, language), row in w.translations.items():
        if language == "tr" or (name in REDACTED and language == "mk"):
            type(row).objects.filter(pk=row.pk).update(text="Zzz", translator="Zzz")
            release_if_as_public(w, name)


def translations_of_what_is_not_public(w):
    for name in UNTRANSLATED:
        if not name.startswith("reworded"):
            row = w.translations[name, "sq"]
            row.text, row.language = "Zzz", "sq-AL"
            row.save()
            release_if_approved(w[name])


def translators_of_everything(w):
    for row in w.translations.values():
        type(row).objects.filter(pk=row.pk).update(translator="Zzz")


# What stands beside public records


def notes_of_everything(w):
    for name, record in w.records.items():
        record.refresh_from_db()
        record.notes = f"Zzz {name}"
        record.save(update_fields=["notes"])
        note_changes([record])


def keys_of_everything(w):
    for record in w.records.values():
        if hasattr(record, "key"):
            record.refresh_from_db()
            record.key = f"z{record.pk}"
            record.save(update_fields=["key"])
            note_changes([record])


def reasons_and_references(w):
    edit(w, "open conference", disclosure_reason="Zzz")
    edit(w, "speaker shown as named", basis_reference="Zzz")
    edit(w, "person of speaker shown as named", basis_reference="Zzz")
    edit(w, "free remark in the chatham room", consent_reference="Zzz", consent_date="2020-02-02")


def links_to_what_is_hidden(w):
    w["placed remark"].links.filter(other=w["draft remark"]).update(note="Zzz", kind="contradicts")
    w["placed remark"].links.filter(other=w["withheld remark"]).delete()
    release([w["placed remark"]])


def hidden_evidence(w):
    """Also before the public evidence, whose places must not move."""
    w["lesson"].evidence.filter(statement=w["draft remark"]).update(note="Zzz", relation="qualifies", position=0)
    w["lesson"].evidence.create(statement=w["remark in the closed session"], relation="contradicts", position=0)
    release([w["lesson"]])


def hidden_bodies_beside_public_ones(w):
    w["listed body"].relations.create(kind="partner_of", other=w["body in review"], note="Zzz")
    w["open conference"].organisations.create(organisation=w["body in review"], role="organiser")
    w["remark about bodies"].mentions.remove(w["draft body"])
    for name in ("listed body", "open conference", "remark about bodies"):
        release([w[name]])


def bodies_and_people_nobody_names(w):
    edit(w, "unnamed body", name="Zzz", slug="zzz", country_id="RS")
    edit(w, "unlisted person", name="Zzz", slug="zzz-person")
    w.body("another unnamed body", shown=False)
    w.person("another unlisted person", shown=False)
    w.speaker("another silent participant", w["open conference"], "unattributed")


# What is added and not public


def draft_lesson_added(w):
    make_lesson_record("Zzz", evidence=[(w["placed remark"], "supports", "Zzz")])


def draft_statement_added(w):
    make_statement_record(w["panel"], speaker=w["speaker shown as named"], attribution_level="named")


def statement_added_to_a_closed_room(w):
    w.said("another closed remark", w["closed session"], shown=False)


def draft_session_added(w):
    w.session("another draft session", w["open conference"], shown=False, state=State.DRAFT, position=50)


def conference_added(w):
    meeting = w.conference("another draft conference", shown=False, state=State.DRAFT)
    room = w.session("its room", meeting, shown=False)
    w.said("its remark", room, shown=False)


def staff_added(w):
    account = get_user_model().objects.create_user("zzz", "zzz@example.org", "secret")
    Factor.objects.create(account=account, nonce="zzz")
    Login.objects.create(account=account, outcome=Outcome.CODE, address="192.0.2.1")


def reports_handed_in_and_done(w):
    for number in range(3):
        make_report(f"Zzz {number}", contact="zzz", safety=number == 1)
    Report.objects.filter(safety=False).update(done_at=timezone.now(), notes="zzz")


def everything_released_again(w):
    """A release of what has not changed is no change."""
    for statement in StatementRecord.objects.exclude(snapshot=None).filter(changed_since_release=False):
        release([statement])


def edits_not_released(w):
    """The last of all: a release of the same records would bring these words out."""
    for name, field in [("listed body", "name"), ("lesson", "title"), ("panel", "slug"), ("placed remark", "text")]:
        record = w[name]
        record.refresh_from_db()
        setattr(record, field, "zzz")
        record.save()
        note_changes([record])


MUTATIONS = [
    value for value in list(vars().values()) if callable(value) and getattr(value, "__module__", "") == __name__
]
MUTATIONS = [each for each in MUTATIONS if each not in (edit, release_if_approved, release_if_as_public)]


def apply(w, mutation):
    """Let it happen, and release everything that waits for it."""
    mutation(w)
    release_whole_shelf()
