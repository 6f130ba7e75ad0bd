"""Who decides, among 50 000 delegations, against the same question among 500.

``python -m bench.delegation [--number 50000]`` in an installation of its own (DATABASE_URL as set).
Prints the median and the 95th percentile of a question, in milliseconds, and the ratio.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = 400
PARTS = 25


def _fill(number: int) -> list[int]:
    """``number`` delegations in chains of three over a tree of areas; the ids of the smallest areas."""
    from datetime import date

    from tannhjul.delegation.models import Area, Grant
    from tannhjul.organisation.models import Unit

    day = date(2026, 1, 1)
    unit = Unit.objects.create(name="Kommunedirektøren", task="head", valid_from=day)
    whole = Area.objects.create(name=f"Alt {number}")
    middle = Area.objects.bulk_create(
        Area(name=f"{number} område {n}", parent=whole) for n in range(PARTS)
    )
    small = Area.objects.bulk_create(
        Area(name=f"{number} sak {n}", parent=middle[n % PARTS]) for n in range(PARTS * 20)
    )
    common = {"holder": "unit", "unit": unit, "decided_by": "x", "valid_from": day}
    limit = {"measure": "kroner", "limit": 1_000_000}
    top = Grant.objects.create(area=whole, **common)
    second = Grant.objects.bulk_create(
        Grant(area=area, parent=top, **common, **limit) for area in middle
    )
    rest = number - 1 - len(second)
    Grant.objects.bulk_create(
        (
            Grant(area=small[n % len(small)], parent=second[n % PARTS], **common, **limit)
            for n in range(rest)
        ),
        batch_size=2_000,
    )
    return [area.pk for area in small]


def _ask(areas: list[int]) -> list[float]:
    from datetime import date
    from decimal import Decimal

    from tannhjul.delegation import queries
    from tannhjul.delegation.models import Area

    times = []
    for pk in random.Random(1).choices(areas, k=QUESTIONS):
        start = time.perf_counter()
        area = Area.objects.select_related("parent__parent__parent").get(pk=pk)
        queries.who_decides(queries.matter_in(area, "kroner", Decimal(400_000)), date(2026, 6, 1))
        times.append((time.perf_counter() - start) * 1000)
    return times


def _measure(number: int) -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
    django.setup()
    found = {}
    for size in (500, number):
        times = _ask(_fill(size))
        found[size] = statistics.quantiles(times, n=20)[-1]
        print(
            f"{size} delegations: median {statistics.median(times):.1f} ms, p95 {found[size]:.1f} ms"
        )
    print(f"ratio of p95: {found[number] / found[500]:.2f}")


def main() -> None:
    """Measure in an empty installation; with --inside, in the one that is set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--number", type=int, default=50_000)
    parser.add_argument("--inside", action="store_true")
    args = parser.parse_args()
    if args.inside:
        _measure(args.number)
        return
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "TANNHJUL_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "config.cli", "migrate"], cwd=ROOT, env=env, check=True
        )
        again = [sys.executable, "-m", "bench.delegation", "--inside", "--number", str(args.number)]
        subprocess.run(again, cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    main()
