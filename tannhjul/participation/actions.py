"""An inhabitants' proposal from its first words to what came of it (kommuneloven § 12-1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.cases import actions as cases
from tannhjul.cases.actions import tracks
from tannhjul.cases.enums import Nature
from tannhjul.cases.models import Case, Track
from tannhjul.core.enums import Gear
from tannhjul.core.journal import record
from tannhjul.core.law import Refused, comply
from tannhjul.meetings.models import Item
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.enums import Power

from . import notices, queries, rules
from .enums import FLOW, Status
from .models import Endorsement, Initiative

TRACK = "inhabitants"


def _locked(initiative: Initiative) -> Initiative:
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("author")
    return rows.get(pk=initiative.pk)


def _note(verb: str, initiative: Initiative, by, **facts) -> None:
    record(f"participation.{verb}", initiative, by=by, **facts)


@transaction.atomic
def begin(title: str, text: str, *, by, today: date, what_is_new: str = "") -> Initiative:
    """Write a proposal that others can stand behind; whoever writes it is the first.

    Like another of the term, or what the council has treated in it: then say what is new in it.
    """
    comply(rules.is_new_or_says_what_is, len(queries.alike(title, today)), what_is_new)
    row = Initiative.objects.create(
        title=title, text=text, what_is_new=what_is_new, author=by, begun_on=today
    )
    _note("begin", row, by)
    sign(row, by=by, today=today)
    return row


@transaction.atomic
def sign(initiative: Initiative, *, by, today: date) -> None:
    """Stand behind it. Doing it twice is doing it once."""
    row = _locked(initiative)
    _must_gather(row)
    _row, new = Endorsement.objects.get_or_create(
        initiative=row, user_id=by.pk, defaults={"on": today}
    )
    if new:
        _note("sign", row, None)


@transaction.atomic
def take_back(initiative: Initiative, *, by) -> None:
    """Stand behind it no longer."""
    row = _locked(initiative)
    _must_gather(row)
    gone, _rows = row.endorsements.filter(user_id=by.pk).delete()
    if gone:
        _note("take_back", row, None)


def _must_gather(initiative: Initiative) -> None:
    if initiative.status != Status.GATHERING:
        raise Refused(_("The proposal does not gather support (any more)."))


@transaction.atomic
def enter_paper(initiative: Initiative, number: int, *, by) -> Initiative:
    """How many have signed on paper, as the secretariat has counted the lists."""
    row = _locked(initiative)
    _must_gather(row)
    row.on_paper = number
    row.save(update_fields=["on_paper"])
    _note("enter_paper", row, by, number=number)
    return row


@transaction.atomic
def put_forward(initiative: Initiative, *, by, today: date) -> Initiative:
    """Put it before the council: a case is opened on the inhabitants' own track, and six months run."""
    row = _locked(initiative)
    comply(rules.is_new_or_says_what_is, len(queries.alike(row.title, today)), row.what_is_new)
    owner = organisation.entity()
    behind = queries.signatures(row)
    comply(rules.enough_stand_behind_it, behind, owner.inhabitants if owner else 0)
    FLOW.move(row, "put_forward")
    row.put_forward_on, row.stood_behind = today, behind
    row.case = _open_case(row, by=by, today=today)
    row.save(update_fields=["status", "put_forward_on", "stood_behind", "case"])
    _note("put_forward", row, by, number=behind)
    notices.put_forward(row)
    return row


def _open_case(row: Initiative, *, by, today: date):
    """A case that says what is proposed, on its way to the council."""
    case = cases.open_case(
        row.title,
        by=by,
        today=today,
        initiative_by=str(row.author),
        initiative_gear=Gear.INHABITANTS,
        nature=Nature.INHABITANTS,
        control=False,
        legal_basis="kommuneloven § 12-1",
    )
    question = _(
        "Inhabitants' proposal with %(number)s signatures. The council itself takes a stand, also on whether it is about the municipality's work and can be put forward."
    )
    texts = {"question": question % {"number": row.stood_behind}, "background": _as_written(row)}
    cases.write(case, texts, based_on=1, by=by)
    council = organisation.council(today)
    if council is None:
        raise Refused(_("There is no council to take a stand."))
    track = Track.objects.on(today).filter(key=TRACK).first()
    if track is None:
        cases.set_route(case, [(council, Power.DECIDES)], by=by)
        return case
    places = {step.pk: council for step in track.track_steps.exclude(kind="")}
    return tracks.start_on(case, track, places, by=by, today=today)


def _as_written(row: Initiative) -> str:
    if not row.what_is_new:
        return row.text
    return f"{row.text}\n\n{_('What is new in it:')} {row.what_is_new}"


@transaction.atomic
def refer_to_plan(initiative: Initiative, *, by) -> Initiative:
    """It is treated with a planning case under way: then the six months do not run."""
    row = _locked(initiative)
    if row.status != Status.PUT_FORWARD:
        raise Refused(_("The proposal is not before the council."))
    row.in_plan = True
    row.save(update_fields=["in_plan"])
    _note("refer_to_plan", row, by)
    return row


@transaction.atomic
def withdraw(initiative: Initiative, *, by) -> Initiative:
    """Whoever wrote it does not go on."""
    row = _locked(initiative)
    FLOW.move(row, "withdraw")
    row.save(update_fields=["status"])
    _note("withdraw", row, by)
    _forget(row)
    return row


@transaction.atomic
def take_down(initiative: Initiative, reason: str, *, by) -> Initiative:
    """Take down what cannot stand on a public page; whoever wrote it is told why."""
    row = _locked(initiative)
    if not reason.strip():
        raise Refused(_("Write why it is taken down."))
    FLOW.move(row, "take_down")
    row.why_down = reason.strip()
    row.save(update_fields=["status", "why_down"])
    _note("take_down", row, by)
    notices.taken_down(row)
    _forget(row)
    return row


@transaction.atomic
def say_what_is_new(initiative: Initiative, text: str, *, by) -> Initiative:
    """Something like it has been put forward or treated since it was begun: what is new in this one."""
    row = _locked(initiative)
    _must_gather(row)
    row.what_is_new = text.strip()
    row.save(update_fields=["what_is_new"])
    _note("say_what_is_new", row, by)
    return row


def _forget(row: Initiative) -> None:
    """Keep how many stood behind it, not who."""
    if row.stood_behind is None:
        row.stood_behind = queries.signatures(row)
        row.save(update_fields=["stood_behind"])
    row.endorsements.all().delete()


def must_be_treated(case: Case) -> None:
    """Refuse to end the case of a proposal before the council has taken a stand."""
    if Initiative.objects.filter(case=case, status=Status.PUT_FORWARD).exists():
        raise Refused(_("Inhabitants have put it forward: the council itself must take a stand."))


@transaction.atomic
def treat(initiative: Initiative, item: Item, *, today: date) -> Initiative:
    """The council has taken a stand: those behind it are told, and who they were is deleted."""
    row = _locked(initiative)
    FLOW.move(row, "treat")
    row.treated_on = today
    row.save(update_fields=["status", "treated_on"])
    _note("treat", row, None)
    notices.treated(row, item)
    _forget(row)
    return row
