"""A small conference bundle that uses every part of the format, for tests to change and import."""

import json

from organisations.languages import digest


def small_bundle():
    """A fresh bundle in canonical order, as plain JSON values."""
    return {
        "format": "confhub-bundle/1",
        "conference": {
            "slug": "2014-town",
            "title": "Security in town",
            "start_date": "2014-04-24",
            "end_date": "2014-04-25",
            "place": "Prishtinë/Priština",
            "place_names": [{"lang": "sq", "name": "Prishtinë"}, {"lang": "sr-Latn", "name": "Priština"}],
            "country": "XK",
            "summary": "About security in town.",
            "headcount": 48,
            "headcount_note": "As the report gives it",
            "disclosure_rule": "on_record",
            "disclosure_reason": "Agreed in the room.",
            "language": "en",
            "state": "approved",
            "organisations": [{"organisation": "indep", "role": "organiser"}],
            "countries": [{"country": "AL", "role": "participants"}, {"country": "GE", "role": "programme"}],
        },
        "sources": [
            {
                "key": "report",
                "title": "Report",
                "creator": "INDEP",
                "publisher": "INDEP",
                "publisher_details": "",
                "issued": "2014",
                "language": "en",
                "rights": "",
                "url": "https://example.org/report",
                "file_sha256": "a" * 64,
                "text_sha256": "b" * 64,
                "state": "approved",
            }
        ],
        "organisations": [
            _body("forum", "Forum for Security", "network"),
            _body("indep", "INDEP", "national_ngo", relations=[_relation("member_of", "forum")]),
        ],
        "people": [
            {
                "slug": "sasa-rasic",
                "name": "Saša Rašić",
                "other_names": ["S. Rašić"],
                "listed": True,
                "basis": "published_source",
                "basis_reference": "Report, page 1",
                "state": "approved",
            }
        ],
        "sessions": [
            _session("opening", None, 1, "opening"),
            _session("session-1", None, 2, "panel"),
            _session("talk", "session-1", 1, "presentation"),
        ],
        "participants": [
            _participant("director", role="Director", organisation="indep", limit="role_organisation"),
            _participant(
                "rasic",
                person="sasa-rasic",
                role="Deputy Minister",
                country="XK",
                limit="named",
                basis="published_source",
                basis_reference="Report, page 1",
                sessions=["opening"],
            ),
        ],
        "statements": [
            _statement("s1", "opening", 1, speaker="rasic", attribution_level="named"),
            _statement(
                "s2",
                "talk",
                1,
                speaker="director",
                attribution_level="role_organisation",
                mentions=["forum"],
                translations=[
                    translation(digest("What s2 says."), text="Çfarë thotë s2."),
                    translation("0" * 64, language="sr-Latn", text="Šta je s2 nekad rekao.", translator="Ana"),
                    translation(digest("What s2 says."), language="tr", text="Söylenen.", status="machine"),
                ],
            ),
            _statement(
                "s3",
                "talk",
                2,
                public_text="",
                consent={"reference": "Form 3", "date": "2014-05-01"},
                passage={"source": "report", "start": 5, "end": 9, "place": "Page 1", "reveals": "named"},
            ),
        ],
        "statement_links": [{"from": "s2", "to": "s1", "kind": "contradicts", "note": "The other way round"}],
        "lessons": [
            {
                "key": "l1",
                "title": "Ask first",
                "text": "Ask people first.",
                "language": "en",
                "kind": "what_worked",
                "status": "observation",
                "addressed_to": ["civil_society", "police"],
                "context": "In towns.",
                "countries": [{"country": "XK", "role": "observed"}],
                "themes": ["trust"],
                "evidence": [
                    {"statement": "s2", "relation": "supports", "note": ""},
                    {"statement": "s1", "relation": "contradicts", "note": "Says the opposite"},
                ],
                "translations": [
                    translation(
                        digest("Ask first", "Ask people first.", "In towns."),
                        title="Pyet",
                        text="Pyet njerëzit.",
                        context="Në qytete.",
                    )
                ],
                "state": "approved",
            }
        ],
    }


def translation(made_of=None, language="sq", translator="", status="reviewed", **words):
    """A translation; ``made_of`` is left out if it is None."""
    after = {"translator": translator, "status": status, **({"made_of": made_of} if made_of else {})}
    return {"language": language, **words, **after}


def _body(slug, name, classification, relations=()):
    return {
        "slug": slug,
        "name": name,
        "acronym": "",
        "other_names": [],
        "name_is_description": False,
        "classification": classification,
        "country": "XK",
        "summary": "",
        "listed": True,
        "state": "approved",
        "relations": list(relations),
    }


def _relation(kind, other):
    return {"kind": kind, "organisation": other, "note": "Since 2010"}


def _session(slug, parent, position, kind):
    return {
        "slug": slug,
        "title": slug.title(),
        "kind": kind,
        "parent": parent,
        "position": position,
        "summary": "",
        "disclosure_rule": "",
        "state": "approved",
    }


def _participant(key, **values):
    empty = {"person": None, "role": "", "organisation": None, "group": "", "classification": "", "country": None}
    basis = {"limit": "unattributed", "basis": "", "basis_reference": "", "unique_post": False, "listed": True}
    return {"key": key, **empty, **basis, "sessions": [], "state": "approved"} | values


def _statement(key, session, position, **values):
    item = {
        "key": key,
        "session": session,
        "position": position,
        "text": f"What {key} says.",
        "language": "en",
        "kind": "claim",
        "wording": "paraphrase",
        "attribution_level": "unattributed",
        "speaker": None,
        "countries": [{"country": "MK", "context": True, "name_in_source": "Macedonia"}],
        "themes": ["trust"],
        "mentions": [],
        "passage": None,
    }
    return {**item, **values, "state": "approved"}


def statement(key, session, position, **values):
    """A further statement for a bundle."""
    return _statement(key, session, position, **values)


def write_bundle(folder, bundle, name="bundle.json"):
    """Write a bundle to a file as an export would; returns its path as text."""
    path = folder / name
    path.write_text(json.dumps(bundle, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return str(path)
