"""The desk: every decision about who is shown as having said what. Private; the database refuses to change a row."""

from django.db import models


class Decision(models.Model):
    """One column of one record that decides on attribution, before and after; a link of a chain of digests.

    ``seq``: 1, 2, 3, without gaps. ``by``: key of the account; None for a command. ``what``: the column. ``before``,
    ``after``: a rung or a rule as it is; anything else as its salted digest (``DecisionWords``). ``why``: the reason's
    digest. ``previous``: the digest of the row before; ``digest``: of this one (SHA-256, ``organisations.decisions``).
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=8)
    what = models.CharField(max_length=30)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        ordering = ["seq"]
        indexes = [models.Index(fields=["kind", "public_id"], name="decision_of_record")]

    def __str__(self):
        return f"decision {self.seq}"


class DecisionWords(models.Model):
    """What the digests of a decision were made of. May be deleted: the chain then still verifies, and says nothing."""

    decision = models.OneToOneField(Decision, models.DO_NOTHING, primary_key=True, related_name="words")
    salt = models.CharField(max_length=32)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"words of decision {self.pk}"


class DecisionChain(models.Model):
    """Where the chain ends: its one row is held by whoever adds to it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="one_chain_of_decisions", condition=models.Q(id=1))]

    def __str__(self):
        return f"{self.seq} decisions"
