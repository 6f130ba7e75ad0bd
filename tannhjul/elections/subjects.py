"""Elections belong in the body that is elected, and are found by it and by those who stand."""

from django.utils.text import capfirst

from tannhjul.core.subjects import Text, in_body, subject

from .access import see_election
from .enums import ElectionStatus
from .models import Election


def _texts_of_election(election: Election) -> list[Text]:
    """By the body, what is elected, and who stands."""
    names = election.nominees.values_list("person__name", flat=True)
    title = capfirst(f"{election._meta.verbose_name}: {election.body}")
    text = "\n".join([election.get_office_display(), *names])
    return [Text(title, text, state=election.status, day=election.held_on)]


subject(
    Election,
    slug="valg",
    place=lambda election: in_body(election.body_id),
    see=see_election,
    texts=_texts_of_election,
    related=("body",),
    colours={ElectionStatus.SEATED: "success", ElectionStatus.CANCELLED: "danger"},
)
