"""The chain of decisions about attribution: adding to it, and finding out whether it is whole."""

import hashlib
import json
import secrets
from datetime import UTC
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from .bulk import insert
from .models import Decision, DecisionChain, DecisionWords
from .release import KINDS

BATCH = 2000


class Difference(NamedTuple):
    """One column that decides on attribution, of one record. ``kept``: it stands in the log as a digest alone."""

    kind: str
    public_id: str
    column: str
    kept: bool
    before: str
    after: str


def decisive(records):
    """``{pk: {column: text}}`` of what decides on attribution, as ``records`` of one kind have it now."""
    return {record.pk: {name: _text(getattr(record, name)) for name in record.decisive} for record in records}


def _text(value):
    return "" if value in (None, "") else str(value)


def differences(records, before):
    """``[Difference]`` between ``before`` (``decisive``; nothing for a new record) and now, of records of one kind."""
    return [
        Difference(KINDS[type(record)].name, record.public_id, name, record.decisive[name], old, new)
        for record, now in zip(records, decisive(records).values(), strict=True)
        for name, new in now.items()
        if (old := before.get(record.pk, {}).get(name, "")) != new
    ]


def note_decisions(found, by=None, why=""):
    """Add ``differences`` to the chain. Last of all in a transaction: others who decide wait until it commits.

    ``by``: an account; None for a command.
    """
    if not found:
        return
    DecisionChain.objects.get_or_create(id=1)
    chain = DecisionChain.objects.select_for_update().get(id=1)
    rows, words, at = [], [], timezone.now()
    for difference in found:
        said = DecisionWords(
            salt=secrets.token_hex(16), before=difference.before, after=difference.after, why=why[:300]
        )
        row = _decision(difference, said, chain, at, by)
        said.decision_id, chain.seq, chain.digest = row.seq, row.seq, row.digest
        rows.append(row)
        words.append(said)
    for model, made in ((Decision, rows), (DecisionWords, words)):
        columns = [field.attname for field in model._meta.concrete_fields]
        insert(model, columns, ([getattr(row, column) for column in columns] for row in made))
    chain.save()


def _decision(difference, said, chain, at, by):
    shown = partial(salted, said.salt) if difference.kept else str
    row = Decision(
        seq=chain.seq + 1,
        at=at,
        by=by.pk if by else None,
        kind=difference.kind,
        public_id=difference.public_id,
        what=difference.column.removesuffix("_id"),
        before=shown(said.before),
        after=shown(said.after),
        why=salted(said.salt, said.why),
        previous=chain.digest,
    )
    row.digest = digest_of(row)
    return row


def salted(salt, text):
    """The digest that stands for ``text``; empty for nothing."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest() if text else ""


def digest_of(row):
    """SHA-256 over the JSON of a row's columns in their order, but for the digest itself."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    columns = [row.seq, at, row.by, row.kind, row.public_id, row.what, row.before, row.after, row.why, row.previous]
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()


def broken_links(head=""):
    """Yields what is wrong with the chain, as sentences. ``head``: a digest it is known to have had at its end once."""
    seq, digest, seen = 0, "", not head
    for row in Decision.objects.select_related("words").order_by("seq").iterator(BATCH):
        yield from _wrong(row, seq + 1, digest)
        seq, digest, seen = row.seq, row.digest, seen or row.digest == head
    chain = DecisionChain.objects.filter(id=1).first() or DecisionChain()
    if (chain.seq, chain.digest) != (seq, digest):
        yield f"decisions behind {seq} are gone: the chain was {chain.seq} long"
    if not seen:
        yield f"no decision has the digest {head}: some were taken away or written anew"


def _wrong(row, seq, previous):
    if row.seq != seq:
        yield f"decision {seq} is missing" if row.seq > seq else f"decision {row.seq} stands there twice"
    elif row.previous != previous:
        yield f"decision {row.seq} does not follow the one before it"
    if row.digest != digest_of(row):
        yield f"decision {row.seq} was changed"
    words = getattr(row, "words", None)  # which may have been erased
    if words and not _says(words, row):
        yield f"the words of decision {row.seq} were changed"


def _says(words, row):
    pairs = [(words.before, row.before), (words.after, row.after), (words.why, row.why)]
    return all(shown in (said, salted(words.salt, said)) for said, shown in pairs)
