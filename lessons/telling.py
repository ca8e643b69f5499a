"""The words of a lesson that tell what it is about. Pure: no queries, no clock, and nothing of any other lesson."""

from organisations.folding import EXACT, WORD, latin, stem

# Words of a lesson that count, the first of its title and text.
MOST = 40
# Letters of the shortest word that counts; of one in a language whose empty words are not listed here.
SHORTEST, SHORTEST_ELSEWHERE = 4, 6
# What is longer as it is written is no word.
LONGEST = 60
# What stands before the first word of a sentence.
ENDS = frozenset(".!?:;")
# English words that say little of what a lesson is about: those that join others, and those that any lesson of this
# field may hold. Listed, not counted: what is a common word must not change when another lesson is released.
_EMPTY = """
able about above according across action activities activity actually added after again against ahead almost
alone along already also although always among another answer anybody anyone anything approach around asked
asking away back based became because become been before began begin behind being believe below beside better
between beyond both bring brought call called came cannot case cases certain civil come coming concern
conclusion conference consider could countries country deal describe described different discussion does doing
done down during each early effort either else enough especially even ever every everybody everyone everything
example existing expect fact felt find first following form found from full further gave general generally
getting give given gives giving goes going gone good great group groups grow half hand have having hear heard
held help helped here high himself hope however idea important include included including inside instead into
issue issues itself just keep kept kind knew know known large larger last late later learn learned least leave
left less lesson lessons level like likely little long longer look looked lost made main mainly make makes
making many matter mean means meeting mention might more most mostly much must myself near nearly need needed
needs neither never next nobody none nothing number offer often once only onto open other others otherwise ought
over part participant particular particularly people perhaps person place places point possible problem problems
process provide provided question quite rather reach really reason recent recommendation remain report reported
result results right role said same says second security seem seemed seems seen several shall shared should show
showed shown side since slow small society some somebody someone something sometimes soon speak speaker spoke
start state statement states still such sure take taken takes taking talk tell than that their them themselves
then there therefore these they thing things think this those though three through thus time times today
together told took toward towards true turn type under understand unless until upon used useful uses using
usually various very want wanted wants ways well went were what whatever when where whether which while whole
whom whose will wish with within without work worked working works would year years your
"""
EMPTY = frozenset(map(stem, _EMPTY.split()))


def telling_words(title, text, language):
    """``{stem: the word as a reader finds it}``, at most ``MOST``, in the order they come.

    Names do not count: they say where and who. Words of other languages than English have no stems, are told from
    English ones, and count even if they are names.
    """
    english, found = language.partition("-")[0] == "en", {}
    for word in _words(title, english) + _words(text, english):
        key = _key(latin(word), english) if len(word) <= LONGEST else None
        if key and len(found) < MOST:
            found.setdefault(key, word)
    return found


def _words(text, english):
    """The words of a text; in English in small letters, and without those that have a capital inside a sentence."""
    found, last = [], None
    for match in WORD.finditer(text):
        word, begins = match[0], last is None or not ENDS.isdisjoint(text[last : match.start()])
        last = match.end()
        if not english or word.islower():
            found.append(word)
        elif begins and not word.isupper():
            found.append(word.lower())
    return found


def _key(word, english):
    if word.isdigit() or len(word) < (SHORTEST if english else SHORTEST_ELSEWHERE):
        return None
    if not english:
        return word + EXACT
    return None if stem(word) in EMPTY else stem(word)
