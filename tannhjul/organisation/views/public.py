"""Pages about bodies, people and units."""

from django.db.models import F
from django.utils.timezone import localdate

from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.choices import chosen
from tannhjul.organisation import access, queries
from tannhjul.organisation.choices import LEVELS
from tannhjul.organisation.forms.register import DayForm, TogetherForm
from tannhjul.organisation.models import Body
from tannhjul.web import panels
from tannhjul.web.pages import page


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
    may_manage = access.manage_body.allows(request.user, body)
    context = {
        "body": body,
        "form": form,
        "day": day,
        "members": queries.members(body, day),
        "deputies": queries.deputies(body, day),
        "vacancies": queries.vacancies(body, day),
        "away": [(row, queries.can_be_substituted(row)) for row in queries.away(body, day)],
        "regulations": body.regulations.filter(valid_from__lte=day).first(),
        "may_manage": may_manage,
        "waiting": queries.waiting_outside(body, localdate()) if may_manage else [],
        "panels": panels.fill("organisation:body", request, body),
    }
    return page(request, "organisation/body.html", context)


@permitted(access.see_person)
def person(request, person):
    context = {
        "person": person,
        "seats": person.seats.exclude(valid_to=F("valid_from"))
        .select_related("body", "party")
        .order_by("valid_from", "pk"),
        "interests": access.see_interest.objects(request.user).filter(person=person),
        "may_declare": access.keep_interests.allows(request.user, person),
        "may_manage": access.manage_person.allows(request.user, person),
        "moved_out": queries.moved_out(person, localdate()),
        "panels": panels.fill("organisation:person", request, person),
    }
    return page(request, "organisation/person.html", context)


@permitted(PUBLIC)
def led_together(request):
    """Who answers for several services together, or that nobody does."""
    form = TogetherForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    units, day = list(data.get("units", [])), data.get("on") or localdate()
    one = queries.led_together(units, day)
    leaders = [(unit, queries.leaders_of(unit, day)) for unit in units]
    context = {
        "form": form,
        "asked": units,
        "one": one,
        "leaders_of_one": queries.leaders_of(one, day),
        "leaders": leaders,
        "may_manage": access.set_up.allows(request.user),
    }
    return page(request, "organisation/led_together.html", context)


@permitted(access.see_unit)
def unit(request, unit):
    context = {
        "unit": unit,
        "leaders": unit.leaderships.select_related("person"),
        "supervisions": unit.supervisions.select_related("director"),
        "may_manage": access.manage_unit.allows(request.user, unit),
        "above": queries.unit_above(unit, localdate()),
        "places": unit.places.exclude(valid_to=F("valid_from")).select_related("above"),
        "below": queries.units_below(unit, localdate()),
        "panels": panels.fill("organisation:unit", request, unit),
    }
    return page(request, "organisation/unit.html", context)


@permitted(PUBLIC)
def units(request):
    form, day = _day(request)
    return page(
        request,
        "organisation/units.html",
        {
            "tree": queries.unit_tree(day),
            "levels": queries.levels(day),
            "chosen_levels": chosen(LEVELS, day),
            "group": queries.leadership_group(day),
            "spans": queries.spans(day),
            "outside": queries.outside_networks(day),
            "form": form,
            "day": day,
            "may_manage": access.set_up.allows(request.user),
        },
    )
