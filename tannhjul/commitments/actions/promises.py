"""Every write about promises."""

from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tannhjul.commitments.enums import FLOW, Status
from tannhjul.commitments.models import Alert, Commitment
from tannhjul.commitments.queries import promises as queries
from tannhjul.core import subjects
from tannhjul.core.journal import record
from tannhjul.core.law import Refused
from tannhjul.organisation.models import Person


@transaction.atomic
def commit(
    about: Model,
    what: str,
    owner: Person,
    deadline: date,
    *,
    by,
    today: date,
    since: date | None = None,
    **more,
) -> Commitment:
    """Promise that something that follows from ``about`` is done by someone, by a date not yet past.

    ``since``: from which day, by default today; ``more``: unit, measure, amount. Whether anything can be promised of the row is asked by the
    module that owns it.
    """
    if deadline < today:
        raise Refused(_("The deadline has already passed. Choose a later date."))
    row = Commitment.objects.create(
        about_kind=subjects.of(about).slug,
        about_id=about.pk,
        what=what,
        owner=owner,
        since=since or today,
        deadline=deadline,
        **more,
    )
    record("commitments.commit", row, by=by, owner=owner.pk, deadline=str(deadline))
    return row


def _locked(commitment: Commitment) -> Commitment:
    return Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)


def _must_be_kept(commitment: Commitment) -> None:
    """Refuse while what it follows from does not hold."""
    row = queries.with_bars(Commitment.objects.filter(pk=commitment.pk)).get()
    if why := queries.kept_back(row):
        raise Refused(_("It is not to be kept now: %(why)s.") % {"why": why})


@transaction.atomic
def report_done(commitment: Commitment, report: str, *, by, today: date) -> Commitment:
    """Report a commitment done, with what was done."""
    row = _locked(commitment)
    FLOW.move(row, "report_done")
    _must_be_kept(row)
    row.report, row.reported_on = report, today
    row.save(update_fields=["status", "report", "reported_on"])
    record("commitments.report_done", row, by=by)
    return row


@transaction.atomic
def hinder(commitment: Commitment, why: str, *, by, today: date) -> Alert:
    """The chief executive alerts that something hinders what was promised (§ 13-1).

    Every alert is kept; whoever it was promised to is told of each.
    """
    row = _locked(commitment)
    if row.status != Status.OPEN:
        raise Refused(_("It has been reported done already."))
    _must_be_kept(row)
    alert = Alert.objects.create(commitment=row, text=why, on=today)
    record("commitments.hinder", row, by=by)
    return alert
