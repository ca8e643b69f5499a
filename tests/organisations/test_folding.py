import pytest

from organisations.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Saša  Rašić", "sasa rasic"),
        ("Prishtinë/Priština", "prishtine/pristina"),
        ("Đorđe Łódź Øst ÆON", "dorde lodz ost aeon"),
        ("İstanbul ILI", "istanbul ili"),
        ("Straße", "strasse"),
        ("Приштина", "приштина"),
        ("ИЙ Ё", "ии е"),
        ("Civil society’s “role” – now", 'civil society\'s "role" - now'),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_folding_twice_changes_nothing():
    assert fold(fold("Saša İSTANBUL ı")) == fold("Saša İSTANBUL ı")
