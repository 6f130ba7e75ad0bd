"""A settlement from draft, through the members' own check, to payment."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tannhjul.allowances import notices, queries
from tannhjul.allowances.choices import CHECK_DAYS
from tannhjul.allowances.enums import CHECK_FLOW, FLOW, SettlementStatus, Status
from tannhjul.allowances.models import Line, Settlement, SettlementCheck
from tannhjul.core.choices import chosen
from tannhjul.core.journal import record
from tannhjul.core.law import Refused


def _locked(settlement: Settlement) -> Settlement:
    row = Settlement.objects.select_for_update(of=("self",)).filter(pk=settlement.pk).first()
    if row is None:
        raise Refused(_("The settlement has been discarded."))
    return row


def _unanswered(settlement: Settlement) -> QuerySet[SettlementCheck]:
    """What members have said is wrong, and that they have neither got an answer to nor taken back."""
    rows = settlement.checks.filter(reply="").exclude(remark="")
    return rows.exclude(status=SettlementStatus.CONFIRMED)


@transaction.atomic
def open_settlement(until: date, *, by, today: date, since: date | None = None) -> Settlement:
    """Begin settling up to and including ``until``; the first one also says from when."""
    if Settlement.objects.exclude(status=Status.CLOSED).exists():
        raise Refused(_("Another settlement is open. Finish it first."))
    last = Settlement.objects.first()
    start = last.until + timedelta(days=1) if last else since
    if start is None:
        raise Refused(_("Choose the first day that is settled here."))
    if until < start:
        raise Refused(
            _("The last day is before the first, %(day)s.") % {"day": f"{start:%d.%m.%Y}"}
        )
    if until > _end_of_month(today):
        raise Refused(_("What comes after this month cannot be settled yet."))
    try:
        with transaction.atomic():
            row = Settlement.objects.create(since=start, until=until)
    except IntegrityError:
        raise Refused(_("Another settlement is open. Finish it first.")) from None
    record("allowances.open_settlement", row, by=by)
    return row


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


@transaction.atomic
def discard(settlement: Settlement, *, by) -> None:
    """Drop a draft. Nothing is lost: what it held is in the next one."""
    settlement = _locked(settlement)
    if settlement.status != Status.DRAFT:
        raise Refused(_("Take it back before you discard it."))
    if _unanswered(settlement).exists():
        raise Refused(_("A member says that something is wrong. Put it right, or answer."))
    record("allowances.discard", settlement, by=by)
    settlement.delete()


@transaction.atomic
def send_for_check(settlement: Settlement, *, by, today: date) -> Settlement:
    """Freeze the lines and ask every member to check the own ones."""
    settlement = _locked(settlement)
    lines = queries.lines_for(settlement)
    if not lines:
        raise Refused(_("There is nothing to settle."))
    FLOW.move(settlement, "send_for_check")
    settlement.sent_by = by
    settlement.check_by = today + timedelta(days=chosen(CHECK_DAYS, today))
    settlement.edition += 1
    settlement.save(update_fields=["status", "sent_by", "check_by", "edition"])
    Line.objects.bulk_create(lines)
    _ask(settlement, {line.person_id for line in lines})
    record("allowances.send_for_check", settlement, by=by, lines=len(lines))
    return settlement


def _ask(settlement: Settlement, people: set[int]) -> None:
    """One check for each; what was said the time before stays to be read."""
    settlement.checks.exclude(person__in=people).delete()
    settlement.checks.update(status=SettlementStatus.WAITING)
    known = set(settlement.checks.values_list("person", flat=True))
    SettlementCheck.objects.bulk_create(
        SettlementCheck(settlement=settlement, person_id=person) for person in people - known
    )
    notices.to_check(settlement)


@transaction.atomic
def take_back(settlement: Settlement, *, by) -> Settlement:
    """Back to the draft, where everything is computed anew."""
    settlement = _locked(settlement)
    FLOW.move(settlement, "take_back")
    settlement.lines.all().delete()
    settlement.save(update_fields=["status"])
    record("allowances.take_back", settlement, by=by)
    return settlement


def _own(check: SettlementCheck) -> SettlementCheck:
    """The check, locked after its settlement, which must still be with the members."""
    if _locked(check.settlement).status != Status.CHECK:
        raise Refused(_("The settlement is not with the members now."))
    rows = SettlementCheck.objects.select_for_update(of=("self",)).select_related("settlement")
    return rows.get(pk=check.pk)


@transaction.atomic
def confirm(check: SettlementCheck, *, by, edition: int | None = None) -> SettlementCheck:
    """The member says that it is right. ``edition``: the one that was read."""
    check = _own(check)
    if edition not in (None, check.settlement.edition):
        raise Refused(_("The settlement was put right while you were reading it. Read it again."))
    CHECK_FLOW.move(check, "confirm")
    check.save(update_fields=["status"])
    record("allowances.confirm", check, by=by)
    return check


@transaction.atomic
def object_to(check: SettlementCheck, remark: str, *, by) -> SettlementCheck:
    """The member says what is wrong; it must be put right or answered before anything is paid."""
    check = _own(check)
    CHECK_FLOW.move(check, "object")
    check.remark, check.reply = remark, ""
    check.save(update_fields=["status", "remark", "reply"])
    record("allowances.object", check, by=by)
    return check


@transaction.atomic
def answer(check: SettlementCheck, reply: str, *, by) -> SettlementCheck:
    """Say why it stands as it is."""
    check = _own(check)
    if not check.remark or check.status == SettlementStatus.CONFIRMED:
        raise Refused(_("There is nothing to answer."))
    check.reply = reply
    check.save(update_fields=["reply"])
    record("allowances.answer", check, by=by)
    notices.answered(check)
    return check


@transaction.atomic
def authorise(settlement: Settlement, *, by, today: date) -> Settlement:
    """Someone else than the one who sent it lets it be paid; then it never changes."""
    settlement = _locked(settlement)
    if by is not None and by.pk == settlement.sent_by_id:
        raise Refused(_("Whoever sent the settlement cannot also authorise it."))
    if by is not None and settlement.lines.filter(person__user=by.pk).exists():
        raise Refused(_("Whoever is paid by the settlement cannot also authorise it."))
    checks = settlement.checks.all()
    if _unanswered(settlement).exists():
        raise Refused(_("A member says that something is wrong. Put it right, or answer."))
    too_early = settlement.check_by is not None and today <= settlement.check_by
    if too_early and checks.filter(status=SettlementStatus.WAITING).exists():
        raise Refused(
            _("Not everyone has checked it yet, and they have until %(day)s.")
            % {"day": f"{settlement.check_by:%d.%m.%Y}"}
        )
    FLOW.move(settlement, "authorise")
    settlement.closed_on = today
    settlement.save(update_fields=["status", "closed_on"])
    record("allowances.authorise", settlement, by=by)
    return settlement
