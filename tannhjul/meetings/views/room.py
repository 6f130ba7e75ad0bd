"""The meeting room: one item at a time, as the secretary records it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases.enums import Outcome
from tannhjul.core.access import permitted
from tannhjul.core.pages import back, handle, page, posted
from tannhjul.meetings import access, queries
from tannhjul.meetings.actions import debate, minutes, votes
from tannhjul.meetings.enums import Method, VoteStatus
from tannhjul.meetings.forms import (
    AnyProposalForm,
    ConcludeForm,
    CountForm,
    DoorsForm,
    FindingForm,
    PartialityForm,
    SpeechForm,
    TakeUpForm,
    VoteForm,
)
from tannhjul.meetings.models import Proposal, Recusal, Vote
from tannhjul.organisation.enums import Power

USUAL = {
    Power.DECIDES: Outcome.ADOPTED,
    Power.RECOMMENDS: Outcome.RECOMMENDED,
    Power.ADVISES: Outcome.RECOMMENDED,
    Power.DISCUSSES: Outcome.NOTED,
}


def _room(item):
    return reverse("meetings:room", args=[item.pk])


def _conclude_form(item):
    usual = USUAL[Power(item.step.power)] if item.step else Outcome.NOTED
    initial = {"outcome": usual, "resolution": queries.composed(item)}
    return ConcludeForm(item=item, initial=initial, auto_id="conclude_%s")


@permitted(access.run_item)
def room(request, item):
    now = timezone.now()
    rows = queries.votes_of(item)
    waiting = next((vote for vote in rows if vote.status == VoteStatus.OPEN), None)
    is_open = item.status == "open"
    items = list(item.meeting.items.all())
    tabled = item.proposals.filter(status="tabled").exists()
    place = items.index(item)
    context = {
        "item": item,
        "meeting": item.meeting,
        "items": items,
        "next_item": items[place + 1] if place + 1 < len(items) else None,
        "proposals": queries.tabled(item),
        "votes": [(vote, queries.sides(vote)) for vote in rows if vote.status == VoteStatus.CLOSED],
        "open_vote": waiting,
        "recusals": item.recusals.select_related("person"),
        "speeches": item.speeches.select_related("person"),
        "calls": item.calls.exclude(status="declined").select_related("deputy", "replaces"),
        "sitting": queries.entitled(item, now),
        "doubts": [
            row
            for row in queries.doubts(item.meeting, [p.person for p in queries.entitled(item, now)])
            if row.item == item
        ],
        "pending": [
            (row, FindingForm(auto_id=f"finding{row.pk}_%s"))
            for row in item.recusals.filter(finding="pending").select_related("person")
        ],
        "partiality_form": PartialityForm(item=item, auto_id="partiality_%s"),
        "speech_form": SpeechForm(item=item, at=now, auto_id="floor_%s") if is_open else None,
        "proposal_form": AnyProposalForm(item=item, at=now, auto_id="proposal_%s")
        if is_open
        else None,
        "vote_form": VoteForm(item=item, auto_id="vote_%s")
        if is_open and not waiting and tabled
        else None,
        "count_form": CountForm(vote=waiting, at=now, auto_id="count_%s") if waiting else None,
        "missing": queries.not_voted(waiting, now)
        if waiting and waiting.method == Method.ELECTRONIC
        else None,
        "take_up_form": TakeUpForm(auto_id="taken_%s")
        if is_open and item.unlisted and item.taken_up is None
        else None,
        "conclude_form": _conclude_form(item) if is_open and not waiting else None,
    }
    return page(request, "meetings/room.html", context)


def _form(request, item, form, act, title, thanks=""):
    context = {"title": title, "item": item, "back": _room(item)}
    return handle(request, form, act, _room(item), "meetings/form.html", context, thanks=thanks)


@require_POST
@permitted(access.run_item)
def start_item(request, item):
    debate.start_item(item, by=request.user)
    return back(request, _room(item))


@permitted(access.run_item)
def close_doors(request, item):
    form = DoorsForm(posted(request), initial={"basis": item.closed_basis})

    def act(data):
        return debate.close_doors(item, data["basis"], by=request.user)

    return _form(request, item, form, act, _("Doors"), _("It is noted whether the doors are open."))


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
        return debate.raise_partiality(item, by=request.user, **data)

    return _form(
        request, item, form, act, _("Impartiality"), _("The question is raised. The body decides.")
    )


@permitted(access.run_item)
def decide_partiality(request, item, recusal):
    row = get_object_or_404(Recusal, pk=recusal, item=item)
    form = FindingForm(posted(request))

    def act(data):
        return debate.decide_partiality(row, data["finding"], by=request.user, at=timezone.now())

    return _form(request, item, form, act, _("Impartiality"), _("The finding is recorded."))


@require_POST
@permitted(access.run_item)
def sit_in(request, item, call):
    debate.sit_in(item, call, by=request.user, at=timezone.now())
    return back(request, _room(item), _("The deputy sits in this item."))


@permitted(access.run_item)
def speak(request, item):
    form = SpeechForm(posted(request), item=item, at=timezone.now())

    def act(data):
        return debate.speak(item, data["person"], by=request.user, at=timezone.now())

    return _form(request, item, form, act, _("The floor"))


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
def open_vote(request, item):
    form = VoteForm(posted(request), item=item)

    def act(data):
        if data["method"] == Method.UNANIMOUS:
            return votes.unanimous(item, data["proposal"], by=request.user, at=timezone.now())
        return votes.open_vote(item, by=request.user, at=timezone.now(), **data)

    return _form(request, item, form, act, _("Put to the vote"))


@permitted(access.run_item)
def close_vote(request, item, vote):
    row = get_object_or_404(
        Vote.objects.select_related("proposal", "against", "item__meeting"), pk=vote, item=item
    )
    form = CountForm(posted(request), vote=row, at=timezone.now())

    def act(_data):
        if row.method == Method.ELECTRONIC:
            return votes.enter_missing(row, form.ballots(), by=request.user, at=timezone.now())
        against = {person for person, choice in form.ballots().items() if choice == "against"}
        return votes.count(row, against, by=request.user, at=timezone.now())

    return _form(request, item, form, act, _("Count the vote"), _("The vote is counted."))


@require_POST
@permitted(access.run_item)
def cancel_vote(request, item, vote):
    votes.cancel_vote(get_object_or_404(Vote, pk=vote, item=item), by=request.user)
    return back(request, _room(item), _("The vote has been taken back."))


@permitted(access.run_item)
def conclude(request, item):
    form = ConcludeForm(posted(request), item=item, initial=_conclude_form(item).initial)

    def act(data):
        return minutes.conclude(item, by=request.user, at=timezone.now(), **data)

    return _form(request, item, form, act, _("Conclude the item"), _("The item is concluded."))
