"""Setting up a second factor, giving it, and making new codes for recovery."""

from django.db import transaction
from django.utils import timezone

from . import codes
from .models import Factor, Outcome, RecoveryCode
from .rights import VERIFIED
from .tries import write_down

NONCE = "second_factor_nonce"


def nonce_of(request):
    """What the secret of a factor that is being set up is derived from; it stays until that is done."""
    if NONCE not in request.session:
        request.session[NONCE] = codes.new_nonce()
    return request.session[NONCE]


def enrol(request, code):
    """Set up the factor of a session's account: the recovery codes, None if ``code`` is wrong."""
    nonce = nonce_of(request)
    step = codes.step_of(nonce, codes.plain(code), after=0)
    if step is None:
        write_down(request, Outcome.WRONG_CODE, request.user)
        return None
    with transaction.atomic():
        factor = Factor.objects.create(account=request.user, nonce=nonce, last_step=step)
        made = renew(factor)
        write_down(request, Outcome.ENROLLED, request.user)
    del request.session[NONCE]
    _let_in(request, factor)
    return made


def renew(factor):
    """New recovery codes in place of all there were."""
    made = codes.new_recovery_codes()
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=codes.digest_of(each)) for each in made)
    return made


def give(request, code):
    """Whether ``code``, of the app or for recovery, lets a session's account in; none does so twice."""
    factor = request.user.factor
    outcome = _taken(factor, codes.plain(code))
    write_down(request, outcome, request.user)
    if outcome == Outcome.WRONG_CODE:
        return False
    _let_in(request, factor)
    return True


def _taken(factor, code):
    """The outcome of a code. Of two requests with the same one, the database lets the second change no row."""
    step = codes.step_of(factor.nonce, code, factor.last_step)
    if step and Factor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step):
        return Outcome.CODE
    unused = factor.recovery_codes.filter(digest=codes.digest_of(code), used_at=None)
    return Outcome.RECOVERY if unused.update(used_at=timezone.now()) else Outcome.WRONG_CODE


def _let_in(request, factor):
    """Under a new key of the session: one that was seen before is worth nothing now."""
    request.session.cycle_key()
    request.session[VERIFIED] = factor.pk
