"""Pages everyone can open: calendar, meeting, item; and what a member can do from them."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import PUBLIC, permitted
from tannhjul.meetings import access, floor, queries, voting
from tannhjul.meetings.actions import attendance, ballots, debate, impartiality, minutes
from tannhjul.meetings.enums import CallStatus, Plea, Status
from tannhjul.meetings.forms.meetings import AbsenceForm, DeclareForm, ProposalForm
from tannhjul.organisation.queries import person_of
from tannhjul.web import panels
from tannhjul.web.pages import back, handle, numbered, page, posted
from tannhjul.web.typed import never_kept


@permitted(access.see)
def index(request, meetings):
    rows = meetings.select_related("body").order_by("-starts_at")
    when = request.GET.get("when", "upcoming")
    now = timezone.now()
    if when == "upcoming":
        rows = rows.filter(starts_at__gte=now - timedelta(hours=12)).order_by("starts_at")
    else:
        rows = rows.filter(starts_at__lt=now)
    context = {
        "rows": numbered(request, rows),
        "when": when,
        "may_plan": access.plan.allows(request.user),
    }
    return page(request, "meetings/index.html", context)


@permitted(access.see)
def detail(request, meeting):
    user = request.user
    person = person_of(user)
    items = access.see_item.objects(user).filter(meeting=meeting).select_related("case")
    absences = meeting.absences.select_related("person")
    calls = meeting.calls.filter(item=None).exclude(status=CallStatus.RECALLED)
    calls = calls.select_related("deputy", "replaces")
    context = {
        "meeting": meeting,
        "rows": numbered(request, items.order_by("order", "pk"), 50),
        "readable": set(
            access.read_item.objects(user).filter(meeting=meeting).values_list("pk", flat=True)
        ),
        "documents": meeting.documents.filter(internal=False).select_related("document"),
        "presences": queries.once_each(
            meeting.presences.select_related("person", "party", "replaces")
        ),
        "may_run": access.run.allows(user, meeting),
        "may_report_absence": meeting.status in (Status.PLANNED, Status.CONVENED)
        and access.report_absence.allows(user, meeting)
        and not absences.filter(person=person).exists(),
        "motions": access.see_motion.objects(user)
        .filter(meeting=meeting)
        .exclude(status="withdrawn")
        .select_related("author"),
        "may_raise": meeting.status not in (Status.CANCELLED, Status.RECORD)
        and access.raise_motion.allows(user, meeting),
        "absences": absences,
        "my_absence": access.withdraw_absence.objects(user).filter(meeting=meeting).first()
        if meeting.status in (Status.PLANNED, Status.CONVENED)
        else None,
        "my_deputy": next(
            (call for call in calls if person and call.replaces_id == person.pk), None
        ),
        "calls": calls,
        "replaced": {call.replaces_id for call in calls},
        "my_call": access.answer_call.objects(user)
        .filter(meeting=meeting, status="called")
        .first(),
        "my_conflicts": queries.possible_conflicts(meeting, [person])
        if person and meeting.pk in set(access.sits_in(user).values_list("pk", flat=True))
        else [],
        "my_signature": access.sign.objects(user).filter(meeting=meeting, signed_at=None).first()
        if meeting.status == Status.APPROVED
        else None,
        "signatures": meeting.signatures.select_related("person"),
        "panels": panels.fill("meetings:detail", request, meeting),
    }
    return page(request, "meetings/detail.html", context)


@permitted(access.see_item)
def item(request, item):
    user = request.user
    may_read = access.read_item.allows(user, item)
    may_propose = item.status == "open" and access.propose.allows(user, item)
    context = {
        "item": item,
        "meeting": item.meeting,
        "may_read": may_read,
        "motion": access.see_motion.objects(user)
        .filter(item=item)
        .select_related("author")
        .first(),
        "reported": access.read_item.objects(user).filter(pk=item.reports_id).first(),
        "may_run": access.run_item.allows(user, item),
        "may_propose": may_propose,
        "mine": voting.my_vote(item, person_of(user), request, timezone.now())
        if may_propose
        else None,
        "panels": panels.fill("meetings:item", request, item) if may_read else [],
    }
    if may_read:
        rows = voting.votes_of(item)
        context |= {
            "proposals": queries.tabled(item),
            "votes": voting.counted(rows),
            "recusals": item.recusals.select_related("person"),
            "floor": floor.of(item),
            "statements": queries.statements(item),
        }
    return page(request, "meetings/item.html", context, parts=["proceedings", "ballot"])


@permitted(access.report_absence)
def report_absence(request, meeting):
    form = AbsenceForm(posted(request))
    person: Any = person_of(request.user)

    def act(data):
        reason = data["reason"]
        return attendance.report_absence(
            meeting, person, reason, by=request.user, at=timezone.now()
        )

    context = {"title": _("Report absence"), "meeting": meeting, "back": meeting.get_absolute_url()}
    thanks = _("Your absence is noted, and the next deputy on your list has been called.")
    return handle(
        request, form, act, meeting.get_absolute_url(), "meetings/form.html", context, thanks=thanks
    )


@require_POST
@permitted(access.withdraw_absence)
def withdraw_absence(request, absence):
    attendance.withdraw_absence(absence, by=request.user)
    said = _("Welcome. Your deputy has been told not to come.")
    return back(request, absence.meeting.get_absolute_url(), said)


@permitted(access.declare)
def declare(request, item):
    person: Any = person_of(request.user)
    found = [row for row in queries.possible_conflicts(item.meeting, [person]) if row.item == item]
    form = DeclareForm(posted(request), initial={"reason": found[0].why if found else ""})
    basis = found[0].rule.paragraph if found else ""

    def act(data):
        own = basis if data["plea"] == Plea.PARTIALITY else ""
        return impartiality.raise_partiality(item, person, by=request.user, basis=own, **data)

    url = item.meeting.get_absolute_url()
    title = _("Your impartiality in %(item)s") % {"item": item}
    return handle(
        request,
        form,
        act,
        url,
        "meetings/form.html",
        {"title": title, "item": item, "back": url},
        thanks=_("It is noted. The body decides before the item is treated, without you."),
        button=_("Let the body decide"),
    )


@require_POST
@permitted(access.answer_call)
def answer_call(request, call):
    accepts = request.POST.get("answer") == "yes"
    attendance.answer_call(call, accepts, by=request.user, at=timezone.now())
    thanks = (
        _("Thank you. You are on the list of those who will sit.")
        if accepts
        else _("Thank you. The next deputy has been called.")
    )
    return back(request, call.meeting.get_absolute_url(), thanks)


@permitted(access.propose)
def propose(request, item):
    form = ProposalForm(posted(request))

    def act(data):
        return debate.propose(item, by=request.user, proposer=person_of(request.user), **data)

    context = {"title": _("Make a proposal"), "item": item, "back": item.get_absolute_url()}
    return handle(
        request,
        form,
        act,
        item.get_absolute_url(),
        "meetings/form.html",
        context,
        thanks=_("Your proposal is on the table."),
    )


@never_kept
@require_POST
@permitted(access.vote)
def vote(request, vote):
    person: Any = person_of(request.user)
    choice = request.POST.get("choice", "")
    ballots.vote_oneself(vote, person, choice, by=request.user, at=timezone.now())
    url = reverse("meetings:live", args=[vote.item.meeting_id])
    return back(request, url, _("Your vote is recorded."))


@permitted(PUBLIC)
def trust(request):
    return page(request, "meetings/trust.html")


@require_POST
@permitted(access.sign)
def sign(request, signature):
    minutes.sign(signature, by=request.user, at=timezone.now(), today=timezone.localdate())
    return back(request, signature.meeting.get_absolute_url(), _("You have signed the minutes."))
