"""What every record of the desk has in common."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..choices import State
from ..folding import sounds
from ..public_ids import new_public_id
from .desk_history import EDITORIAL, history

# Somebody has to do something with it yet: it is not out, or not as it is now, and not withdrawn.
OPEN = ~Q(state=State.WITHDRAWN) & (Q(snapshot__isnull=True) | Q(changed_since_release=True))


class Record(models.Model):
    """A row of the desk: private, edited by staff, released to the shelf by the rule.

    ``public_id``: the id of its shelf row, random and kept for ever. ``snapshot``: the values last released,
    as plain JSON; the shelf is made from snapshots alone, so an edit shows only when it is released.
    ``changed_since_release``: the record now differs from its snapshot. ``folded``: words staff search in,
    as they may be typed.
    ``round``: counts releases and returns; who sent and who approved is asked within one (``Transition``).
    ``assigned_to``: the account that has taken it on.
    ``decisive``: ``{column: whether it is kept out of the log in clear}`` of what decides on attribution.
    """

    decisive = {}

    public_id = models.CharField(max_length=8, unique=True, editable=False, default=new_public_id)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    snapshot = models.JSONField(null=True, editable=False)
    released_at = models.DateTimeField("last released", null=True, editable=False)
    changed_since_release = models.BooleanField(default=False, editable=False)
    round = models.PositiveIntegerField(default=0, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    high_risk = models.BooleanField(
        default=False, help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public."
    )
    notes = models.TextField(blank=True, help_text="For staff only. Never public.")
    folded = models.TextField(blank=True, editable=False)
    updated_at = models.DateTimeField("last edited", auto_now=True)
    history = history()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "release")
        indexes = [
            models.Index(fields=["state", "updated_at"], condition=OPEN, name="%(class)s_open"),
            models.Index(fields=["updated_at"], condition=Q(high_risk=True), name="%(class)s_risk"),
            models.Index(fields=["updated_at"], condition=Q(changed_since_release=True), name="%(class)s_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_released_approved",
                condition=Q(snapshot__isnull=True) | Q(state=State.APPROVED),
            )
        ]

    def __str__(self):
        """Kind and id only: the admin keeps this text in its log, where erased names must not survive."""
        return f"{self._meta.verbose_name} {self.public_id}"

    def save(self, *args, **kwargs):
        """Keep the folded words true. ``EDITORIAL`` columns are written only if ``update_fields`` names them.

        A copy that was read before a withdrawal must not undo it when it is saved.
        """
        self.fold_words()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        elif not self._state.adding:
            kwargs["update_fields"] = self._edited_columns()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Drafts alone are deleted; what was ever out is withdrawn, so that copies learn of it.

        Raises ``ProtectedError``.
        """
        if self.released_at:
            raise models.ProtectedError("Withdraw it instead: it was released once.", {self})
        return super().delete(*args, **kwargs)

    def fold_words(self):
        """Bring the folded words in line, for writers that do not call ``save``."""
        self.folded = sounds(" ".join(str(word) for word in self.searchable() if word))

    def _edited_columns(self):
        loaded = {field for field in self._meta.concrete_fields if field.attname not in self.get_deferred_fields()}
        return {field.name for field in loaded if not field.primary_key} - EDITORIAL

    @property
    def is_released(self):
        """Whether a version of this record has been handed to the shelf and not been withdrawn."""
        return self.snapshot is not None

    @property
    def is_out_as_it_stands(self):
        """Whether a version is handed to the shelf and nothing was edited since."""
        return self.is_released and not self.changed_since_release

    def searchable(self):
        """The words staff find this record by, unfolded. Overridden by records that have some."""
        return []


class KeyedRecord(Record):
    """A record that bundles know by a ``key``; one made by hand takes its public id."""

    key = models.SlugField(
        max_length=80, blank=True, db_index=False, help_text="Its name in bundles. Left empty, one is made."
    )

    class Meta(Record.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        self.key = self.key or self.public_id.lower()
        super().save(*args, **kwargs)


class MergeableRecord(Record):
    """A record that may turn out to be the same as another one. ``merged_into``: that other one, if it did.

    ``leads_on``: it was public when that happened, so its public id and address lead to the other one's.
    """

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    leads_on = models.BooleanField(default=False, editable=False)

    class Meta(Record.Meta):
        abstract = True
