"""Words that must never be public, each with what it stands for, and finding them in whatever form they come out."""

import base64
import binascii
import html
import re
from datetime import date
from urllib.parse import unquote_plus

# Plain letters and digits, so that folding, slugs, escapes and quoting leave the word whole.
WORD = re.compile(r"qzx\d{4}k")
NUMBER = re.compile(r"77000\d{4}")
YEAR = re.compile(r"(?<![0-9a-z.])1907(?![0-9a-z])")
ENCODED = re.compile(rb"[A-Za-z0-9_+/-]{12,}")
# As unlike plain text as a name can be: accents, quotes, markup, percent, letters that fold to two.
ODD = "Žåñá & <“{}”> 100%/ß"


class Secrets:
    """``meanings``: ``{word: what it stands for}``. ``ids``: public ids of records that were never public."""

    def __init__(self):
        self.meanings, self.ids = {}, set()

    def word(self, meaning):
        """A new secret word, good as a slug or a key."""
        word = f"qzx{len(self.meanings):04}k"
        self.meanings[word] = meaning
        return word

    def words(self, meaning):
        """The same inside text that every escape changes."""
        return ODD.format(self.word(meaning))

    def number(self, meaning):
        """A whole number above 770 million, each ten above the one before."""
        number = 770_000_000 + 10 * len(self.meanings)
        self.meanings[str(number)] = meaning
        return number

    def day(self, meaning):
        """A day of 1907."""
        self.meanings["1907"] = meaning
        return date(1907, 5, 17)

    def found_in(self, data):
        """What is found in bytes: secret words in any case and coding, and ids."""
        text = data.decode("utf-8", "replace")
        layers = [text, html.unescape(unquote_plus(text)), "\n".join(_decoded(data))]
        found = set()
        for layer in layers:
            folded = layer.casefold()
            found |= set(WORD.findall(folded)) | set(NUMBER.findall(folded)) | set(YEAR.findall(folded))
            found |= self.ids & set(re.findall(r"(?<![0-9A-Z])[0-9A-Z]{8}(?![0-9A-Z])", layer.upper()))
        return found

    def explain(self, found):
        """Found words with their meanings, for the message of a failing test."""
        return {word: self.meanings.get(word, "id of a record that was never public") for word in sorted(found)}


def _decoded(data):
    """Text of everything that looks like base64: cursors say in it where a list goes on."""
    for piece in ENCODED.findall(data):
        try:
            padded = piece.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(piece) % 4)
            yield base64.b64decode(padded).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
