"""The meeting as it is held: for everyone, for the hall, and for a member on the phone."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.core.access import permitted
from tannhjul.meetings import access, voting
from tannhjul.meetings.actions import floor as actions
from tannhjul.meetings.enums import SpeechKind
from tannhjul.meetings.live import live as state_of
from tannhjul.meetings.stream import address
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import back, page


def _own(request, now, person) -> dict:
    """What a member can do from the own device: vote, and ask for the floor."""
    if person is None or now.item is None or not access.ask_floor.allows(request.user, now.item):
        return {"sits": False}
    waiting = now.item.speeches.filter(person=person, at=None)
    asked = {row.kind for row in waiting}
    shut = {SpeechKind.SPEECH} if now.item.list_closed else set()
    return {
        "sits": True,
        "mine": voting.my_vote(now.item, person, request, timezone.now()),
        "my_requests": waiting,
        "may_ask": [(k.value, k.label) for k in SpeechKind if k not in asked | shut],
    }


@permitted(access.see)
def live(request, meeting):
    person = person_of(request.user)
    now = state_of(meeting, request.user, timezone.now())
    context = {
        "meeting": meeting,
        "now": now,
        "person": person,
        "stream": address(meeting, request.LANGUAGE_CODE),
        "may_run": access.run.allows(request.user, meeting),
        **_own(request, now, person),
    }
    return page(request, "meetings/live.html", context, parts=["ballot", "mine", "room"])


@permitted(access.see)
def hall(request, meeting):
    now = state_of(meeting, AnonymousUser(), timezone.now())  # the hall is open to everyone
    context = {
        "meeting": meeting,
        "now": now,
        "stream": address(meeting, request.LANGUAGE_CODE, "hall"),
    }
    return page(request, "meetings/hall.html", context)


@permitted(access.see)
def stream(_request, _meeting):
    """Held by the entrance (``config.asgi``). Behind another one, there is nothing to wait for."""
    return HttpResponse(status=204)


def _to_live(item) -> str:
    return reverse("meetings:live", args=[item.meeting_id])


@require_POST
@permitted(access.ask_floor)
def ask_floor(request, item):
    person: Any = person_of(request.user)
    kind = request.POST.get("kind", SpeechKind.SPEECH)
    actions.ask(item, person, kind, by=request.user, at=timezone.now())
    return back(request, _to_live(item), _("You are on the speakers' list."))


@require_POST
@permitted(access.step_back)
def step_back(request, speech):
    actions.step_back(speech, by=request.user)
    return back(request, _to_live(speech.item), _("Your name is off the list."))
