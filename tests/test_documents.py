"""What comes in from outside, and what is made."""

import io
import re
import socket
import threading
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tannhjul.core.law import Refused
from tannhjul.documents import intake
from tannhjul.documents.models import Document
from tannhjul.meetings.models import MeetingDocument

pytestmark = pytest.mark.django_db


def _zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _locked_pdf():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 not really", "kan ikke leses"),
        (b"%PDF-1.7\n%%EOF", "kan ikke leses"),
        (_locked_pdf(), "passord"),
        (b"\x00\x01\x02", "tas ikke imot"),
        (b"<html><script>alert(1)</script>", "tas ikke imot"),
        (b"  <svg xmlns='x'>", "tas ikke imot"),
        ("blåbær".encode("latin-1"), "tas ikke imot"),
        (_zip("a.txt"), "Arkivfiler"),
        (_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "makroer"),
        (b"<!-- x --><html>", "tas ikke imot"),
        (b"%PDF-1.7 cut off", "kan ikke leses"),
        (_zip("word/document.xml", "../../etc/passwd"), "fører utenfor"),
        (b"PK\x03\x04broken", "skadet"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data, says):
    with pytest.raises(Refused, match=says):
        intake.keep(data)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        ("Blåbær".encode(), "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR...IEND\xaeB`\x82", "image/png"),
        (b"\xff\xd8\xff\xe0...\xff\xd9", "image/jpeg"),
        (
            _zip("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_the_type_is_known_by_content(data, mime):
    assert intake.keep(data).mime == mime


def test_a_name_may_not_claim_another_kind_than_the_content():
    with pytest.raises(Refused, match="innholdet er noe annet"):
        intake.keep(b"Tekst", "plan.pdf")
    assert intake.keep(b"Tekst", "plan.txt").extension == "txt"


def test_the_same_bytes_are_kept_once():
    assert intake.keep(b"likt").key == intake.keep(b"likt").key
    assert intake.fetch(intake.keep(b"likt").key) == b"likt"


def test_an_empty_file_and_a_giant_are_refused():
    with pytest.raises(Refused, match="tom"):
        intake.read(SimpleUploadedFile("a.txt", b""), 0)
    with pytest.raises(Refused, match="200 MB; grensen er 100 MB"):
        intake.read(SimpleUploadedFile("a.txt", b"x"), 200_000_000)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("", "fil"),
        ("a\r\nb.pdf", "a__b.pdf"),
    ],
)
def test_a_file_name_cannot_lead_anywhere(name, safe):
    assert intake.safe_name(name) == safe


def _clamd(answer: bytes, got: list):
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        line, _peer = server.accept()
        with line:
            data = b""
            while not data.endswith(b"\0\0\0\0"):
                data += line.recv(4096)
            got.append(data)
            line.sendall(answer)
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return f"127.0.0.1:{server.getsockname()[1]}"


def test_a_virus_is_stopped_and_a_clean_file_passes(settings):
    got: list = []
    settings.CLAMD = _clamd(b"stream: Eicar FOUND\0", got)
    with pytest.raises(Refused, match="fant noe"):
        intake.scan(b"virus")
    assert got[0].startswith(b"zINSTREAM\0\0\0\0\x05virus")
    settings.CLAMD = _clamd(b"stream: OK\0", got)
    intake.scan(b"clean")


def test_a_scanner_that_does_not_answer_lets_nothing_in(settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.CLAMD = f"127.0.0.1:{port}"
    with pytest.raises(Refused, match="svarer ikke"):
        intake.scan(b"x")


def _notice_with_attachment():
    row = MeetingDocument.objects.filter(
        document__kind="notice", internal=False, meeting__items__case__title__startswith="Gang"
    ).first()
    version = row.document.versions.last()
    return row, pikepdf.open(io.BytesIO(intake.fetch(version.key)))


def test_the_notice_is_one_tagged_bookmarked_pdf_with_the_attachments_inside():
    _row, pdf = _notice_with_attachment()
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "nb"
    with pdf.open_outline() as outline:
        titles = str([entry.title for entry in outline.root])
        assert "Gang- og sykkelvei" in titles
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    forms = [
        x
        for page in pdf.pages
        for x in page.resources.get("/XObject", {}).values()
        if x.get("/Subtype") == "/Form"
    ]
    assert len(forms) == 2
    images = [
        x
        for page in pdf.pages
        for x in page.resources.get("/XObject", {}).values()
        if x.get("/Width") == 3
    ]
    assert not images


def test_a_download_cannot_run_anything_and_has_a_name_without_a_path(browse):
    row, _pdf = _notice_with_attachment()
    response = browse().get(row.document.get_absolute_url())
    assert response.status_code == 200
    assert "sandbox" in response["Content-Security-Policy"]
    assert re.fullmatch(r'inline; filename="[a-z0-9-]+-v1\.pdf"', response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    body = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(body)


def test_a_version_that_does_not_exist_is_not_found(browse):
    document = Document.objects.filter(kind="notice").first()
    assert browse().get(f"{document.get_absolute_url()}v99/").status_code in (403, 404, 302)


def test_signs_that_no_font_has_do_not_stop_a_notice(committee, secretary, today, now):
    from datetime import timedelta

    from tannhjul.meetings.actions import agenda

    meeting = agenda.plan(committee, now + timedelta(days=9), by=secretary)
    agenda.add_item(meeting, "Hei 🦄 中文 \x07 čđŋ", by=secretary)
    agenda.convene(meeting, by=secretary, today=today)
    assert meeting.documents.count() == 1
