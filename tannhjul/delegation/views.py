"""Who may decide what: the question, the chains, the register behind them."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.pages import handle, page, posted

from . import access, actions, queries
from .forms import AreaForm, AskForm, GrantForm, RecallForm
from .models import Area


@permitted(PUBLIC)
def ask(request):
    form = AskForm(request.GET or None, initial={"today": localdate()})
    data = form.cleaned_data if form.is_valid() else {}
    day = data.get("today") or localdate()
    areas = queries.areas_named(data["q"]) if data.get("q") else []
    found = [
        (area, matter.reserved, queries.who_decides(matter, day))
        for area in areas
        for matter in [
            queries.matter_in(
                area,
                data.get("measure", "") if data.get("amount") is not None else "",
                data.get("amount"),
                data.get("principled", False),
            )
        ]
    ]
    context = {
        "form": form,
        "found": found,
        "asked": bool(data.get("q")),
        "day": day,
        "areas": queries.tree(),
        "may_keep": access.keep.allows(request.user),
    }
    return page(request, "delegation/ask.html", context)


@permitted(access.see)
def grant(request, grant):
    today = localdate()
    answer = queries.held_against(queries.matter_in(grant.area), [grant], today)[0]
    below = grant.passed_on.select_related("area", "body", "unit")
    context = {
        "grant": grant,
        "answer": answer,
        "excepted": grant.excepted.all(),
        "below": below,
        "may_recall": grant.recalled_on is None and access.recall.allows(request.user, grant),
        "may_pass_on": grant.may_pass_on
        and answer.reaches
        and access.pass_on.allows(request.user, grant),
    }
    return page(request, "delegation/grant.html", context)


def _form(request, form, act, title, back, thanks):
    return handle(
        request,
        form,
        act,
        lambda row: row.get_absolute_url() if hasattr(row, "get_absolute_url") else back,
        "delegation/form.html",
        {"title": title, "back": back},
        thanks=thanks,
    )


@permitted(access.keep)
def create_area(request):
    return _form(
        request,
        AreaForm(posted(request)),
        lambda data: actions.create_area(by=request.user, **data),
        _("New area of decision"),
        reverse("delegation:ask"),
        _("The area has been entered."),
    )


@permitted(access.keep)
def give(request):
    area = request.GET.get("area", "")
    initial = {"today": localdate(), "area": area if area.isdecimal() else None}
    return _form(
        request,
        GrantForm(posted(request), initial=initial),
        lambda data: actions.give(by=request.user, **data),
        _("Delegation from the council"),
        reverse("delegation:ask"),
        _("The delegation has been entered."),
    )


@permitted(access.pass_on)
def pass_on(request, grant):
    form = GrantForm(posted(request), initial={"today": localdate(), "area": grant.area_id})
    form.offer("area", Area.objects.filter(pk__in=queries.below(grant.area)), grant.area_id)
    return _form(
        request,
        form,
        lambda data: actions.give(by=request.user, parent=grant, **data),
        _("Pass on: %(what)s") % {"what": grant},
        grant.get_absolute_url(),
        _("The power has been passed on."),
    )


@permitted(access.recall)
def recall(request, grant):
    return _form(
        request,
        RecallForm(posted(request), initial={"today": localdate()}),
        lambda data: actions.recall(grant, by=request.user, **data),
        _("Recall: %(what)s") % {"what": grant},
        grant.get_absolute_url(),
        _("The delegation has been recalled, and what was passed on from it falls with it."),
    )
