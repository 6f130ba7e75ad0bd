"""Pages about what is owed at intervals."""

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.commitments import access
from tannhjul.commitments.actions import duties as actions
from tannhjul.commitments.forms import DutyForm, PerformForm
from tannhjul.commitments.models import Duty
from tannhjul.commitments.presets import PRESETS
from tannhjul.commitments.queries import duties as queries
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.web.pages import back, handle, page, posted


@permitted(PUBLIC)
def duties(request):
    day = localdate()
    rows = queries.standings(queries.in_force(day), day)
    may_oblige = access.oblige.allows(request.user)
    asked = queries.asked_for(day) if may_oblige else []
    context = {"rows": rows, "may_oblige": may_oblige, "asked": asked}
    return page(request, "commitments/duties.html", context)


@permitted(access.see_duty)
def duty(request, row):
    day = localdate()
    running = queries.in_force(day).filter(pk=row.pk).first()
    context = {
        "row": row,
        "standing": queries.standing(running, day) if running else None,
        "preset": PRESETS.get(row.key),
        "may_perform": access.perform.allows(request.user, row),
        "may_end": not row.key and access.end_duty.allows(request.user, row),
    }
    return page(request, "commitments/duty.html", context)


@permitted(access.oblige)
def oblige(request):
    day = localdate()
    key = request.GET.get("plikt", "")
    if key and key not in PRESETS:
        raise Http404
    preset = PRESETS.get(key)
    return handle(
        request,
        DutyForm(posted(request), day=day, preset=preset),
        lambda data: actions.oblige(**data, by=request.user, today=day),
        Duty.get_absolute_url,
        "commitments/oblige.html",
        {
            "title": preset.named if preset else _("Add something owed at intervals"),
            "preset": preset,
            "back": reverse("commitments:duties"),
        },
        thanks=_("It is owed from now on, and stands in the inbox of whoever owes it in time."),
    )


@permitted(access.perform)
def perform(request, row):
    due = next(queries.owed(row), None)
    return handle(
        request,
        PerformForm(posted(request), duty=row),
        lambda data: actions.perform(row, by=request.user, today=localdate(), **data),
        row.get_absolute_url(),
        "commitments/form.html",
        {
            "title": _("Give what is owed"),
            "says": str(row),
            "due": due,
            "back": row.get_absolute_url(),
        },
        thanks=_("Thank you. It stands as given."),
    )


@require_POST
@permitted(access.end_duty)
def end_duty(request, row):
    actions.end_duty(row, by=request.user, today=localdate())
    return back(request, row.get_absolute_url(), _("Nothing more is owed."))
