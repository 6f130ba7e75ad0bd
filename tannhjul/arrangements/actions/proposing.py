"""Putting an arrangement before the council, or that one steps back from it: the case and its paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tannhjul.arrangements import library, queries
from tannhjul.arrangements.enums import Status, Verdict
from tannhjul.arrangements.models import Adoption, Aim
from tannhjul.cases import actions as cases
from tannhjul.core.enums import ADMINISTRATION
from tannhjul.core.law import Refused, comply
from tannhjul.organisation.enums import Power
from tannhjul.organisation.models import Person, Term
from tannhjul.organisation.queries import council
from tannhjul.organisation.rules import kinds

from .enacting import must_be_latest, note


@dataclass(frozen=True)
class Terms:
    """On which terms something is proposed.

    ``aims``: what it is to lead to, each with how one sees it. ``trial_to``: the last day of a trial.
    ``goes_on``: whether it goes on after that unless the council decides otherwise; else it ends.
    ``voted_before``: when the previous council voted on it, where it changes the form of government.
    ``holds``: the parts (``Line.key``) where what another adoption sets is to hold instead.
    ``raised_by`` and ``initiative``: whose initiative it was, as a person and as the case says it.
    """

    valid_from: date
    review_on: date | None = None
    trial_to: date | None = None
    aims: tuple[tuple[str, str], ...] = ()
    voted_before: date | None = None
    holds: tuple[str, ...] = ()
    goes_on: bool = False
    raised_by: Person | None = None
    initiative: tuple[tuple[str, Any], ...] = ()


@transaction.atomic
def propose(arrangement: library.Arrangement, terms: Terms | date, *, by, today: date) -> Adoption:
    """Prepare the council's case about an arrangement; its paper says what research found.

    Refused while another adoption sets the same differently and nobody has said which is to hold.
    """
    terms = terms if isinstance(terms, Terms) else Terms(terms)
    if Adoption.objects.filter(key=arrangement.key, status=Status.PROPOSED).exists():
        raise Refused(_("This lies before the council already. Follow that case, or withdraw it."))
    sets = queries.without(arrangement.sets, terms.holds, today)
    _form_may_change(sets, terms, today)
    _ends_in_order(terms)
    with translation.override("nb"):
        name = queries.told(arrangement.name)
        texts = _paper(arrangement, sets, terms, today)
    does = f"Innføre «{name}»"
    row = _propose(arrangement.key, name, sets, texts, terms, by, today, does=does)
    Aim.objects.bulk_create(Aim(adoption=row, text=a, seen_by=seen) for a, seen in terms.aims)
    return row


@transaction.atomic
def propose_to_step_back(adoption: Adoption, terms: Terms | date, *, by, today: date) -> Adoption:
    """Stepping back is another adoption: of what there was before this one came into force."""
    terms = terms if isinstance(terms, Terms) else Terms(terms)
    must_be_latest(adoption)
    if adoption.before is None:
        raise Refused(_("It is not known what was before this."))
    plan = queries.restores(adoption)
    _form_may_change(plan, terms, today)
    name = f"Tilbake fra: {adoption.name}"[:200]
    does = f"Gå tilbake fra «{adoption.name}»"
    start = terms.valid_from
    texts = {
        "question": f"Skal kommunen gå tilbake til det som gjaldt før «{adoption.name}», fra {start:%d.%m.%Y}?",
        "background": f"Ordningen har vart fra {adoption.valid_from:%d.%m.%Y}.\n\n"
        + changes(plan, today),
        "assessment": "Det som er behandlet i mellomtiden, blir stående.",
        "recommendation": _goes_back(adoption.name, start),
    }
    return _propose(
        adoption.key, name, plan, texts, terms, by, today, does=does, goes_back=adoption
    )


@transaction.atomic
def propose_review(
    adoption: Adoption, verdicts: dict[str, str], terms: Terms, *, by, today: date
) -> Adoption:
    """Ask the council, part by part, what is to be kept, changed and stepped back from.

    ``terms``: from when, whether it goes on as a trial, and when it is reviewed again.
    """
    here = queries.reviewed(adoption)
    if adoption.status != Status.APPLIED or set(verdicts) != set(here):
        raise Refused(_("Say of each part that is in force what is to become of it."))
    if queries.reviews(adoption).filter(status__in=[Status.PROPOSED, Status.DECIDED]).exists():
        raise Refused(_("A review lies before the council already. Follow that case."))
    if adoption.trial_to and terms.valid_from > adoption.trial_to:
        raise Refused(
            _("The trial ends on %(day)s. Let what is decided hold from that day or earlier.")
            % {"day": f"{adoption.trial_to:%d.%m.%Y}"}
        )
    backs = [key for key, verdict in verdicts.items() if verdict == Verdict.BACK]
    must_be_latest(adoption, backs)
    plan = library.only(library.setup_from(adoption.before or {}), backs)
    _form_may_change(plan, terms, today)
    _ends_in_order(terms)
    with translation.override("nb"):
        says = _reviewed(adoption, verdicts, terms)
        texts = {
            "question": f"Hva skal bli av «{adoption.name}», som har vart fra {adoption.valid_from:%d.%m.%Y}?",
            "background": "\n\n".join(
                part
                for part in (
                    f"Ordningen har vart fra {adoption.valid_from:%d.%m.%Y}.",
                    _aims_of(adoption),
                    changes(plan, today),
                )
                if part
            ),
            "assessment": queries.said(adoption, today) or "Ingen har uttalt seg.",
            "recommendation": says,
        }
    name = f"Vurdering av: {adoption.name}"[:200]
    return _propose(
        adoption.key,
        name,
        plan,
        texts,
        terms,
        by,
        today,
        does=f"Vurdere «{adoption.name}»",
        goes_back=adoption,
        verdicts=verdicts,
    )


def sentence(row: Adoption) -> str:
    """The words that the council adopts."""
    terms = Terms(row.valid_from, row.review_on, row.trial_to, goes_on=row.goes_on)
    if row.goes_back and row.verdicts:
        return _reviewed(row.goes_back, row.verdicts, terms)
    if row.goes_back:
        return _goes_back(row.goes_back.name, row.valid_from)
    return _introduces(row.name, terms)


def _introduces(name: str, terms: Terms) -> str:
    said = [f"Kommunen innfører «{name}» fra {terms.valid_from:%d.%m.%Y}."]
    if terms.trial_to:
        then = "gjelder den videre" if terms.goes_on else "gjelder det som var før"
        said.append(
            f"Det er et forsøk til og med {terms.trial_to:%d.%m.%Y}. "
            f"Deretter {then}, hvis ikke kommunestyret vedtar noe annet."
        )
    if terms.review_on:
        said.append(f"Ordningen vurderes innen {terms.review_on:%d.%m.%Y}.")
    return " ".join(said)


def _goes_back(name: str, start: date) -> str:
    return f"Kommunen går tilbake fra «{name}» fra {start:%d.%m.%Y}."


WORDS = {
    Verdict.KEEP: "Dette beholdes",
    Verdict.CHANGE: "Dette skal endres",
    Verdict.BACK: "Dette går kommunen tilbake fra",
}


def _reviewed(adoption: Adoption, verdicts: dict[str, str], terms: Terms) -> str:
    names = queries.reviewed(adoption)
    said = [f"Kommunen har vurdert «{adoption.name}», og vedtar fra {terms.valid_from:%d.%m.%Y}:"]
    for verdict, words in WORDS.items():
        if about := [names.get(key, key) for key in verdicts if verdicts[key] == verdict]:
            said.append(f"{words}: {'; '.join(about)}.")
    if terms.trial_to:
        said.append(f"Forsøket varer til og med {terms.trial_to:%d.%m.%Y}.")
    if terms.review_on:
        said.append(f"Ordningen vurderes igjen innen {terms.review_on:%d.%m.%Y}.")
    return " ".join(said)


def _form_may_change(plan: library.Setup, terms: Terms, today: date) -> None:
    """Refuse a change to or from parliamentary rule that the law gives no time for (§ 10-1)."""
    term = Term.objects.on(today).first()
    if term and queries.changes_form(plan, today):
        before = Term.objects.filter(valid_from__lt=term.valid_from).order_by("valid_from").last()
        began = before.valid_from if before else None
        comply(kinds.previous_council_has_voted, terms.voted_before, term.valid_from, began)
        comply(kinds.form_begins_in_time, terms.valid_from, term.valid_from)


def _ends_in_order(terms: Terms) -> None:
    """A trial ends, and is reviewed, after it has begun; and it is reviewed before it ends."""
    start, end, review = terms.valid_from, terms.trial_to, terms.review_on
    if end and end <= start:
        raise Refused(_("The trial must end after it has begun."))
    if review and review <= start:
        raise Refused(_("It must be reviewed after it has begun."))
    if terms.goes_on and not end:
        raise Refused(_("Only a trial can go on when it is over. Write until when it is tried."))
    if end and (review is None or review > end):
        raise Refused(_("A trial is reviewed before it ends."))


def changes(sets: library.Setup, today: date) -> str:
    """What begins, changes and ends, beside what there is, as the council must see it."""
    sides = queries.compared([library.completed(sets, today)], library.today(today))
    lines = [
        f"– {line.about}: {'; '.join(line.sides[0] or []) or 'faller bort'} "
        f"(i dag: {'; '.join(line.sides[1] or []) or 'finnes ikke'})"
        for line in sides
        if line.differs
    ]
    return "\n".join(["Det som endres og faller bort:", *lines]) if lines else ""


def _aims(aims: Iterable[tuple[str, str]]) -> str:
    lines = [f"– {aim} (vi ser det på: {seen})" for aim, seen in aims]
    return "\n".join(["Målene:", *lines]) if lines else ""


def _aims_of(adoption: Adoption) -> str:
    return _aims(adoption.aims.values_list("text", "seen_by"))


def _paper(
    arrangement: library.Arrangement, sets: library.Setup, terms: Terms, today: date
) -> dict[str, str]:
    """The texts of the council's case, in the municipality's language."""
    name, what = arrangement.name["nb"], arrangement.what["nb"]

    def listed(title: str, texts: Iterable[library.Text]) -> str:
        lines = [f"– {text['nb']}" for text in texts]
        return "\n".join([title, *lines]) if lines else ""

    parts = [
        listed("Det som har virket:", arrangement.works),
        listed("Det som ikke har virket:", arrangement.fails),
        listed("Utilsiktede virkninger:", arrangement.effects),
        listed("Å være oppmerksom på:", arrangement.notes),
    ]
    return {
        "question": f"Skal kommunen innføre «{name}» fra {terms.valid_from:%d.%m.%Y}?",
        "background": "\n\n".join(
            text for text in (what, _aims(terms.aims), changes(sets, today)) if text
        ),
        "assessment": "\n\n".join(part for part in parts if part) or "Ingen erfaringer er kjent.",
        "recommendation": _introduces(name, terms),
    }


def _propose(
    key: str,
    name: str,
    plan: library.Setup,
    texts: dict[str, str],
    terms: Terms,
    by: Any,
    today: date,
    *,
    does: str,
    **more: Any,
) -> Adoption:
    """``does``: what the council is asked to do, as the title of the case and the alternative."""
    if terms.valid_from < today:
        raise Refused(
            _("An arrangement is adopted from today or later: what has been stays as it was.")
        )
    body = council(today)
    if body is None:
        raise Refused(_("There is no council that can decide it."))
    officer = by if getattr(by, "acting_as", "") in ADMINISTRATION else None
    case = cases.open_case(
        does[:300], by=by, today=today, officer=officer, **dict(terms.initiative)
    )
    cases.write(case, texts, based_on=1, by=by)
    for title, economy in ((does, "Må utredes."), ("Som i dag", "Ingen.")):
        cases.add_alternative(
            case, title[:200], by=by, economy=economy, processes="Se vurderingen."
        )
    cases.set_route(case, [(body, Power.DECIDES)], by=by)
    row = Adoption.objects.create(
        key=key,
        name=name,
        sets=library.as_data(plan),
        valid_from=terms.valid_from,
        trial_to=terms.trial_to,
        goes_on=terms.goes_on,
        review_on=terms.review_on,
        raised_by=terms.raised_by,
        case=case,
        **more,
    )
    note("propose", row, by)
    return row
