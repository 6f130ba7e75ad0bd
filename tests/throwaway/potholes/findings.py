from django.utils.timezone import localdate

from tannhjul.core.findings import finds

from .models import Pothole
from .rules import is_mended_in_time


@finds(is_mended_in_time)
def forgotten(day):
    for row in Pothole.objects.filter(status="reported"):
        if not is_mended_in_time((day - localdate(row.reported_at)).days):
            yield row
