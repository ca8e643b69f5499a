"""Tokens of partners, and counts of requests. No row here points at the shelf or at the desk."""

from django.conf import settings
from django.db import models


class Scope(models.TextChoices):
    """What a token allows more of."""

    READ = "read", "Lists and details"
    BULK = "bulk", "Exports, snapshots and changes"


def every_scope():
    """A new token allows more of everything."""
    return list(Scope.values)


class Token(models.Model):
    """A partner's token, known by its digest alone: the words themselves are shown once and kept nowhere.

    ``prefix``: its first characters, to tell tokens apart. ``used_at``: to the hour.
    """

    name = models.CharField(max_length=100, help_text="Who uses it, and for what. Never public.")
    scopes = models.JSONField(default=every_scope)
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField(
        "last day", null=True, blank=True, help_text="The last day it works, in UTC; empty: until it is revoked."
    )
    revoked_at = models.DateTimeField("revoked", null=True, editable=False)
    used_at = models.DateTimeField("last used", null=True, editable=False)
    created_at = models.DateTimeField("made", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="made by"
    )

    class Meta:
        default_permissions = ("view", "add", "change")
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def standing(self, today):
        """ "valid", "expired" or "revoked"."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_on and self.expires_on < today else "valid"


class Count(models.Model):
    """Requests of somebody in a window of time. ``key``: a digest of who, what and when, which nobody can read back
    without the site's key, and which is another one every day. ``ends``: when the window is over, in Unix time.
    """

    key = models.CharField(max_length=40, primary_key=True)
    ends = models.BigIntegerField(db_index=True)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
