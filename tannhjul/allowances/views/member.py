"""What everyone may know of the rates, and what a member sees and claims."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.allowances import access, papers, queries
from tannhjul.allowances.actions import claims, settlements
from tannhjul.allowances.enums import CHECK_FLOW, CLAIM_FLOW, CLAIMED, Kind, Status
from tannhjul.allowances.forms import ClaimForm, ReasonForm, StartForm
from tannhjul.allowances.models import Claim, Line, SettlementCheck
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.documents import intake
from tannhjul.meetings import queries as meetings
from tannhjul.meetings.access import see as see_meeting
from tannhjul.organisation.access import set_up
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import back, handle, numbered, page, posted


@permitted(PUBLIC)
def rates(request):
    today = localdate()
    context = {
        "rates": queries.regulation(today),
        "today": today,
        "is_own": access.own.allows(request.user),
        "may_look": access.look.allows(request.user),
        "may_choose": set_up.allows(request.user),
    }
    return page(request, "allowances/rates.html", context)


def _mine() -> str:
    return reverse("allowances:mine")


@permitted(access.own)
def mine(request):
    person: Any = person_of(request.user)
    today = localdate()
    lines = queries.coming(person, today)
    context = {
        "lines": lines,
        "total": sum(line.amount for line in lines),
        "start": StartForm(meetings=queries.attended(person, today)),
        "claims": numbered(request, Claim.objects.filter(person=person), 10),
        "checks": SettlementCheck.objects.filter(person=person).select_related("settlement")[:12],
    }
    return page(request, "allowances/mine.html", context)


@permitted(access.own)
def confirmation(request):
    person: Any = person_of(request.user)
    coming = meetings.must_attend(person, see_meeting.objects(request.user))
    data = papers.confirmation(person, coming, localdate())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="bekreftelse.pdf"'
    return response


def _kind(request) -> Kind:
    name = request.GET.get("kind")
    if name not in CLAIMED:
        raise Http404
    return Kind(name)


def _claim_form(request, person, kind: Kind, initial: dict, shown: bool = False) -> ClaimForm:
    return ClaimForm(
        posted(request),
        request.FILES or None,
        kind=kind,
        meetings=queries.attended(person, localdate()),
        shown=shown,
        initial=initial,
    )


def _with_receipt(data: dict) -> dict:
    """The data of a form, with the file taken in."""
    upload = data.pop("receipt", None)
    taken = intake.keep(intake.read(upload, upload.size), upload.name) if upload else None
    return {**data, "receipt": taken}


@permitted(access.own)
def send_claim(request):
    kind = _kind(request)
    person: Any = person_of(request.user)
    form = _claim_form(request, person, kind, _beginning(request, person, kind))

    def act(data):
        return claims.send_claim(
            person, kind, by=request.user, today=localdate(), **_with_receipt(data)
        )

    return handle(
        request,
        form,
        act,
        _mine(),
        "allowances/form.html",
        {
            "title": kind.label,
            "back": _mine(),
            "limits": queries.limits(kind, localdate()),
        },
        thanks=_("The claim has been sent. You can change it until it is approved."),
        button=_("Send"),
    )


def _beginning(request, person, kind: Kind) -> dict:
    """What can be filled in beforehand: the meeting that was chosen, and the same trip again."""
    meeting = request.GET.get("meeting", "")
    start: dict[str, Any] = {"meeting": meeting if meeting.isdecimal() else None}
    trip = queries.last_trip(person) if kind == Kind.CAR else None
    return {**start, "what": trip.what, "quantity": trip.quantity} if trip else start


@permitted(access.see_claim)
def claim(request, claim):
    verbs = CLAIM_FLOW.open_to(claim.status)
    may_change = access.change_claim.allows(request.user, claim)
    may_treat = access.treat_claim.allows(request.user, claim)
    context = {
        "claim": claim,
        "asked": queries.asked(claim),
        "most": queries.most_a_day(claim),
        "suggested": queries.suggested(claim),
        "lines": Line.objects.filter(claim=claim).select_related("settlement"),
        "is_own": claim.person == person_of(request.user),
        "may_change": may_change and "change_claim" in verbs,
        "may_withdraw": may_change and "withdraw_claim" in verbs,
        "may_approve": may_treat and "approve_claim" in verbs,
        "may_return": may_treat and "return_claim" in verbs,
    }
    return page(request, "allowances/claim.html", context)


@permitted(access.change_claim)
def change_claim(request, claim):
    kind = Kind(claim.kind)
    initial = {
        "meeting": claim.meeting_id,
        "day": None if claim.meeting_id else claim.day,
        "what": claim.what,
        "quantity": claim.quantity,
    }
    shown = claim.receipt_id is not None
    form = _claim_form(request, claim.person, kind, initial, shown)

    def act(data):
        return claims.change_claim(claim, by=request.user, today=localdate(), **_with_receipt(data))

    url = claim.get_absolute_url()
    return handle(
        request,
        form,
        act,
        url,
        "allowances/form.html",
        {
            "title": kind.label,
            "back": url,
            "limits": queries.limits(kind, claim.day),
            "receipt": claim.receipt,
        },
        thanks=_("The claim has been changed."),
    )


@require_POST
@permitted(access.change_claim)
def withdraw_claim(request, claim):
    claims.withdraw_claim(claim, by=request.user)
    return back(request, _mine(), _("The claim has been taken back."))


@permitted(access.see_check)
def check(request, check):
    lines = [] if check.settlement.status == Status.DRAFT else queries.own_lines(check)
    open_now = check.settlement.status == Status.CHECK
    verbs = CHECK_FLOW.open_to(check.status) if open_now else []
    own = access.check.allows(request.user, check)
    context = {
        "check": check,
        "settlement": check.settlement,
        "lines": lines,
        "total": sum(line.amount for line in lines),
        "may_confirm": own and "confirm" in verbs,
        "may_object": own and "object" in verbs,
        "may_answer": open_now
        and check.remark
        and check.status != "confirmed"
        and access.answer.allows(request.user, check),
        "may_look": access.look.allows(request.user),
    }
    return page(request, "allowances/check.html", context)


@require_POST
@permitted(access.check)
def confirm(request, check):
    edition = request.POST.get("edition", "")
    seen = int(edition) if edition.isdecimal() else 0
    settlements.confirm(check, by=request.user, edition=seen)
    return back(request, check.get_absolute_url(), _("Thank you. You have confirmed it."))


@permitted(access.check)
def object_to(request, check):
    form = ReasonForm(posted(request))
    url = check.get_absolute_url()
    return handle(
        request,
        form,
        lambda data: settlements.object_to(check, data["text"], by=request.user),
        url,
        "allowances/form.html",
        {"title": _("What is wrong?"), "back": url},
        thanks=_("It has been received. Nothing is paid before it is put right or answered."),
        button=_("Send"),
    )
