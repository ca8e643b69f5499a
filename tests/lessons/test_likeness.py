"""How like two lessons are, from the two alone."""

import pytest

from lessons.likeness import likeness


@pytest.mark.parametrize(
    ("words", "sizes", "themes", "links", "expected"),
    [
        (0, 40, 0, 0, 0),
        (0, 40, 3, 0, 0),  # a theme alone is no likeness
        (2, 40, 1, 0, 0),
        (3, 40, 0, 0, 0),
        (3, 40, 1, 0, 210),
        (3, 40, 2, 0, 270),
        (3, 40, 9, 0, 330),
        (4, 40, 0, 0, 0),
        (5, 40, 0, 0, 250),
        (20, 40, 0, 0, 1000),
        (0, 40, 0, 1, 300),
        (0, 0, 0, 1, 300),
        (0, 40, 1, 9, 960),
    ],
)
def test_likeness(words, sizes, themes, links, expected):
    assert likeness(words, sizes, themes, links) == expected
