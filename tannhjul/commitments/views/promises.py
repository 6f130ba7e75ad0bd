"""Pages about what has been promised."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.commitments import access, panels
from tannhjul.commitments.actions import promises as actions
from tannhjul.commitments.enums import REACHED, Status
from tannhjul.commitments.forms import HinderForm, ReportForm
from tannhjul.commitments.kinds import KINDS
from tannhjul.commitments.models import Commitment
from tannhjul.commitments.queries import judgements
from tannhjul.commitments.queries import promises as queries
from tannhjul.commitments.queries.about import with_about
from tannhjul.core.access import permitted, role_of
from tannhjul.core.enums import Role
from tannhjul.web.pages import handle, numbered, page, posted


@permitted(access.see)
def index(request, commitments):
    state = Status.DONE if request.GET.get("state") == Status.DONE else Status.OPEN
    chosen = commitments.filter(status=state).select_related("owner", "unit")
    rows = numbered(request, queries.with_bars(chosen).prefetch_related("alerts"))
    rows.object_list = with_about(rows.object_list)
    shown = [row.pk for row in rows.object_list]
    mine = access.report_done.objects(request.user).filter(pk__in=shown)
    context = {
        "rows": rows,
        "state": state,
        "mine": set(mine.values_list("pk", flat=True)),
        "promises": [(row, queries.kept_back(row)) for row in rows.object_list],
        "days": queries.days_to_done(commitments),
        "may_hinder": role_of(request.user) == Role.CHIEF_EXECUTIVE,
    }
    return page(request, "commitments/index.html", context)


@permitted(access.see)
def detail(request, commitment):
    row = queries.with_bars(Commitment.objects.filter(pk=commitment.pk)).get()
    open_now = row.status == Status.OPEN and not queries.kept_back(row)
    context = {
        "row": row,
        "kept_back": queries.kept_back(row),
        "may_report": open_now and access.report_done.allows(request.user, row),
        "may_hinder": open_now and access.hinder.allows(request.user, row),
        "judgement": panels.as_judged(
            request.user, KINDS[REACHED], row, judgements.of(REACHED, row)
        ),
    }
    return page(request, "commitments/detail.html", context)


@permitted(access.report_done)
def report_done(request, commitment):
    return handle(
        request,
        ReportForm(posted(request)),
        lambda data: actions.report_done(
            commitment, data["report"], by=request.user, today=localdate()
        ),
        commitment.get_absolute_url(),
        "commitments/form.html",
        {
            "title": _("Report done"),
            "says": commitment.what,
            "back": commitment.get_absolute_url(),
        },
        thanks=_("Thank you. The commitment is reported done."),
    )


@permitted(access.hinder)
def hinder(request, commitment):
    return handle(
        request,
        HinderForm(posted(request)),
        lambda data: actions.hinder(commitment, by=request.user, today=localdate(), **data),
        commitment.get_absolute_url(),
        "commitments/form.html",
        {
            "title": _("What hinders it"),
            "says": commitment.what,
            "back": commitment.get_absolute_url(),
        },
        thanks=_("The body that decided is told in its next meeting."),
    )
