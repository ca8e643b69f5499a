"""Sheets through the pages: choose a file, read what it would do, agree; and lists as files."""

import csv
import tempfile
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.models import SheetUpload
from organisations.models import OrganisationRecord, PersonRecord
from sessions.models import ParticipantRecord, StatementRecord
from tests.desk_factories import (
    consent,
    make_conference_record,
    make_organisation_record,
    make_participant_record,
    make_person_record,
    make_session_record,
    make_sheet_upload,
    make_statement_record,
    publish,
)
from tests.staff import Member, address, make_account, text

pytestmark = pytest.mark.django_db

KINDS = (OrganisationRecord, PersonRecord, ParticipantRecord, StatementRecord)


def at(model, view, *args):
    """Where the admin has a page of sheets of a kind."""
    return address(model, "changelist") + "/".join([view, *args]) + "/"


def upload(member, content, model=OrganisationRecord, name="bodies.csv"):
    """The page that follows a file."""
    return member.client.post(at(model, "import"), {"file": SimpleUploadedFile(name, content)})


def exported(member, model, query=""):
    """``[{column: cell}]`` of a list as CSV."""
    answer = member.client.get(at(model, "export", "csv") + query)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


TWO = "name;classification\nŠkola;media\nIşık;media\n".encode()


def test_a_file_is_shown_then_imported():
    curator = Member("curator")
    page = upload(curator, TWO)
    assert "2 new" in text(page)
    assert (OrganisationRecord.objects.count(), SheetUpload.objects.count()) == (0, 1)
    answer = curator.client.post(at(OrganisationRecord, "import"), sent(page) | {"_confirm": ""}, follow=True)
    assert "Imported: 2 new, 0 changed, 0 unchanged. Nothing is released." in text(answer)
    assert (OrganisationRecord.objects.count(), SheetUpload.objects.count()) == (2, 0)
    assert set(LogEntry.objects.values_list("change_message", "user")) == {
        ("Imported from a sheet.", curator.account.pk)
    }


@pytest.mark.parametrize("token", ["", "\x00", "x"])
def test_a_preview_that_is_not_there_is_over(token):
    form = {"upload": token, "digest": "x", "_confirm": ""}
    page = Member("curator").client.post(at(OrganisationRecord, "import"), form, follow=True)
    assert "This preview is over" in text(page)


def sent(page):
    """What the form of a preview sends."""
    return {"upload": page.context["upload"].token, "digest": page.context["digest"]}


def test_the_form_twice_imports_once():
    curator = Member("curator")
    form = sent(upload(curator, TWO)) | {"_confirm": ""}
    pages = [curator.client.post(at(OrganisationRecord, "import"), form, follow=True) for _ in range(2)]
    assert ["Imported" in text(page) for page in pages] == [True, False]
    assert OrganisationRecord.objects.count() == 2


def test_a_file_is_thrown_away():
    curator = Member("curator")
    curator.client.post(at(OrganisationRecord, "import"), sent(upload(curator, TWO)) | {"_cancel": ""})
    assert (OrganisationRecord.objects.count(), SheetUpload.objects.count()) == (0, 0)


def test_a_file_of_somebody_else_or_of_yesterday_is_not_taken():
    curator, other = Member("curator"), Member("curator", username="other")
    form = sent(upload(curator, TWO))
    other.client.post(at(OrganisationRecord, "import"), form | {"_confirm": ""})
    assert (OrganisationRecord.objects.count(), SheetUpload.objects.count()) == (0, 1)
    SheetUpload.objects.update(at=timezone.now() - timedelta(days=2))
    upload(other, b"name\n")
    assert SheetUpload.objects.count() == 0


