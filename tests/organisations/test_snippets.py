"""Snippets: the text around the first hit, escaped before it is marked."""

import pytest

from organisations.search import sought
from organisations.snippets import snippet


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("police", "Policing and the police.", "<mark>Policing</mark> and the <mark>police</mark>."),
        ('"civil society"', "Civil\n society; civil war.", "<mark>Civil society</mark>; civil war."),
        ("rasic", "Saša Rašić said", "Saša <mark>Rašić</mark> said"),
        ("ete", "e\u0301te\u0301 d'été", "<mark>e\u0301te\u0301</mark> d&#x27;<mark>été</mark>"),
        (
            "b",
            "<b>b</b> & <script>",
            "&lt;<mark>b</mark>&gt;<mark>b</mark>&lt;/<mark>b</mark>&gt; &amp; &lt;script&gt;",
        ),
        ("mark", "<mark>mark</mark>", "&lt;<mark>mark</mark>&gt;<mark>mark</mark>&lt;/<mark>mark</mark>&gt;"),
        ("amp lt", "a & b <", "a &amp; b &lt;"),  # what escaping adds is no hit
        ("-war peace", "War and peace", "War and <mark>peace</mark>"),
        ("-war", "No hit", "No hit"),
        ("anything", "", ""),
    ],
)
def test_hits_are_marked_in_escaped_text(query, text, expected):
    assert snippet(text, sought(query)) == expected


def test_a_long_text_is_cut_between_words_around_the_first_hit():
    text = "before " * 50 + "police " + "after " * 50
    shown = snippet(text, sought("police"))
    assert shown == "…" + "before " * 8 + "<mark>police</mark> " + "after " * 15 + "after…"
    assert len(shown.replace("<mark>", "").replace("</mark>", "")) == 160


def test_a_long_text_without_a_hit_is_shown_from_its_beginning():
    assert snippet("word " * 50, sought("police")) == "word " * 31 + "word…"


def test_a_long_word_is_cut():
    assert snippet("x" * 500, sought("police")) == "x" * 160 + "…"
