"""Asks the demo data's API whatever its description allows and more, and holds every answer against the description.

    python .ci/fuzz/run.py 20 coverage,fuzzing,stateful

The first argument is how many questions are made up for each address; of the phases, coverage goes through every
parameter's edges whatever that number is. More arguments are the tester's own, such as ``--seed 1``.

On the SQLite file of the demo, or on the PostgreSQL database of DATABASE_URL, which it migrates and fills if it is
empty. Ends with 1 at any server error or answer that is not as described; prints the request that shows it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

from serving import free_port, served  # noqa: E402

BIN = ROOT / ".venv" / "bin"
START = 60  # seconds


def environment(port):
    """Of the server: as `make demo` has it, without limits, which are tested elsewhere."""
    own = {
        "ALLOWED_HOSTS": "",
        "API_BULK_RATE": "none",
        "API_RATE": "none",
        "BEHIND_PROXY": "",
        "DEBUG": "",
        "INSECURE_HTTP": "1",
        "LOG_LEVEL": "ERROR",
        "PORT": str(port),
        "SECRET_KEY": "",
        "SECRET_KEY_FILE": "var/secret-key",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    return {**os.environ, **own}


def command(site, cases, phases):
    """The tester's."""
    settings = ["--config-file", str(ROOT / ".ci" / "fuzz" / "schemathesis.toml"), "--no-color"]
    how = ["--checks", "all", "--phases", phases, "--max-examples", cases, "--workers", "2", "--continue-on-failure"]
    return [BIN / "schemathesis", *settings, "run", f"{site}/api/v1/schema/", *how, *sys.argv[3:]]


def main():
    cases, phases = sys.argv[1:3]
    port = free_port()
    site, environ = f"http://127.0.0.1:{port}", environment(port)
    subprocess.run([BIN / "python", "manage.py", "prepare_demo"], cwd=ROOT, env=environ, check=True)
    with tempfile.TemporaryDirectory(prefix="confhub-fuzz-") as name:
        log = Path(name) / "server.log"
        with served([BIN / "python", "-m", "gunicorn"], ROOT, f"{site}/healthz", START, log, env=environ):
            hooks = {"SCHEMATHESIS_HOOKS": str(ROOT / ".ci" / "fuzz" / "checks.py")}
            tested = subprocess.run(command(site, cases, phases), cwd=name, env={**os.environ, **hooks})
        errors = log.read_text()
    print(errors if "Traceback" in errors else "", end="")
    sys.exit(tested.returncode or "Traceback" in errors)


if __name__ == "__main__":
    main()
