"""Elections on the page of the body that is elected."""

from tannhjul.organisation.access import manage_body
from tannhjul.organisation.enums import BodyKind
from tannhjul.web import panels

from . import access


@panels.add("organisation:body", "elections/panels/of_body.html", order=10)
def of_body(request, body):
    """The latest elections of a body, and where one is held."""
    may_hold = body.valid_to is None and manage_body.allows(request.user, body)
    governs = body.kind == BodyKind.EXECUTIVE_COUNCIL
    return {
        "body": body,
        "elections": body.elections.all()[:10],
        "may_hold": may_hold,
        "may_fall": access.fall.allows(request.user, body),
        "may_designate": governs and access.designate.allows(request.user, body),
        "may_recompose": governs and access.recompose.allows(request.user, body),
    }
