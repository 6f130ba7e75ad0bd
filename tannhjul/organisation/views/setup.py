"""Setting up a municipality: step by step, and what it has chosen for itself."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.accounts.access import manage_users
from tannhjul.core.access import permitted
from tannhjul.core.choices import OPTIONS, Sort, chosen
from tannhjul.organisation import access, queries
from tannhjul.organisation.actions import register, units
from tannhjul.organisation.forms.register import (
    AppointForm,
    ChooseForm,
    DescribeUnitForm,
    EndForm,
    EntityForm,
    FindForm,
    FollowUpForm,
    MoveUnitForm,
    PartyForm,
    PersonForm,
    TermForm,
    UnitForm,
)
from tannhjul.organisation.models import Party, Person, Population, Term, Unit
from tannhjul.web import panels
from tannhjul.web.pages import handle, numbered, page, posted


def _home() -> str:
    return reverse("organisation:set_up")


def _places(may_invite: bool) -> dict[str, str]:
    """The page on which each step is done; "" when someone else must do it."""
    council = queries.council(localdate())
    return {
        "entity": reverse("organisation:entity"),
        "term": reverse("organisation:open_term"),
        "parties": reverse("organisation:parties"),
        "council": council.get_absolute_url() if council else reverse("organisation:create_body"),
        "bodies": reverse("organisation:bodies"),
        "units": reverse("organisation:units"),
        "users": reverse("accounts:users") if may_invite else "",
    }


@permitted(access.set_up)
def set_up(request):
    steps = queries.set_up(localdate())
    may_invite = manage_users.allows(request.user)
    places = _places(may_invite)
    waiting = next((row.step for row in steps if not row.done), None)
    context = {
        "steps": [(row, places[row.step]) for row in steps],
        "waiting": waiting,
        "terms": Term.objects.all(),
        "may_invite": may_invite,
    }
    return page(request, "organisation/set_up.html", context)


@permitted(access.set_up)
def entity(request):
    row = queries.entity()
    names = ("name", "number", "inhabitants", "url")
    initial = {name: getattr(row, name) for name in names} if row else {}
    last = Population.objects.first()
    new_year = date(localdate().year, 1, 1)
    initial["counted_on"] = last.counted_on if last else new_year
    form = EntityForm(posted(request), initial=initial)

    def act(data):
        if row:
            return register.describe(row, by=request.user, **data)
        return register.establish(by=request.user, **data)

    return handle(
        request,
        form,
        act,
        _home(),
        "organisation/form.html",
        {"title": _("The municipality"), "back": _home()},
        thanks=_("Saved."),
    )


@permitted(access.set_up)
def open_term(request):
    form = TermForm(posted(request))
    return handle(
        request,
        form,
        lambda data: register.open_term(by=request.user, **data),
        _home(),
        "organisation/form.html",
        {"title": _("New term"), "back": _home()},
        thanks=_("The term has been entered."),
    )


@permitted(access.set_up)
def parties(request):
    form = PartyForm(posted(request))
    return handle(
        request,
        form,
        lambda data: register.register_party(by=request.user, **data),
        reverse("organisation:parties"),
        "organisation/parties.html",
        {"parties": Party.objects.all()},
        thanks=_("The party has been entered."),
    )


@permitted(access.set_up)
def people(request):
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = Person.objects.filter(name__icontains=words).select_related("user")
    rows = numbered(request, found.order_by("name", "pk"))
    return page(request, "organisation/people.html", {"form": form, "rows": rows})


@permitted(access.set_up)
def register_person(request):
    form = PersonForm(posted(request))
    return handle(
        request,
        form,
        lambda data: register.register_person(by=request.user, **data),
        lambda row: row.get_absolute_url(),
        "organisation/form.html",
        {"title": _("New person"), "back": reverse("organisation:people")},
        thanks=_("The person has been entered."),
    )


@permitted(access.set_up)
def create_unit(request):
    form = UnitForm(posted(request), initial={"today": localdate()})

    return handle(
        request,
        form,
        lambda data: units.create_unit(by=request.user, **data),
        reverse("organisation:units"),
        "organisation/form.html",
        {"title": _("New unit"), "back": reverse("organisation:units")},
        thanks=_("The unit has been created."),
    )


@permitted(access.manage_unit)
def appoint(request, unit):
    form = AppointForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: units.appoint(unit, data["person"], by=request.user, today=data["today"]),
        reverse("organisation:units"),
        "organisation/form.html",
        {"title": _("Leader of %(unit)s") % {"unit": unit}, "back": reverse("organisation:units")},
        thanks=_("The leader has been appointed."),
    )


@permitted(access.manage_unit)
def describe_unit(request, unit):
    initial = {name: getattr(unit, name) for name in ("task", "basis", "keeps_accounts", "board")}
    form = DescribeUnitForm(posted(request), initial=initial)
    return handle(
        request,
        form,
        lambda data: units.describe_unit(unit, by=request.user, **data),
        unit.get_absolute_url(),
        "organisation/form.html",
        {
            "title": _("%(unit)s in the organisation") % {"unit": unit},
            "back": unit.get_absolute_url(),
        },
        thanks=_("Saved."),
    )


@permitted(access.manage_unit)
def supervise(request, unit):
    form = FollowUpForm(posted(request), initial={"today": localdate()})
    return handle(
        request,
        form,
        lambda data: units.supervise(unit, data["director"], by=request.user, today=data["today"]),
        unit.get_absolute_url(),
        "organisation/form.html",
        {"title": _("Who follows up %(unit)s") % {"unit": unit}, "back": unit.get_absolute_url()},
        thanks=_("The director follows up the unit from then on."),
    )


@permitted(access.manage_unit)
def move_unit(request, unit):
    form = MoveUnitForm(posted(request), initial={"today": localdate()})
    form.offer("above", Unit.objects.filter(valid_to=None).exclude(pk=unit.pk))
    return handle(
        request,
        form,
        lambda data: units.move_unit(unit, by=request.user, **data),
        unit.get_absolute_url(),
        "organisation/form.html",
        {"title": _("Place %(unit)s elsewhere") % {"unit": unit}, "back": unit.get_absolute_url()},
        thanks=_("Saved. Where it stood before can still be asked for by date."),
    )


@permitted(access.manage_unit)
def close_unit(request, unit):
    form = EndForm(posted(request), initial={"today": localdate()})
    above, below = queries.unit_above(unit, localdate()), queries.units_below(unit, localdate())
    context = {
        "title": _("End %(what)s") % {"what": unit},
        "back": unit.get_absolute_url(),
        "above": above,
        "below": below if above else [],
        "panels": panels.fill("organisation:close_unit", request, unit),
    }
    return handle(
        request,
        form,
        lambda data: units.close_unit(unit, by=request.user, **data),
        reverse("organisation:units"),
        "organisation/close_unit.html",
        context,
        thanks=_("The unit has ended. What it did can still be read."),
    )


@permitted(access.set_up)
def choices(request):
    context = {"choices": queries.local_choices(localdate())}
    return page(request, "organisation/choices.html", context)


@permitted(access.set_up)
def choose(request, key):
    option = OPTIONS.get(key)
    if option is None:
        raise Http404
    today = localdate()
    now = chosen(option, today)
    value = ("1" if now else "") if option.sort == Sort.YES_NO else now
    initial = {"value": value, "today": today}
    form = ChooseForm(posted(request), option=option, initial=initial)
    return handle(
        request,
        form,
        lambda data: register.choose(option, by=request.user, **data),
        reverse("organisation:choices"),
        "organisation/choose.html",
        {"option": option, "back": reverse("organisation:choices")},
        thanks=_("The choice has been entered. What held before stays on record."),
    )
