"""What answers tell: secret words, reads of the desk, and whether a secret word asks better than one of nothing."""

import re

from .sweep import Request, asking
from .world import public_models


def leaks(secrets, answers):
    """``{request: {secret: meaning}}``. A word that was sent may be sent back."""
    found = {}
    for request, answer in answers.items():
        sent = secrets.found_in(f"{request.path} {request.body}".encode())
        words = secrets.found_in(answer.bytes + answer.log.encode()) - sent
        if words:
            found[request] = secrets.explain(words)
    return found


def desk_reads(statements):
    """SQL that reads a table the public may not read, or writes at all."""
    shelf = {model._meta.db_table for model in public_models()}
    public = shelf | {f"{table}_words" for table in shelf}  # SQLite's index of their words
    tables = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
    return [
        sql
        for sql in statements
        if set(tables.findall(sql)) - public or not sql.lstrip("(").startswith(("SELECT", "SAVEPOINT"))
    ]


def ghost(word):
    """A word like ``word`` that nothing has: the same signs, but for one that is always there."""
    if word.isdigit():
        return f"9{word}999"
    return word.replace("qzx", "qzw") if "qzx" in word else f"{word[:-2]}{'00' if word[-2:] != '00' else '11'}"


def unlike(site, address, words):
    """What differs between the answers for secret words and for their ghosts; empty if they are alike but for these.

    ``address``: makes an address, or a ``Request``, of a list of words.
    """
    ghosts = [ghost(word) for word in words]
    mine, theirs = (_plain(_request(address(some)).of(site), some) for some in (words, ghosts))
    different = next((pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]), "lengths")
    return "" if mine == theirs else f"{str(address(words))[:200]}: {different}"


def _request(address):
    return address if isinstance(address, Request) else Request(address)


def _plain(answer, words):
    """Lines of status, headers and body without the words, and without what follows from their length."""
    headers = [f"{n}: {v}" for n, v in answer.headers if n not in MADE_OF_THE_REQUEST]
    text = "\n".join([answer.status, *headers, answer.timeless.decode("utf-8", "replace")])
    sent = {word.lower() for word in words}
    return SIGNS.sub(lambda found: "·" if found[0].lower() in sent else found[0], text).splitlines()


# What may be a word that was sent, from end to end; a comma before it may stand in an address as it is escaped there.
SIGNS = re.compile(r"%2C|[\w-]+")
# Headers that follow from the words asked, or from the clock.
MADE_OF_THE_REQUEST = {"Content-Length", "ETag", "Expires", "Last-Modified", "RateLimit-Reset"}


def faults(found):
    return [fault for fault in found if fault]


def query(address, *names):
    """A function that makes a request of words: each of them in each of the parameters."""
    return lambda words: asking(address, [(name, word) for name in names for word in words])