def test_what_changed_since_the_preview_is_shown_again():
    curator, body = Member("curator"), make_organisation_record("Škola", classification="media", acronym="A")
    page = upload(curator, b"slug;acronym\nskola;B\n")
    OrganisationRecord.objects.filter(pk=body.pk).update(acronym="C")
    again = curator.client.post(at(OrganisationRecord, "import"), sent(page) | {"_confirm": ""})
    assert "Something changed since you saw this page" in text(again)
    curator.client.post(at(OrganisationRecord, "import"), sent(again) | {"_confirm": ""})
    body.refresh_from_db()
    assert body.acronym == "B"


def test_what_is_wrong_is_told_and_nothing_is_kept():
    page = upload(Member("curator"), b"name;classification\nA;ngo\n")
    assert "B2 classification" in text(page)
    assert (page.context["upload"], SheetUpload.objects.count()) == (None, 0)


def test_no_file_chosen_is_said():
    page = Member("curator").client.post(at(OrganisationRecord, "import"), {})
    assert "Choose a file first." in text(page)


def test_who_may_not_edit_may_not_import_nor_export():
    nobody = Member()
    for view in (("import",), ("export", "csv"), ("template", "xlsx")):
        assert nobody.get(at(OrganisationRecord, *view)).status_code == 403
    assert SheetUpload.objects.filter(owner=make_sheet_upload(make_account(username="x")).owner).count() == 1


@pytest.mark.parametrize("model", KINDS)
def test_templates_hold_the_columns_somebody_may_fill_in(model):
    names = {group: list(header(Member(group), model)) for group in ("curator", "keeper")}
    secret = {ParticipantRecord: 5, StatementRecord: 3}.get(model, 0)
    assert len(names["keeper"]) - len(names["curator"]) == secret
    book = openpyxl.load_workbook(BytesIO(Member("keeper", username="k").get(at(model, "template", "xlsx")).content))
    assert [cell.value for cell in book.active[1]] == names["keeper"]


def header(member, model):
    return csv.reader(
        StringIO(b"".join(member.get(at(model, "template", "csv")).streaming_content).decode("utf-8-sig"))
    ).__next__()


def test_a_list_is_exported_as_it_is_filtered():
    make_organisation_record("B", classification="media"), make_organisation_record("A", classification="media")
    make_organisation_record("C", classification="academic")
    rows = exported(Member("curator"), OrganisationRecord, "?classification__exact=media")
    assert [row["name"] for row in rows] == ["A", "B"]


def test_a_filter_the_list_does_not_offer_is_refused():
    assert Member("curator").client.get(at(OrganisationRecord, "export", "csv") + "?notes=x").status_code in (302, 400)


def test_cells_that_look_like_formulas_come_out_neutral_and_go_in_as_they_were():
    body = make_organisation_record('=HYPERLINK("x")', other_names=["a;b", "-c"], summary="one\n@two")
    curator = Member("curator")
    [row] = exported(curator, OrganisationRecord)
    assert (row["name"], row["summary"]) == ('\'=HYPERLINK("x")', "one\n'@two")
    book = openpyxl.load_workbook(BytesIO(curator.get(at(OrganisationRecord, "export", "xlsx")).content))
    assert {cell.data_type for cell in book.active[2]} <= {"s", "n", "inlineStr"}
    answer = curator.get(at(OrganisationRecord, "export", "xlsx")).content
    assert "1 unchanged" in text(upload(curator, answer, name="a.xlsx"))
    assert body.name == OrganisationRecord.objects.get().name


def everything():
    """A record of each kind, with what only keepers may see of it."""
    meeting = make_conference_record("meeting", title="Forum")
    session, body = make_session_record(meeting, slug="opening"), make_organisation_record("INDEP", country="XK")
    person = make_person_record("Qzperson", **consent())
    who = make_participant_record(meeting, "XK", [session], person=person, organisation=body, key="qzkey", role="Chair")
    who.basis, who.basis_reference = "consent", "qzbasis"
    who.save()
    made = {"speaker": who, "consent_reference": "qzconsent", "consent_date": "2014-04-24", "mentions": [body]}
    said = make_statement_record(session, notes="qznotes", redacted=True, **made)
    return body, person, who, said


