"""The library of arrangements: reading, comparing, trying, adopting."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tannhjul.cases import access as cases
from tannhjul.cases.enums import Outcome
from tannhjul.cases.queries import numbered
from tannhjul.core.access import PUBLIC, permitted
from tannhjul.core.choices import chosen
from tannhjul.decisions.models import Decision
from tannhjul.organisation.enums import BodyKind
from tannhjul.organisation.queries import person_of
from tannhjul.web.pages import handle, page, posted

from . import access, actions, library, queries
from .choices import OPPOSITION_CHAIRS
from .enums import Group
from .forms import (
    CompareForm,
    DecidedForm,
    IntroduceForm,
    OppositionForm,
    ProposeForm,
    RaisingForm,
    ReviewForm,
    SayForm,
    TryForm,
)
from .parts.setup import Line

A_YEAR = timedelta(days=365)


def _found(key: str) -> library.Arrangement:
    row = library.everything().get(key)
    if row is None:
        raise Http404
    return row


def _told(row: library.Arrangement) -> dict:
    """An arrangement with its texts in the language of the page."""
    lists = {
        name: [queries.told(text) for text in getattr(row, name)]
        for name in ("works", "fails", "effects", "notes")
    }
    return {
        "key": row.key,
        "name": queries.told(row.name),
        "what": queries.told(row.what),
        "source": row.source,
        "publications": row.publications,
        **lists,
    }


def _beside(rows: list[library.Arrangement], lines: list[Line]) -> dict:
    """A comparison with its headings, each side with the heading it stands under."""
    heads = [*(queries.told(row.name) for row in rows), _("Today")]
    sides = [(line, list(zip(heads, line.sides, strict=True))) for line in lines]
    return {"heads": heads, "lines": sides}


@permitted(access.see)
def index(request, adoptions):
    groups = [
        (Group(group).label, [_told(row) for row in rows])
        for group, rows in queries.in_order().items()
    ]
    form = OppositionForm(request.GET or None)
    parties = {party.pk for party in form.cleaned_data["party"]} if form.is_valid() else set()
    context = {
        "groups": groups,
        "history": adoptions.select_related("case"),
        "form": form,
        "number": chosen(OPPOSITION_CHAIRS, localdate()),
        "chairs": queries.opposition_chairs(parties),
    }
    return page(request, "arrangements/index.html", context)


def _numbered(request, number: str):
    """The case with a number, if the reader may know of it."""
    return cases.see.objects(request.user).filter(pk__in=numbered(number)).first()


@permitted(PUBLIC)
def detail(request, key):
    row = _found(key)
    day = localdate()
    form = TryForm(request.GET if "case" in request.GET else None)
    case = _numbered(request, form.cleaned_data["case"]) if form.is_valid() else None
    lines = queries.compared([library.completed(row.sets, day)], library.today(day))
    context = {
        "row": _told(row),
        **_beside([row], lines),
        "form": form,
        "case": case,
        "was": queries.as_it_was(case) if case else [],
        "tried": [(t, queries.tried(case, t)) for t in row.sets.tracks] if case else [],
        "has_tracks": bool(row.sets.tracks),
        "may_propose": access.propose.allows(request.user),
        "may_introduce": access.introduce.allows(request.user),
    }
    return page(request, "arrangements/detail.html", context)


@permitted(PUBLIC)
def compare(request):
    form = CompareForm(request.GET or None)
    rows = []
    if form.is_bound and form.is_valid():
        keys = [form.cleaned_data["first"], form.cleaned_data["second"]]
        rows = [_found(key) for key in dict.fromkeys(keys) if key]
    plans, today = [row.sets for row in rows], library.today(localdate())
    context = {
        "form": form,
        "rows": [_told(row) for row in rows],
        **_beside(rows, queries.compared(plans, today)),
    }
    return page(request, "arrangements/compare.html", context)


@permitted(access.see)
def adoption(request, adoption):
    stands = adoption.status == "applied" and adoption.goes_back_id is None
    context = {
        "adoption": adoption,
        "aims": adoption.aims.all(),
        "answers": queries.answered(adoption, localdate()) if stands else [],
        "reviews": queries.reviews(adoption),
        "late": stands and bool(adoption.review_on) and adoption.review_on < localdate(),
        "may_say": access.say.allows(request.user, adoption),
        "may_review": access.review.allows(request.user, adoption),
        "known": adoption.key in library.everything(),
        "redirections": adoption.redirections.select_related("case"),
        "may_keep": adoption.status in ("proposed", "decided")
        and access.keep.allows(request.user, adoption),
        "may_step_back": stands and access.step_back.allows(request.user, adoption),
    }
    return page(request, "arrangements/adoption.html", context)


@permitted(access.keep)
def decided(request, adoption):
    form = DecidedForm(posted(request))
    made = Decision.objects.filter(
        case=adoption.case, body__kind=BodyKind.COUNCIL, item__outcome=Outcome.ADOPTED
    )
    form.offer("decision", made if adoption.status == "proposed" else made.none())

    def act(data):
        if data["decision"]:
            who = {"by": request.user, "today": localdate()}
            return actions.decide(adoption, data["decision"], **who)
        return actions.reject(adoption, by=request.user)

    return handle(
        request,
        form,
        act,
        adoption.get_absolute_url(),
        "arrangements/form.html",
        {"title": _("What the council decided"), "back": adoption.get_absolute_url()},
        thanks=_("Entered."),
    )


def _raised(user):
    """Where whoever raised something goes on: to the case, or while that is being prepared, to what was raised."""
    return lambda row: (
        row.case.get_absolute_url() if cases.see.allows(user, row.case) else row.get_absolute_url()
    )


@permitted(access.propose)
def propose(request, key):
    row, today = _found(key), localdate()
    form = ProposeForm(request.user, row.sets, posted(request))
    form.fields["review_on"].initial = today + A_YEAR
    return handle(
        request,
        form,
        lambda _data: actions.propose(row, form.asked(), by=request.user, today=today),
        _raised(request.user),
        "arrangements/form.html",
        {
            "title": _("Put before the council: %(name)s") % {"name": queries.told(row.name)},
            "back": reverse("arrangements:detail", args=[key]),
        },
        button=_("Open the case"),
        thanks=_(
            "The case has been opened, with what research found. It is finished and sent on by the administration."
        ),
    )


@permitted(access.introduce)
def introduce(request, key):
    row = _found(key)
    return handle(
        request,
        IntroduceForm(posted(request), initial={"valid_from": localdate()}),
        lambda data: actions.introduce(
            row,
            data["decided_by"],
            by=request.user,
            today=localdate(),
            valid_from=data["valid_from"],
        ),
        lambda made: made.get_absolute_url(),
        "arrangements/form.html",
        {
            "title": _("Put in force: %(name)s") % {"name": queries.told(row.name)},
            "back": reverse("arrangements:detail", args=[key]),
        },
        thanks=_("The arrangement is in force from that day."),
    )


@permitted(access.step_back)
def step_back(request, adoption):
    form = RaisingForm(request.user, queries.restores(adoption), posted(request))
    return handle(
        request,
        form,
        lambda _data: actions.propose_to_step_back(
            adoption, form.terms(), by=request.user, today=localdate()
        ),
        _raised(request.user),
        "arrangements/form.html",
        {
            "title": _("Step back from: %(name)s") % {"name": adoption},
            "back": adoption.get_absolute_url(),
        },
        button=_("Open the case"),
        thanks=_("The case has been opened. Stepping back is another adoption."),
    )


@permitted(access.say)
def say(request, adoption):
    form = SayForm(queries.questions(adoption), posted(request))

    def act(data):
        verdicts = {key: value for key, value in data.items() if key != "why"}
        person: Any = person_of(request.user)  # whoever may say has one
        return actions.say(
            adoption, person, verdicts, data["why"], by=request.user, today=localdate()
        )

    return handle(
        request,
        form,
        act,
        adoption.get_absolute_url(),
        "arrangements/form.html",
        {
            "title": _("How does it work? %(name)s") % {"name": adoption},
            "back": adoption.get_absolute_url(),
        },
        button=_("Send"),
        thanks=_("Thank you. The council sees it when the arrangement is reviewed."),
    )


@permitted(access.review)
def review(request, adoption):
    today = localdate()
    form = ReviewForm(request.user, adoption, posted(request))
    return handle(
        request,
        form,
        lambda _data: actions.propose_review(
            adoption, form.verdicts(), form.terms(), by=request.user, today=today
        ),
        _raised(request.user),
        "arrangements/form.html",
        {
            "title": _("Put the review before the council: %(name)s") % {"name": adoption},
            "back": adoption.get_absolute_url(),
        },
        button=_("Open the case"),
        thanks=_(
            "The case has been opened, with what people have said. It is finished and sent on by the administration."
        ),
    )
