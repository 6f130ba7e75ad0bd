"""The meeting room: one item at a time, as the secretary records it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases.enums import Outcome
from tannhjul.core.access import permitted
from tannhjul.elections.enums import Method as ElectionMethod
from tannhjul.meetings import access, floor, queries, voting
from tannhjul.meetings.actions import counting, debate, impartiality, minutes, urgent, votes
from tannhjul.meetings.actions import floor as floor_actions
from tannhjul.meetings.enums import OF_VALIDITY, OWN_DEVICE, Method, VoteStatus
from tannhjul.meetings.forms.floor import SpeechForm, StatementForm
from tannhjul.meetings.forms.meetings import (
    AnyProposalForm,
    ConcludeForm,
    DoorsForm,
    FindingForm,
    PartialityForm,
    SplitForm,
    TakeUpForm,
    UrgentForm,
)
from tannhjul.meetings.forms.votes import FORMS, CountForm, PaperForm, SingleForm, ask_forms
from tannhjul.meetings.models import Proposal, Recusal, Speech, Statement, Vote
from tannhjul.meetings.stream import address
from tannhjul.organisation.enums import Power
from tannhjul.web.pages import back, handle, page, posted

USUAL = {
    Power.DECIDES: Outcome.ADOPTED,
    Power.RECOMMENDS: Outcome.RECOMMENDED,
    Power.ADVISES: Outcome.RECOMMENDED,
    Power.DISCUSSES: Outcome.NOTED,
}


def _room(item):
    return reverse("meetings:room", args=[item.pk])


def _conclude_form(item):
    decides = item.decides_for is not None or item.constitutes in OF_VALIDITY
    told = item.step is None and not decides
    usual = Outcome.NOTED if told else USUAL[Power(queries.power_in(item))]
    initial = {"outcome": usual, "resolution": queries.composed(item)}
    return ConcludeForm(item=item, initial=initial, auto_id="conclude_%s")


def _count_form(vote, data=None):
    form = PaperForm if vote.method == Method.SECRET else CountForm
    return form(data, vote=vote, at=timezone.now(), auto_id="count_%s")


def _ballot(item, waiting, now):
    """What the chair sees of the vote that is open, or can be opened."""
    if waiting:
        own = waiting.method in OWN_DEVICE
        return {
            "open_vote": waiting,
            "asked": voting.asked(waiting),
            "choices": voting.answers(waiting),
            "needed": voting.needed(waiting),
            "count_form": _count_form(waiting),
            "missing": voting.not_voted(waiting, now) if own else None,
        }
    return {"ask_forms": ask_forms(item), "advice": voting.advice(item)}


def _floor(item, now):
    """The forms for what can happen while an item is treated."""
    return {
        "speech_form": SpeechForm(item=item, at=now, auto_id="floor_%s"),
        "proposal_form": AnyProposalForm(item=item, at=now, auto_id="proposal_%s"),
        "statement_form": StatementForm(item=item, at=now, auto_id="statement_%s"),
        "partiality_form": PartialityForm(item=item, auto_id="partiality_%s"),
        "pending": [
            (row, _finding_form(row, now))
            for row in item.recusals.filter(finding="pending").select_related("person")
        ],
        "take_up_form": TakeUpForm(auto_id="taken_%s")
        if item.needs_consent and item.taken_up is None
        else None,
        "conclude_form": _conclude_form(item),
        "may_be_urgent": queries.may_be_urgent(item),
    }


@permitted(access.run_item)
def room(request, item):
    now = timezone.now()
    rows = voting.votes_of(item)
    waiting = next((vote for vote in rows if vote.status == VoteStatus.OPEN), None)
    items = list(item.meeting.items.all())
    place = items.index(item)
    sitting = queries.entitled(item, now)
    people = [row.person for row in sitting]
    context = {
        "item": item,
        "meeting": item.meeting,
        "items": items,
        "next_item": items[place + 1] if place + 1 < len(items) else None,
        "proposals": queries.tabled(item),
        "votes": voting.counted(rows),
        "recusals": item.recusals.select_related("person"),
        "floor": floor.of(item),
        "statements": queries.statements(item),
        "calls": item.calls.exclude(status="declined").select_related("deputy", "replaces"),
        "sitting": sitting,
        **_guide(item),
        "conflicts": [
            row for row in queries.possible_conflicts(item.meeting, people) if row.item == item
        ],
    }
    if item.status == "open":
        context |= _ballot(item, waiting, now) | _floor(item, now)
    context["stream"] = address(item.meeting, request.LANGUAGE_CODE)
    return page(request, "meetings/room.html", context, parts=["speakers", "waiting"])


def _guide(item):
    """The election that belongs to this step, and what its form is filled in with."""
    found = queries.guide(item)
    if found is None:
        return {}
    method = ElectionMethod.MAJORITY if found.office else ElectionMethod.PROPORTION
    day = timezone.localdate(item.meeting.starts_at)
    asked = {"today": day.isoformat(), "office": found.office, "method": method.value}
    return {"guide": found, "election_form": urlencode(asked)}


def _form(request, item, form, act, title, thanks=""):
    context = {"title": title, "item": item, "back": _room(item)}
    return handle(request, form, act, _room(item), "meetings/form.html", context, thanks=thanks)


@permitted(access.run_item)
def decide_for(request, item):
    form = UrgentForm(posted(request))
    bodies = queries.could_decide(item)
    form.offer("body", bodies, bodies.first())

    def act(data):
        return urgent.decide_for(item, by=request.user, **data)

    return _form(
        request,
        item,
        form,
        act,
        _("Decide in place of another body"),
        _("The body decides, and it is reported to the other in its next meeting."),
    )


@require_POST
@permitted(access.run_item)
def let_it_wait(request, item):
    urgent.let_it_wait(item, by=request.user)
    return back(request, _room(item), _("The item is treated as usual."))


@require_POST
@permitted(access.run_item)
def start_item(request, item):
    debate.start_item(item, by=request.user)
    return back(request, _room(item))


@permitted(access.run_item)
def close_doors(request, item):
    now = timezone.now()
    sitting = [row.person for row in queries.entitled(item, now)]
    form = DoorsForm(posted(request), sitting=sitting, initial={"basis": item.closed_basis})

    def act(data):
        return debate.close_doors(item, by=request.user, at=now, **data)

    return _form(request, item, form, act, _("Doors"), _("It is noted whether the doors are open."))


@require_POST
@permitted(access.run_item)
def papers_were_late(request, item):
    debate.papers_were_late(item, by=request.user)
    return back(request, _room(item), _("Ask whether anyone objects to deciding it now."))


@permitted(access.run_item)
def take_up(request, item):
    form = TakeUpForm(posted(request))

    def act(data):
        return debate.take_up(item, by=request.user, at=timezone.now(), **data)

    return _form(
        request,
        item,
        form,
        act,
        _("Not on the agenda"),
        _("It is recorded whether anyone objects."),
    )


@permitted(access.run_item)
def raise_partiality(request, item):
    form = PartialityForm(posted(request), item=item)

    def act(data):
        return impartiality.raise_partiality(item, by=request.user, **data)

    return _form(
        request, item, form, act, _("Impartiality"), _("The question is raised. The body decides.")
    )


def _finding_form(row, now):
    deciding = queries.deciding_on(row, now).people
    return FindingForm(auto_id=f"finding{row.pk}_%s", deciding=deciding)


@permitted(access.run_item)
def decide_partiality(request, item, recusal):
    row = get_object_or_404(Recusal, pk=recusal, item=item)
    now = timezone.now()
    form = FindingForm(posted(request), deciding=queries.deciding_on(row, now).people)

    def act(data):
        return impartiality.decide_partiality(row, by=request.user, at=now, **data)

    return _form(request, item, form, act, _("Impartiality"), _("The finding is recorded."))


@require_POST
@permitted(access.run_item)
def call_first(request, item, recusal):
    row = get_object_or_404(Recusal, pk=recusal, item=item)
    call = impartiality.call_first(row, by=request.user, at=timezone.now())
    says = (
        _("%(deputy)s has been called.") % {"deputy": call.deputy}
        if call
        else _("No deputy is left.")
    )
    return back(request, _room(item), says)


@require_POST
@permitted(access.run_item)
def sit_in(request, item, call):
    debate.sit_in(item, call, by=request.user, at=timezone.now())
    return back(request, _room(item), _("The deputy sits in this item."))


@permitted(access.run_item)
def speak(request, item):
    form = SpeechForm(posted(request), item=item, at=timezone.now())

    def act(data):
        return floor_actions.speak(item, by=request.user, at=timezone.now(), **data)

    return _form(request, item, form, act, _("The floor"))


@permitted(access.run_item)
def enter_statement(request, item):
    form = StatementForm(posted(request), item=item, at=timezone.now())

    def act(data):
        return debate.enter_statement(item, by=request.user, at=timezone.now(), **data)

    return _form(
        request, item, form, act, _("Statement for the minutes"), _("It stands in the minutes.")
    )


@require_POST
@permitted(access.run_item)
def remove_statement(request, item, statement):
    row = get_object_or_404(Statement, pk=statement, item=item)
    debate.remove_statement(row, by=request.user)
    return back(request, _room(item), _("It is taken out of the minutes."))


@require_POST
@permitted(access.run_item)
def give_floor(request, item, speech):
    row = get_object_or_404(Speech, pk=speech, item=item)
    floor_actions.give(row, by=request.user, at=timezone.now())
    return back(request, _room(item))


@require_POST
@permitted(access.run_item)
def end_speech(request, item):
    floor_actions.end_speech(item, by=request.user, at=timezone.now())
    return back(request, _room(item))


@require_POST
@permitted(access.run_item)
def close_list(request, item):
    floor_actions.close_list(item, not item.list_closed, by=request.user)
    return back(request, _room(item))


@permitted(access.run_item)
def propose(request, item):
    form = AnyProposalForm(posted(request), item=item, at=timezone.now())

    def act(data):
        return debate.propose(item, by=request.user, **data)

    return _form(request, item, form, act, _("New proposal"), _("The proposal is on the table."))


@require_POST
@permitted(access.run_item)
def withdraw_proposal(request, item, proposal):
    debate.withdraw_proposal(get_object_or_404(Proposal, pk=proposal, item=item), by=request.user)
    return back(request, _room(item), _("The proposal has been withdrawn."))


@permitted(access.run_item)
def split(request, item, proposal):
    row = get_object_or_404(Proposal, pk=proposal, item=item)
    form = SplitForm(posted(request), initial={"text": row.text})

    def act(data):
        return debate.split(row, data["text"], by=request.user)

    thanks = _("Each point is a proposal of its own now.")
    title = _("Divide proposal %(number)s into points") % {"number": row.number}
    return _form(request, item, form, act, title, thanks)


@permitted(access.run_item)
def open_vote(request, item):
    asked = FORMS.get(request.POST.get("question", ""), SingleForm)
    form = asked(posted(request), item=item)

    def act(data):
        if data["method"] == Method.UNANIMOUS:
            return counting.unanimous(item, data["proposal"], by=request.user, at=timezone.now())
        return votes.open_vote(item, by=request.user, at=timezone.now(), **form.what())

    return _form(request, item, form, act, _("Put to the vote"))


@permitted(access.run_item)
def close_vote(request, item, vote):
    rows = Vote.objects.select_related("proposal", "against", "election__body", "item__meeting")
    row = get_object_or_404(rows, pk=vote, item=item)
    form = _count_form(row, posted(request))
    how = {"by": request.user, "at": timezone.now()}

    def act(_data):
        if row.method == Method.SECRET:
            return counting.with_paper(row, *form.paper(), **how)
        if row.method in OWN_DEVICE:
            return counting.enter_missing(row, form.ballots(), **how)
        return counting.count_all(row, form.ballots(), **how)

    return _form(request, item, form, act, _("Count the vote"), _("The vote is counted."))


@require_POST
@permitted(access.run_item)
def cancel_vote(request, item, vote):
    votes.cancel_vote(get_object_or_404(Vote, pk=vote, item=item), by=request.user)
    return back(request, _room(item), _("The vote has been taken back."))


@require_POST
@permitted(access.run_item)
def annul_vote(request, item, vote):
    votes.annul_vote(get_object_or_404(Vote, pk=vote, item=item), by=request.user)
    return back(request, _room(item), _("The vote has been annulled. Vote again."))


@permitted(access.run_item)
def conclude(request, item):
    form = ConcludeForm(posted(request), item=item, initial=_conclude_form(item).initial)

    def act(data):
        return minutes.conclude(item, by=request.user, at=timezone.now(), **data)

    return _form(request, item, form, act, _("Conclude the item"), _("The item is concluded."))
