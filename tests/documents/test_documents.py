"""What comes in from outside, and what is made."""

import io
import os
import re
import socket
import subprocess
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tannhjul.core.law import Refused
from tannhjul.documents import intake
from tannhjul.documents.models import Document
from tannhjul.documents.typeset import set_pdf, sheets
from tannhjul.meetings import papers
from tannhjul.meetings.actions import agenda
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


def test_a_file_that_was_cut_off_is_written_anew():
    """As when the machine stopped while it was written: the next who sends it is not deceived."""
    data = b"Referat fra befaringen\n" * 99
    taken = intake.keep(data)
    path = Path(default_storage.path(taken.key))
    path.write_bytes(data[:40])
    assert intake.keep(data) == taken
    assert path.read_bytes() == data
    assert not list(path.parent.glob(".*")), "nothing half-written is left"


def test_a_file_that_cannot_be_written_leaves_nothing(monkeypatch):
    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        intake.keep(b"Noe helt annet\n" * 50)
    folders = Path(default_storage.location)
    assert not list(folders.rglob(".*"))
    assert intake.checksum(f"{'0' * 2}/{'0' * 64}") == ""


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


def _page_of(width, height, rotate=0):
    """A PDF page with one word on it, which a reader sees upright."""
    pdf = pikepdf.new()
    across, down = (height, width) if rotate % 180 else (width, height)
    page = pdf.add_blank_page(page_size=(across, down))
    turn = {0: "1 0 0 1 72 72", 90: f"0 1 -1 0 {across - 72} 72"}[rotate]
    page.contents_add(f"BT /F1 24 Tf {turn} Tm (Opprett) Tj ET".encode())
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Rotate = rotate
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("width", "height", "rotate", "sheet"),
    [
        (595, 842, 0, (595, 842)),
        (1191, 842, 0, (1191, 842)),
        (842, 595, 90, (842, 595)),
        (20, 20, 0, (595, 842)),
        (9000, 9000, 0, (595, 842)),
    ],
)
def test_an_attached_page_keeps_its_size_and_stands_upright(width, height, rotate, sheet):
    """A drawing in A3, a page laid on its side, a scan that is turned, and sizes no one could read."""
    page = _page_of(width, height, rotate)
    attachment = {"title": "Kart", "sheets": [each.as_data() for each in sheets(page)]}
    item = {"reference": "PS 1/26", "title": "Sak", "parts": [], "attachments": [attachment]}
    texts = dict.fromkeys(["footer", "intro", "agenda_title", "attachments_title"], "x")
    rest = {
        "title": "T",
        "author": "A",
        "facts": [["a", "b"]],
        "agenda_head": ["1", "2"],
        "agenda": [],
    }
    data = set_pdf(papers.TEMPLATES / "notice.typ", {**texts, **rest, "items": [item]}, [page])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[-1].mediabox
        assert [round(float(n)) for n in found[2:]] == pytest.approx(sheet, abs=2)
        number = len(pdf.pages)
    words = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), "-", "-"],
        input=data,
        capture_output=True,
        check=True,
    ).stdout.decode()
    if width < 100:
        return
    box = re.search(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Opprett<', words
    )
    left, top, right, bottom = map(float, box.groups())
    assert right - left > bottom - top, "the word lies on its side"
    assert 0 < left < right < sheet[0]
    assert top > sheet[1] / 2, "what stood low stands low"


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
    meeting = agenda.plan(committee, now + timedelta(days=9), by=secretary)
    agenda.add_item(meeting, "Hei 🦄 中文 \x07 čđŋ", by=secretary)
    agenda.convene(meeting, by=secretary, today=today)
    assert meeting.documents.count() == 1
