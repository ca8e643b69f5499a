"""Goes through the Dockerfile without an engine: the same commands, in a folder, against PostgreSQL.

What it cannot try is what only an engine does: the base image, the user, the file system that cannot be written.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
from copy_of_tree import copy_tree
from serving import free_port, get, served, style_sheet

TEXT = Path(__file__).resolve().parent.parent.joinpath("Dockerfile").read_text().replace("\\\n", "")
HOST = "confhub.example.org"
HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https"}


def steps(word):
    """What follows a word at the start of a line of the Dockerfile, in order."""
    return re.findall(rf"^{word} (.*)$", TEXT, re.MULTILINE)


def here(command, folder):
    """A command of the Dockerfile, with the folders of the image moved to a folder of this machine."""
    return command.replace("/opt/venv", f"{folder}/venv").replace("/srv/confhub", str(folder))


def allowed_into_image(folder):
    """Leaves of the copy only what .dockerignore lets through."""
    kept = [line[1:] for line in (folder / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for path in sorted(folder.rglob("*"), reverse=True):
        name = str(path.relative_to(folder))
        if path.is_file() and not any(name == k or name.startswith(f"{k}/") for k in kept):
            path.unlink()


def build(folder):
    """The first stage."""
    for command in steps("RUN"):
        if "useradd" not in command:
            print(f"  RUN {command}", flush=True)
            subprocess.run(here(command, folder), shell=True, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def environment(folder, database, port):
    """What the container is given: the image's own variables and the site's."""
    own = dict(pair.split("=", 1) for line in steps("ENV") if "STATIC" in line for pair in line.split())
    own = {name: here(value, folder).replace("$PATH", os.environ["PATH"]) for name, value in own.items()}
    site = {"SITE_URL": f"https://{HOST}", "SECRET_KEY": secrets.token_urlsafe(60), "BEHIND_PROXY": "1"}
    return own | site | {"DATABASE_URL": database, "BIND": "127.0.0.1", "PORT": str(port)}


def try_site(folder, variables, port):
    """The second stage: checks, the command of the image, its health check, a page and its style sheet."""
    check = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    subprocess.run(["env", *check], cwd=folder, env=variables, check=True)
    site, log = f"http://127.0.0.1:{port}", folder / "image.log"
    command = json.loads(steps("CMD")[-1])
    with served(command, folder, f"{site}/healthz", 120, log, env=variables, headers=HTTPS) as took:
        print(f"  CMD serves after {took:.1f} s")
        health = json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])
        subprocess.run(["env", *health], env=variables, check=True)
        page = get(f"{site}/", HTTPS)
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
        style = get(site + style_sheet(page.text), HTTPS | {"Accept-Encoding": "br"})
        assert "immutable" in style.headers["Cache-Control"], style.headers
        assert style.headers["Content-Encoding"] == "br", style.headers
    print(log.read_text())


def main():
    server, _, name = sys.argv[1].rpartition("/")
    admin = psycopg2.connect(f"{server}/postgres")
    admin.autocommit = True
    admin.cursor().execute(f'CREATE DATABASE "{name}"')
    folder = Path(tempfile.mkdtemp(prefix="confhub-image-"))
    try:
        copy_tree(folder)
        allowed_into_image(folder)
        build(folder)
        port = free_port()
        try_site(folder, environment(folder, sys.argv[1], port), port)
    finally:
        admin.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
