"""A passage with what stands beside it."""

from sessions.reading.chain import Quote
from sessions.reading.neighbours import LONGEST, beside, paragraphs

BEFORE = "A paragraph that stands before it, with a line\n\nbreak inside of its only sentence, as in print.\n\n"
BEHIND = "The one behind it, which goes on for some time, and then still a little more so that it ends here.\n"
TEXT = f"Far away, and of no interest to whoever reads the passage itself.\n\n{BEFORE}What was said.\n\n{BEHIND}More.\n"


def test_one_paragraph_on_each_side():
    start = TEXT.index("What was said.")
    assert beside(TEXT, start, start + 14) == Quote(BEFORE, "What was said.", "\n\n" + BEHIND)


def test_the_text_may_begin_and_end_there():
    assert beside("Said.", 0, 5) == Quote("", "Said.", "")


def test_a_text_without_paragraphs_is_cut_between_words():
    text = "word " * 1000
    quote = beside(text, 2500, 2504)
    assert (len(quote.before) <= LONGEST, len(quote.after) <= LONGEST) == (True, True)
    assert quote.before.startswith("word ")
    assert quote.after.endswith(" ")


def test_lines_flow_into_paragraphs():
    assert paragraphs(BEFORE) == (
        ["A paragraph that stands before it, with a line break inside of its only sentence, as in print."],
        True,
    )
    assert paragraphs("One.\nTwo\nlines") == (["One.", "Two lines"], False)
    assert paragraphs("") == ([], False)
