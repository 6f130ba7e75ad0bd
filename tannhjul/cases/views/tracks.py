"""The tracks of the municipality, putting cases on them, and who recommends beside the chief executive."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tannhjul.cases import access, queries
from tannhjul.cases.actions import arenas, recommending, tracks
from tannhjul.cases.forms import (
    AssessForm,
    BeginForm,
    EndForm,
    PoliticalForm,
    SpokespersonForm,
    TrackForm,
)
from tannhjul.cases.models import Track
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.organisation.models import Body, Person
from tannhjul.organisation.queries import council_members, person_of
from tannhjul.web.pages import back, handle, page, posted


@permitted(PUBLIC)
def index(request):
    today = localdate()
    rows = Track.objects.on(today).prefetch_related("track_steps")
    back, sent = queries.sent_back_share(today - timedelta(days=365), today + timedelta(days=1))
    return page(request, "cases/tracks.html", {"tracks": rows, "sent_back": back, "sent": sent})


@permitted(access.set_track)
def choose(request, case):
    rows = Track.objects.on(localdate()).prefetch_related("track_steps")
    context = {"case": case, "tracks": [row for row in rows if row.pk != case.track_id]}
    return page(request, "cases/choose_track.html", context)


@permitted(access.set_track)
def put(request, case, track):
    row = get_object_or_404(Track.objects.on(localdate()), pk=track)
    moved = case.track_id is not None or not case.is_prepared
    form = TrackForm(posted(request), track=row, moved=moved)

    def act(data):
        facts = {"by": request.user, "today": localdate()}
        if moved:
            return tracks.move_to(case, row, form.places(), data["reason"], **facts)
        return tracks.start_on(case, row, form.places(), **facts)

    return handle(
        request,
        form,
        act,
        case.get_absolute_url(),
        "cases/put_on_track.html",
        {"title": row.name, "back": reverse("cases:choose_track", args=[case.pk]), "track": row},
        thanks=_("The case is on the track, and its way has been set."),
    )


@permitted(access.take_step, "case")
def begin_step(request, step):
    return _of_step(
        request,
        step,
        BeginForm(posted(request), initial={"on": localdate()}),
        lambda data: arenas.begin_step(step, by=request.user, today=localdate(), **data),
        _("It has begun. Enter what came of it when it ends."),
    )


@permitted(access.take_step, "case", "of_track")
def end_step(request, step):
    at = [step.of_track] if step.of_track else []
    missing = queries.missing(at, step.case, step, localdate())
    asks_why = any(row.is_advice for row in missing)
    return _of_step(
        request,
        step,
        EndForm(posted(request), asks_why=asks_why),
        lambda data: arenas.end_step(step, by=request.user, today=localdate(), **data),
        _("It has ended, and the case goes on."),
        missing=missing,
    )


def _of_step(request, step, form, act, thanks, **more):
    url = step.case.get_absolute_url()
    context = {"title": step.who, "case": step.case, "back": url, **more}
    return handle(request, form, act, url, "cases/form.html", context, thanks=thanks)


@require_POST
@permitted(access.forward)
def forward(request, case):
    tracks.forward(case, by=request.user, today=localdate())
    return back(request, case.get_absolute_url(), _("The case is on its way."))


@permitted(access.recommend)
def recommend(request, case):
    led = [body.pk for body in access.led_by(request.user)]
    bodies = Body.objects.filter(pk__in=led, steps__case=case, steps__status="waiting").distinct()
    first = queries.administrative_recommendation(case)
    form = PoliticalForm(posted(request), initial={"text": first.text if first else ""})
    form.offer("body", bodies, bodies.first())

    leader: Any = person_of(request.user)

    def act(data):
        return recommending.recommend_politically(
            case, by=request.user, leader=leader, today=localdate(), **data
        )

    url = case.get_absolute_url()
    return handle(
        request,
        form,
        act,
        url,
        "cases/recommend.html",
        {"title": _("Recommend to the body"), "back": url, "first": first, "case": case},
        thanks=_("This recommendation counts until the body treats the case."),
    )


@permitted(access.assess)
def assess(request, recommendation):
    if not recommendation.waits_for_assessment:
        raise Http404
    url = recommendation.case.get_absolute_url()
    return handle(
        request,
        AssessForm(posted(request)),
        lambda data: recommending.assess(
            recommendation, data["text"], by=request.user, today=localdate()
        ),
        url,
        "cases/assess.html",
        {"title": _("Assess what deviates"), "back": url, "row": recommendation},
        thanks=_("The assessment stands with the recommendation, and the body can treat the case."),
    )


@permitted(access.choose_spokesperson)
def choose_spokesperson(request, case):
    form = SpokespersonForm(posted(request))
    members = Person.objects.filter(pk__in=council_members(localdate()))
    form.offer("person", members, case.spokesperson)
    url = case.get_absolute_url()
    return handle(
        request,
        form,
        lambda data: recommending.choose_spokesperson(case, data["person"], by=request.user),
        url,
        "cases/form.html",
        {"title": _("Choose the case spokesperson"), "back": url, "case": case},
        thanks=_("The case spokesperson has been chosen."),
    )
