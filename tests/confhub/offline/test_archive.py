"""The zip file: the same bytes of the same content, with sums that other programs check."""

import hashlib
import io
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest

from confhub.offline.archive import Archive

AT = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)


def written(at=AT, **files):
    out = io.BytesIO()
    with Archive(out, "folder", at) as archive:
        for name, content in files.items():
            archive.add(name, content)
    return out.getvalue()


def test_the_same_content_gives_the_same_bytes():
    assert written(a=b"one", b=b"two" * 1000) == written(a=b"one", b=b"two" * 1000)
    assert written(a=b"one") != written(a=b"two")


@pytest.mark.parametrize(("at", "time"), [(AT, (2026, 3, 1, 12, 30, 14)), (None, (1980, 1, 1, 0, 0, 0))])
def test_entries_have_the_time_of_what_they_hold_and_may_be_read_by_all(at, time):
    found = zipfile.ZipFile(io.BytesIO(written(at, a=b"one"))).infolist()
    assert [(each.filename, each.date_time) for each in found] == [("folder/a", time), ("folder/SHA256SUMS", time)]
    assert {(each.external_attr >> 16, each.create_system, each.compress_type) for each in found} == {(0o100644, 3, 8)}


def test_sums_are_those_of_the_files_and_sha256sum_reads_them(tmp_path):
    zipfile.ZipFile(io.BytesIO(written(b=b"two", a=b"one"))).extractall(tmp_path)
    sums = (tmp_path / "folder" / "SHA256SUMS").read_text()
    assert sums == "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in [("a", b"one"), ("b", b"two")])
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path / "folder", capture_output=True, check=True).stdout == b"a: OK\nb: OK\n"  # noqa: S603
    (tmp_path / "folder" / "a").write_bytes(b"tampered")
    assert subprocess.run(check, cwd=tmp_path / "folder", capture_output=True, check=False).returncode == 1  # noqa: S603


def test_a_name_is_given_once():
    with Archive(io.BytesIO(), "folder", AT) as archive:
        archive.add("a", b"one")
        with pytest.raises(ValueError, match="a is there already"):
            archive.add("a", b"two")
