"""Pages about decisions and follow-up."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from tannhjul.cases.enums import Outcome
from tannhjul.core.access import hat, permitted
from tannhjul.core.enums import Role
from tannhjul.decisions import access, panels, queries
from tannhjul.decisions.actions import political as actions
from tannhjul.decisions.forms import CommitForm, ReportForm
from tannhjul.web.feeds import atom
from tannhjul.web.pages import handle, numbered, page, posted


@permitted(access.see)
def index(request, decisions):
    rows = decisions.annotate(fallen=queries.fallen(), waits=queries.waits())
    return page(
        request,
        "decisions/index.html",
        {"rows": numbered(request, rows.select_related("item", "body"))},
    )


def _named_in_feed(row):
    """A decision in a line of the feed; a refusal, and one that has fallen, say so."""
    says = row.item.get_outcome_display() if row.item.outcome == Outcome.REJECTED else ""
    says = _("Does not hold any more") if row.fallen else says
    return f"{row.body}: {row} – {says}" if says else f"{row.body}: {row}"


@permitted(access.see)
@cache_control(max_age=300)
def feed(request, decisions):
    rows = decisions.select_related("item__meeting", "body").annotate(fallen=queries.fallen())
    entries = [
        (_named_in_feed(row), row.get_absolute_url(), row.item.meeting.starts_at, f"v/{row.pk}")
        for row in rows.order_by("-pk")[:50]
    ]
    return atom(request, _("Latest decisions"), reverse("decisions:index"), entries)


@permitted(access.see)
def detail(request, decision):
    may_read = access.read.allows(request.user, decision)
    tried = panels.tried_decision(request.user, decision)
    context = {
        "decision": decision,
        "fallen": not tried["holds"],
        "may_read": may_read,
        "may_reverse": bool(queries.above(decision))
        and access.reverse_decision.allows(request.user, decision),
        "may_commit": tried["holds"] and access.commit.allows(request.user, decision),
        "tried": tried,
        "commitments": decision.commitments.select_related("owner", "unit").prefetch_related(
            "alerts"
        )
        if may_read
        else [],
    }
    return page(request, "decisions/detail.html", context)


@permitted(access.see_commitment)
def follow_up(request, commitments):
    state = request.GET.get("state", "open")
    rows = commitments.filter(status="done" if state == "done" else "open")
    rows = rows.select_related("decision__item", "decision__body", "owner", "unit")
    rows = rows.prefetch_related("alerts").annotate(
        fallen=queries.fallen("decision__"), waits=queries.waits("decision__")
    )
    mine = (
        set(access.report_done.objects(request.user).values_list("pk", flat=True))
        if request.user.is_authenticated
        else set()
    )
    context = {"rows": numbered(request, rows), "state": state, "mine": mine}
    context["days"] = queries.days_to_done(commitments)
    context["may_hinder"] = hat(request.user) == Role.CHIEF_EXECUTIVE
    return page(request, "decisions/follow_up.html", context)


@permitted(access.commit)
def commit(request, decision):
    form = CommitForm(posted(request))

    def act(data):
        return actions.commit(decision, by=request.user, today=localdate(), **data)

    url = decision.get_absolute_url()
    context = {"title": _("Follow up the decision"), "back": url}
    return handle(
        request,
        form,
        act,
        url,
        "decisions/form.html",
        context,
        thanks=_("The commitment is visible to everyone until it is reported done."),
    )


@permitted(access.report_done)
def report_done(request, commitment):
    form = ReportForm(posted(request))

    def act(data):
        return actions.report_done(commitment, data["report"], by=request.user, today=localdate())

    url = reverse("decisions:follow_up")
    context = {"title": _("Report done"), "back": url, "says": commitment.what}
    return handle(
        request,
        form,
        act,
        url,
        "decisions/form.html",
        context,
        thanks=_("Thank you. The commitment is reported done."),
    )
