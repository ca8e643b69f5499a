"""Many who ask at the same time."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client

THREADS, EACH = 8, 8


def statuses_of_a_crowd(address="/api/v1/"):
    """``{status: how many}`` of 64 requests from one address in eight threads."""

    def ask(_):
        try:
            return [Client().get(address).status_code for _ in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(status for found in pool.map(ask, range(THREADS)) for status in found)
