"""Safety of lessons: what they claim is backed by what they cite. Pure: no queries, no clock."""

from organisations.findings import MUST, Finding


def unbacked(countries, backed):
    """``[Finding]``: countries of a lesson that none of its statements is about.

    ``countries``: ``{code: name}``. ``backed``: codes its statements are about, and not as context alone.
    """
    words = (
        "“{}” is a country of this lesson, and none of its statements is about it: take it out, or cite one that is."
    )
    return [
        Finding(MUST, "country", words.format(name), "countries", code)
        for code, name in sorted(countries.items())
        if code not in backed
    ]


def one_sided(cited, contradictions):
    """``[Finding]``: a statement is cited, and one that contradicts it is not.

    ``cited``: ``{key: words}`` of the lesson's statements. ``contradictions``: ``[(key, words, key, words)]``.
    """
    found = {}
    for one, words, other, others in contradictions:
        for here, there, missing in ((one, other, others), (other, one, words)):
            if here in cited and there not in cited:
                told = f"It cites “{cited[here]}” and not “{missing}”, which contradicts it: cite both sides."
                found[there] = Finding(MUST, "one_side", told, "evidence", f"{here} {there}")
    return list(found.values())