def test_what_is_exported_changes_nothing_when_it_comes_back():
    records, keeper = everything(), Member("keeper")
    for record in records:
        for form in ("csv", "xlsx"):
            answer = keeper.get(at(type(record), "export", form))
            content = answer.content if form == "xlsx" else b"".join(answer.streaming_content)
            page = upload(keeper, content, type(record), f"a.{form}")
            assert ("1 unchanged" in text(page), page.context["outcome"].problems) == (True, [])


def test_no_secret_is_in_a_curators_file_or_preview():
    _, _, who, said = everything()
    curator = Member("curator")
    seen = [str(exported(curator, model)) for model in (ParticipantRecord, StatementRecord)]
    rows = {
        ParticipantRecord: f"public_id;role\n{who.public_id};Host",
        StatementRecord: f"public_id;text\n{said.public_id};X",
    }
    seen += [upload(curator, rows[model].encode(), model).content.decode() for model in rows]
    secret = ("qzperson", "qzkey", "qzbasis", "qzconsent", "qznotes", "2014-04-24")
    assert [word for page in seen for word in secret if word in page.casefold()] == []
    keeper = Member("keeper")
    keepers = [str(exported(keeper, model)) for model in (ParticipantRecord, StatementRecord)]
    assert [word for word in ("qzkey", "qzbasis", "qzconsent", "qzperson") if word not in str(keepers)] == []
    assert not any("qznotes" in page for page in keepers)


def test_no_file_is_left_in_the_folder_for_temporary_files(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    everything()
    keeper = Member("keeper")
    content = keeper.get(at(StatementRecord, "export", "xlsx")).content
    page = upload(keeper, content, StatementRecord, "a.xlsx")
    upload(keeper, b"name;classification\nqz;media" + b"\n" * 4_000_000)
    keeper.client.post(at(StatementRecord, "import"), {"upload": str(page.context["upload"]), "_cancel": ""})
    assert list(tmp_path.iterdir()) == []


def test_a_released_record_is_marked_and_only_its_release_shows_the_change():
    body = make_organisation_record("One", listed=True)
    publish(body)
    curator = Member("curator")
    page = upload(curator, f"public_id;name\n{body.public_id};Two".encode())
    assert "Name One → Two" in text(page)
    curator.client.post(at(OrganisationRecord, "import"), sent(page) | {"_confirm": ""})
    body.refresh_from_db()
    assert (body.name, body.changed_since_release, body.snapshot["name"]) == ("Two", True, "One")


@pytest.mark.parametrize("rows", [1, 3])
def test_exports_and_lists_cost_the_same_for_any_number_of_rows(rows):
    meeting = make_conference_record()
    session = make_session_record(meeting)
    for n in range(rows):
        who = make_participant_record(meeting, "XK", [session], person=make_person_record(), role=f"R{n}")
        make_statement_record(session, speaker=who, mentions=[make_organisation_record()])
    member = Member("keeper")
    costs = {}
    for model in KINDS:
        with CaptureQueriesContext(connection) as queries:
            assert len(exported(member, model)) == rows
        costs[model] = len(queries)
    assert costs == {OrganisationRecord: 11, PersonRecord: 10, ParticipantRecord: 13, StatementRecord: 18}


def test_new_rows_that_look_like_something_are_told_beforehand():
    body = make_organisation_record("Forum for Security")
    rows = "name;classification\nForum Security;media\nИнститут Приштина;media\nPrishtina Institute;media\nElse;media\n"
    page = upload(Member("curator"), rows.encode())
    found = [(name, label, why.partition(",")[0]) for name, label, _, why in page.context["alike"]]
    assert found == [
        ("Forum Security", "Forum for Security", "the same name"),
        ("Prishtina Institute", "Институт Приштина, another new row", "the same name"),
    ]
    assert address(body) in page.content.decode()
    assert page.context["upload"]
