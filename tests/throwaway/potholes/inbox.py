from tannhjul.core.enums import Role
from tannhjul.core.inbox import Task, waiting_for

from .models import Pothole


@waiting_for(Role.UNIT_LEADER)
def to_mend(_user, _day):
    for row in Pothole.objects.filter(status="reported"):
        yield Task("Mend it", row.title, row.get_absolute_url())
