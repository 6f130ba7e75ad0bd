"""What is wrong with the grounds that documents are kept back on."""

from collections.abc import Iterator
from datetime import date

from tannhjul.core.findings import finds

from . import rules
from .models import Document


@finds(rules.ground_fits_elected_body)
def kept_from_elected_members(_day: date) -> Iterator[Document]:
    """Papers of cases that are kept back on a ground that does not hold for elected bodies."""
    for document in Document.objects.filter(attachment__isnull=False).exclude(ground=""):
        if not rules.ground_fits_elected_body(document.ground):
            yield document
