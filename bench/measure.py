"""Measurements against a named baseline in the same run. ``python -m bench.measure NAME``.

Each prints what it measured and the ratio; nothing here is asserted by a test. The figures in
docs/performance.md were written down from these runs.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TANNHJUL_DATA", ROOT.parent / "shared" / "data"))
CITY = DATA / "oparl-karlsruhe"


def _run(home: Path, *args: str) -> tuple[float, float]:
    """(seconds, peak MB) of one command in an installation of its own."""
    env = {
        **os.environ,
        "TANNHJUL_HOME": str(home),
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "config.cli", *args],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return time.perf_counter() - start, max(peak, before) / 1024


def _sample(target: Path, share: int) -> Path:
    """Every ``share``-th meeting of the city, with the papers it treats."""
    target.mkdir()
    for name in ("organizations.json", "consultations.json", "paper-submitters.json"):
        shutil.copyfile(CITY / name, target / name)
    (target / "texts").mkdir()
    with gzip.open(CITY / "meetings.jsonl.gz", "rt") as file:
        rows = [line for line in file if '"agendaItem"' in line][::share]
    wanted = {i.get("consultation") for row in rows for i in json.loads(row).get("agendaItem", [])}
    with gzip.open(CITY / "papers.jsonl.gz", "rt") as file:
        papers = [
            p for p in file if any(c["id"] in wanted for c in json.loads(p).get("consultation", []))
        ]
    for name, lines in (("meetings", rows), ("papers", papers)):
        with gzip.open(target / f"{name}.jsonl.gz", "wt") as file:
            file.writelines(lines)
    return target


def imports() -> None:
    """The whole city: objects a second and peak memory; baseline: reading the same files as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        objects = 0
        for name in ("meetings", "papers"):
            with gzip.open(CITY / f"{name}.jsonl.gz", "rt") as file:
                for line in file:
                    row = json.loads(line)
                    objects += (
                        1 + len(row.get("agendaItem", [])) + len(row.get("auxiliaryFile", []))
                    )
        baseline = time.perf_counter() - start
        seconds, peak = _run(Path(folder) / "home", "import", "oparl", str(CITY))
    print(
        f"import oparl: {objects} objects in {seconds:.1f} s = {objects / seconds:.0f}/s, peak {peak:.0f} MB"
    )
    print(f"ratio to only parsing the files ({baseline:.2f} s): {seconds / baseline:.1f}")


PAGES = """
import os, json, time, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
django.setup()
from django.test import Client
from tannhjul.meetings.models import Meeting, Item
from tannhjul.cases.models import Case
client = Client(SERVER_NAME="localhost")
meeting = Meeting.objects.filter(items__case__isnull=False).order_by("pk").first()
item = meeting.items.filter(case__isnull=False).first()
pages = {"case": item.case.get_absolute_url(), "meeting": meeting.get_absolute_url(), "body": meeting.body.get_absolute_url(),
    "item": item.get_absolute_url(), "search": "/sok/?q=Haushalt", "front": "/"}
out = {}
for name, url in pages.items():
    times = []
    for n in range(45):
        start = time.perf_counter()
        assert client.get(url).status_code == 200
        times.append((time.perf_counter() - start) * 1000)
    out[name] = sorted(times[5:])[37]
print(json.dumps(out))
"""


def pages() -> None:
    """p95 of the main pages at the size of the city; baseline: the same pages at 1 % of it."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for name, source in (("small", _sample(Path(folder) / "sample", 100)), ("whole", CITY)):
            home = Path(folder) / name
            _run(home, "import", "oparl", str(source))
            env = {**os.environ, "TANNHJUL_HOME": str(home)}
            subprocess.run(
                [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"],
                cwd=ROOT,
                env={**env, "DJANGO_SETTINGS_MODULE": "config.settings.local"},
                check=True,
            )
            out = subprocess.run(
                [sys.executable, "-c", PAGES],
                cwd=ROOT,
                env=env,
                check=True,
                capture_output=True,
                text=True,
            )
            figures.append(json.loads(out.stdout))
    for name in figures[0]:
        small, whole = (figure[name] for figure in figures)
        print(
            f"{name:8} p95 {small:6.1f} ms at 1 %, {whole:6.1f} ms whole, ratio {whole / small:.2f}"
        )


def pdf() -> None:
    """The notice of the real budget session (394 items with their texts): Typst against WeasyPrint."""
    with tempfile.TemporaryDirectory() as folder:
        items = json.dumps(_budget_session())
        (Path(folder) / "items.json").write_text(items)
        for engine in ("typst", "weasyprint"):
            script = [sys.executable, "-m", "bench.engines", engine, f"{folder}/items.json"]
            out = subprocess.run(script, cwd=ROOT, capture_output=True, text=True)
            print(f"{engine:11} {out.stdout.strip() or out.stderr.strip().splitlines()[-1]}")


def _budget_session() -> list[dict]:
    files = {}
    with gzip.open(CITY / "papers.jsonl.gz", "rt") as file:
        for line in file:
            row = json.loads(line)
            for consultation in row.get("consultation", []):
                files[consultation["id"]] = [
                    f["id"].rsplit("/", 1)[1] for f in row.get("auxiliaryFile", [])
                ]
    with gzip.open(CITY / "meetings.jsonl.gz", "rt") as file:
        meeting = next(row for row in map(json.loads, file) if row["id"].endswith("meetings/10439"))
    out = []
    for item in meeting["agendaItem"]:
        texts = [CITY / "texts" / f"{name}.txt" for name in files.get(item.get("consultation"), [])]
        body = "\n\n".join(path.read_text() for path in texts if path.exists())
        out.append({"number": item["number"], "title": item["name"], "text": body})
    return out


def creation() -> None:
    """8 processes that open 200 cases each; baseline: one process that opens 200."""
    script = "import os,sys,django\nos.environ['DJANGO_SETTINGS_MODULE']='config.settings.local'\ndjango.setup()\nfrom datetime import date\nfrom tannhjul.cases.actions import open_case\nfor n in range(200): open_case(f'Sak {n}', by=None, today=date(2026,5,1))"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TANNHJUL_HOME": folder}
        subprocess.run(
            [sys.executable, "-m", "config.cli", "migrate"], cwd=ROOT, env=env, check=True
        )
        seconds = []
        for writers in (1, 8):
            start = time.perf_counter()
            rows = [
                subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=env)
                for _ in range(writers)
            ]
            failed = [row.wait() for row in rows]
            seconds.append(time.perf_counter() - start)
            print(
                f"{writers} writers: {200 * writers} cases in {seconds[-1]:.1f} s, {sum(map(bool, failed))} failed"
            )
    print(f"ratio of cases a second, 8 writers to 1: {8 * seconds[0] / seconds[1]:.2f}")


def main() -> None:
    """Run one measurement, or all."""
    names = {"imports": imports, "pages": pages, "pdf": pdf, "creation": creation}
    parser = argparse.ArgumentParser()
    parser.add_argument("name", nargs="?", choices=[*names, "all"], default="all")
    wanted = parser.parse_args().name
    for name, run in names.items():
        if wanted in (name, "all"):
            run()


if __name__ == "__main__":
    main()
