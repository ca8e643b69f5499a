"""The columns of each kind of sheet, and how they make up an item of a bundle.

What ``matching.MODELS`` has is read and written; what ``outward.RECORDS`` has is written only.
"""

from organisations.choices import Basis, Classification
from sessions.choices import Level, StatementKind, Wording

from .cells import Cell, Flag, Many, Number, One, Several, Term, Terms

ID = Cell("public_id", help="The record’s own id. Leave it empty for a new one.")
STATE = Cell("state", help="Where the record stands. Written out only: an import makes drafts.", readonly=True)
LISTED = Cell("listed", Flag(), "true: show it even if nothing released names it.")
OTHER_NAMES = Cell("other_names", Several(), "Other names and spellings, between semicolons.")
COUNTRY = Cell("country", One("countries"), "Its code (XK), or its name in any language known here.")
KIND_OF_BODY = Cell("classification", Term(Classification), "Kind of body, such as national_ngo or National NGO.")
BASIS = Cell("basis", Term(Basis), "Why they may be named: consent, published_source, public_office, or nothing.")
REFERENCE = Cell("basis_reference", help="Where the basis can be checked.")


def _secret(cell):
    return Cell(cell.column_name, cell.widget, cell.help, secret=True)


COLUMNS = {
    "organisations": (
        ID,
        Cell("slug", help="The last part of its address. Left empty, one is made of the name."),
        Cell("name", help="Needed. Without id and slug a body is known by its very name."),
        Cell("acronym", help="As it is usually written."),
        OTHER_NAMES,
        Cell("name_is_description", Flag(), "true: the source gives no name, this one is in our words."),
        KIND_OF_BODY,
        COUNTRY,
        Cell("summary", help="One or two sentences in our own words."),
        LISTED,
        STATE,
    ),
    "people": (
        ID,
        Cell("slug", help="The last part of their address. Left empty, one is made of the name."),
        Cell("name", help="Needed."),
        OTHER_NAMES,
        LISTED,
        BASIS,
        REFERENCE,
        STATE,
    ),
    "participants": (
        ID,
        Cell("conference", One("conferences"), "Needed: the address of the meeting (slug), or its id."),
        Cell("key", help="Their name in bundles. Left empty, one is made.", secret=True),
        Cell("person", One("people"), "Who it is: the address, the id, or the very name.", secret=True),
        Cell("role", help="Title at the time of the meeting."),
        Cell("organisation", One("organisations"), "The body: its address, its id, or its very name."),
        Cell("group", help="For example Law-makers. If no body is known."),
        KIND_OF_BODY,
        COUNTRY,
        Cell("limit", Term(Level), "The most that may be shown of them, such as role_organisation."),
        _secret(BASIS),
        _secret(REFERENCE),
        Cell("unique_post", Flag(empty=True), "false: several people hold the post at a time."),
        LISTED,
        Cell("sessions", Terms(), "Addresses (slugs) of the sessions where they spoke.", secret=True),
        STATE,
    ),
    "statements": (
        ID,
        Cell("conference", One("conferences"), "Needed: the address of the meeting (slug), or its id."),
        Cell("session", help="Needed: the address (slug) of the session."),
        Cell("position", Number(), "Place in the session. Left empty: the last."),
        Cell("key", help="Its name in bundles. Left empty, one is made."),
        Cell("text", help="Needed: one claim, in your own words."),
        Cell("language", help="A tag such as en or sr-Latn."),
        Cell("kind", Term(StatementKind), "Needed: observation, claim, recommendation and so on."),
        Cell("wording", Term(Wording), "verbatim, paraphrase or summary."),
        Cell("speaker", help="Key or id of the participant.", secret=True),
        Cell("attribution_level", Term(Level), "The most that is shown of the speaker."),
        Cell("consent_reference", help="Where the speaker’s consent can be checked.", secret=True),
        Cell("consent_date", help="When it was given: YYYY-MM-DD.", secret=True),
        Cell("themes", Terms(), "Themes (slugs), between semicolons."),
        Cell("countries", Many("countries"), "Countries it is about, between semicolons."),
        Cell("context_countries", Many("countries"), "Countries it names only as background."),
        Cell("mentions", Many("organisations"), "Bodies it speaks about, between semicolons."),
        Cell("source", help="Key of the document that has it."),
        Cell("start", Number(), "First character of the passage, counted from 0."),
        Cell("end", Number(), "The character behind its last one."),
        Cell("place", help="For readers: Session 2, open discussion, paragraph 3."),
        Cell("reveals", Term(Level), "What somebody who looks there learns of the speaker."),
        Cell("redacted", Flag(), "true: the public text is shown instead, even if it is empty."),
        Cell("public_text", help="What is shown then."),
        STATE,
    ),
}
# Nobody fills these in: a name says enough.
_LISTS = {"place_names", "organisations", "countries", "addressed_to", "themes", "evidence"}
_OUTWARD = {
    "conferences": "public_id slug title start_date end_date place place_names country language disclosure_rule "
    "disclosure_reason summary headcount headcount_note organisations countries state",
    "sessions": "public_id conference parent position slug title kind summary disclosure_rule state",
    "sources": "public_id conference key title creator publisher publisher_details issued language rights url "
    "file_sha256 text_sha256 state",
    "lessons": "public_id key conference title text language kind status addressed_to context themes countries "
    "evidence state",
}
COLUMNS |= {
    section: tuple(Cell(name, Several() if name in _LISTS else None) for name in names.split())
    for section, names in _OUTWARD.items()
}


def columns(section, keeper):
    """``{name: Cell}`` of a kind of sheet, as far as somebody may read and write them."""
    return {cell.column_name: cell for cell in COLUMNS[section] if keeper or not cell.secret}


def secret_columns(section):
    """Names of the columns that only keepers have."""
    return {cell.column_name for cell in COLUMNS[section] if cell.secret}
