"""Who may stand, and what a list must be, before anyone votes."""

from datetime import date

from django.utils.translation import gettext as _

from tannhjul.core.law import Refused, comply
from tannhjul.elections.enums import Method
from tannhjul.elections.models import Election, Slate
from tannhjul.elections.queries import gender_rule
from tannhjul.elections.rules import balance, government
from tannhjul.organisation import queries
from tannhjul.organisation.actions.own_ways import may_lead
from tannhjul.organisation.enums import BodyKind, Office, SeatKind
from tannhjul.organisation.models import Person, Seat
from tannhjul.organisation.rules import bodies as rules
from tannhjul.organisation.rules import eligibility


def check_list(election: Election, slate: Slate) -> None:
    """What the law asks of the list itself, before anyone votes."""
    people = [row.person for row in slate.nominees.select_related("person")]
    if not people:
        raise Refused(_("A list needs at least one name."))
    for person in people:
        _may_be_elected(election, person)
    if kind_of_government(election):
        comply(government.names_all_of_them, len(people), election.seats)
    if election.method == Method.MAJORITY and len(people) > 1:
        raise Refused(_("One person only for each proposal."))
    if election.method != Method.PROPORTION:
        return
    signer = slate.signed_by_id
    comply(balance.is_signed_by_one_who_elects, signer, _who_can_sign(slate, election.held_on))
    comply(balance.list_is_short_enough, len(people), election.seats)
    _stand_with_their_own(slate, election.held_on)
    genders = [person.gender for person in people]
    if gender_rule(election.body) == "list" and all(genders):
        women, men = genders.count("f"), genders.count("m")
        comply(balance.list_names_both_genders, women, men, election.seats)


def kind_of_government(election: Election) -> bool:
    """Whether it elects a whole executive council."""
    return election.body.kind == BodyKind.EXECUTIVE_COUNCIL and not election.office


def _may_be_elected(election: Election, person: Person) -> None:
    day, kind = election.held_on, election.body.kind
    if kind == BodyKind.EXECUTIVE_COMMITTEE:
        comply(rules.sits_in_council, person.pk, queries.council_members(day))
    if kind == BodyKind.CONTROL_COMMITTEE:
        comply(rules.may_control, queries.powers_held(person, day))
    if election.office:
        seated = Seat.objects.on(day).filter(
            body=election.body, person=person, kind=SeatKind.MEMBER
        )
        if not seated.exists():
            raise Refused(_("%(person)s is not a member of this body.") % {"person": person})
        if kind == BodyKind.COUNCIL:
            executive = queries.executive_members(day)
            comply(eligibility.sits_in_the_executive_committee, person.pk, executive)
    may_lead(election.body, person, election.office, day)
    if election.office == Office.LEADER and kind == BodyKind.CONTROL_COMMITTEE:
        mayor = queries.mayor_seat(day)
        own = Seat.objects.on(day).filter(body=election.body, person=person).first()
        comply(
            rules.control_is_led_by_others,
            own.party_id if own else None,
            mayor.party_id if mayor else None,
        )


def _stand_with_their_own(slate: Slate, day: date) -> None:
    """A list that names no group is that of whoever signs it."""
    rows = list(slate.nominees.all())
    people = [row.person_id for row in rows]
    sits_for = _groups({*people, slate.signed_by_id}, day)
    signer = {sits_for[slate.signed_by_id]} if slate.signed_by_id in sits_for else set()
    groups = {row.party_id for row in rows if row.party_id} or signer
    for row in rows:
        own = sits_for.get(row.person_id)
        comply(balance.stands_with_the_own_group, own, row.party_id, groups)


def _groups(people: set[int | None], day: date) -> dict[int | None, int]:
    """Whom each of them sits for in the council."""
    seats = Seat.objects.on(day).filter(body__kind=BodyKind.COUNCIL, kind=SeatKind.MEMBER)
    seats = seats.filter(person__in=[each for each in people if each], party__isnull=False)
    return dict(seats.values_list("person_id", "party_id"))


def _who_can_sign(slate: Slate, day: date) -> set[int]:
    """The members of the council from the groups on the list; any, if it names none of them."""
    groups = {row.party_id for row in slate.nominees.all() if row.party_id}
    members = queries.council_members(day)
    own = Seat.objects.on(day).filter(person__in=members, party__in=groups)
    own = own.filter(body__kind=BodyKind.COUNCIL)
    return set(own.values_list("person_id", flat=True)) or members
