"""What a partner sees: the shelf read list by list, snapshot by snapshot, or kept true with the changes."""

import json

KINDS = [
    "countries",
    "themes",
    "organisations",
    "people",
    "conferences",
    "sessions",
    "participants",
    "statements",
    "lessons",
]


def crawl(client):
    """``{(kind, id): record}``: every page of every list."""
    found = {}
    for kind in KINDS:
        address = f"/api/v1/{kind}/?page_size=200"
        while address:
            page = client.get(address).json()
            found |= {(kind, record["id"]): record for record in page["results"]}
            address = page["next"]
    return found


def snapshot(client):
    """``(seq, {(kind, id): record})`` of a snapshot, which is whole."""
    answer = client.get("/api/v1/snapshot/")
    first, *rows, last = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    seq = first["snapshot"]["seq"]
    assert last == {"end": {"seq": seq, "rows": len(rows)}}
    assert sum(first["snapshot"]["kinds"].values()) == len(rows)
    return seq, {(row["kind"], row["record"]["id"]): row["record"] for row in rows}


def follow(client, copy, address):
    """Apply every change from ``address`` on to a copy; returns where to go on."""
    while True:
        page = client.get(address).json()
        for change in page["results"]:
            apply(copy, change)
        if address == page["next"]:
            return address
        address = page["next"]


def apply(copy, change):
    """Apply one change to a copy."""
    key = change["kind"], change["id"]
    if change.get("record") is None:
        copy.pop(key, None)
    else:
        copy[key] = change["record"]
