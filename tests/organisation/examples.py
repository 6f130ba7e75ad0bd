"""What Lillevik lacks: an open election, a list, an incident, a relative."""

from tannhjul.organisation.actions import elections
from tannhjul.organisation.models import Body, Election, Incident, Interest, Person


def make() -> None:
    """Put them there."""
    held = Election.objects.get(method="voters").held_on
    mayor = Person.objects.get(user__username="demo-ordforer")
    elections.open_election(
        Body.objects.get(short="HTM"), "proportion", by=None, today=held, demanded=True
    )
    Incident.objects.create(
        person=Person.objects.get(user__username="demo-representant"),
        contact=Person.objects.get(user__username="demo-kommunedirektor"),
        happened_on=held,
        channel="mail",
        text="Trussel",
    )
    Interest.objects.create(person=mayor, tie="family", name="En slektning", valid_from=held)
