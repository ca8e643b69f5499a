"""Every column the public may read, and why it may. A new column fails until somebody has added it here by hand."""


def every(columns, why):
    return dict.fromkeys(columns.split(), why)


ROW = {
    "id": "random, says nothing",
    "released_at": "when it came to the shelf",
    "updated_at": "when the shelf row last changed; an edit on the desk does not move it",
    "search_text": "folded words of this very row",
}
JOIN = {"id": "counts rows of the shelf, never shown"}
SHOWN_SPEAKER = "filled by the rule only on rungs that show it; a constraint refuses more"

COLUMNS = {
    # Vocabularies: edited in place, no secrets.
    "Country": every(
        "code alpha3 slug name region names local_languages user_assigned naming_note loaded", "a vocabulary"
    ),
    "CountryAlias": every("id country name kind valid_from valid_until folded", "a vocabulary"),
    "Theme": every("slug name names definition definitions scope_note purpose_codes position loaded", "a vocabulary"),
    # Bodies and people.
    "Organisation": {
        **ROW,
        "slug": "its address",
        "name": "only bodies that something public names, or that are listed",
        "acronym": "goes with the name",
        "other_names": "go with the name",
        "name_is_description": "says that the name is ours",
        "classification": "goes with the name",
        "country": "where the body is based, not who spoke for it",
        "summary": "written for the public",
    },
    "OrganisationRedirect": {
        **JOIN,
        "organisation": "the public body it leads to",
        "old": "an id or address that was public until both turned out to be one; gone with the body it leads to",
    },
    "PersonRedirect": {
        **JOIN,
        "person": "the public person it leads to",
        "old": "an id or address that was public until both turned out to be one; gone with the person it leads to",
    },
    "OrganisationRelation": {
        **JOIN,
        "organisation": "both ends are public",
        "kind": "a term",
        "other": "both ends are public",
        "note": "shown only if both ends are public",
    },
    "Person": {
        **ROW,
        "slug": "made of the name, public with it",
        "name": "only of people who may be named",
        "other_names": "go with the name",
    },
    "Change": {
        "seq": "follows commit order, without gaps",
        "kind": "name of the list",
        "public_id": "random, was public before",
        "action": "a term",
        "at": "when the shelf changed",
    },
    "ShelfSequence": {"id": "always 1", "last": "the last number of the log", "floor": "a number of the log"},
    # Meetings.
    "Conference": {
        **ROW,
        "slug": "its address",
        "title": "written for the public",
        "start_date": "known to everybody",
        "end_date": "known to everybody",
        "place": "known to everybody",
        "place_names": "known to everybody",
        "country": "where it was held",
        "summary": "written for the public",
        "headcount": "as a source reports it, no count of rows",
        "headcount_note": "which source",
        "disclosure_rule": "the rule itself; the reason for it stays on the desk",
        "language": "of the texts",
    },
    "ConferenceOrganisation": {**JOIN, "conference": "public", "organisation": "public", "role": "a term"},
    "ConferenceCountry": {**JOIN, "conference": "public", "country": "as a source reports it", "role": "a term"},
    "Source": {
        **ROW,
        "conference": "public",
        **every("title creator publisher publisher_details issued language rights url", "as printed in a document"),
        "file_sha256": "tells the document from others",
        "text_sha256": "tells its text from others",
    },
    "Session": {
        **ROW,
        "conference": "public",
        "parent": "public",
        "slug": "its address",
        "title": "written for the public",
        "kind": "a term",
        "summary": "written for the public",
        "disclosure_rule": "the rule itself",
        "order": "place among the public sessions",
        "depth": "place among the public sessions",
    },
    "Participant": {
        **ROW,
        "conference": "public",
        "level": "a term",
        "label": "made by the rule for the level",
        **every("person role organisation group classification country", SHOWN_SPEAKER),
    },
    "Participant_sessions": {**JOIN, "participant": "listed with them", "session": "public, and its rule allows it"},
    # What was said.
    "Statement": {
        **ROW,
        "conference": "public",
        "session": "public",
        "order": "place in the source, read from first to last",
        "date": "of the meeting",
        "text": "the public text where there is one, even if it is empty",
        "language": "of the text",
        "kind": "a term",
        "wording": "a term",
        "attribution_level": "a term, never withheld",
        "attribution_label": "made by the rule for the level",
        **every("person participant organisation", SHOWN_SPEAKER),
        **every("speaker_classification speaker_country", SHOWN_SPEAKER),
        **every("source place start end", "empty where the place tells more than the level allows"),
    },
    "Statement_themes": {**JOIN, "statement": "public", "theme": "a vocabulary"},
    "Statement_mentions": {**JOIN, "statement": "public", "organisation": "spoken about, not speaking"},
    "StatementCountry": {
        **JOIN,
        "statement": "public",
        "country": "what it is about, not who spoke",
        "context": "a mark",
        "name_in_source": "a name of that country",
    },
    "StatementLink": {
        **JOIN,
        "statement": "public",
        "kind": "a term",
        "other": "public",
        "note": "shown only if both are public",
    },
    "StatementTranslation": {
        **JOIN,
        "statement": "public",
        "language": "a language tag",
        "text": "made of the public text and no other, and reviewed",
    },
    # Lessons.
    "Lesson": {
        **ROW,
        **every("title text context", "written for the public"),
        "language": "of the texts",
        "kind": "a term",
        "status": "a term",
        "date": "of the latest meeting among its public evidence",
        "evidence_count": "counts public evidence",
        "contradicting_count": "counts public evidence",
        **every("strength voice_count voice_country_count", "made of public attribution lines alone"),
    },
    "LessonTranslation": {
        **JOIN,
        "lesson": "public",
        "language": "a language tag",
        **every("title text context", "made of the public words and no others, and reviewed"),
    },
    "LessonWord": {
        **JOIN,
        "lesson": "public",
        **every("word written size", "words of its public title and text"),
    },
    "SimilarLesson": {
        **JOIN,
        "lesson": "public",
        "other": "public",
        **every("rank score themes words link_count", "made of two public lessons and links of public statements"),
    },
    "LessonAudience": {**JOIN, "lesson": "public", "audience": "a term"},
    "LessonCountry": {**JOIN, "lesson": "public", "country": "what it is about", "role": "a term"},
    "Lesson_themes": {**JOIN, "lesson": "public", "theme": "a vocabulary"},
    "Lesson_conferences": {**JOIN, "lesson": "public", "conference": "of its public evidence"},
    "Evidence": {
        **JOIN,
        "lesson": "public",
        "statement": "public",
        "relation": "a term",
        "note": "shown only if the statement is public",
        "position": "place among the public evidence",
    },
}
