"""Sheets that wait for somebody to agree to what they would do. Private."""

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string


def new_token():
    """Twenty-two random characters."""
    return get_random_string(22)


class SheetUpload(models.Model):
    """A file between its preview and its import: kept here and nowhere else, gone once it was taken or thrown away.

    ``section``: the kind of its records, as bundles name it. ``token``: what the form of the preview sends back.
    """

    token = models.CharField(max_length=22, unique=True, default=new_token)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return "sheet"
