"""What Lillevik lacks: a leader's recommendation that deviates, and a hearing whose turn it is."""

from datetime import date

from tannhjul.cases.models import Case
from tannhjul.organisation.models import Body, Person


def make() -> None:
    """Put them there, in a case that is public."""
    case = Case.objects.filter(status="ready", ground="").first()
    case.recommendations.create(
        leader=Person.objects.first(),
        to_body=Body.objects.get(short="FSK"),
        text="Annet",
        reason="Politikk",
        deviates=True,
        given_on=date(2026, 1, 1),
    )
    case.steps.create(actor="hearing", name="Høring", order=0)
