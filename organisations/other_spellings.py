"""The same words as other people spell them: organization for organisation, multiethnic for multi-ethnic."""

import re

# Not whatever ends so: of words that are not English it would make English ones.
_ROOTS = "apolog author capital central character civil commercial critic decentral demobil democrat deradical destabil"
_ROOTS += " emphas final formal general global institutional international legal local marginal maxim memor minim mobil"
_ROOTS += " modern national neutral normal optim organ politic prior radical real recogn reorgan social special stabil"
_ROOTS += " standard stigmat summar symbol sympath terror util victim"
_IZ = re.compile(rf"({_ROOTS.replace(' ', '|')})(is|iz)(e|ed|er|ers|es|ing|ation|ations|ational)")
# British and American.
_PAIRS = {"behaviour": "behavior", "centre": "center", "defence": "defense", "labour": "labor", "licence": "license"}
_PAIRS |= {"neighbour": "neighbor", "offence": "offense", "programme": "program"}
# One and many, where no stem tells that they are the same word.
_PLURALS = {"analysis": "analyses", "child": "children", "crisis": "crises", "life": "lives", "man": "men"}
_PLURALS |= {"woman": "women"}
_FORMS = _PLURALS | {many: one for one, many in _PLURALS.items()}
# A decade and its first year have one stem in SQLite and in Python; PostgreSQL stems no word with digits.
_DECADE = re.compile(r"(\d{2,3}0)(s?)")
# Parts that some join to a word, some put before or behind it with a hyphen.
BEFORE = ("anti", "co", "counter", "cross", "inter", "intra", "multi", "non", "post", "pre", "re", "self", "sub")
BEFORE += ("trans",)
_BEFORE = re.compile(f"({'|'.join(BEFORE)})([a-z]{{5,}})")
_BEHIND = re.compile("([a-z]{3,})(based|building|led|maker|makers|making|wide)")


def other_spellings(phrase):
    """Phrases, as tuples of folded words, that are ``phrase`` spelled in another way."""
    found = _parts(phrase[0]) if len(phrase) == 1 else joined(phrase)
    return [each for each in (tuple(map(_respelled, phrase)), *found) if each != phrase]


def joined(phrase):
    """``[phrase]`` of the one word that some make of these words; empty if nobody does."""
    word = "".join(phrase)
    return [(word,)] if len(phrase) > 1 and phrase in _parts(word) else []


def _parts(word):
    return [part.groups() for part in (kind.fullmatch(word) for kind in (_BEFORE, _BEHIND)) if part]


def _respelled(word):
    if word in _FORMS:
        return _FORMS[word]
    if found := _DECADE.fullmatch(word):
        return found[1] + ("" if found[2] else "s")
    for british, american in _PAIRS.items():
        if british in word:
            return word.replace(british, american)
        if american in word:
            return word.replace(american, british)
    found = _IZ.fullmatch(word)
    return found[1] + ("iz" if found[2] == "is" else "is") + found[3] if found else word
