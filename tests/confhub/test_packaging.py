"""The container files: they keep no secret, run as nobody in particular, and name only variables that are read."""

import re
from pathlib import Path

import yaml

from confhub.settings import environment

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVER = {"BIND", "PORT", "WEB_CONCURRENCY"}


def test_compose_has_no_value_for_a_secret():
    web, db = COMPOSE["services"]["web"]["environment"], COMPOSE["services"]["db"]["environment"]
    assert web["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert db["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert re.fullmatch(r"postgres://confhub:\$\{POSTGRES_PASSWORD:\?[a-z ]+\}@db:5432/confhub", web["DATABASE_URL"])


def test_compose_hands_on_only_variables_that_are_read():
    assert set(COMPOSE["services"]["web"]["environment"]) <= {*environment.names, *SERVER}


def test_the_web_server_waits_for_the_database():
    assert COMPOSE["services"]["web"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert COMPOSE["services"]["db"]["healthcheck"]["test"][1] == "pg_isready"


def test_the_image_does_not_run_as_root_and_is_asked_for_its_health():
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001"]
    assert "/healthz" in DOCKERFILE


def test_both_stages_start_from_the_same_base():
    assert len(set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))) == 1


def test_the_example_leaves_secrets_empty():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert {"SECRET_KEY=", "POSTGRES_PASSWORD="} <= set(lines)
