"""What a public bundle says of speakers: exactly what their line shows."""

from hashlib import sha256

from django.conf import settings

SHOWN = f"Shown so in public by {settings.SITE_NAME}."
APPROVED = {"state": "approved"}
# Levels at which a line tells more than the Chatham House Rule would.
OPEN = ("named", "role_organisation", "organisation")


def key_of(public_id):
    """The key of a public row in a bundle."""
    return public_id.lower()


def named_basis(level):
    """The basis on which somebody is shown elsewhere: they are shown so here already."""
    if level not in ("named", "role_organisation"):
        return {"basis": "", "basis_reference": ""}
    return {"basis": "published_source", "basis_reference": SHOWN}


def consent(statement):
    """A line that tells more than the rule of its session allows is there by recorded consent."""
    rule, level = statement.session.disclosure_rule, statement.attribution_level
    if rule == "closed" or (rule == "chatham_house" and level in OPEN):
        return {"consent": {"reference": SHOWN, "date": statement.released_at.date().isoformat()}}
    return {}


def shown_participant(statement):
    """A participant item that gives a statement its line, or None for one that shows nobody."""
    level = statement.attribution_level
    if level == "unattributed":
        return None
    part = {
        "person": statement.person and statement.person.slug,
        "role": _role(statement) if level in ("named", "role_organisation") else "",
        "organisation": statement.organisation and statement.organisation.slug,
        "group": _group(statement) if level == "organisation_type" else "",
        "classification": statement.speaker_classification,
        "country": None if level == "organisation" else statement.speaker_country_id,
        "limit": level,
    }
    digest = sha256(repr(sorted(part.items())).encode()).hexdigest()
    ours = {"unique_post": False, "listed": False, "sessions": []}
    return {"key": f"shown-{digest[:12]}", **part, **named_basis(level), **ours, **APPROVED}


def _group(statement):
    """The words for the kind of body, as the line has them before the country."""
    country = statement.speaker_country
    return statement.attribution_label.removesuffix(f", {country.name}" if country else "")


def _role(statement):
    """The role, as the line has it between the person and the body or country."""
    line = statement.attribution_label
    for name in (statement.speaker_country, statement.organisation):
        line = line.removesuffix(f", {name.name}") if name else line
    if statement.person:
        line = line.removeprefix(statement.person.name).removeprefix(", ")
    return line
