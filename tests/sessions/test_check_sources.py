"""The command that holds every attached file against what was recorded: says where, in no word of a source."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sessions.models import SourceFile
from tests.desk_factories import make_passage, make_source_file, make_source_record

pytestmark = pytest.mark.django_db


def check():
    out = StringIO()
    try:
        call_command("check_sources", stdout=out)
    except CommandError as error:
        return error.returncode, str(error), out.getvalue()
    return 0, "", out.getvalue()


def test_whole_chains_and_sources_without_a_file_are_no_fault():
    file, bare = make_source_file(text="What was said."), make_source_record()
    make_passage(file.source, start=0, end=14)
    make_passage(bare)
    assert check() == (
        0,
        "",
        f"{file.source.public_id}: intact, passages broken: 0 of 1\n"
        f"{bare.public_id}: unknown, passages broken: 0 of 1\n  No file is attached.\n",
    )


def test_one_broken_passage_is_told_by_the_exit_status():
    file = make_source_file(text="What was said.")
    make_passage(file.source, start=0, end=14)
    make_passage(file.source, start=0, end=13, exact="What was sald", place="Page 2")
    status, error, out = check()
    assert (status, out) == (1, f"{file.source.public_id}: broken, passages broken: 1 of 2\n")
    assert error == "Broken chains: 1. The admin shows where: Sources, Chain."


def test_another_text_is_told_without_a_word_of_it():
    file = make_source_file(text="Secret words.", name="secret-name.txt")
    file.source.text_sha256 = "0" * 64
    file.source.save()
    SourceFile.objects.update(content=b"Other secret words.")
    status, _, out = check()
    assert status == 1
    assert "The text is another one" in out
    assert "bytes have another SHA-256" in out
    assert "ecret" not in out
