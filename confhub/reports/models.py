"""What readers report: a mistake, or something that may put somebody at risk. Private, whatever it says."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone


class Reports(models.QuerySet):
    """Reports, those that wait first, and of these the concerns for somebody's safety."""

    def in_order(self):
        """As they should be worked through."""
        return self.order_by(F("done_at").asc(nulls_first=True), "-safety", "at", "pk")

    def open(self):
        """Those nobody has dealt with."""
        return self.filter(done_at=None)

    def waiting(self):
        """``{"urgent": number, "other": number}`` of open reports; one query."""
        safety = Q(safety=True)
        return self.open().aggregate(urgent=Count("pk", filter=safety), other=Count("pk", filter=~safety))

    def forget_contacts(self):
        """Drop what tells how to reach somebody, ``REPORT_CONTACT_DAYS`` after it was given; returns how many."""
        before = timezone.now() - timedelta(days=settings.REPORT_CONTACT_DAYS)
        return self.filter(at__lt=before).exclude(contact="").update(contact="")


class Report(models.Model):
    """What somebody wrote. ``key``: made of the form and of the words, so that a form sent twice is kept once.

    ``about``: a path of this site, or what was typed instead. ``contact``: how to reach who wrote it; dropped when the
    report is done, and ``REPORT_CONTACT_DAYS`` after it came in any case. The address it came from is kept nowhere.
    """

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    at = models.DateTimeField("came", default=timezone.now, editable=False)
    safety = models.BooleanField("somebody may be at risk", default=False, editable=False)
    about = models.CharField(max_length=500, blank=True, editable=False)
    words = models.TextField(editable=False)
    contact = models.CharField(max_length=200, blank=True, editable=False)
    notes = models.TextField(blank=True, help_text="What was found and done. For staff.")
    done_at = models.DateTimeField("done", null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="done by"
    )

    objects = Reports.as_manager()

    class Meta:
        default_permissions = ("view", "change", "delete")
        indexes = [models.Index(fields=["done_at", "-safety", "at"], name="reports_in_order")]

    def __str__(self):
        """Says nothing of what was written: it stands in the log."""
        return f"Report of {self.at:%Y-%m-%d %H:%M}"
