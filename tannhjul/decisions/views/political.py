"""Pages about decisions and follow-up."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from tannhjul.cases.enums import Outcome
from tannhjul.commitments.forms import CommitForm
from tannhjul.commitments.queries.promises import of
from tannhjul.core.access import permitted
from tannhjul.decisions import access, panels, queries
from tannhjul.decisions.actions import political as actions
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
        "commitments": of(decision).select_related("owner", "unit").prefetch_related("alerts")
        if may_read
        else [],
    }
    return page(request, "decisions/detail.html", context)


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
