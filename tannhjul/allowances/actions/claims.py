"""What members claim, and what is answered."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.allowances import notices, queries, rules
from tannhjul.allowances.enums import CLAIM_FLOW, LOSSES, SHOWN, Kind
from tannhjul.allowances.models import Claim
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.documents import actions as documents
from tannhjul.documents.enums import Kind as DocumentKind
from tannhjul.documents.intake import Taken
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.models import Person


def _alone(person: int) -> None:
    """One claim of a person is written at a time: those of one day share its limits."""
    Person.objects.select_for_update(of=("self",)).get(pk=person)


def _locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=("self",)).select_related("person", "meeting")
    return rows.get(pk=claim.pk)


def _note(verb: str, claim: Claim, by, **facts) -> None:
    record(f"allowances.{verb}", claim, by=by, **facts)


@transaction.atomic
def send_claim(
    person: Person,
    kind: str,
    what: str,
    quantity: Decimal,
    *,
    by,
    today: date,
    day: date | None = None,
    meeting: Meeting | None = None,
    receipt: Taken | None = None,
) -> Claim:
    """A member asks to have something covered: kroner, or hours or kilometres, for one day.

    What comes after the local deadline is received all the same, and marked.
    """
    _alone(person.pk)
    claim = Claim(person=person, kind=kind, sent_on=today)
    _fill(claim, what, quantity, day, meeting, today)
    if receipt:
        claim.receipt = _filed(claim, receipt, by, today)
    _may_be_claimed(claim)
    claim.save()
    _note("send_claim", claim, by, kind=kind, late=claim.late)
    return claim


@transaction.atomic
def change_claim(
    claim: Claim,
    what: str,
    quantity: Decimal,
    *,
    by,
    today: date,
    day: date | None = None,
    meeting: Meeting | None = None,
    receipt: Taken | None = None,
) -> Claim:
    """The member puts a claim right, also one that was sent back; it is looked at anew."""
    _alone(claim.person_id)
    claim = _locked(claim)
    CLAIM_FLOW.move(claim, "change_claim")
    claim.edition += 1
    _fill(claim, what, quantity, day, meeting, today)
    if receipt and claim.receipt:
        documents.revise(claim.receipt, receipt, by=by, within=claim)
    elif receipt:
        claim.receipt = _filed(claim, receipt, by, today)
    _may_be_claimed(claim)
    claim.save()
    _note("change_claim", claim, by)
    return claim


def _fill(
    claim: Claim,
    what: str,
    quantity: Decimal,
    day: date | None,
    meeting: Meeting | None,
    today: date,
) -> None:
    on = localdate(meeting.starts_at) if meeting else day
    if on is None:
        raise Refused(_("Choose the meeting, or the day."))
    if on > today:
        raise Refused(_("That day has not come yet. Claim it afterwards."))
    claim.what, claim.quantity, claim.day, claim.meeting = what, quantity, on, meeting
    claim.late = queries.is_late(on, claim.sent_on)


def _filed(claim: Claim, receipt: Taken, by, today: date):
    title = f"{claim.get_kind_display()} {claim.day:%d.%m.%Y}"
    return documents.file(
        title, receipt, kind=DocumentKind.RECEIPT, by=by, today=today, within=claim
    )


def _may_be_claimed(claim: Claim) -> None:
    comply(rules.is_paid_once, claim.kind, queries.Freed().on(claim.person_id, claim.day))
    comply(rules.loss_is_shown, claim.kind, 1 if claim.receipt else 0)
    if claim.kind in SHOWN and claim.receipt is None:
        raise Refused(_("Attach the receipt."))
    if claim.kind == Kind.LOSS and queries.hours_of_the_day(claim) > 24:
        raise Refused(_("A day has 24 hours. Send one claim for each day."))
    if claim.kind in LOSSES:
        _one_way_of_losing(claim)


def _one_way_of_losing(claim: Claim) -> None:
    """A day's lost income is documented, or it is not: the same hours are not covered twice."""
    others = Claim.objects.filter(person=claim.person_id, day=claim.day, kind__in=LOSSES)
    others = others.exclude(pk=claim.pk).exclude(kind=claim.kind)
    if others.filter(status__in=["sent", "approved"]).exists():
        raise Refused(
            _("Lost income is claimed for that day already. Change that claim, or take it back.")
        )


@transaction.atomic
def withdraw_claim(claim: Claim, *, by) -> Claim:
    """The member takes a claim back."""
    claim = _locked(claim)
    CLAIM_FLOW.move(claim, "withdraw_claim")
    claim.save(update_fields=["status"])
    _note("withdraw_claim", claim, by)
    return claim


@transaction.atomic
def approve_claim(
    claim: Claim, granted: Decimal, reply: str = "", *, by, edition: int | None = None
) -> Claim:
    """Grant a sum: no more than is asked, nor than the day has left; less needs a reason.

    ``edition``: the one that was read; refused if the member has changed the claim since.
    """
    _alone(claim.person_id)
    claim = _locked(claim)
    CLAIM_FLOW.move(claim, "approve_claim")
    if edition not in (None, claim.edition):
        raise Refused(_("The member changed the claim while you were reading it. Read it again."))
    _may_be_claimed(claim)
    comply(rules.council_has_set_the_rate, queries.is_rate_set(claim))
    _within_the_day(claim, granted)
    if granted > queries.asked(claim):
        raise Refused(_("That is more than is asked for. Let the member change the claim."))
    if granted < queries.suggested(claim) and not reply:
        raise Refused(_("Say why less is granted than can be."))
    claim.granted, claim.reply, claim.price = granted, reply, queries.unit_price(claim)
    claim.save(update_fields=["status", "granted", "reply", "price"])
    _note("approve_claim", claim, by)
    return claim


def _within_the_day(claim: Claim, granted: Decimal) -> None:
    most = queries.most_a_day(claim)
    if most is None:
        return
    loss = claim.kind in LOSSES
    rule = rules.loss_is_within_the_day if loss else rules.expense_is_within_the_day
    comply(rule, queries.granted_before(claim), granted, most)


@transaction.atomic
def return_claim(claim: Claim, reply: str, *, by) -> Claim:
    """Send a claim back with the reason; what has been paid for it is drawn next time."""
    claim = _locked(claim)
    CLAIM_FLOW.move(claim, "return_claim")
    claim.granted, claim.reply = None, reply
    claim.save(update_fields=["status", "granted", "reply"])
    _note("return_claim", claim, by)
    notices.returned(claim)
    return claim
