"""What Lillevik lacks: an incident, a relative."""

from django.utils.timezone import localdate

from tannhjul.organisation.models import Incident, Interest, Person


def make() -> None:
    """Put them there."""
    day = localdate()
    mayor = Person.objects.get(user__username="demo-ordforer")
    Incident.objects.create(
        person=Person.objects.get(user__username="demo-representant"),
        contact=Person.objects.get(user__username="demo-kommunedirektor"),
        happened_on=day,
        channel="mail",
        text="Trussel",
    )
    Interest.objects.create(person=mayor, tie="family", name="En slektning", valid_from=day)
