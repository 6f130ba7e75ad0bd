"""What Lillevik lacks: a report of a threat."""

from django.utils.timezone import localdate

from tannhjul.organisation.models import Person
from tannhjul.safety.models import Incident


def make() -> None:
    """Put it there."""
    day = localdate()
    Incident.objects.create(
        person=Person.objects.get(user__username="demo-representant"),
        contact=Person.objects.get(user__username="demo-kommunedirektor"),
        happened_on=day,
        channel="mail",
        text="Trussel",
    )
