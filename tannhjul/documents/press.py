"""A process of its own that typesets one document, so that its memory is given back at once.

A document of a thousand pages takes half a gigabyte to set. Read: JSON of file names and texts.
Written: the PDF; or, with code 3, why a text cannot be set. Run by ``typeset``, never imported.
"""

import json
import sys
from typing import Any

import typst

CANNOT_BE_SET = 3


def main() -> int:
    """Set what comes in; returns the exit code."""
    files: Any = {name: text.encode() for name, text in json.load(sys.stdin).items()}
    try:
        out = typst.compile(files, pdf_standards=["ua-1"])
    except typst.TypstError as fault:
        print(fault, file=sys.stderr)
        return CANNOT_BE_SET
    sys.stdout.buffer.write(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
