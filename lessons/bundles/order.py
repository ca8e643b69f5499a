"""The order a bundle is written in: by code points, whatever the collation of the database."""

from django.db import connection
from django.db.models.functions import Collate


def by(*columns):
    """Text columns to order by, so that every database gives the same bytes."""
    collation = "C" if connection.vendor == "postgresql" else "BINARY"
    return [Collate(column, collation) for column in columns]
