"""Pages about legality checks: demanding, opening, looking again, answering."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import permitted
from tannhjul.core.pages import numbered, page, posted
from tannhjul.decisions import access, queries
from tannhjul.decisions.actions import checks as actions
from tannhjul.decisions.forms import (
    AnswerCheckForm,
    BodyLooksForm,
    DemandForm,
    TakeUpForm,
    WaitsForm,
    WhoDecidedLooksForm,
)
from tannhjul.meetings.access import read_item
from tannhjul.meetings.queries import triable
from tannhjul.organisation.queries import person_of

from .reviews import fill_in


@permitted(access.demand_check)
def demand(request, row):
    person: Any = person_of(request.user)
    return fill_in(
        request,
        DemandForm(posted(request)),
        lambda data: actions.demand(row, person, by=request.user, today=localdate(), **data),
        lambda motion: motion.get_absolute_url(),
        _("Demand a legality check of %(decision)s") % {"decision": row},
        _("It has been received. Two more members of the council must stand behind it."),
        row.get_absolute_url(),
    )


@permitted(access.open_check)
def open_check(request, motion):
    return fill_in(
        request,
        WaitsForm(posted(request)),
        lambda data: actions.open_check(motion, by=request.user, today=localdate(), **data),
        lambda row: row.get_absolute_url(),
        _("Open a legality check"),
        _("Whoever decided looks at it again first. A body does so in a meeting."),
        motion.get_absolute_url(),
    )


def _take_up(request, form, over):
    return fill_in(
        request,
        form,
        lambda data: actions.take_up(over, by=request.user, today=localdate(), **data),
        lambda row: row.get_absolute_url(),
        _("The county governor takes it up: %(decision)s") % {"decision": over},
        _("Entered."),
        over.get_absolute_url(),
    )


@permitted(access.take_up_item)
def take_up_item(request, item):
    form = TakeUpForm(posted(request))
    rows = [row for row in triable(item.meeting) if row.item == item]
    form.offer("tries", [(row.tries.value, row.tries.label) for row in rows])
    return _take_up(request, form, item)


@permitted(access.take_up_delegated)
def take_up_delegated(request, row):
    return _take_up(request, WaitsForm(posted(request)), row)


@permitted(access.see_check)
def index(request, checks):
    rows = checks.select_related("item__body", "delegated")
    return page(request, "decisions/legality.html", {"rows": numbered(request, rows)})


@permitted(access.see_check)
def check(request, check):
    user = request.user
    context = {
        "check": check,
        "ends": queries.check_ends(check.motion.decided_on) if check.motion else None,
        "may_read": read_item.allows(user, check.item)
        if check.item
        else access.read_delegated.allows(user, check.delegated),
        "may_keep": access.keep_check.allows(user, check),
        "may_look": check.status == "asked" and access.look_again.allows(user, check),
    }
    return page(request, "decisions/check.html", context)


def _looked_at_again(check):
    rows = queries.decided_by([check.item.body_id], check.asked_on)
    return rows.exclude(item=check.item)


@permitted(access.look_again)
def treat_check(request, check):
    form: Any = WhoDecidedLooksForm(posted(request))
    if check.item:
        form = BodyLooksForm(posted(request))
        form.offer("kept_by", _looked_at_again(check))
    return fill_in(
        request,
        form,
        lambda data: actions.treat_check(check, by=request.user, today=localdate(), **data),
        check.get_absolute_url(),
        _("What whoever decided found"),
        _("Entered."),
        check.get_absolute_url(),
    )


@permitted(access.keep_check)
def postpone(request, check):
    return fill_in(
        request,
        WaitsForm(posted(request), initial={"waits": check.waits}),
        lambda data: actions.postpone(check, by=request.user, **data),
        check.get_absolute_url(),
        _("Does the decision wait meanwhile?"),
        _("Entered."),
        check.get_absolute_url(),
    )


@permitted(access.keep_check)
def answer_check(request, check):
    return fill_in(
        request,
        AnswerCheckForm(posted(request)),
        lambda data: actions.answer_check(check, by=request.user, today=localdate(), **data),
        check.get_absolute_url(),
        _("The county governor's answer"),
        _("Entered."),
        check.get_absolute_url(),
    )
