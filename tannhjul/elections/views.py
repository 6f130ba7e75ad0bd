"""Elections: put forward, count, see the result in plain tables, let it take effect."""

from typing import Any

from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.organisation.access import manage_body
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import back, handle, page, posted

from . import access, actions, queries
from .actions import government
from .enums import ElectionStatus, Method
from .forms import (
    ComposeForm,
    CountFileForm,
    CountForm,
    DesignateForm,
    EffectForm,
    ElectionForm,
    FallForm,
    ListForm,
)


def _form(
    request, election, form, act, title, *, thanks, template="organisation/form.html", **more
):
    url = election.get_absolute_url()
    context = {"title": title, "back": url, "election": election, **more}
    return handle(request, form, act, url, template, context, thanks=thanks)


@permitted(access.see_election)
def election(request, election):
    may_hold = access.hold_election.allows(request.user, election)
    shown = may_hold or election.status in (ElectionStatus.COUNTED, ElectionStatus.SEATED)
    context = {
        "election": election,
        "may_hold": may_hold,
        "shown": shown,
        "settled": queries.settled(election) if shown else None,
        "slates": election.slates.prefetch_related("nominees__person", "nominees__party")
        if shown
        else [],
        "by_voters": election.method == Method.VOTERS,
        "by_agreement": election.method == Method.AGREEMENT,
        "designated": election.method == Method.DESIGNATION,
        "may_compose": access.compose.allows(request.user, election),
    }
    return page(request, "elections/election.html", context)


@permitted(manage_body)
def open_election(request, body):
    asked = {
        name: request.GET[name] for name in ("today", "office", "method") if name in request.GET
    }
    form = ElectionForm(posted(request), body=body, initial={"today": localdate(), **asked})
    return handle(
        request,
        form,
        lambda data: actions.open_election(body, by=request.user, **data),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {"title": _("Election in %(body)s") % {"body": body}, "back": body.get_absolute_url()},
        thanks=_("Put the lists or names forward next."),
    )


@permitted(access.fall)
def fall(request, body):
    form = FallForm(body, posted(request))
    return handle(
        request,
        form,
        lambda data: government.fall(
            body, by=request.user, today=localdate(), person=data["person"]
        ),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("Enter that it resigns: %(body)s") % {"body": body},
            "back": body.get_absolute_url(),
        },
        thanks=_(
            "They sit until a new executive council has been composed, in the next meeting at the latest."
        ),
    )


@permitted(access.designate)
def designate(request, body):
    return handle(
        request,
        DesignateForm(posted(request)),
        lambda data: government.designate(body, data["leader"], by=request.user, today=localdate()),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("Designate who forms %(body)s") % {"body": body},
            "back": body.get_absolute_url(),
        },
        thanks=_("Whoever is designated composes it next."),
    )


@require_POST
@permitted(access.recompose)
def recompose(request, body):
    person: Any = person_of(request.user)
    election = government.recompose(body, person, by=request.user, today=localdate())
    return redirect("elections:compose", election.pk)


@permitted(access.compose)
def compose(request, election):
    person: Any = person_of(request.user)
    return _form(
        request,
        election,
        ComposeForm(posted(request)),
        lambda data: government.compose(election, data["lines"], person, by=request.user),
        _("Compose %(body)s") % {"body": election.body},
        thanks=_("It sits from its constituting meeting, and the council is told."),
    )


@permitted(access.hold_election)
def put_list(request, election):
    form = ListForm(posted(request), election=election)

    def act(data):
        return actions.put_list(election, by=request.user, **data)

    title = _("A list for %(body)s") % {"body": election.body}
    return _form(request, election, form, act, title, thanks=_("The list has been put forward."))


@require_POST
@permitted(access.keep_list)
def strike_list(request, slate):
    actions.strike_list(slate, by=request.user)
    return back(request, slate.election.get_absolute_url(), _("The list has been taken away."))


@permitted(access.hold_election)
def count(request, election):
    form = CountForm(posted(request), election=election)

    def act(_data):
        return actions.count(election, by=request.user, **form.facts())

    title = _("Count: %(body)s") % {"body": election.body}
    return _form(request, election, form, act, title, thanks=_("The count has been entered."))


@permitted(access.hold_election)
def load_count(request, election):
    form = CountFileForm(posted(request), request.FILES or None)

    def act(data):
        return actions.load_count(election, data["file"], by=request.user)

    title = _("Count from a file: %(body)s") % {"body": election.body}
    return _form(request, election, form, act, title, thanks=_("The count has been entered."))


@permitted(access.hold_election)
def take_effect(request, election):
    later = election.method in actions.BEGINS_LATER
    begins = localdate() if later else election.body.valid_from
    initial = {"today": max(election.held_on, begins)}
    form = EffectForm(posted(request), election=election, initial=initial)

    def act(data):
        return actions.take_effect(election, by=request.user, **data)

    return _form(
        request,
        election,
        form,
        act,
        _("Let the election take effect: %(body)s") % {"body": election.body},
        thanks=_("Those elected have their seats."),
        template="elections/take_effect.html",
        changes=queries.changes(election),
        barred=queries.barred(election),
    )


@require_POST
@permitted(access.hold_election)
def reopen(request, election):
    actions.reopen(election, by=request.user)
    return back(request, election.get_absolute_url(), _("The count has been taken back."))


@require_POST
@permitted(access.hold_election)
def cancel(request, election):
    actions.cancel(election, by=request.user)
    return back(request, election.get_absolute_url(), _("The election has been called off."))
