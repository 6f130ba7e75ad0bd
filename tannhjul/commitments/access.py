"""Who may what with promises, duties and judgements.

Promises are for whoever reads what they follow from, and whoever is to keep them; duties are open
to all; judgements are for whoever knows of what was judged.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tannhjul.core import subjects
from tannhjul.core.access import EVERYTHING, NOTHING, Permission, in_role, permission, role_of
from tannhjul.core.enums import Role
from tannhjul.organisation.queries import person_of

from .enums import Status
from .kinds import KINDS
from .models import Commitment, Duty, Judgement

KEEPERS = (Role.CHIEF_EXECUTIVE, Role.SECRETARY)


@permission(Commitment, _("See the commitment"))
def see(user):
    query = NOTHING
    for each in subjects.SUBJECTS.values():
        if each.promises:
            rows = reading(each).objects(user).values("pk")
            query |= Q(about_kind=each.slug, about_id__in=rows)
    person = person_of(user)
    return query | Q(owner=person, status=Status.OPEN) if person else query


@permission(Commitment, _("Report on the commitment"), within=see)
def report_done(user):
    if role_of(user) == Role.CHIEF_EXECUTIVE:
        return EVERYTHING
    person = person_of(user)
    return Q(owner=person) if person else NOTHING


hinder = permission(Commitment, _("Alert that something hinders it"), within=see)(
    in_role(Role.CHIEF_EXECUTIVE)
)

see_duty = permission(Duty, _("See the duty"))(lambda user: EVERYTHING)
oblige = permission(None, _("Decide what is owed at intervals"))(
    lambda user: role_of(user) in KEEPERS
)
end_duty = permission(Duty, _("Decide what is owed at intervals"), within=see_duty)(
    in_role(*KEEPERS)
)


@permission(Duty, _("Give what is owed"), within=see_duty)
def perform(user):
    """Whoever has the role that owes it, and whoever leads the unit."""
    mine = Q(role=role_of(user))
    person = person_of(user)
    leads = Q(unit__leaderships__person=person, unit__leaderships__valid_to=None)
    return mine | leads if person else mine


@permission(Judgement, _("See the judgement"))
def see_judgement(user):
    query = NOTHING
    for kind in KINDS.values():
        for noun in kind.nouns:
            rows = reading(noun).objects(user).values("pk")
            query |= Q(kind=kind.key, about_kind=noun.slug, about_id__in=rows)
    return query | answered_for_by(user)


@permission(None, _("Judge"))
def judge(user):
    return person_of(user) is not None and any(
        role_of(user) in each.roles for each in KINDS.values()
    )


def answered_for_by(user) -> Q:
    """The judgements of what a user answers for."""
    query, person = NOTHING, person_of(user)
    for kind in KINDS.values() if person else ():
        for noun in kind.nouns if kind.answers else ():
            mine = noun.model._default_manager.filter(**{kind.answers: person}).values("pk")
            query |= Q(kind=kind.key, about_kind=noun.slug, about_id__in=mine)
    return query


answer = permission(Judgement, _("Answer what was judged"), within=see_judgement)(answered_for_by)


def reading(noun: subjects.Subject) -> Permission:
    """Who reads the content of a noun's rows."""
    if noun.reading is None:
        raise LookupError(f"{noun.model.__name__} says of nobody who may see it")
    return noun.reading
