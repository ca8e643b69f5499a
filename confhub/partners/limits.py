"""How often somebody may ask: whose requests are counted together, for what, and what is left."""

import ipaddress
from time import time
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac

from confhub.renderers import asked_format

from .counting import counter
from .models import Scope

DAY = 24 * 3600
# Answers that hold a whole list, by address and by format.
BULK_ADDRESSES = ("/api/v1/changes/", "/api/v1/snapshot/", "/oai")
BULK_FORMATS = {"csv", "ndjson"}
# Files of many pages, which stand beside the pages that they hold.
BULK_FILES = ("/offline.zip",)


class Standing(NamedTuple):
    """How somebody stands in one window. ``limit``: requests in ``seconds``. ``reset``: seconds until it is over."""

    limit: int
    seconds: int
    number: int
    reset: int

    @property
    def remaining(self):
        return max(0, self.limit - self.number)

    @property
    def exceeded(self):
        return self.number > self.limit


def standings(request, token):
    """One more request: its ``Standing`` in each window; none where no limit is set, or where nobody could count."""
    purpose = purpose_of(request)
    if token and purpose in token.scopes:
        return counted(f"token {token.pk}", purpose, settings.API_RATES["partner"][purpose], counter.count)
    return counted(by_address(request), purpose, settings.API_RATES["anybody"][purpose], counter.count)


def counted(subject, purpose, rates, count):
    """One more time that ``subject`` does what ``rates`` limit, counted by ``count``: a ``Standing`` for each rate."""
    now = time()
    ends = [(int(now // seconds) + 1) * seconds for _, seconds in rates]
    keys = [_key(subject, purpose, rate, end) for rate, end in zip(rates, ends, strict=True)]
    numbers = (rates and count(list(zip(keys, ends, strict=True)))) or []
    return [
        Standing(limit, seconds, number, max(1, int(end - now)))
        for (limit, seconds), number, end in zip(rates, numbers, ends, strict=False)
    ]


def by_address(request):
    """The subject that everybody at one address is."""
    return f"address {network(address_of(request))}"


def purpose_of(request):
    """The scope that a request falls under: whether it asks for one page or for everything."""
    whole = request.path.startswith(BULK_ADDRESSES) or request.path.endswith(BULK_FILES)
    bulk = whole or asked_format(request) in BULK_FORMATS
    return (Scope.BULK if bulk else Scope.READ).value


def address_of(request):
    """Where a request came from: what the proxies in front of us say, if there are any."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-settings.PROXIES :] if settings.PROXIES else [""]
    return forwarded[0].strip() or request.META.get("REMOTE_ADDR", "")


def network(address):
    """What is counted as one: an IPv4 address, the /64 of an IPv6 address, which is what one household is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found if found.version == 4 else ipaddress.ip_network((found.packed[:8] + bytes(8), 64)))


def _key(subject, purpose, rate, end):
    # The day is part of the key of the hash: what was counted yesterday cannot be joined with today.
    day = (end - 1) // DAY
    return salted_hmac(f"confhub.partners {day}", f"{subject} {purpose} {rate} {end}", algorithm="sha256").hexdigest()[
        :40
    ]
