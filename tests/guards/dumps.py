"""The whole test database as text, from the database's own tool, with what is packed in it unpacked."""

import io
import os
import re
import shutil
import subprocess
import zipfile

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from organisations.folding import latin

BYTES = re.compile(r"\\\\x([0-9a-f]{2,})|X'([0-9A-Fa-f]+)'")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def dump():
    """``pg_dump`` of what is committed, in plain SQL; of SQLite what ``.dump`` of its shell writes."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump())
    known = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(known[name]) for variable, name in names.items() if known[name]}
    command, environment = [shutil.which("pg_dump"), "--format=plain", "--inserts", "--no-password"], os.environ | given
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def everything():
    """The dump as ``latin`` has it: without accents, Cyrillic in Latin letters; escapes and files written out."""
    text = dump()
    files = [bytes.fromhex(a or b) for a, b in BYTES.findall(text.replace("'\\x", "'\\\\x"))]
    texts = [text, ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)]
    texts += [part.decode(errors="ignore") for file in files for part in _parts(file)]
    texts += [repr(SessionStore().decode(data)) for data in Session.objects.values_list("session_data", flat=True)]
    return latin("\n".join(texts))


def _parts(file):
    yield file
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            yield from (parts.read(name) for name in parts.namelist())


def around(text, needles):
    """``[words around]`` of each place a needle stands in a text."""
    found = (match for needle in needles for match in re.finditer(re.escape(needle), text))
    return [text[max(0, match.start() - 150) : match.end() + 60] for match in found]
