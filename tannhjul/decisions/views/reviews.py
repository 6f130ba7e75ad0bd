"""Pages about complaints, and alerts that something is hindered."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import permitted
from tannhjul.decisions import access, queries
from tannhjul.decisions.actions import reviews as actions
from tannhjul.decisions.forms import (
    ComplainForm,
    GrantForm,
    OutcomeForm,
    PassOnForm,
)
from tannhjul.decisions.rules import APPEAL_BODIES
from tannhjul.organisation.models import Body
from tannhjul.web.pages import numbered, page, posted

from .common import fill_in


@permitted(access.see_complaint)
def complaints(request, rows):
    rows = rows.select_related("delegated", "decision__item")
    return page(request, "decisions/complaints.html", {"rows": numbered(request, rows)})


@permitted(access.see_complaint)
def complaint(request, complaint):
    context = {
        "complaint": complaint,
        "ends": queries.complaint_ends(complaint),
        "may_treat": access.treat_complaint.allows(request.user, complaint),
    }
    return page(request, "decisions/complaint.html", context)


def _complain(request, over):
    return fill_in(
        request,
        ComplainForm(posted(request), initial={"received_on": localdate()}),
        lambda data: actions.complain(over, by=request.user, **data),
        lambda row: row.get_absolute_url(),
        _("Complaint over %(decision)s") % {"decision": over},
        _("The complaint has been entered."),
        over.get_absolute_url(),
    )


@permitted(access.complain)
def complain(request, decision):
    return _complain(request, decision)


@permitted(access.complain_delegated)
def complain_delegated(request, row):
    return _complain(request, row)


@permitted(access.treat_complaint)
def grant(request, complaint):
    form = OutcomeForm(posted(request))
    if complaint.decision:
        form = GrantForm(posted(request))
        rows = queries.adopted_by([complaint.decision.body_id], complaint.received_on)
        form.offer("decision", rows.exclude(pk=complaint.decision_id))
    return fill_in(
        request,
        form,
        lambda data: actions.grant(complaint, by=request.user, today=localdate(), **data),
        complaint.get_absolute_url(),
        _("Grant the complaint"),
        _("The complaint has been granted."),
    )


@permitted(access.treat_complaint)
def pass_on(request, complaint):
    form = PassOnForm(posted(request))
    form.offer("body", Body.objects.on(localdate()).filter(kind__in=APPEAL_BODIES))
    return fill_in(
        request,
        form,
        lambda data: actions.pass_on(complaint, by=request.user, today=localdate(), **data),
        complaint.get_absolute_url(),
        _("Pass on to the appeal body"),
        _("A case has been opened for the appeal body."),
    )


@permitted(access.treat_complaint)
def conclude(request, complaint):
    return fill_in(
        request,
        OutcomeForm(posted(request)),
        lambda data: actions.conclude(complaint, by=request.user, today=localdate(), **data),
        complaint.get_absolute_url(),
        _("What the appeal body decided"),
        _("Entered."),
    )
