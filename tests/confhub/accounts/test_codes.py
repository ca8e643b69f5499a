"""Codes by time against RFC 6238, and what is kept of secrets: nothing."""

import base64

import pyotp
import pytest

from confhub.accounts import codes

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: ``at(59)``."""
    return lambda seconds: monkeypatch.setattr(codes, "time", lambda: seconds)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(at, monkeypatch, seconds, code):
    """RFC 6238, appendix B, SHA-1, the last six figures."""
    monkeypatch.setattr(codes, "secret_of", lambda nonce: RFC_SECRET)
    at(seconds)
    assert codes.step_of("", code, after=0) == seconds // 30


@pytest.mark.parametrize(("off", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_wrong(at, off, taken):
    nonce = codes.new_nonce()
    at(1_700_000_000)
    code = pyotp.TOTP(codes.secret_of(nonce)).at(1_700_000_000 + off)
    assert (codes.step_of(nonce, code, after=0) is not None) == taken


def test_no_code_of_a_step_that_is_over_is_taken(at):
    nonce = codes.new_nonce()
    at(1_700_000_000)
    code = pyotp.TOTP(codes.secret_of(nonce)).at(1_700_000_000)
    step = codes.step_of(nonce, code, after=0)
    assert codes.step_of(nonce, code, after=step) is None
    assert codes.step_of(nonce, code, after=step - 1) == step


@pytest.mark.parametrize("wrong", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_what_is_no_code_is_not_taken(wrong):
    assert codes.step_of(codes.new_nonce(), wrong, after=0) is None


def test_another_key_of_the_site_makes_other_secrets(settings):
    nonce = codes.new_nonce()
    before = codes.secret_of(nonce), codes.digest_of("abcde-fghjk")
    assert (codes.secret_of(nonce), codes.digest_of("abcde-fghjk")) == before
    assert len(base64.b32decode(before[0])) == 20
    settings.SECRET_KEY = "another " * 8
    assert codes.secret_of(nonce) != before[0]
    assert codes.digest_of("abcde-fghjk") != before[1]


def test_recovery_codes_are_read_as_people_write_them():
    made = codes.new_recovery_codes()
    assert len({codes.digest_of(each) for each in made}) == codes.RECOVERY_CODES
    first = made[0]
    for typed in (first.upper(), first.replace("-", ""), f" {first} ", first.replace("-", " - ")):
        assert codes.digest_of(typed) == codes.digest_of(first)
    assert first.replace("-", "") not in codes.digest_of(first)


def test_an_app_is_told_whose_code_it_is_and_of_which_site():
    address = codes.address_of("n" * 32, "ana@example")
    assert address == f"otpauth://totp/Confhub:ana%40example?secret={codes.secret_of('n' * 32)}&issuer=Confhub"
    assert codes.picture_of("n" * 32, "ana@example").startswith(b"<?xml")
