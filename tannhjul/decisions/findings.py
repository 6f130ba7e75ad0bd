"""What is wrong with decisions as they stand: power that was not there, reports and alerts that lack."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tannhjul.core.findings import finds
from tannhjul.delegation import queries as delegation
from tannhjul.delegation.enums import Why
from tannhjul.organisation.models import Body
from tannhjul.organisation.queries import council

from . import queries, rules
from .enums import ComplaintStatus, LegalityStatus
from .models import Complaint, DelegatedDecision, LegalityCheck


@finds(rules.decides_with_power_given)
def without_power(_day: date) -> Iterator[DelegatedDecision]:
    """Decisions beyond the power that was given; what was recalled the same day was there that morning."""
    rows = list(DelegatedDecision.objects.select_related("grant", "area__parent__parent"))
    matters = [
        delegation.matter_in(row.area, row.measure, row.amount, urgent=row.grant.urgent)
        for row in rows
    ]
    then, before = _obstacles(rows, matters, 0), _obstacles(rows, matters, 1)
    for row, why, earlier in zip(rows, then, before, strict=True):
        there_in_the_morning = why == Why.RECALLED and not earlier
        if not rules.decides_with_power_given(not why or there_in_the_morning):
            yield row


def _obstacles(rows: list[DelegatedDecision], matters: list[Any], earlier: int) -> list[str]:
    """Why the power behind each decision was not there, so many days before it was made."""
    days = (row.decided_on - timedelta(days=earlier) for row in rows)
    return delegation.obstacles(zip((row.grant for row in rows), matters, days, strict=True))


@finds(rules.mayor_reports_use)
def unreported_by_the_mayor(day: date) -> Iterator[DelegatedDecision]:
    """What the mayor has decided alone and not reported, though the council has met."""
    owner = council(day)
    for row in queries.used_by_leaders(owner) if owner else ():
        if not rules.mayor_reports_use(queries.meetings_since(row.answers_to, row.decided_on)):
            yield row


@finds(rules.executive_council_reports_each_half_year)
def unreported_by_the_executive_council(day: date) -> Iterator[Body]:
    """A council that has not been told for half a year what its executive council decided."""
    owner = council(day)
    if owner:
        waiting = [row.decided_on for row in queries.unreported_by_executive_council(owner)]
        if not rules.executive_council_reports_each_half_year(waiting, day):
            yield owner


@finds(rules.complaint_is_in_time)
def treated_though_late(_day: date) -> Iterator[Complaint]:
    """Complaints that are treated though they came too late, without a word on why."""
    for row in Complaint.objects.exclude(status=ComplaintStatus.DISMISSED):
        if not rules.complaint_is_in_time(row.told_on, row.received_on, row.late_because):
            yield row


@finds(rules.who_decided_looks_first)
def passed_on_unseen(_day: date) -> Iterator[Complaint]:
    """Complaints with the appeal body that nobody has looked at first."""
    for row in Complaint.objects.filter(status=ComplaintStatus.APPEALED):
        if not rules.who_decided_looks_first(row.treated_on is not None):
            yield row


@finds(rules.body_treats_check_first)
def sent_on_unseen(_day: date) -> Iterator[LegalityCheck]:
    """Demanded legality checks with the county governor that whoever decided has not looked at."""
    for row in LegalityCheck.objects.filter(status=LegalityStatus.SENT, motion__isnull=False):
        if not rules.body_treats_check_first(row.treated_on is not None):
            yield row
