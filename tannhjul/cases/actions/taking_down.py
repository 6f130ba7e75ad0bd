"""Taking down a paper that was published by mistake."""

from datetime import datetime

from django.db import transaction

from tannhjul.cases.models import Attachment
from tannhjul.core.law import comply
from tannhjul.documents import actions as documents
from tannhjul.documents.rules import ground_fits_elected_body

from .preparing import locked, note


@transaction.atomic
def take_down(
    attachment: Attachment, why: str, *, ground: str, title: str, by, at: datetime
) -> Attachment:
    """An attachment is closed to everyone but the secretary at once, whatever has come of the case.

    ``title``: what it is called in public from now on; ``ground``: the exemption that was overlooked.
    Notices that it is printed in are made anew without it (``meetings.handlers``).
    """
    case = locked(attachment.case)
    comply(ground_fits_elected_body, ground)
    documents.take_down(
        attachment.document, why, ground=ground, title=title, by=by, at=at, within=case
    )
    note("take_down", case, by, document=attachment.document_id)
    return attachment
