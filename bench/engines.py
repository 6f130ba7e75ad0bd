"""One PDF of many items with one engine: seconds, megabytes, pages."""

import html
import io
import json
import os
import resource
import sys
import time
from pathlib import Path


def typst(items: list[dict]) -> bytes:
    """The house's own way."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    from tannhjul.documents.typeset import set_pdf
    from tannhjul.meetings import papers

    data = {
        "title": "Sitzung",
        "author": "Karlsruhe",
        "footer": "",
        "facts": [["Organ", "Gemeinderat"]],
        "intro": "",
        "agenda_title": "Tagesordnung",
        "agenda_head": ["Nr.", "Titel"],
        "agenda": [[row["number"], row["title"]] for row in items],
        "items": [
            {
                "reference": row["number"],
                "title": row["title"],
                "parts": [["Text", row["text"]]],
                "attachments": [],
            }
            for row in items
        ],
        "attachments_title": "",
    }
    return set_pdf(papers.TEMPLATES / "notice.typ", data)


def weasyprint(items: list[dict]) -> bytes:
    """The same content as HTML through WeasyPrint, as PDF/UA-1."""
    from weasyprint import HTML

    agenda = "".join(
        f"<tr><td>{html.escape(r['number'])}</td><td>{html.escape(r['title'])}</td></tr>"
        for r in items
    )
    parts = "".join(
        f"<h1 style='page-break-before:always'>{html.escape(r['number'])} {html.escape(r['title'])}</h1><h2>Text</h2>"
        + "".join(f"<p>{html.escape(p)}</p>" for p in r["text"].split("\n\n"))
        for r in items
    )
    style = "<style>@page{size:A4;margin:22mm 20mm;@bottom-right{content:counter(page) ' / ' counter(pages)}} body{font:10.5pt sans-serif} p{white-space:pre-line}</style>"
    page = f"<html lang=de><title>Sitzung</title>{style}<h1>Sitzung</h1><table><tr><th>Nr.</th><th>Titel</th></tr>{agenda}</table>{parts}</html>"
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def main() -> None:
    """engine FILE"""
    engine, path = sys.argv[1:]
    items = json.loads(Path(path).read_text())
    start = time.perf_counter()
    out = {"typst": typst, "weasyprint": weasyprint}[engine](items)
    seconds = time.perf_counter() - start
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    import pikepdf

    with pikepdf.open(io.BytesIO(out)) as pdf:
        pages = len(pdf.pages)
    print(
        f"{seconds:.1f} s, peak {own:.0f} MB in the caller and {child:.0f} MB in a process of its own, {pages} pages, {len(out) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
