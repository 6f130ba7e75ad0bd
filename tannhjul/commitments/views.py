"""Pages about what has been promised."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import hat, permitted
from tannhjul.core.enums import Role
from tannhjul.web.pages import handle, numbered, page, posted

from . import access, actions, queries
from .enums import Status
from .forms import HinderForm, ReportForm


@permitted(access.see)
def index(request, commitments):
    state = Status.DONE if request.GET.get("state") == Status.DONE else Status.OPEN
    chosen = commitments.filter(status=state).select_related("owner", "unit")
    rows = numbered(request, queries.with_bars(chosen).prefetch_related("alerts"))
    rows.object_list = queries.with_about(rows.object_list)
    shown = [row.pk for row in rows.object_list]
    mine = access.report_done.objects(request.user).filter(pk__in=shown)
    context = {
        "rows": rows,
        "state": state,
        "mine": set(mine.values_list("pk", flat=True)),
        "promises": [(row, queries.kept_back(row)) for row in rows.object_list],
        "days": queries.days_to_done(commitments),
        "may_hinder": hat(request.user) == Role.CHIEF_EXECUTIVE,
    }
    return page(request, "commitments/index.html", context)


@permitted(access.report_done)
def report_done(request, commitment):
    return handle(
        request,
        ReportForm(posted(request)),
        lambda data: actions.report_done(
            commitment, data["report"], by=request.user, today=localdate()
        ),
        reverse("commitments:index"),
        "commitments/form.html",
        {"title": _("Report done"), "says": commitment.what, "back": reverse("commitments:index")},
        thanks=_("Thank you. The commitment is reported done."),
    )


@permitted(access.hinder)
def hinder(request, commitment):
    return handle(
        request,
        HinderForm(posted(request)),
        lambda data: actions.hinder(commitment, by=request.user, today=localdate(), **data),
        reverse("commitments:index"),
        "commitments/form.html",
        {
            "title": _("What hinders it"),
            "says": commitment.what,
            "back": reverse("commitments:index"),
        },
        thanks=_("The body that decided is told in its next meeting."),
    )
