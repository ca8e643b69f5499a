"""How often somebody may try a name or a code, and what is written down of it. Names need not exist: nothing tells."""

import ipaddress
from math import ceil
from unicodedata import normalize

from django.conf import settings
from django.contrib.auth import get_user_model

from confhub.partners.counting import STORES
from confhub.partners.limits import address_of, by_address, counted

from .models import Login, Outcome


def seconds_to_wait(request, name, purpose):
    """One more try to get in as ``name``: 0 if it may go on. Raises a database error rather than not to count.

    Written down is the first that is too many: nobody fills the record by going on.
    """
    subject = f"account {normalize('NFKC', name).casefold().strip()}"
    found = counted(subject, purpose, settings.LOGIN_RATE, STORES["database"])
    found += counted(by_address(request), purpose, settings.LOGIN_ADDRESS_RATE, STORES["database"])
    too_many = [each for each in found if each.exceeded]
    if any(each.number == each.limit + 1 for each in too_many):
        write_down(request, Outcome.THROTTLED, name=name)
    return max((each.reset for each in too_many), default=0)


def too_many(wait):
    """The sentence for somebody who has to wait so many seconds."""
    minutes = ceil(wait / 60)
    return f"Too many tries. Nothing was checked. Try again in {minutes} minute{'' if minutes == 1 else 's'}."


def write_down(request, outcome, account=None, name=""):
    """Add to the record of logins: of an account, or of the one called ``name``, if there is one."""
    account = account or get_user_model().objects.filter(username=name).first()
    Login.objects.forget_addresses()
    Login.objects.create(outcome=outcome, account=account, address=_address(request))


def _address(request):
    try:
        return str(ipaddress.ip_address(address_of(request)))
    except ValueError:
        return None
