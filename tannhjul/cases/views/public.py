"""Pages about cases."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases import access, actions, queries
from tannhjul.cases.choices import BUDGET_RECOMMENDED
from tannhjul.cases.enums import BUDGETS, CONSEQUENCES, FLOW, PAPER_PARTS, Status, StepStatus
from tannhjul.cases.forms import (
    AlternativeForm,
    AttachmentForm,
    CaseForm,
    CasePartyForm,
    HandOverForm,
    LinkForm,
    PaperForm,
    ReasonForm,
    RecommendForm,
    RouteForm,
    TakeDownForm,
)
from tannhjul.cases.models import Alternative, Attachment, CaseParty, Link
from tannhjul.core.access import EVERYTHING, permitted
from tannhjul.core.choices import chosen
from tannhjul.documents import access as documents
from tannhjul.documents import intake
from tannhjul.organisation.access import may_follow
from tannhjul.web import panels
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(access.see)
def index(request, cases):
    status = request.GET.get("status", "")
    if status in Status.values:
        cases = cases.filter(status=status)
    context = {
        "rows": numbered(request, cases.select_related("unit")),
        "status": status,
        "statuses": Status.choices,
        "may_open": access.open_case.allows(request.user),
    }
    return page(request, "cases/index.html", context)


def _shown(request, case, steps, may_read):
    """What the reader may see of the content; nothing of it is fetched when the case is closed."""
    if not may_read:
        return {"may_read": False, "passages": []}
    inside = access.prepares(request.user)
    attachments = case.attachments.select_related("document")
    attachments = list(attachments if inside else attachments.filter(published=True))
    visible = set(
        documents.see.objects(request.user)
        .filter(pk__in=[row.document_id for row in attachments])
        .values_list("pk", flat=True)
    )
    said = queries.said(case)
    if any(row.behind_doors for row, _repeats in said) and not access.hear.allows(
        request.user, case
    ):
        said = queries.said(case, inside=False)
    return {
        "may_read": True,
        "passages": case.passages.select_related("by") if case.track_id else [],
        "paper": queries.paper(case) if inside else queries.public_paper(case),
        "alternatives": case.alternatives.all() if inside or not case.is_prepared else [],
        "is_reworked": case.is_prepared and not inside,
        "links": case.links.all() if inside else case.links.filter(published=True),
        "parties": case.parties.all() if inside else case.parties.filter(published=True),
        "attachments": [(row, row.document_id in visible) for row in attachments],
        "recommendations": said,
        "counts": queries.counting_now(steps, [row for row, _repeats in said]),
    }


def _to_take(request, case, steps):
    """The ids of the steps, other than bodies, that the reader can begin or end now."""
    if all(step.body_id for step in steps) or not access.write.allows(request.user, case):
        return set()
    return {step.pk for step in queries.in_turn(case)}


@permitted(access.see, "unit", "officer", "track", "spokesperson", "called_in_by")
def detail(request, case):
    steps = list(case.steps.select_related("body", "unit"))
    waiting = [step for step in steps if step.status == StepStatus.WAITING]
    may_read = access.read.allows(request.user, case)
    rerouted = case.track_id or case.called_in_by_id
    may_write = access.write.allows(request.user, case)
    may_approve = access.approve.allows(request.user, case)
    open_verbs = FLOW.open_to(case.status)
    context = {
        "case": case,
        "route": queries.route(steps, may_read),
        "may_write": may_write and case.status in (Status.DRAFT, Status.SUBMITTED),
        "may_take_down": access.take_down.rule(request.user) is EVERYTHING,
        "may_submit": may_write and "submit" in open_verbs,
        "may_take_back": may_write and not may_approve and "take_back" in open_verbs,
        "may_approve": may_approve and "approve" in open_verbs,
        "may_hand_over": case.status in (Status.DRAFT, Status.SUBMITTED, Status.READY)
        and access.hand_over.allows(request.user, case),
        "may_withdraw": may_write and "withdraw" in open_verbs,
        "may_track": case.status in (Status.DRAFT, Status.SUBMITTED, Status.READY)
        and access.set_track.allows(request.user, case),
        "may_forward": case.status == Status.DRAFT
        and bool(waiting and waiting[0].body_id and waiting[0].leg == 0)
        and access.forward.allows(request.user, case),
        "may_recommend": access.recommend.allows(request.user, case),
        "may_assess": access.prepares(request.user) and may_approve,
        "may_choose_spokesperson": case.status == Status.READY
        and access.choose_spokesperson.allows(request.user, case),
        "steps_in_turn": _to_take(request, case, steps),
        "reroutings": case.reroutings.select_related("left", "track") if rerouted else [],
        "remarks": case.remarks.select_related("by") if may_write or may_approve else [],
        "panels": panels.fill("cases:detail", request, case),
        **_shown(request, case, steps, may_read),
    }
    return page(request, "cases/detail.html", context)


@permitted(access.see)
def timeline(request, case):
    events = queries.told(case, may_follow(request.user), request.user)
    rows = numbered(request, events, 50)
    inside = access.prepares(request.user) and access.read.allows(request.user, case)
    rows.object_list = queries.explained(case, list(rows.object_list), inside)
    return page(request, "cases/timeline.html", {"case": case, "rows": rows})


@permitted(access.open_case)
def open_case(request):
    form = CaseForm(posted(request))
    return handle(
        request,
        form,
        lambda data: actions.open_case(
            officer=request.user, by=request.user, today=localdate(), **data
        ),
        lambda case: reverse("cases:write", args=[case.pk]),
        "cases/form.html",
        {"title": _("Open a case"), "back": reverse("cases:index")},
        thanks=_("The case has been opened. Write the case paper next."),
    )


def _form(request, case, form, act, title, *, thanks="", button="", **more):
    url = case.get_absolute_url()
    context = {"title": title, "case": case, "back": url, **more}
    return handle(request, form, act, url, "cases/form.html", context, thanks=thanks, button=button)


@permitted(access.write)
def write(request, case):
    last = queries.paper(case)
    initial = {name: getattr(last, name) for name in PAPER_PARTS} | {"based_on": last.number}
    form = PaperForm(posted(request), initial=initial)

    def act(data):
        return actions.write(case, data, based_on=data["based_on"], by=request.user)

    return _form(
        request, case, form, act, _("Case paper"), thanks=_("The case paper has been saved.")
    )


@permitted(access.write)
def add_alternative(request, case):
    form = AlternativeForm(posted(request))

    def act(data):
        return actions.add_alternative(case, data.pop("title"), by=request.user, **data)

    return _form(
        request, case, form, act, _("New alternative"), thanks=_("The alternative has been added.")
    )


@permitted(access.write)
def change_alternative(request, case, alternative):
    row = get_object_or_404(Alternative, pk=alternative, case=case)
    form = AlternativeForm(
        posted(request),
        initial={"title": row.title, **{name: getattr(row, name) for name in CONSEQUENCES}},
    )

    def act(data):
        return actions.change_alternative(row, by=request.user, **data)

    return _form(
        request,
        case,
        form,
        act,
        _("Change alternative"),
        thanks=_("The alternative has been changed."),
    )


@permitted(access.write)
def add_link(request, case):
    form = LinkForm(posted(request))

    def act(data):
        return actions.add_link(case, by=request.user, **data)

    return _form(request, case, form, act, _("New link"), thanks=_("The link has been added."))


@permitted(access.write)
def attach(request, case):
    form = AttachmentForm(posted(request), request.FILES or None)

    def act(data):
        upload = data.pop("file")
        taken = intake.keep(intake.read(upload, upload.size), upload.name)
        return actions.attach(
            case, data.pop("title"), taken, by=request.user, today=localdate(), **data
        )

    return _form(
        request, case, form, act, _("Attach a file"), thanks=_("The file has been attached.")
    )


KINDS: dict[str, Any] = {
    "alternativ": Alternative,
    "lenke": Link,
    "vedlegg": Attachment,
    "part": CaseParty,
}


@permitted(access.write)
def add_party(request, case):
    form = CasePartyForm(posted(request))

    def act(data):
        return actions.add_party(case, by=request.user, **data)

    return _form(request, case, form, act, _("Name a party"), thanks=_("The party has been named."))


@permitted(access.take_down)
def take_down(request, case, row):
    attachment = get_object_or_404(Attachment, pk=row, case=case)
    form = TakeDownForm(posted(request), initial={"title": _("Attachment")})

    def act(data):
        return actions.take_down(attachment, by=request.user, at=timezone.now(), **data)

    title = _("Take down: %(title)s") % {"title": attachment}
    thanks = _("It has been taken down. Notices that it stood in have come anew without it.")
    return _form(request, case, form, act, title, thanks=thanks)


@require_POST
@permitted(access.write)
def remove(request, case, kind, row):
    actions.remove(get_object_or_404(KINDS[kind], pk=row, case=case), by=request.user)
    return back(request, case.get_absolute_url(), _("It has been taken away."))


@permitted(access.write)
def set_route(request, case):
    initial: dict[str, Any] = {}
    for place, step in enumerate(case.steps.filter(status="waiting"), 1):
        initial |= {f"body_{place}": step.body_id, f"power_{place}": step.power}
    form = RouteForm(posted(request), initial=initial)

    def act(data):
        return actions.set_route(case, form.bodies(), by=request.user)

    return _form(
        request,
        case,
        form,
        act,
        _("The way through the bodies"),
        thanks=_("The way has been saved."),
    )


@require_POST
@permitted(access.write)
def submit(request, case):
    actions.submit(case, by=request.user)
    return back(request, case.get_absolute_url(), _("The case is now with the chief executive."))


@require_POST
@permitted(access.write)
def take_back(request, case):
    actions.take_back(case, by=request.user)
    return back(request, case.get_absolute_url(), _("The case is with you again."))


@permitted(access.hand_over)
def hand_over(request, case):
    initial = {"officer": case.officer_id, "unit": case.unit_id}
    return handle(
        request,
        HandOverForm(posted(request), initial=initial),
        lambda data: actions.hand_over(case, by=request.user, **data),
        case.get_absolute_url(),
        "cases/form.html",
        {"title": _("Hand the case over"), "back": case.get_absolute_url(), "case": case},
        thanks=_("The case has been handed over."),
    )


@require_POST
@permitted(access.write)
def withdraw(request, case):
    actions.withdraw(case, by=request.user)
    return back(request, case.get_absolute_url(), _("The case has been withdrawn."))


@permitted(access.approve)
def send_back(request, case):
    form = ReasonForm(posted(request))

    def act(data):
        return actions.send_back(case, data["reason"], by=request.user, today=localdate())

    return _form(
        request,
        case,
        form,
        act,
        _("Send the case back"),
        button=_("Send back"),
        thanks=_("The case is back with its officer."),
    )


@permitted(access.approve)
def approve(request, case):
    last = queries.paper(case)
    initial = {"recommendation": last.recommendation, "based_on": last.number}
    missing = queries.missing(queries.ended_by_approval(case), case, None, localdate())
    asks_why = any(row.is_advice for row in missing)
    form = RecommendForm(posted(request), initial=initial, asks_why=asks_why)
    if case.nature in BUDGETS and not chosen(BUDGET_RECOMMENDED, localdate()):
        form.fields["recommendation"].required = False
        form.fields["recommendation"].initial = initial["recommendation"] = ""

    def act(data):
        text = data.pop("recommendation")
        return actions.approve(case, text, by=request.user, today=localdate(), **data)

    return _form(
        request,
        case,
        form,
        act,
        _("Approve and recommend"),
        unstated=queries.unstated(case),
        missing=missing,
        button=_("Approve and recommend"),
        thanks=_(
            "The case is approved and on its way. It is public unless that body meets in private."
        ),
    )
