"""Pages about bodies, people and units."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.core import panels
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.pages import handle, page, posted

from . import access, actions, queries
from .forms import BodyForm, DayForm, RegulationsForm, SeatForm, VacateForm
from .models import Body, Seat


def _day(request):
    form = DayForm(request.GET or None)
    day = form.cleaned_data.get("on") if form.is_valid() else None
    return form, day or localdate()


@permitted(access.see_body)
def bodies(request, rows):
    form, day = _day(request)
    context = {
        "bodies": Body.objects.on(day).filter(pk__in=rows.values("pk")),
        "form": form,
        "day": day,
        "may_manage": access.manage_bodies.allows(request.user),
    }
    return page(request, "organisation/bodies.html", context)


@permitted(access.see_body)
def body(request, body):
    form, day = _day(request)
    context = {
        "body": body,
        "form": form,
        "day": day,
        "members": queries.members(body, day),
        "deputies": queries.deputies(body, day),
        "regulations": body.regulations.filter(valid_from__lte=day).first(),
        "may_manage": access.manage_body.allows(request.user, body),
        "panels": panels.fill("organisation:body", request, body),
    }
    return page(request, "organisation/body.html", context)


@permitted(access.see_person)
def person(request, person):
    context = {
        "person": person,
        "seats": person.seats.select_related("body", "party").order_by("valid_from", "pk"),
        "panels": panels.fill("organisation:person", request, person),
    }
    return page(request, "organisation/person.html", context)


@permitted(PUBLIC)
def units(request):
    form, day = _day(request)
    return page(
        request,
        "organisation/units.html",
        {"tree": queries.unit_tree(day), "form": form, "day": day},
    )


@permitted(access.manage_bodies)
def create_body(request):
    form = BodyForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.create_body(by=request.user, **data),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {"title": _("New body"), "back": reverse("organisation:bodies")},
        thanks=_("The body has been created."),
    )


@permitted(access.manage_body)
def seat(request, body):
    form = SeatForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.seat(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": _("New seat in %(body)s") % {"body": body}, "back": body.get_absolute_url()},
        thanks=_("The seat has been given."),
    )


@permitted(access.manage_body)
def vacate(request, body, seat):
    row = get_object_or_404(Seat, pk=seat, body=body)
    if row.valid_to is not None:
        raise Http404
    form = VacateForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.vacate(row, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("End the seat of %(person)s") % {"person": row.person},
            "back": body.get_absolute_url(),
        },
        thanks=_("The seat has ended."),
    )


@permitted(access.manage_body)
def regulate(request, body):
    last = body.regulations.first()
    names = ("scope", "decision_power", "period", "other")
    initial = {name: getattr(last, name) for name in names} if last else {}
    form = RegulationsForm(posted(request), initial={**initial, "today": localdate()})
    return handle(
        request,
        form,
        lambda data: actions.regulate(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": _("Regulations for %(body)s") % {"body": body}, "back": body.get_absolute_url()},
        thanks=_("The regulations have been saved. Earlier ones can still be read."),
    )
