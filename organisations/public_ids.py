"""Public ids: random, so that nothing can be counted or guessed from them."""

import secrets

# Crockford's base 32: no letter that is read as a digit or makes words with U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_public_id():
    """Eight random characters of ``ALPHABET``: 40 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
