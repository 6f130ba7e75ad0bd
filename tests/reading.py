"""Reading what the program sets on paper."""

import subprocess


def text_of(data: bytes) -> str:
    """The text of a PDF."""
    run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode()
