"""Pages of those who approve claims, settle and authorise."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import localize
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.allowances import access, papers, queries
from tannhjul.allowances.actions import claims
from tannhjul.allowances.actions import grants as granting
from tannhjul.allowances.actions import settlements as settling
from tannhjul.allowances.enums import FLOW, SettlementStatus, Status
from tannhjul.allowances.forms import (
    EndForm,
    FixedForm,
    GrantForm,
    IncomeForm,
    LeaveForm,
    PayrollForm,
    ReasonForm,
    SettlementForm,
)
from tannhjul.allowances.models import Claim, Fixed, Settlement, WageCode
from tannhjul.core.access import permitted
from tannhjul.web.pages import back, handle, numbered, page, posted


def _home() -> str:
    return reverse("allowances:settlements")


@permitted(access.look)
def settlements(request):
    waiting = Claim.objects.filter(status="sent").select_related("person", "meeting__body")
    context = {
        "rows": numbered(request, Settlement.objects.all()),
        "waiting": waiting.order_by("pk"),
        "may_keep": access.keep.allows(request.user),
        "may_open": access.keep.allows(request.user)
        and not Settlement.objects.exclude(status=Status.CLOSED).exists(),
    }
    return page(request, "allowances/settlements.html", context)


@permitted(access.keep)
def open_settlement(request):
    today = localdate()
    first = queries.begun() is None
    form = SettlementForm(posted(request), first=first, initial=queries.next_period(today))

    def act(data):
        return settling.open_settlement(by=request.user, today=today, **data)

    return handle(
        request,
        form,
        act,
        lambda row: row.get_absolute_url(),
        "allowances/form.html",
        {"title": _("New settlement"), "back": _home()},
        thanks=_("This is what the settlement would hold now."),
        button=_("Compute"),
    )


@permitted(access.see_settlement)
def settlement(request, settlement):
    lines = queries.lines_for(settlement)
    verbs = FLOW.open_to(settlement.status)
    may_keep = access.keep_settlement.allows(request.user, settlement)
    checks = {row.person_id: row for row in settlement.checks.all()}
    parts = sorted(
        ((part, checks.get(part.person.pk)) for part in queries.parts(lines)),
        key=lambda row: row[1] is None or row[1].status != SettlementStatus.OBJECTED,
    )
    context = {
        "settlement": settlement,
        "parts": parts,
        "confirmed": sum(row.status == SettlementStatus.CONFIRMED for row in checks.values()),
        "total": sum(part.total for part, _check in parts),
        "by_kind": queries.by_kind(lines),
        "loose": queries.loose_ends(settlement, lines) if settlement.status == "draft" else None,
        "may_send": may_keep and "send_for_check" in verbs,
        "may_discard": may_keep and settlement.status == Status.DRAFT,
        "may_take_back": may_keep and "take_back" in verbs,
        "may_authorise": "authorise" in verbs and access.authorise.allows(request.user, settlement),
        "may_keep": may_keep,
    }
    return page(request, "allowances/settlement.html", context)


@require_POST
@permitted(access.keep_settlement)
def send_for_check(request, settlement):
    settling.send_for_check(settlement, by=request.user, today=localdate())
    return back(request, settlement.get_absolute_url(), _("The members have been asked to check."))


@require_POST
@permitted(access.keep_settlement)
def take_back(request, settlement):
    settling.take_back(settlement, by=request.user)
    return back(request, settlement.get_absolute_url(), _("It is a draft again."))


@require_POST
@permitted(access.keep_settlement)
def discard(request, settlement):
    settling.discard(settlement, by=request.user)
    return back(request, _home(), _("The draft is gone. What it held comes in the next one."))


@require_POST
@permitted(access.authorise)
def authorise(request, settlement):
    settling.authorise(settlement, by=request.user, today=localdate())
    return back(request, settlement.get_absolute_url(), _("It can be paid."))


@permitted(access.see_settlement)
def payroll(request, settlement):
    if settlement.status != Status.CLOSED:
        return back(request, settlement.get_absolute_url(), _("It has not been authorised yet."))
    text = papers.payroll(settlement).encode("utf-8-sig")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"godtgjoring-{settlement.until.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@permitted(access.treat_claim)
def approve_claim(request, claim):
    initial = {"granted": queries.suggested(claim), "edition": claim.edition}
    form = GrantForm(posted(request), initial=initial)
    url = claim.get_absolute_url()

    def act(data):
        return claims.approve_claim(claim, by=request.user, **data)

    says = _("Asked: %(asked)s kr. Can be granted: %(most)s kr.") % {
        "asked": localize(queries.asked(claim)),
        "most": localize(queries.suggested(claim)),
    }
    return handle(
        request,
        form,
        act,
        _home(),
        "allowances/form.html",
        {"title": str(claim), "back": url, "says": says, "person": claim.person},
        thanks=_("The claim has been approved."),
        button=_("Approve"),
    )


@permitted(access.treat_claim)
def return_claim(request, claim):
    url = claim.get_absolute_url()
    return handle(
        request,
        ReasonForm(posted(request)),
        lambda data: claims.return_claim(claim, data["text"], by=request.user),
        url,
        "allowances/form.html",
        {"title": _("Send the claim back"), "back": url, "person": claim.person},
        thanks=_("The claim has been sent back."),
        button=_("Send back"),
    )


@permitted(access.answer)
def answer(request, check):
    url = check.get_absolute_url()
    return handle(
        request,
        ReasonForm(posted(request)),
        lambda data: settling.answer(check, data["text"], by=request.user),
        url,
        "allowances/form.html",
        {"title": _("Answer"), "back": url, "says": check.remark, "person": check.person},
        thanks=_("The member can see the answer."),
    )


@permitted(access.look)
def grants(request):
    rows = numbered(request, Fixed.objects.select_related("person").prefetch_related("leaves"))
    context = {"rows": rows, "today": localdate(), "may_keep": access.keep.allows(request.user)}
    return page(request, "allowances/grants.html", context)


@permitted(access.keep)
def grant(request):
    people = queries.payable()
    form = FixedForm(posted(request), people=people, initial={"today": localdate()})
    url = reverse("allowances:grants")
    return handle(
        request,
        form,
        lambda data: granting.grant(by=request.user, **data),
        url,
        "allowances/form.html",
        {"title": _("New fixed allowance"), "back": url},
        thanks=_("The fixed allowance has been entered."),
    )


@permitted(access.keep_grant)
def enter_leave(request, fixed):
    form = LeaveForm(posted(request), initial={"first": localdate()})
    url = reverse("allowances:grants")
    return handle(
        request,
        form,
        lambda data: granting.enter_leave(fixed, by=request.user, **data),
        url,
        "allowances/form.html",
        {"title": _("Leave from the office"), "back": url, "person": fixed.person},
        thanks=_("It has been entered. The next settlement takes it into account."),
    )


@require_POST
@permitted(access.keep_leave)
def take_back_leave(request, leave):
    granting.take_back_leave(leave, by=request.user)
    return back(request, reverse("allowances:grants"), _("The leave has been taken back."))


@permitted(access.keep_grant)
def state_income(request, fixed):
    form = IncomeForm(posted(request), initial={"income": fixed.income})
    url = reverse("allowances:grants")
    return handle(
        request,
        form,
        lambda data: granting.state_income(fixed, data["income"], by=request.user),
        url,
        "allowances/form.html",
        {"title": _("Other income in the period"), "back": url, "person": fixed.person},
        thanks=_("It has been entered. The next settlement takes it into account."),
    )


@permitted(access.keep_grant)
def end_grant(request, fixed):
    form = EndForm(posted(request), initial={"today": localdate()})
    url = reverse("allowances:grants")
    return handle(
        request,
        form,
        lambda data: granting.end_grant(fixed, by=request.user, **data),
        url,
        "allowances/form.html",
        {"title": _("End %(what)s") % {"what": fixed}, "back": url},
        thanks=_("The fixed allowance has been ended."),
    )


@permitted(access.keep)
def set_payroll(request):
    people = queries.payable().select_related("payee")
    codes = dict(WageCode.objects.values_list("kind", "code"))
    form = PayrollForm(posted(request), people=people, codes=codes)

    def act(_data):
        numbers, kinds = form.split()
        return granting.set_payroll(numbers, kinds, by=request.user)

    return handle(
        request,
        form,
        act,
        _home(),
        "allowances/payroll.html",
        {"title": _("The payroll system"), "back": _home()},
        thanks=_("Saved."),
    )
