"""The same counts in a Redis that is started for these tests."""

import socket
import subprocess
import tempfile
import time

import pytest
from django.core.cache import cache

from confhub.environment import Environment

from .conftest import SERVER
from .crowd import statuses_of_a_crowd


@pytest.fixture(scope="module")
def server():
    """The port of an empty Redis on this machine, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        SERVER or "redis-server",
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--loglevel",
        "warning",
    ]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 (our own words)
        _wait_for(port)
        yield port, process
        process.kill()
        process.wait()


def _wait_for(port):
    for _ in range(200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("Redis did not start")


@pytest.fixture(autouse=True)
def in_redis(server, settings):
    settings.CACHES = {"default": Environment({"CACHE_URL": f"redis://127.0.0.1:{server[0]}/0"}).cache("CACHE_URL")}
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_redis_loses_no_count_of_a_crowd(rates):
    rates(anybody={"read": [(40, 86400), (1000, 60)]})
    assert statuses_of_a_crowd() == {200: 40, 429: 24}


@pytest.mark.django_db
def test_counts_vanish_by_themselves(rates, client, django_assert_num_queries):
    rates(anybody={"read": [(40, 86400)]})
    with django_assert_num_queries(1):
        client.get("/api/v1/", REMOTE_ADDR="203.0.113.77")
    redis = cache._cache.get_client(write=True)
    (key,) = redis.keys()
    assert b"203.0.113" not in key
    assert redis.ttl(key) > 0


@pytest.mark.django_db
def test_a_redis_that_dies_takes_nothing_down(rates, client, server):
    rates(anybody={"read": [(1, 86400)]})
    assert [client.get("/api/v1/").status_code for _ in range(2)] == [200, 429]
    server[1].kill()
    server[1].wait()
    assert [client.get("/api/v1/").status_code for _ in range(2)] == [200, 200]
