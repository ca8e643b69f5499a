"""Every kind of page is valid HTML, to a checker that others keep: html-validate, its rules for the standard."""

import subprocess
from pathlib import Path

import pytest

from tests.page_kinds import collection, failures

pytestmark = pytest.mark.html

CONFIGURATION = Path(__file__).parents[1] / "html" / ".htmlvalidate.json"
WRONG = '<!doctype html><html lang="en"><head><title>x</title></head><body><p><div>y</div></p></body></html>'


def faults(html_validate, folder):
    """What html-validate says of the pages in a folder, a line for each fault."""
    command = [html_validate, "--config", CONFIGURATION, "--formatter", "text", folder]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()  # noqa: S603


@pytest.mark.django_db
def test_every_page_is_valid(client, html_validate, tmp_path):
    addresses = collection(size=2)
    addresses |= {kind: address for kind, (_, address) in failures().items()}

    for kind, address in addresses.items():
        (tmp_path / f"{kind.replace(' ', '-')}.html").write_bytes(client.get(address).content)

    assert len(list(tmp_path.iterdir())) == len(addresses)
    assert faults(html_validate, tmp_path) == []


def test_a_page_that_is_not_valid_is_found(html_validate, tmp_path):
    (tmp_path / "wrong.html").write_text(WRONG)

    assert [fault.split(": ")[1] for fault in faults(html_validate, tmp_path)] == [
        "error [close-order] Stray end tag '</p>'"
    ]
