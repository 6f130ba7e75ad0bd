"""What Lillevik lacks: a relative."""

from django.utils.timezone import localdate

from tannhjul.organisation.models import Interest, Person


def make() -> None:
    """Put it there."""
    day = localdate()
    mayor = Person.objects.get(user__username="demo-ordforer")
    Interest.objects.create(person=mayor, tie="family", name="En slektning", valid_from=day)
