"""The words of a lesson that tell what it is about."""

import pytest

from lessons.telling import LONGEST, MOST, telling_words


@pytest.mark.parametrize(
    ("title", "text", "language", "found"),
    [
        ("Trust comes first", "It takes years.", "en", {"trust": "trust"}),
        ("Policing", "The police are policed.", "en-GB", {"polic": "policing"}),
        # Names say where and who, unless a sentence begins with them
        ("Donors in Kosovo", "Then the Kosovo Police, KFOR and OSCE came.", "en", {"donor": "donors"}),
        ("EU funds", "Serbia paid. “Training” paid: Advice too.", "en",
         {"fund": "funds", "serbia": "serbia", "paid": "paid", "train": "training", "advic": "advice"}),
        # Short words, numbers and words that say little
        ("Aid in 2014", "Because civil society groups should be there, including people.", "en", {}),
        ("A Saša's résumé", "Naïve", "en", {"resum": "résumé", "naiv": "naïve"}),
        # Other languages: as they stand, marked, and their names too
        ("Besimi ndaj policisë", "Në Kosovë", "sq",
             {"besimiɂ": "Besimi", "policiseɂ": "policisë", "kosoveɂ": "Kosovë"}),
        ("Поверење", "", "sr", {"poverenjeɂ": "Поверење"}),
        ("", "", "en", {}),
        ("x" * (LONGEST + 1), "y" * LONGEST, "en", {"y" * (LONGEST - 1) + "i": "y" * LONGEST}),
    ],
)  # fmt: skip
def test_words_that_tell(title, text, language, found):
    assert telling_words(title, text, language) == found


def test_only_the_first_words_count():
    words = [f"word{letter}{other}" for letter in "bcdfgh" for other in "bcdfghjkl"]
    assert list(telling_words("", " ".join(words), "en").values()) == words[:MOST]
