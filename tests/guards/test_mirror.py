"""Who follows the changes while many release and withdraw has in the end what one has who reads everything.

PostgreSQL only; ``benchmarks/mirror.py`` does the same for longer, over HTTP, with followers that are killed.
"""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from organisations.compaction import drop_overtaken
from organisations.models import Change, ShelfSequence
from tests.mirrors import Writer, apply, crawl, follow, make_busy_desk, snapshot

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, FOLLOWERS, SECONDS = 16, 3, 4


class Follower(threading.Thread):
    """A partner who forgets what was not yet stored, starts again where that was, and so to the end."""

    def __init__(self, number, stop):
        super().__init__()
        self.stop, self.pages, self.error, self.client = stop, 0, None, Client()
        self.limit = 1 + 7 * number

    def run(self):
        try:
            seq, self.copy = snapshot(self.client)
            self.address = f"/api/v1/changes/?after={seq}&limit={self.limit}"
            while not self.stop.is_set():
                self.read_page()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def read_page(self):
        page = self.client.get(self.address).json()
        for change in page["results"]:
            apply(self.copy, change)
        self.address, self.pages = page["next"], self.pages + 1


class Compactor(threading.Thread):
    """Drops what later changes have overtaken, young as it is."""

    def __init__(self, stop):
        super().__init__()
        self.stop, self.dropped, self.error = stop, 0, None

    def run(self):
        try:
            while not self.stop.wait(0.2):
                self.dropped += drop_overtaken(Change.objects.order_by("seq").last().at)
        except Exception as error:
            self.error = error
        finally:
            connection.close()


def at_work(seconds):
    """Everybody at once for some seconds; returns writers, followers and the compactor."""
    stop = threading.Event()
    writers = [Writer(number, stop) for number in range(WRITERS)]
    followers, compactor = [Follower(number, stop) for number in range(FOLLOWERS)], Compactor(stop)
    everybody = [*writers, *followers, compactor]
    for each in everybody:
        each.start()
    time.sleep(seconds)
    stop.set()
    for each in everybody:
        each.join(timeout=60)
    assert [each.error for each in everybody if each.error] == []
    return writers, followers, compactor


def test_followers_miss_nothing_while_many_write_and_the_log_is_compacted(client):
    make_busy_desk()
    writers, followers, compactor = at_work(SECONDS)
    truth = crawl(client)
    for follower in followers:
        follow(client, follower.copy, follower.address)
        assert follower.copy == truth
    assert all(writer.done for writer in writers)
    assert compactor.dropped > 0
    assert Change.objects.count() + compactor.dropped == ShelfSequence.objects.get().last


def test_a_planted_follower_that_loses_a_page_is_seen(client):
    make_busy_desk(4)
    seq, copy = snapshot(client)
    stop = threading.Event()
    writer = Writer(1, stop)
    for _ in range(5):
        writer.release()
    last = Change.objects.order_by("-seq").first().seq
    follow(client, copy, f"/api/v1/changes/?after={last}")
    assert seq < last
    assert copy != crawl(client)
