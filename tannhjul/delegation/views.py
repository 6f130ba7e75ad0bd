"""Who may decide what: the question, the chains, the register behind them."""

from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tannhjul.core.access import PUBLIC, permitted
from tannhjul.organisation import queries as organisation
from tannhjul.web import panels
from tannhjul.web.pages import handle, numbered, page, posted

from . import access, actions, papers, queries
from .enums import Measure
from .forms import (
    AreaForm,
    AskForm,
    GrantForm,
    HandOverForm,
    MarkForm,
    RecallForm,
    SheetForm,
    VersionForm,
)
from .models import Area, Grant


@permitted(PUBLIC)
def ask(request):
    form = AskForm(request.GET or None, initial={"today": localdate()})
    data = form.cleaned_data if form.is_valid() else {}
    day = data.get("today") or localdate()
    words, amount, measure = _asked(data)
    alone = not words and amount is not None
    areas = queries.areas_limited_in(measure) if alone else []
    areas = queries.areas_named(words) if words else areas
    facts = (measure, amount, data.get("principled", False))
    matters = [queries.matter_in(area, *facts) for area in areas]
    found = [
        (area, matter.reserved, answers, any(row.reaches for row in answers))
        for area, matter, answers in zip(
            areas, matters, queries.who_decide(matters, day), strict=True
        )
    ]
    context = {
        "form": form,
        "found": found,
        "asked": bool(words),
        "amount_alone": alone,
        "day": day,
        "areas": queries.tree(),
        "may_keep": access.keep.allows(request.user),
    }
    return page(request, "delegation/ask.html", context)


def _asked(data) -> tuple[str, Decimal | None, str]:
    """(words, amount, measure) of a question; an amount among the words counts as kroner."""
    words, amount = data.get("q", ""), data.get("amount")
    if amount is not None:
        return words, amount, data.get("measure", "")
    if words and not queries.areas_named(words):
        words, amount = queries.words_and_amount(words)
    return words, amount, Measure.KRONER if amount is not None else ""


def _versions(request):
    """(form, the day asked for, the day to compare with)"""
    form = VersionForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    return form, data.get("on") or localdate(), data.get("since")


@permitted(PUBLIC)
def matrix(request):
    _form_, day, _since = _versions(request)
    heads = [_("Bodies"), _("Leaders of bodies"), _("The chief executive")]
    heads += [_("Leaders of units"), _("Others")]
    rows = [(row, list(zip(heads, row.cells, strict=True))) for row in queries.matrix(day)]
    return page(request, "delegation/matrix.html", {"rows": rows, "heads": heads, "day": day})


@permitted(PUBLIC)
def regulations(request):
    form, day, since = _versions(request)
    came, went = queries.changed(since, day) if since else ([], [])
    in_order = sorted(queries.in_force(day), key=lambda row: (str(row.area), row.pk))
    rows = numbered(request, in_order, 100)
    prefetch_related_objects(list(rows.object_list), "excepted")
    context = {
        "form": form,
        "day": day,
        "since": since,
        "rows": rows,
        "came": came,
        "went": went,
        "panels": panels.fill("delegation:regulations", request, day),
        "may_keep": access.keep.allows(request.user),
        "all_the_same": queries.passed_on_all_the_same(day),
    }
    return page(request, "delegation/regulations.html", context)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@permitted(PUBLIC)
def printed(request):
    _form_, day, since = _versions(request)
    data = papers.regulations(day, since)
    return _file(data, "application/pdf", f"delegering-{day.isoformat()}.pdf")


@permitted(PUBLIC)
def sheet(request):
    _form_, day, _since = _versions(request)
    data = papers.sheet(queries.in_force(day))
    return _file(data, papers.SHEET, f"delegering-{day.isoformat()}.xlsx")


def _what_was_loaded(done: actions.Loaded) -> str:
    """What to tell: how many were new, and of how many nothing said whether they may be passed on."""
    told = ngettext(
        "%(number)s new delegation has been entered; the rest stands as it was.",
        "%(number)s new delegations have been entered; the rest stands as it was.",
        done.new,
    ) % {"number": done.new}
    if not done.unsaid:
        return told
    unsaid = ngettext(
        "Of %(number)s nothing is said about passing on: there the municipality's own rule holds.",
        "Of %(number)s nothing is said about passing on: there the municipality's own rule holds.",
        done.unsaid,
    ) % {"number": done.unsaid}
    return f"{told} {unsaid}"


@permitted(access.keep)
def load(request):
    return _form(
        request,
        SheetForm(posted(request), request.FILES or None),
        lambda data: actions.load(data["file"], by=request.user, today=localdate()),
        _("Delegations from a spreadsheet"),
        reverse("delegation:regulations"),
        _what_was_loaded,
    )


@permitted(access.see)
def grant(request, grant):
    today = localdate()
    matter = queries.matter_in(grant.area, urgent=grant.urgent)
    answer = queries.held_against(matter, [grant], today)[0]
    below = grant.passed_on.select_related("area", "body", "unit")
    context = {
        "grant": grant,
        "answer": answer,
        "excepted": grant.excepted.all(),
        "below": below,
        "may_recall": grant.recalled_on is None and access.recall.allows(request.user, grant),
        "passes_on": queries.may_be_passed_on(grant, today),
        "may_pass_on": queries.may_be_passed_on(grant, today)
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


@permitted(access.hand_over)
def hand_over(request, unit):
    held = queries.held_by_unit(unit, localdate())
    form = HandOverForm(posted(request), initial={"today": localdate()})
    form.offer("below", Grant.objects.filter(pk__in=[grant.pk for grant in held]))
    if not organisation.units_below(unit, localdate()):
        del form.fields["below"]
    return _form(
        request,
        form,
        lambda data: actions.hand_over(unit, by=request.user, **data),
        _("Hand over the power of %(unit)s") % {"unit": unit},
        unit.get_absolute_url(),
        _("The power has been handed over from that day."),
    )


@permitted(access.mark)
def mark_area(request, area):
    names = ("elected", "principles", "hires")
    initial = {name: getattr(area, name) for name in names} | {"until": area.elected_until}
    return _form(
        request,
        MarkForm(posted(request), initial=initial),
        lambda data: actions.mark_area(area, by=request.user, **data),
        _("What is special about %(area)s") % {"area": area},
        reverse("delegation:ask"),
        _("Power in a larger area leaves this out as long as that is the law."),
    )
