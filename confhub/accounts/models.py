"""Second factors of accounts, and the record of logins. Private."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Factor(models.Model):
    """Somebody's app that makes codes.

    ``nonce``: what its secret is derived from together with the site's key (``codes.secret_of``). ``last_step``: the
    time step of the last code that was taken; no code is taken twice.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    nonce = models.CharField(max_length=32, editable=False)
    last_step = models.BigIntegerField(default=0, editable=False)
    made_at = models.DateTimeField("set up", auto_now_add=True)

    class Meta:
        default_permissions = ("view", "delete")
        verbose_name = "second factor"

    def __str__(self):
        return f"Second factor of {self.account.get_username()}"


class RecoveryCode(models.Model):
    """A code that stands in for a lost app, once. ``digest``: all that is kept of it."""

    factor = models.ForeignKey(Factor, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class Outcome(models.TextChoices):
    """What happened on the way in."""

    PASSWORD = "password", "Password right"
    WRONG = "wrong", "Name or password wrong"
    THROTTLED = "throttled", "Too many tries"
    CODE = "code", "Code right"
    RECOVERY = "recovery", "Recovery code used"
    WRONG_CODE = "wrong_code", "Code wrong"
    ENROLLED = "enrolled", "Second factor set up"
    RENEWED = "renewed", "New recovery codes made"
    RESET = "reset", "Second factor taken away"
    CHANGED = "changed", "Password changed"


class Logins(models.QuerySet):
    def forget_addresses(self):
        """Drop where people came from, ``LOGIN_ADDRESS_DAYS`` after they came; returns how many."""
        before = timezone.now() - timedelta(days=settings.LOGIN_ADDRESS_DAYS)
        return self.filter(at__lt=before, address__isnull=False).update(address=None)


class Login(models.Model):
    """Something that happened on the way in.

    ``account``: empty if there is none of the name that was typed; that name is kept nowhere, for people type their
    passwords there. ``address``: kept for ``LOGIN_ADDRESS_DAYS``.
    """

    at = models.DateTimeField("when", default=timezone.now, db_index=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField("what", max_length=20, choices=Outcome)
    address = models.GenericIPAddressField("from where", null=True)

    objects = Logins.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], condition=Q(address__isnull=False), name="accounts_login_from")]

    def __str__(self):
        return f"{self.get_outcome_display()}, {self.at:%Y-%m-%d %H:%M}"
