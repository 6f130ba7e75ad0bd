"""Every rule against the live data: what should be looked at, and by which paragraph."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Sum
from django.utils.timezone import localdate

from tannhjul.allowances import queries as allowances
from tannhjul.allowances import rules as allowance_rules
from tannhjul.allowances.enums import LOSSES
from tannhjul.allowances.models import Claim, Fixed
from tannhjul.core.choices import chosen
from tannhjul.core.law import RULES
from tannhjul.decisions import queries as decisions
from tannhjul.decisions import rules as decision_rules
from tannhjul.decisions.models import Delegated
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.enums import Why
from tannhjul.delegation.models import Grant
from tannhjul.delegation.rules import regulations_are_in_time
from tannhjul.documents import rules as document_rules
from tannhjul.documents.models import Document
from tannhjul.meetings import rules as meeting_rules
from tannhjul.meetings.models import Meeting, Recusal, Vote
from tannhjul.organisation import queries
from tannhjul.organisation.choices import EMPLOYEES_WANT_ANOTHER
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.models import Body, Seat, Term
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import kinds


def everything() -> list[dict[str, Any]]:
    """The findings on today's data; imported records are not judged."""
    return [
        *_bodies(),
        *_the_whole(),
        *_meetings(),
        *_votes(),
        *_documents(),
        *_delegated(),
        *_allowances(),
    ]


def _finding(name: str, subject: Any) -> dict[str, Any]:
    rule = RULES[name]
    return {"rule": name, "paragraph": rule.paragraph, "says": rule.says, "subject": str(subject)}


def _bodies() -> list[dict[str, Any]]:
    today, owner, found = localdate(), queries.entity(), []
    parliamentary = queries.is_parliamentary(today)
    for body in Body.objects.on(today).filter(source=""):
        seats = len(queries.members(body, today))
        elected = seats > 0 or body.seats.exists()  # a new body is judged when it has been elected
        if (
            body.kind == "council"
            and elected
            and owner
            and not rules.council_size_is_lawful(seats, owner.inhabitants)
        ):
            found.append(_finding("organisation.council_size_is_lawful", body))
        if elected and not rules.body_is_large_enough(body.kind, seats):
            found.append(_finding("organisation.body_is_large_enough", body))
        if not rules.may_meet_in_private(body.kind, body.openness, parliamentary):
            found.append(_finding("organisation.may_meet_in_private", body))
        if not rules.has_regulations(body.kind, body.regulations.count()):
            found.append(_finding("organisation.has_regulations", body))
        deputies = len(queries.deputies(body, today)) if elected else 0
        if elected and not rules.has_two_deputies_each(body.kind, seats, deputies):
            found.append(_finding("organisation.has_two_deputies_each", body))
    return found


def _the_whole() -> list[dict[str, Any]]:
    """What the bodies of a municipality must be together."""
    today, owner = localdate(), queries.entity()
    council = queries.council(today)
    if owner is None or council is None or council.source:
        return []
    own = list(Body.objects.on(today).filter(source=""))
    found = []
    if not kinds.has_the_three_councils([body.kind for body in own]):
        found.append(_finding("organisation.has_the_three_councils", owner))
    want_another = chosen(EMPLOYEES_WANT_ANOTHER, today)
    if not kinds.has_a_joint_committee([body.kind for body in own], want_another):
        found.append(_finding("organisation.has_a_joint_committee", owner))
    term = Term.objects.on(today).first()
    given = Grant.objects.filter(parent=None).aggregate(last=Max("valid_from"))["last"]
    if term and not regulations_are_in_time(term.valid_from, given, today):
        found.append(_finding("delegation.regulations_are_in_time", owner))
    mayor = queries.mayor_seat(today)
    for body in own:
        found += _composed(body, council, mayor.person_id if mayor else None, today)
    return [*found, *_council_committees(own, council, mayor, today)]


def _composed(body: Body, council: Body, mayor: int | None, today: date) -> list[dict[str, Any]]:
    """Whether one body has the name, the leader and the members that its kind asks for."""
    term, leader = Term.objects.on(today).first(), queries.leader(body, today)
    seats = queries.members(body, today)
    employees = [seat for seat in seats if seat.party_id is None]
    since = min((seat.valid_from for seat in employees or seats), default=today)
    checks = {
        "name_holds_the_term": kinds.name_holds_the_term(body.kind, body.name),
        "council_committees_prepare": kinds.council_committees_prepare(body.kind, body.power),
        "councils_advise": kinds.councils_advise(body.kind, body.power),
        "mayor_leads_both": body.kind != BodyKind.EXECUTIVE_COMMITTEE
        or kinds.mayor_leads_both(mayor, leader.person_id if leader else None),
        "employer_has_the_majority": not seats
        or body.kind != BodyKind.JOINT_COMMITTEE
        or kinds.employer_has_the_majority(len(seats) - len(employees), len(employees)),
        "employees_sit_two_years": body.kind != BodyKind.JOINT_COMMITTEE
        or kinds.employees_sit_two_years(since, today),
        "youth_sits_two_years": body.kind != BodyKind.YOUTH_COUNCIL
        or kinds.youth_sits_two_years(since, today),
        "is_elected_by_this_council": term is None
        or body.kind not in kinds.TERMS
        or not seats
        or kinds.is_elected_by_this_council(
            max(seat.valid_from for seat in seats), term.valid_from, today
        ),
    }
    return [_finding(f"organisation.{name}", body) for name, kept in checks.items() if not kept]


