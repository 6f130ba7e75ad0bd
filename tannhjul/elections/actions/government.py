"""An executive council that falls, is elected anew, or is designated and composed (kommuneloven ch. 10)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tannhjul.core.choices import chosen
from tannhjul.core.law import Refused, comply
from tannhjul.elections.enums import ElectionStatus, Method
from tannhjul.elections.models import Election, Slate
from tannhjul.elections.rules import government
from tannhjul.organisation import queries as organisation
from tannhjul.organisation.actions.register import known_parties, party_of, person_of
from tannhjul.organisation.choices import GOVERNMENT_IS_DESIGNATED
from tannhjul.organisation.enums import BodyKind, Office
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.rules.lists import Line

from .holding import locked, move, nominate, note, open_election
from .standing import check_list


@transaction.atomic
def fall(body: Body, *, by, today: date, person: Person | None = None) -> Election:
    """The council, or one of its members, is to leave: a new one is prepared, and they sit until then.

    Where it is designated and only a member other than the leader leaves, its leader composes it
    anew; else the mayor designates first (§§ 10-4 (3) and (5), 10-5, 10-7).
    """
    if body.kind != BodyKind.EXECUTIVE_COUNCIL:
        raise Refused(_("Only an executive council resigns as a whole."))
    coming = body.elections.filter(office="", status=ElectionStatus.OPEN).first()
    designated = chosen(GOVERNMENT_IS_DESIGNATED, today)
    method = Method.DESIGNATION if designated else Method.PROPOSAL
    election = coming or open_election(body, method, by=by, today=today)
    leader = organisation.leader(body, today)
    stays = leader is not None and person is not None and leader.person_id != person.pk
    if designated and leader and stays and not election.slates.exists():
        _entrust(election, leader.person)
    note("fall", election, by, person=person.pk if person else None)
    return election


@transaction.atomic
def designate(body: Body, leader: Person, *, by, today: date) -> Election:
    """The mayor designates who is to form the executive council; whoever was designated before is not."""
    coming = body.elections.filter(office="", status=ElectionStatus.OPEN).first()
    election = coming or open_election(body, Method.DESIGNATION, by=by, today=today)
    comply(government.comes_to_be_as_decided, election.method, True)
    election.slates.all().delete()
    _entrust(election, leader)
    note("designate", election, by, person=leader.pk)
    return election


def _entrust(election: Election, leader: Person) -> None:
    slate = Slate.objects.create(election=election, name=str(election.body)[:120], votes=1)
    nominate(slate, leader, None, 1)


def entrusted(election: Election) -> Person | None:
    """Who composes the executive council that is to come."""
    row = election.nominees.select_related("person").order_by("place", "pk").first()
    return row.person if row and election.method == Method.DESIGNATION else None


@transaction.atomic
def compose(election: Election, lines: Iterable[Line], person: Person, *, by) -> Election:
    """Its leader names the others, the deputy leader first; it begins when it constitutes itself."""
    election = locked(election)
    if election.status != ElectionStatus.OPEN:
        raise Refused(_("The executive council has been composed. Take that back first."))
    leader = entrusted(election)
    comply(government.is_composed_by_its_leader, leader.pk if leader else None, person.pk)
    slate = election.slates.get()
    slate.nominees.exclude(person=leader).delete()
    parties = known_parties()
    for place, line in enumerate(lines, 2):
        nominate(slate, person_of(line, by=by), party_of(line, parties), place)
    election.seats = slate.votes = slate.nominees.count()
    slate.save(update_fields=["votes"])
    check_list(election, slate)
    election.save(update_fields=["seats"])
    move(election, "count", by)
    return election


@transaction.atomic
def recompose(body: Body, person: Person, *, by, today: date) -> Election:
    """The leader of a designated council changes its composition, whenever the leader wishes (§ 10-5 (3))."""
    comply(
        government.comes_to_be_as_decided, "designation", chosen(GOVERNMENT_IS_DESIGNATED, today)
    )
    leader = organisation.leader(body, today)
    comply(government.is_composed_by_its_leader, leader.person_id if leader else None, person.pk)
    coming = body.elections.filter(office="", status=ElectionStatus.OPEN).first()
    election = coming or open_election(body, Method.DESIGNATION, by=by, today=today)
    if not election.slates.exists():
        _entrust(election, person)
    return election


def is_to_come(body: Body) -> Election | None:
    """The executive council that is being formed, if any."""
    rows = body.elections.filter(office=Office.NONE)
    return rows.filter(status__in=[ElectionStatus.OPEN, ElectionStatus.COUNTED]).first()
