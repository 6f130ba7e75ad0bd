from datetime import timedelta

from tannhjul.cases.subjects import in_case
from tannhjul.core.subjects import Appointment, Text, in_body, subject

from .access import see
from .models import Pothole


def _place(row):
    return in_body(row.body_id, **{**in_case(row.case, phase="follow_up"), "unit": row.unit_id})


def _appointments(rows, since, until):
    for row in rows.filter(reported_at__gte=since, reported_at__lt=until):
        end = row.reported_at + timedelta(hours=1)
        yield Appointment(row.title, row.reported_at, end, row.get_absolute_url())


subject(
    Pothole,
    slug="hull",
    place=_place,
    see=see,
    texts=lambda row: [Text(row.title, state=row.status)],
    appointments=_appointments,
    colours={"mended": "success"},
)
