"""Elections on the page of the body that is elected."""

from tannhjul.organisation.access import manage_body
from tannhjul.web import panels


@panels.add("organisation:body", "elections/panels/of_body.html", order=10)
def of_body(request, body):
    """The latest elections of a body, and where one is held."""
    return {
        "body": body,
        "elections": body.elections.all()[:10],
        "may_hold": body.valid_to is None and manage_body.allows(request.user, body),
    }
