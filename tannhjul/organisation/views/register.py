"""The register of bodies and seats, and who of them may sign in."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.organisation import access, queries
from tannhjul.organisation.actions import bodies, departures, letting_in, register, seats
from tannhjul.organisation.enums import Leaving
from tannhjul.organisation.forms.register import (
    BodyForm,
    EndForm,
    FullPersonForm,
    KeepForm,
    OpennessForm,
    RegulationsForm,
)
from tannhjul.organisation.forms.seats import (
    ComeBackForm,
    FillForm,
    LeaveForm,
    ReplaceForm,
    SeatForm,
    SubstituteForm,
)
from tannhjul.organisation.models import Departure, Seat
from tannhjul.web.pages import back, handle, posted


@permitted(access.manage_bodies)
def create_body(request):
    initial = {"today": localdate(), "kind": request.GET.get("kind", "")}
    form = BodyForm(posted(request), initial=initial)
    return handle(
        request,
        form,
        lambda data: bodies.create_body(by=request.user, **data),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {"title": _("New body"), "back": reverse("organisation:bodies")},
        thanks=_("The body has been created."),
    )


@permitted(access.manage_body)
def seat(request, body):
    form = SeatForm(body, posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: seats.seat_one(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": _("New seat in %(body)s") % {"body": body}, "back": body.get_absolute_url()},
        thanks=_("The seat has been given."),
    )


@permitted(access.manage_body)
def leave(request, body, seat):
    """First the ground; then what will follow, to be confirmed."""
    row = get_object_or_404(Seat.objects.select_related("body", "person"), pk=seat, body=body)
    row = queries.own_seat(row)
    if row.valid_to is not None and not row.meanwhile_id:
        raise Http404
    asked = "ground" in request.GET
    form = LeaveForm(
        posted(request) or (request.GET if asked else None), initial={"today": localdate()}
    )
    shown = form.is_valid() and request.method == "GET"
    data = form.cleaned_data if shown else {}
    context = {
        "title": _("%(person)s leaves %(body)s") % {"person": row.person, "body": body},
        "back": body.get_absolute_url(),
        "shown": shown,
        "consequences": queries.consequences(row, data["ground"], data["today"], data["until"])
        if shown
        else [],
    }
    return handle(
        request,
        form,
        lambda data: departures.leave(row, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/leave.html",
        context,
        thanks=_("It is done, with what follows from it."),
        button=_("Do this"),
    )


def _elect(request, body, seat, kind_of_form, act, title, thanks):
    row = get_object_or_404(Seat.objects.select_related("person", "party"), pk=seat, body=body)
    form = kind_of_form(body, posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: act(row, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": title % {"person": row.person, "body": body}, "back": body.get_absolute_url()},
        thanks=thanks,
    )


@permitted(access.manage_body)
def replace(request, body, seat):
    title = _("Who comes after %(person)s in %(body)s")
    thanks = _("The new member has the seat.")
    return _elect(request, body, seat, ReplaceForm, departures.replace, title, thanks)


@permitted(access.manage_body)
def substitute(request, body, seat):
    title = _("Substitute member for %(person)s in %(body)s")
    thanks = _("The substitute member sits until the member is back.")
    return _elect(request, body, seat, SubstituteForm, departures.substitute, title, thanks)


@permitted(access.manage_body)
def come_back(request, body, absence):
    row = get_object_or_404(Departure.objects.select_related("seat__person"), pk=absence)
    gone = row.seat.valid_to is not None and row.ground != Leaving.MOVED
    if row.seat.body_id != body.pk or gone:
        raise Http404
    form = ComeBackForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: departures.come_back(row, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("%(person)s comes back to %(body)s")
            % {"person": row.seat.person, "body": body},
            "back": body.get_absolute_url(),
        },
        thanks=_("The member is back, and whoever sat meanwhile does so no longer."),
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
        lambda data: bodies.regulate(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": _("Regulations for %(body)s") % {"body": body}, "back": body.get_absolute_url()},
        thanks=_("The regulations have been saved. Earlier ones can still be read."),
    )


@permitted(access.manage_body)
def fill(request, body):
    form = FillForm(body, posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: seats.fill(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("Seat a whole list in %(body)s") % {"body": body},
            "back": body.get_absolute_url(),
        },
        thanks=_("Everyone on the list has a seat."),
    )


@permitted(access.manage_body)
def keep_network(request, body):
    form = KeepForm(posted(request), initial={"because": body.kept_because})
    url = body.get_absolute_url()
    return handle(
        request,
        form,
        lambda data: bodies.keep_network(body, by=request.user, **data),
        url,
        "organisation/form.html",
        {"title": _("Why %(body)s is kept") % {"body": body}, "back": url},
        thanks=_("Saved."),
    )


@permitted(access.manage_body)
def set_openness(request, body):
    form = OpennessForm(posted(request), initial={"openness": body.openness})

    def act(data):
        return bodies.set_openness(body, by=request.user, today=localdate(), **data)

    url = body.get_absolute_url()
    return handle(
        request,
        form,
        act,
        url,
        "organisation/form.html",
        {"title": _("Openness of %(body)s") % {"body": body}, "back": url},
        thanks=_("Saved."),
    )


@permitted(access.manage_body)
def close_body(request, body):
    form = EndForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: bodies.close_body(body, by=request.user, **data),
        body.get_absolute_url(),
        "organisation/form.html",
        {"title": _("End %(what)s") % {"what": body}, "back": body.get_absolute_url()},
        thanks=_("The body and its seats have ended. What it did can still be read."),
    )


@require_POST
@permitted(access.manage_body)
def let_all_in(request, body):
    number = letting_in.let_all_in(body, by=request.user, today=localdate())
    said = ngettext(
        "%(number)s invitation is on its way.", "%(number)s invitations are on their way.", number
    )
    return back(request, body.get_absolute_url(), said % {"number": number})


@permitted(access.manage_person)
def correct_person(request, person):
    form = FullPersonForm(
        posted(request),
        initial={"name": person.name, "email": person.email, "gender": person.gender},
    )
    return handle(
        request,
        form,
        lambda data: register.correct_person(person, by=request.user, **data),
        person.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("Put right: %(person)s") % {"person": person},
            "back": person.get_absolute_url(),
        },
        thanks=_("It has been put right."),
    )


@require_POST
@permitted(access.manage_person)
def let_in(request, person):
    letting_in.let_in(person, by=request.user, today=localdate())
    return back(request, person.get_absolute_url(), _("A message with the way in is on its way."))