def _council_committees(
    own: list[Body], council: Body, mayor: Seat | None, today: date
) -> list[dict[str, Any]]:
    committees = [body for body in own if body.kind == BodyKind.COUNCIL_COMMITTEE]
    members = [seat.person for seat in queries.members(council, today)]
    women = sum(person.gender == "f" for person in members)
    seated: set[int] = set()
    found = []
    for body in committees:
        people = [seat.person for seat in queries.members(body, today)]
        seated |= {person.pk for person in people}
        own_women = sum(person.gender == "f" for person in people)
        if not kinds.mirrors_the_council(own_women, len(people), women, len(members)):
            found.append(_finding("organisation.mirrors_the_council", body))
    everyone = {person.pk for person in members}
    if not kinds.everyone_sits_in_a_committee(everyone, seated, mayor.person_id if mayor else 0):
        found.append(_finding("organisation.everyone_sits_in_a_committee", council))
    return found


def _meetings() -> list[dict[str, Any]]:
    rows = Meeting.objects.filter(source="", status__in=["approved", "published"])
    return [
        _finding("meetings.minutes_are_complete", meeting)
        for meeting in rows
        if not meeting_rules.minutes_are_complete(
            meeting.presences.count(), meeting.items.filter(status="open").count()
        )
    ]


def _votes() -> list[dict[str, Any]]:
    found = []
    for vote in (
        Vote.objects.filter(status="closed").select_related("item").prefetch_related("ballots")
    ):
        voted = [ballot.person_id for ballot in vote.ballots.all()]
        out = Recusal.objects.filter(item=vote.item, finding="partial").values_list(
            "person_id", flat=True
        )
        if not meeting_rules.disqualified_stay_out(out, voted):
            found.append(_finding("meetings.disqualified_stay_out", vote))
    return found


def _documents() -> list[dict[str, Any]]:
    rows = Document.objects.filter(attachment__isnull=False).exclude(ground="")
    return [
        _finding("documents.ground_fits_elected_body", document)
        for document in rows
        if not document_rules.ground_fits_elected_body(document.ground)
    ]


def _delegated() -> list[dict[str, Any]]:
    """Decisions beyond the power that was given, and power used without a report."""
    today, council, found = localdate(), queries.council(localdate()), []
    rows = list(Delegated.objects.select_related("grant", "area__parent__parent"))
    matters = [
        delegation.matter_in(row.area, row.measure, row.amount, urgent=row.grant.urgent)
        for row in rows
    ]
    for row, then, before in zip(
        rows, _obstacles(rows, matters, 0), _obstacles(rows, matters, 1), strict=True
    ):
        still_there_in_the_morning = then == Why.RECALLED and not before
        if not decision_rules.decides_with_power_given(not then or still_there_in_the_morning):
            found.append(_finding("decisions.decides_with_power_given", row))
    if council is None:
        return found
    for row in decisions.used_by_leaders(council):
        if not decision_rules.mayor_reports_use(decisions.meetings_since(council, row.decided_on)):
            found.append(_finding("decisions.mayor_reports_use", row))
    waiting = [row.decided_on for row in decisions.unreported_by_executive_council(council)]
    if not decision_rules.executive_council_reports_each_half_year(waiting, today):
        found.append(_finding("decisions.executive_council_reports_each_half_year", council))
    return found


def _obstacles(rows: list[Delegated], matters: list[Any], earlier: int) -> list[str]:
    """Why the power behind each decision was not there, so many days before it was made."""
    days = (row.decided_on - timedelta(days=earlier) for row in rows)
    return delegation.obstacles(zip((row.grant for row in rows), matters, days, strict=True))


def _allowances() -> list[dict[str, Any]]:
    """Claims beyond the day's limit or of someone freed, and income not drawn from what came after."""
    return [*_claims(), *_after_office()]


def _claims() -> list[dict[str, Any]]:
    rates, freed, found = allowances.Rates(), allowances.Freed(), []
    spent: dict[tuple, Decimal] = defaultdict(Decimal)
    rows = Claim.objects.filter(status="approved").select_related("person", "meeting")
    for claim in rows.order_by("pk"):
        name, shared = "expense_is_within_the_day", claim.kind
        if claim.kind in LOSSES:
            name, shared = "loss_is_within_the_day", "loss"
        day = (claim.person_id, claim.day, shared)
        most, granted = allowances.most_a_day(claim, rates), claim.granted or Decimal(0)
        rule = getattr(allowance_rules, name)
        if most is not None and not rule(spent[day], granted, most):
            found.append(_finding(f"allowances.{name}", f"{claim.person}: {claim}"))
        if not allowance_rules.is_paid_once(claim.kind, freed.on(claim.person_id, claim.day)):
            found.append(_finding("allowances.is_paid_once", f"{claim.person}: {claim}"))
        spent[day] += granted
    return found


def _after_office() -> list[dict[str, Any]]:
    found = []
    for row in Fixed.objects.filter(kind="after", lines__isnull=False).distinct():
        paid = allowances.in_kroner(row.lines.aggregate(total=Sum("amount"))["total"])
        end = row.valid_to or localdate()
        whole = allowance_rules.in_ore(allowance_rules.accrued(row.yearly, row.valid_from, end))
        if not allowance_rules.other_income_is_deducted(paid, whole, row.income):
            found.append(_finding("allowances.other_income_is_deducted", row))
    return found
