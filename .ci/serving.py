"""Starts a server as its users do, asks it for pages, and stops it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def served(command, folder, address, seconds, log, headers=None, env=None):
    """Runs a command until the page at `address` answers, within so many seconds; gives the seconds it took.

    What the command prints goes to the file `log` and is shown if it fails.
    """
    started = time.monotonic()
    with open(log, "w") as output:
        server = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=env
        )
    try:
        while not answers(address, headers):
            if server.poll() is not None or time.monotonic() - started > seconds:
                raise SystemExit(f"{command} does not serve {address}:\n{log.read_text()}")
            time.sleep(0.2)
        yield time.monotonic() - started
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=40)


def answers(address, headers=None):
    """Whether there is a page at an address."""
    try:
        get(address, headers)
    except OSError:
        return False
    return True


def get(address, headers=None):
    """The answer to a request, its body read into the attribute `text`; an error page raises."""
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {}), timeout=10) as answer:
        answer.text = answer.read().decode(errors="replace")
        return answer


def style_sheet(page):
    """The address of the style sheet that a page names."""
    return re.search(r'<link[^>]*href="([^"]+\.css)"', page)[1]
