"""What is on the desk of the ``World``: every way to be public, and every way not to be."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from confhub.accounts.models import Factor, Login, Outcome
from organisations.choices import State
from organisations.languages import digest
from organisations.release import KINDS, note_changes, release, withdraw
from sessions.choices import Level
from sessions.models import StatementCountryRecord, StatementLinkRecord
from tests.desk_factories import (
    make_lesson_record,
    make_passage,
    make_report,
    make_skipped_passage,
    make_source_file,
    make_source_record,
    make_transition,
    translate,
)

from .merged import merges
from .world import World


def bodies(w):
    w.body("listed body", listed=True, country="XK")
    w.body("host")
    w.body("mentioned body")
    w.body("renamed body", shown=False, listed=True)
    w.body("edited body", listed=True)
    w.body("withdrawn body", shown=False, listed=True)
    w.body("unnamed body", shown=False)
    w.body("draft body", shown=False, state=State.DRAFT, listed=True)
    w.body("body in review", shown=False, state=State.IN_REVIEW, listed=True)
    for other in ("host", "unnamed body", "draft body"):
        note = "Open note" if other == "host" else w.secret(f"note of the relation to {other}")
        w["listed body"].relations.create(kind="member_of", other=w[other], note=note)
    w.person("listed person", listed=True)
    w.person("unlisted person", shown=False)
    w.person("draft person", shown=False, state=State.DRAFT, listed=True)
    w.person("withdrawn person", shown=False, listed=True)


def meetings(w):
    roles = [(w["host"], "host"), (w["draft body"], "partner"), (w["body in review"], "funder")]
    meeting = w.conference("open conference", organisations=roles, countries=[("MK", "participants")])
    w.conference("chatham conference", disclosure_rule="chatham_house")
    w.conference("closed conference", disclosure_rule="closed")
    w.conference("draft conference", shown=False, state=State.DRAFT)
    w.conference("conference in review", shown=False, state=State.IN_REVIEW)
    w.conference("withdrawn conference", shown=False)
    w.conference("retitled conference", shown=False)
    w.conference("edited conference")
    panel = w.session("panel", meeting)
    w.session("talk", meeting, parent=panel)
    w.session("chatham session", meeting, disclosure_rule="chatham_house")
    w.session("closed session", meeting, disclosure_rule="closed")
    draft = w.session("draft session", meeting, shown=False, state=State.DRAFT)
    w.session("session within a draft", meeting, shown=False, parent=draft)
    w.session("withdrawn session", meeting, shown=False)
    for name in ("chatham", "closed", "draft", "withdrawn"):
        w.session(f"{name} room", w[f"{name} conference"], shown=name in ("chatham", "closed"))


def speakers_lowered_by_their_limit(w):
    for rung in Level:
        speaker = w.speaker(f"speaker limited to {rung}", w["open conference"], rung, limit=rung)
        shown = rung != Level.WITHHELD
        w.said(f"remark limited to {rung}", w["talk"], shown, speaker=speaker, attribution_level=Level.NAMED)


def speakers_lowered_by_choice(w):
    for rung in Level:
        speaker = w.speaker(f"speaker shown as {rung}", w["open conference"], rung)
        shown = rung != Level.WITHHELD
        w.said(f"remark shown as {rung}", w["panel"], shown, speaker=speaker, attribution_level=rung)


def speakers_lowered_by_basis(w):
    """``(name, what may be shown, values of the participant)``."""
    none = {"basis": "", "basis_reference": "", "limit": Level.ROLE_ORGANISATION}
    for name, rung, values in [
        ("holder of the only post", Level.ORGANISATION, {**none, "unique_post": True}),
        ("holder of one of many posts", Level.ROLE_ORGANISATION, none),
        ("name from a source", Level.NAMED, {"basis": "published_source"}),
        ("holder of an office", Level.NAMED, {"basis": "public_office"}),
    ]:
        speaker = w.speaker(name, w["open conference"], rung, **values)
        w.said(f"remark of {name}", w["talk"], speaker=speaker, attribution_level=Level.NAMED)


def speakers_not_released(w):
    draft = w.speaker("draft speaker", w["open conference"], Level.UNATTRIBUTED, state=State.DRAFT)
    gone = w.speaker("withdrawn speaker", w["open conference"], Level.UNATTRIBUTED)
    unnamed = w.speaker(
        "speaker without a released person", w["open conference"], Level.ROLE_ORGANISATION, person=w["draft person"]
    )
    bodiless = w.speaker(
        "speaker without a released body",
        w["open conference"],
        Level.COUNTRY,
        organisation=w["draft body"],
        group="",
        limit=Level.ORGANISATION,
    )
    for name, speaker in [("draft", draft), ("withdrawn", gone), ("unnamed", unnamed), ("bodiless", bodiless)]:
        shown = speaker not in (draft, gone)
        w.said(f"remark of the {name} speaker", w["talk"], shown, speaker=speaker, attribution_level=Level.NAMED)
    w.speaker("silent participant", w["open conference"], Level.UNATTRIBUTED)
    w.speaker("draft listed participant", w["open conference"], Level.UNATTRIBUTED, state=State.DRAFT, listed=True)
    listed = w.speaker("listed participant", w["open conference"], Level.NAMED, listed=True)
    listed.sessions.set([w["panel"], w["chatham session"], w["draft session"], w["withdrawn session"]])


def rooms_with_rules(w):
    for room in ("chatham room", "chatham session"):
        meeting = w[room].conference
        speaker = w.speaker(f"speaker in the {room}", meeting, Level.ORGANISATION_TYPE, listed=room == "chatham room")
        w.said(f"remark in the {room}", w[room], speaker=speaker, attribution_level=Level.NAMED)
        agreed = {"consent_reference": w.secret("consent"), "consent_date": w.secrets.day("day of the consent")}
        free = w.speaker(f"free speaker in the {room}", meeting, Level.NAMED)
        w.said(f"free remark in the {room}", w[room], speaker=free, attribution_level=Level.NAMED, **agreed)
    for room in ("closed room", "closed session", "draft room", "withdrawn room", "draft session", "withdrawn session"):
        meeting = w[room].conference
        speaker = w.speaker(f"speaker in the {room}", meeting, Level.UNATTRIBUTED, listed=room.endswith(" room"))
        if room in ("closed session", "draft session", "withdrawn session"):
            speaker.sessions.set([w[room]])
        w.said(f"remark in the {room}", w[room], shown=False, speaker=speaker, attribution_level=Level.NAMED)


def texts(w):
    room = w["panel"]
    w.said("redacted remark", room, shown=False, redacted=True, public_text="Open words instead", kind="criticism")
    w.said("remark redacted to nothing", room, shown=False, redacted=True, kind="challenge")
    w.said("draft remark", room, shown=False, state=State.DRAFT)
    w.said("remark in review", room, shown=False, state=State.IN_REVIEW)
    w.said("withdrawn remark", room, shown=False)
    w.said("edited remark", room)
    w.said("reworded remark", room, shown=False)
    speaker = w.speaker("speaker named once", w["open conference"], Level.UNATTRIBUTED)
    w.said("lowered remark", room, speaker=speaker, attribution_level=Level.NAMED)
    withheld = w.said(
        "withheld remark", room, shown=False, attribution_level=Level.WITHHELD, mentions=[w["unnamed body"]]
    )
    StatementCountryRecord.objects.filter(statement=withheld).update(name_in_source=w.secret("name of a country"))
    w.said("remark about bodies", room, mentions=[w["mentioned body"], w["draft body"], w["body in review"]])


def places(w):
    fields = ("title", "creator", "publisher", "publisher_details", "rights")
    for name, state in [("source", State.APPROVED), ("draft source", State.DRAFT)]:
        shown = state == State.APPROVED
        texts = {field: w.words(shown, f"{field} of {name}") for field in fields}
        texts["pk"] = w.secrets.number(f"key of {name}")
        address = "https://example.org/" + ("open" if shown else w.word("address"))
        w.keep(name, make_source_record(w["open conference"], url=address, **texts), state)
    for name, source, reveals in [
        ("placed remark", "source", Level.UNATTRIBUTED),
        ("remark whose place reveals more", "source", Level.NAMED),
        ("remark placed in a draft", "draft source", Level.UNATTRIBUTED),
    ]:
        start = 100 if name == "placed remark" else w.secrets.number(f"start of {name}")
        passage = make_passage(
            w[source],
            start=start,
            end=start + 5,
            place=w.words(name == "placed remark", f"place of {name}"),
            reveals=reveals,
            **{part: w.secret(f"{part} of {name}")[:64] for part in ("exact", "prefix", "suffix")},
        )
        w.said(name, w["talk"], passage=passage)


def files(w):
    """Of a public source too, nothing of the file comes out: its name, its words, what staff skip in it and why."""
    for name in ("source", "draft source"):
        words = "\f".join(w.secret(f"page {n} of the file of {name}") for n in (1, 2, 3))
        kept = {"name": f"{w.word(f'name of the file of {name}')}.txt", "keepers_only": name == "draft source"}
        file = make_source_file(w[name], words, fits=False, **kept)
        make_skipped_passage(file, 0, 5, w.secret(f"why a passage of {name} is skipped"))


def links(w):
    first = w["placed remark"]
    for other in (
        "redacted remark",
        "withheld remark",
        "draft remark",
        "withdrawn remark",
        "remark in the closed room",
    ):
        note = "Open note" if other == "redacted remark" else w.secret(f"note of the link to {other}")
        StatementLinkRecord.objects.create(statement=first, kind="supports", other=w[other], note=note)
        StatementLinkRecord.objects.create(statement=w[other], kind="qualifies", other=first, note=note)


def lessons(w):
    public = ["placed remark", "redacted remark", "remark redacted to nothing"]
    hidden = ["withheld remark", "draft remark", "withdrawn remark", "remark in the closed room"]
    evidence = [(w[name], "supports", "Open note") for name in public]
    secret = [(w[name], "contradicts", w.secret(f"note on {name}")) for name in hidden]
    _lesson(w, "lesson", True, [*evidence, *secret], countries=("XK", "RS"))
    voices = [(w[f"remark shown as {rung}"], "supports", "") for rung in Level]
    _lesson(w, "lesson of many voices", True, voices, countries=("AL",))
    _lesson(w, "edited lesson", True, evidence)
    _lesson(w, "reworded lesson", False, evidence)
    _lesson(w, "withdrawn lesson", False, evidence)
    _lesson(w, "draft lesson", False, evidence, State.DRAFT)
    _lesson(w, "lesson in review", False, evidence, State.IN_REVIEW)
    _lesson(w, "lesson without public evidence", False, secret)
    _lesson(w, "lesson nothing public supports", False, [(w["placed remark"], "contradicts", ""), *secret])


def _lesson(w, name, shown, evidence, state=State.APPROVED, **values):
    texts = {field: w.words(shown, f"{field} of {name}") for field in ("title", "text", "context")}
    texts["pk"] = w.secrets.number(f"key of {name}")
    w.keep(name, make_lesson_record(evidence=evidence, **texts, **values), state)


# Records of which no translation may come out, and those of which some may.
UNTRANSLATED = [
    "remark redacted to nothing",
    "draft remark",
    "remark in review",
    "withdrawn remark",
    "withheld remark",
    "remark in the closed room",
    "remark of the draft speaker",
    "reworded remark",
    "withdrawn lesson",
    "draft lesson",
    "lesson without public evidence",
    "reworded lesson",
]
TRANSLATED = ["placed remark", "edited remark", "lesson", "edited lesson"]
REDACTED = ["redacted remark", "remark redacted to nothing"]


def translations(w):
    """Into Albanian what is public where the record is; into others drafts of it, and what was made of other words."""
    for name in UNTRANSLATED:
        _translated(w, name, "sq", False)
    for name in TRANSLATED:
        _translated(w, name, "sq", True)
        _translated(w, name, "mk", False, status="draft")
        _translated(w, name, "ka", False, status="machine")
        _translated(w, name, "tr", False, made_of=digest("Other words."))
    _translated(w, "redacted remark", "sq", True)
    for name in REDACTED:  # made before the words were redacted
        _translated(w, name, "mk", False, made_of=digest(w[name].text))


def _translated(w, name, language, shown, made_of=None, **values):
    record, what = w[name], f"translation of {name} into {language}"
    columns = ("title", "text", "context") if hasattr(record, "title") else ("text",)
    words = {column: w.words(shown, f"{column} of the {what}") for column in columns}
    key, translator = w.secrets.number(f"key of the {what}"), w.secret(f"translator of the {what}")
    row = translate(record, language, pk=key, translator=translator, **words, **values)
    if made_of:
        type(row).objects.filter(pk=row.pk).update(made_of=made_of)
    w.translations[name, language] = row


def staff(w):
    account = get_user_model().objects.create_user(w.word("account"), f"{w.word('e-mail')}@example.org", "secret")
    account.first_name = w.secret("name of an account")
    account.save()
    factor = Factor.objects.create(account=account, nonce=w.word("what codes are made of"))
    factor.recovery_codes.create(digest=w.word("digest of a recovery code"))
    Login.objects.create(account=account, outcome=Outcome.PASSWORD, address="2001:db8::1")
    kind = ContentType.objects.get_for_model(type(w["lesson"]))
    LogEntry.objects.create(
        user=account, content_type=kind, action_flag=CHANGE, object_repr=w.secret("log"), change_message=w.secret("log")
    )


def reports(w):
    for number, done_at in enumerate((None, timezone.now())):
        written = {name: w.secret(f"{name} of report {number}") for name in ("words", "contact", "about", "notes")}
        make_report(**written, safety=not number, done_at=done_at)


# What happens once everything is released.

EDITED = {
    "edited body": ("name", "slug", "acronym", "summary"),
    "edited conference": ("title", "slug", "summary", "place", "headcount_note"),
    "edited remark": ("text",),
    "edited lesson": ("title", "text", "context"),
}
REWORDED = {
    "renamed body": ("name", "slug", "acronym", "summary"),
    "retitled conference": ("title", "slug", "summary", "place"),
    "reworded remark": ("text",),
    "reworded lesson": ("title", "text", "context"),
}
WITHDRAWN = ["body", "person", "session", "speaker", "remark", "lesson", "conference"]


def edits_not_released(w):
    """The old words stay public, the new ones are secret."""
    for name, fields in EDITED.items():
        for field in fields:
            secret = w.word if field in ("slug", "acronym") else w.secret
            setattr(w[name], field, secret(f"new {field} of {name}"))
    w["edited conference"].headcount = 48
    w["edited remark"].attribution_level = Level.NAMED
    w["edited remark"].speaker = w["speaker shown as withheld"]
    w["edited remark"].mentions.set([w["draft body"]])
    w["edited remark"].links.create(kind="contradicts", other=w["placed remark"], note=w.secret("note of a new link"))
    w["edited lesson"].evidence.create(statement=w["edited remark"], note=w.secret("note of new evidence"), position=9)
    for name in EDITED:
        w[name].save()
        note_changes([w[name]])


def translations_edited(w):
    """Of what is public the old words stay, the new ones are secret."""
    for name in ("edited remark", "edited lesson"):
        row = w.translations[name, "sq"]
        for column in row.words:
            setattr(row, column, w.secret(f"new {column} of the translation of {name}"))
        row.save()
        note_changes([w[name]])


def edits_released(w):
    """The new words are public, the old ones are secret."""
    for name, fields in REWORDED.items():
        for field in fields:
            setattr(w[name], field, w.slug(True, name) if field == "slug" else f"Open new {field} of {name}")
        if hasattr(w[name], "other_names"):
            w[name].other_names = []
        w[name].save()
        release([w[name]])
    w["lowered remark"].attribution_level = Level.UNATTRIBUTED
    w["lowered remark"].save()
    release([w["lowered remark"]])


def work_of_staff(w):
    """Who took what on, who took which step with what is public, and why."""
    name = w.word("account of somebody who reviews")
    account = get_user_model().objects.create_user(name, is_staff=True)
    for name in ("open conference", "edited remark", "edited lesson", "listed body", "listed person"):
        type(w[name]).objects.filter(pk=w[name].pk).update(assigned_to=account, high_risk=True, round=7)
        kind = KINDS[type(w[name])].name
        make_transition(w[name], kind=kind, by=account, why=w.secret(f"reason of a step with {name}"))


def withdrawals(w):
    for name in WITHDRAWN:
        withdraw([w[f"withdrawn {name}"]])


AFTERWARDS = [edits_not_released, translations_edited, edits_released, work_of_staff, withdrawals, merges]


def build():
    """The whole of it."""
    before = [bodies, meetings, speakers_lowered_by_their_limit, speakers_lowered_by_choice, speakers_lowered_by_basis]
    before += [speakers_not_released, rooms_with_rules, texts, places, files, links, lessons, translations, staff]
    before += [reports]
    return World(*before, afterwards=AFTERWARDS)
