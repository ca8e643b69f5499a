"""The container files: they keep no secret, run as nobody in particular, and name only variables that are read."""

import json
import re
from pathlib import Path

import yaml

from confhub.settings import environment

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVER = {"BIND", "PORT", "WEB_CONCURRENCY"}


def test_compose_has_no_value_for_a_secret():
    desk, public = ("confhub", "POSTGRES_PASSWORD"), ("confhub_public", "PUBLIC_PASSWORD")
    for name, key, (role, password) in (("desk", "SECRET_KEY", desk), ("public", "PUBLIC_SECRET_KEY", public)):
        given = SERVICES[name]["environment"]
        assert given["SECRET_KEY"].startswith(f"${{{key}:?")
        url = rf"postgres://{role}:\$\{{{password}:\?[a-z ]+\}}@db:5432/confhub"
        assert re.fullmatch(url, given["DATABASE_URL"])
    assert SERVICES["db"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert SERVICES["desk"]["environment"]["PUBLIC_PASSWORD"].startswith("${PUBLIC_PASSWORD:?")


def test_the_public_site_is_not_given_what_opens_the_desk():
    given = SERVICES["public"]["environment"]
    assert given["CONFHUB_SURFACE"] == "public"
    assert "POSTGRES_PASSWORD" not in str(given)
    assert "${SECRET_KEY" not in str(given)
    assert SERVICES["desk"]["environment"]["CONFHUB_SURFACE"] == "desk"


def test_compose_hands_on_only_variables_that_are_read():
    for name in ("public", "desk"):
        assert set(SERVICES[name]["environment"]) <= {*environment.names, *SERVER, "PUBLIC_PASSWORD"}


def test_compose_hands_on_every_limit_that_can_be_set():
    limits = {name for name in environment.names if name.endswith(("_RATE", "_DAYS")) or name.startswith("SESSION_")}
    assert limits <= {*SERVICES["public"]["environment"], *SERVICES["desk"]["environment"]}


def test_the_desk_waits_for_the_database_and_the_public_site_for_its_role():
    assert SERVICES["desk"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert SERVICES["public"]["depends_on"] == {"desk": {"condition": "service_healthy"}}
    assert SERVICES["db"]["healthcheck"]["test"][1] == "pg_isready"
    grant = "grant_public_role confhub_public --apply --password-from PUBLIC_PASSWORD && exec python -m gunicorn"
    assert grant in SERVICES["desk"]["command"]


def test_the_desk_starts_as_the_image_does_but_for_the_role():
    own = SERVICES["desk"]["command"].replace(
        "python manage.py grant_public_role confhub_public --apply --password-from PUBLIC_PASSWORD && ", ""
    )
    image = json.loads(re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)[-1])
    assert own == f'sh -c "{image[2]}"'


def test_the_image_does_not_run_as_root_and_is_asked_for_its_health():
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001"]
    assert "/healthz" in DOCKERFILE


def test_both_stages_start_from_the_same_base():
    assert len(set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))) == 1


def test_the_example_leaves_secrets_empty():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert {"SECRET_KEY=", "PUBLIC_SECRET_KEY=", "POSTGRES_PASSWORD=", "PUBLIC_PASSWORD="} <= set(lines)
