from django.db import transaction

from tannhjul.core.journal import record

from .models import Pothole


@transaction.atomic
def report(title, *, by, at, **where) -> Pothole:
    row = Pothole.objects.create(title=title, reported_at=at, **where)
    record("potholes.report", row, by=by)
    return row


@transaction.atomic
def mend(row: Pothole, *, by) -> Pothole:
    row.status = "mended"
    row.save(update_fields=["status"])
    record("potholes.mend", row, by=by)
    return row
