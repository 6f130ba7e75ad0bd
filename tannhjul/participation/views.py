"""Pages about inhabitants' proposals."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases import access as cases
from tannhjul.core.access import permitted
from tannhjul.web.pages import back, handle, numbered, page, posted

from . import access, actions, queries
from .enums import Status
from .forms import InitiativeForm, PaperForm, TakeDownForm, WhatIsNewForm


@permitted(access.see)
def index(request, rows):
    context = {"rows": numbered(request, rows.select_related("author")), "needed": queries.needed()}
    return page(request, "participation/index.html", context)


def _form(request, form, act, to, title, thanks, **more):
    context = {"title": title, "back": more.pop("back", to), **more}
    return handle(request, form, act, to, "participation/form.html", context, thanks=thanks)


@permitted(access.begin)
def begin(request):
    title = request.POST.get("title", "")
    return _form(
        request,
        InitiativeForm(posted(request)),
        lambda data: actions.begin(by=request.user, today=localdate(), **data),
        lambda row: row.get_absolute_url(),
        _("New inhabitants' proposal"),
        _("Your proposal is public. Share its address, so that others can stand behind it."),
        back=reverse("participation:index"),
        alike=queries.alike(title, localdate()) if title else [],
    )


@permitted(access.see, "author", "case")
def detail(request, row):
    user = request.user
    mine = user.is_authenticated and row.endorsements.filter(user_id=user.pk).exists()
    looks_after = access.look_after.allows(user, row)
    behind, needed = queries.signatures(row), queries.needed()
    context = {
        "initiative": row,
        "behind": behind,
        "needed": needed,
        "left": max(needed - behind, 0),
        "may_sign": row.status == Status.GATHERING,
        "mine": mine,
        "own": access.own.allows(user, row),
        "alike": queries.alike(row.title, localdate()) if row.status == Status.GATHERING else [],
        "looks_after": looks_after,
        "people": row.endorsements.select_related("user") if looks_after else [],
        "case": row.case if row.case and cases.see.allows(user, row.case) else None,
    }
    return page(request, "participation/detail.html", context)


@require_POST
@permitted(access.sign)
def sign(request, row):
    actions.sign(row, by=request.user, today=localdate())
    return back(request, row.get_absolute_url(), _("You stand behind the proposal."))


@require_POST
@permitted(access.sign)
def take_back(request, row):
    actions.take_back(row, by=request.user)
    return back(request, row.get_absolute_url(), _("You no longer stand behind the proposal."))


@require_POST
@permitted(access.own)
def put_forward(request, row):
    actions.put_forward(row, by=request.user, today=localdate())
    thanks = _("The proposal is before the council, which takes a stand within six months.")
    return back(request, row.get_absolute_url(), thanks)


@permitted(access.own)
def say_what_is_new(request, row):
    return _form(
        request,
        WhatIsNewForm(posted(request), initial={"text": row.what_is_new}),
        lambda data: actions.say_what_is_new(row, by=request.user, **data),
        row.get_absolute_url(),
        _("What is new in it"),
        _("Saved."),
        alike=queries.alike(row.title, localdate()),
    )


@require_POST
@permitted(access.own)
def withdraw(request, row):
    actions.withdraw(row, by=request.user)
    return back(request, row.get_absolute_url(), _("The proposal is withdrawn."))


@permitted(access.look_after)
def enter_paper(request, row):
    return _form(
        request,
        PaperForm(posted(request), initial={"number": row.on_paper}),
        lambda data: actions.enter_paper(row, by=request.user, **data),
        row.get_absolute_url(),
        _("Signatures on paper"),
        _("Saved."),
    )


@require_POST
@permitted(access.look_after)
def refer_to_plan(request, row):
    actions.refer_to_plan(row, by=request.user)
    thanks = _("It is treated with the planning case, without the deadline of six months.")
    return back(request, row.get_absolute_url(), thanks)


@permitted(access.look_after)
def take_down(request, row):
    return _form(
        request,
        TakeDownForm(posted(request)),
        lambda data: actions.take_down(row, by=request.user, **data),
        row.get_absolute_url(),
        _("Take the proposal down"),
        _("It is taken down, and whoever wrote it is told why."),
    )
