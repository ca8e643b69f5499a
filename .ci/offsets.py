"""Holds the passages of a bundle against the text of its source: `python .ci/offsets.py BUNDLE SOURCE`.

The hashes agree; every passage begins and ends with a word; a number in a statement stands in its passage; and no
text of the bundle repeats more than six words of the source in a row (names and titles aside).
"""

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

LONGEST = 6


def words(text):
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "'"))


def wrong_hashes(source, data, text):
    if source["file_sha256"] != hashlib.sha256(data).hexdigest():
        yield "the file is another one"
    if source["text_sha256"] != hashlib.sha256(text.encode()).hexdigest():
        yield "its text is another one"


def wrong_passages(bundle, text):
    for item in bundle["statements"]:
        passage = item["passage"]
        if not passage:
            yield f"{item['key']}: no passage"
            continue
        start, end = passage["start"], passage["end"]
        inside, around = text[start:end], text[max(start - 1, 0) : end + 1]
        if end > len(text) or not inside or inside != inside.strip():
            yield f"{item['key']}: {start}–{end} is no proper place"
        elif (re.match(r"\w\w", around) and start) or (re.search(r"\w\w$", around) and end < len(text)):
            yield f"{item['key']}: {start}–{end} cuts a word: {around[:10]!r}…{around[-10:]!r}"
        missing = set(re.findall(r"\b\d{2,4}\b", item["text"])) - set(re.findall(r"\d+", inside)) - {"2014"}
        if missing:
            yield f"{item['key']}: {', '.join(missing)} is not in its passage"


def copied(bundle, text):
    source = words(text)
    runs = {tuple(source[n : n + LONGEST + 1]) for n in range(len(source) - LONGEST)}
    for section, names in (("statements", ["text"]), ("lessons", ["text", "context"]), ("organisations", ["summary"])):
        for item in bundle[section]:
            for name in names:
                ours = words(item[name])
                for n in range(len(ours) - LONGEST):
                    if tuple(ours[n : n + LONGEST + 1]) in runs:
                        yield f"{section} {item.get('key', item.get('slug'))}: copies “{' '.join(ours[n : n + 7])}”"


def main(bundle, source):
    bundle = json.loads(Path(bundle).read_text(encoding="utf-8"))
    data = Path(source).read_bytes()
    text = unicodedata.normalize("NFC", data.decode().replace("\r\n", "\n").replace("\r", "\n"))
    wrong = [*wrong_hashes(bundle["sources"][0], data, text), *wrong_passages(bundle, text), *copied(bundle, text)]
    print(*wrong, sep="\n")
    print(f"{len(bundle['statements'])} passages held against their source, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
