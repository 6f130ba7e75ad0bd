"""Pages about legality checks: demanding, opening, looking again, answering."""

from typing import Any

from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import permitted, role_of
from tannhjul.core.enums import Role
from tannhjul.decisions import access, queries
from tannhjul.decisions.actions import checks as actions
from tannhjul.decisions.enums import Waits
from tannhjul.decisions.forms import (
    AgendaForm,
    AnswerCheckForm,
    BeginAloneForm,
    BeginInItemForm,
    BodyLooksForm,
    DemandForm,
    WaitsForm,
    WhoDecidedLooksForm,
)
from tannhjul.decisions.models import LegalityCheck
from tannhjul.meetings.access import read_item
from tannhjul.meetings.models import Item
from tannhjul.meetings.queries import reviewable_in
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import numbered, page, posted

from .common import fill_in


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


def _who_can_say(over, user):
    """Who can have decided that a decision waits, as far as the user may enter it (§ 27-3)."""
    if role_of(user) != Role.SECRETARY:
        return [Waits.NOBODY, Waits.DECIDED]
    by_council = isinstance(over, Item) and over.body.kind == BodyKind.COUNCIL
    return [one for one in Waits if one != Waits.ABOVE or not by_council]


def _ask_who(form, over, user):
    form.offer("waits", [(one.value, one.label) for one in _who_can_say(over, user)])
    return form


@permitted(access.open_check)
def open_check(request, motion):
    return fill_in(
        request,
        _ask_who(WaitsForm(posted(request)), motion.about, request.user),
        lambda data: actions.open_check(motion, by=request.user, today=localdate(), **data),
        lambda row: row.get_absolute_url(),
        _("Open a legality check"),
        lambda row: (
            _("Whoever decided looks at it again first.")
            if isinstance(row, LegalityCheck)
            else row.reply
        ),
        motion.get_absolute_url(),
    )


def _begin_alone(request, form, over):
    return fill_in(
        request,
        _ask_who(form, over, request.user),
        lambda data: actions.begin_alone(over, by=request.user, today=localdate(), **data),
        lambda row: row.get_absolute_url(),
        _("The county governor takes it up: %(decision)s") % {"decision": over},
        _("Entered."),
        over.get_absolute_url(),
    )


@permitted(access.take_up_item)
def take_up_item(request, item):
    form = BeginInItemForm(posted(request))
    form.offer("tries", [(row.tries.value, row.tries.label) for row in reviewable_in(item)])
    return _begin_alone(request, form, item)


@permitted(access.take_up_delegated)
def take_up_delegated(request, row):
    return _begin_alone(request, BeginAloneForm(posted(request)), row)


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
        "may_postpone": check.is_under_way and access.postpone_check.allows(user, check),
    }
    return page(request, "decisions/check.html", context)


@permitted(access.keep_check)
def put_on_agenda(request, check):
    if check.status != "asked":
        return redirect(check)
    form, today = AgendaForm(posted(request)), localdate()
    form.offer("meeting", queries.meetings_to_look_again(check, today))
    return fill_in(
        request,
        form,
        lambda data: actions.put_on_agenda(check, data["meeting"], by=request.user, today=today),
        check.get_absolute_url(),
        _("Put it on the agenda"),
        _("It is on the agenda."),
    )


@permitted(access.look_again)
def treat_check(request, check):
    if check.status != "asked":
        return redirect(check)
    form: Any = WhoDecidedLooksForm(posted(request))
    if check.item:
        form = BodyLooksForm(posted(request))
        form.offer("looked_in", queries.looked_at_again_in(check, localdate()), check.looked_in)
    return fill_in(
        request,
        form,
        lambda data: actions.treat_check(check, by=request.user, today=localdate(), **data),
        check.get_absolute_url(),
        _("What whoever decided found"),
        _("Entered."),
    )


@permitted(access.postpone_check)
def postpone(request, check):
    if not check.is_under_way:
        return redirect(check)
    form = _ask_who(WaitsForm(posted(request)), check.over, request.user)
    form.fields["waits"].initial = check.waits
    return fill_in(
        request,
        form,
        lambda data: actions.postpone(check, by=request.user, **data),
        check.get_absolute_url(),
        _("Does the decision wait meanwhile?"),
        _("Entered."),
    )


@permitted(access.keep_check)
def answer_check(request, check):
    if check.status != "sent":
        return redirect(check)
    return fill_in(
        request,
        AnswerCheckForm(posted(request)),
        lambda data: actions.answer_check(check, by=request.user, today=localdate(), **data),
        check.get_absolute_url(),
        _("The county governor's answer"),
        _("Entered."),
    )
