"""Codes of the second factor: by time (RFC 6238), as authenticator apps make them, and those for recovery.

Neither is kept. An app's secret is derived from a nonce of its row and the site's ``SECRET_KEY``, so that a copy of the
database opens nothing; of recovery codes there is a digest that is made with that key as well.
"""

import base64
import io
from hmac import compare_digest
from time import time

import pyotp
import segno
from django.conf import settings
from django.utils.crypto import get_random_string, salted_hmac

RECOVERY_CODES = 10
# Without letters and figures that are taken for each other. Ten of them are 49 bits, and tries are limited.
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
HALF = 5


def new_nonce():
    """What a new secret is derived from."""
    return get_random_string(32)


def secret_of(nonce):
    """The secret that an app shares with the site: 160 bits in base 32."""
    return base64.b32encode(salted_hmac("confhub.accounts.totp", nonce).digest()).decode()


def step_of(nonce, code, after):
    """The time step, later than ``after``, that ``code`` stands for; None if for none.

    One step of 30 seconds to either side is let through, for clocks that go wrong (RFC 6238, 5.2).
    """
    totp, now = pyotp.TOTP(secret_of(nonce)), int(time()) // 30
    steps = [
        step for step in (now - 1, now, now + 1) if compare_digest(totp.generate_otp(step).encode(), code.encode())
    ]
    return next((step for step in steps if step > after), None)


def address_of(nonce, name):
    """``otpauth://…``: everything an app needs to know, for the account called ``name``."""
    return pyotp.TOTP(secret_of(nonce)).provisioning_uri(name=name, issuer_name=settings.SITE_NAME)


def picture_of(nonce, name):
    """The same as a QR code, in SVG."""
    drawn = io.BytesIO()
    segno.make(address_of(nonce, name), error="m").save(drawn, kind="svg", scale=5, light="#fff")
    return drawn.getvalue()


def new_recovery_codes():
    """Codes such as ``k7wqd-3mzxe``, each good for once."""
    return [f"{get_random_string(HALF, LEGIBLE)}-{get_random_string(HALF, LEGIBLE)}" for _ in range(RECOVERY_CODES)]


def plain(code):
    """A code as it was typed, without what people put in between."""
    return "".join(code.split()).replace("-", "").lower()


def digest_of(code):
    """What is kept of a recovery code."""
    return salted_hmac("confhub.accounts.recovery", plain(code), algorithm="sha256").hexdigest()
