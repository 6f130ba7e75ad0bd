"""Reads for the public pages: search, and what waits for the one who is signed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from django.db import connection
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Or, PlainText, SearchQuery

from tannhjul.allowances.access import treat_claim
from tannhjul.allowances.models import Check, Settlement
from tannhjul.cases.access import led_by
from tannhjul.cases.enums import Status as CaseStatus
from tannhjul.cases.enums import StepStatus
from tannhjul.cases.models import Case, Inquiry, Step
from tannhjul.cases.queries import unassessed, why_back
from tannhjul.core.access import hat
from tannhjul.core.enums import Role
from tannhjul.decisions.access import look_again, treat_complaint
from tannhjul.decisions.enums import CheckStatus, ComplaintStatus
from tannhjul.decisions.models import Alert, Commitment
from tannhjul.decisions.queries import check_ends, fallen, waits
from tannhjul.decisions.rules import is_carried_out_or_alerted
from tannhjul.meetings.access import support_motion
from tannhjul.meetings.enums import MotionKind, Status
from tannhjul.meetings.models import Call, Meeting, Motion, Signature
from tannhjul.meetings.queries import can_be_joined
from tannhjul.organisation.queries import person_of, set_up

from . import language
from .models import Entry, Word

SIBLINGS = 40


def relatives(stem: str) -> list[str]:
    """The stems a searched stem also stands for: compounds that hold it, itself first.

    A short stem must stand at the beginning or the end: «bil» is a part of «personbil», not of «mobilitet».
    """
    if len(stem) < 3:
        return [stem]
    last = Word.objects.order_by("-pk").values_list("pk", "stem").first()
    text = _vocabulary(last)
    found = _holding(text, stem) if len(stem) >= 5 else _edged(text, stem)
    return [stem, *islice((word for word in found if word != stem), SIBLINGS)]


@lru_cache(maxsize=1)
def _vocabulary(last: tuple[int, str] | None) -> str:
    """Every stem that occurs, in order, one on a line; read again when one has come after ``last``."""
    return "\n" + "\n".join(sorted(Word.objects.values_list("stem", flat=True))) + "\n"


def _holding(text: str, part: str) -> Iterator[str]:
    """The lines of ``text`` that hold ``part``, each once."""
    place = text.find(part)
    while place >= 0:
        end = text.index("\n", place)
        yield text[text.rindex("\n", 0, place) + 1 : end]
        place = text.find(part, end)


def _edged(text: str, part: str) -> Iterator[str]:
    """The lines of ``text`` that begin or end with ``part``."""
    return (line for line in _holding(text, part) if line.startswith(part) or line.endswith(part))


def search(text: str, within: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries that hold every word of ``text``, in any inflection, standard or compound."""
    wanted = language.stems(text)[:12]
    if not wanted:
        return within.none()
    groups = [_any(relatives(stem)) for stem in wanted]
    query = And(groups) if len(groups) > 1 else groups[0]
    return within.filter(pk__in=_hits(query))


def _any(words: list[str]) -> SearchQuery:
    """One of the words. A list in one node is not put in brackets, so it stands inside an Or."""
    first, *others = words
    rest = [PlainText(" ".join(others), operator="or")] if others else []
    return Or([PlainText(first), *rest])


def found(text: str, within: QuerySet[Entry]) -> list[int]:
    """The ids of what ``search`` finds, newest first: the match runs once for a page and its count."""
    return list(search(text, within).order_by("-day", "-pk").values_list("pk", flat=True))


def in_order(ids: Sequence[int]) -> list[Entry]:
    """The entries with these ids, in this order."""
    rows = Entry.objects.select_related("body").in_bulk(ids)
    return [rows[key] for key in ids]


def _hits(query: SearchQuery) -> QuerySet:
    """The ids of the entries that match, as a subquery on the index table alone.

    The backends join it in ways that a planner cannot use: on SQLite the match ran once for every
    row (62 s at 34 000 entries), on PostgreSQL no index fits «title || body» (80 ms).
    """
    found = get_search_backend().search(query, Entry, order_by_relevance=False)
    if connection.vendor not in ("sqlite", "postgresql"):
        return found.get_queryset().order_by().values("pk")
    # These differ with the engine that the library was loaded for.
    from modelsearch.models import IndexEntry

    compiler = found.query_compiler
    rows = IndexEntry.objects.all()  # entries are all there is in the index
    if connection.vendor == "postgresql":
        config = compiler.get_config(found.backend)
        rows = rows.filter(body=compiler.build_tsquery(query, config=config))
    else:
        from modelsearch.backends.database.sqlite.query import MatchExpression
        from modelsearch.models import SQLiteFTSIndexEntry

        match = MatchExpression(compiler.FTS_TABLE_FIELDS, compiler.build_search_query(query))
        rows = rows.filter(pk__in=SQLiteFTSIndexEntry.objects.filter(match).values("pk"))
    return rows.annotate(key=Cast("object_id", BigIntegerField())).values("key")


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader: what, where, and by when."""

    what: str
    about: str
    url: str
    due: date | None = None


def tasks(user) -> list[Task]:
    """What waits for this user in this role, most urgent first."""
    person = person_of(user)
    found = [*_of_role(user), *_to_try_again(user)]
    if person:
        found += [*_of_person(person), *_to_stand_behind(user)]
    return sorted(found, key=lambda task: task.due or date.max)


def _of_role(user) -> list[Task]:
    role = hat(user)
    if role == Role.CHIEF_EXECUTIVE:
        rows = Case.objects.filter(status="submitted")[:10]
        waiting = [Task(_("Approve and recommend"), str(c), c.get_absolute_url()) for c in rows]
        return [*waiting, *_to_alert(), *_to_assess(), *_to_answer(), *_to_authorise()]
    if role in (Role.MAYOR, Role.COMMITTEE_CHAIR):
        return _to_recommend(user)
    if role == Role.GROUP_LEADER:
        return _answered(person_of(user))
    if role in (Role.CASE_OFFICER, Role.UNIT_LEADER):
        rows = Case.objects.filter(status="draft", officer=user)[:10]
        return [_to_finish(case) for case in rows]
    if role == Role.SYSTEM_ADMINISTRATOR:
        return _of_set_up()
    if role != Role.SECRETARY:
        return []
    return [*_raised(), *_of_secretary(), *_claimed(user)]


def _to_alert() -> list[Task]:
    today = localdate()
    alerts = Alert.objects.filter(commitment=OuterRef("pk"))
    rows = Commitment.objects.filter(status="open", deadline__lt=today)
    rows = rows.exclude(fallen("decision__")).exclude(waits("decision__"))
    rows = rows.annotate(alerted=Exists(alerts)).order_by("alerted", "deadline")
    what = _("Overdue: see to it, or say what hinders it")
    return [
        Task(what, row.what, reverse("decisions:hinder", args=[row.pk]), row.deadline)
        for row in rows[:10]
        if not is_carried_out_or_alerted(row.deadline, False, row.alerted, today)
    ]


def _to_assess() -> list[Task]:
    what = _("Assess a recommendation that deviates")
    return [
        Task(what, str(row.case), reverse("cases:assess", args=[row.pk])) for row in unassessed()
    ]


def _to_answer() -> list[Task]:
    rows = Inquiry.objects.filter(answered_at=None).order_by("pk")
    return [Task(_("Answer a member"), str(row), row.get_absolute_url()) for row in rows[:10]]


def _to_try_again(user) -> list[Task]:
    """What whoever decided looks at again before others do: legality checks and complaints."""
    checks = look_again.objects(user).filter(status=CheckStatus.ASKED)
    complaints = treat_complaint.objects(user).filter(status=ComplaintStatus.RECEIVED)
    what = _("Look at a decision again")
    rows = [
        *checks.select_related("item", "delegated").order_by("asked_on", "pk")[:10],
        *complaints.select_related("decision__item", "delegated").order_by("received_on", "pk")[
            :10
        ],
    ]
    return [Task(what, str(row), row.get_absolute_url()) for row in rows]


def _to_stand_behind(user) -> list[Task]:
    """Demands for a legality check that a member of the council can still join."""
    person, today = person_of(user), localdate()
    rows = support_motion.objects(user).filter(kind=MotionKind.LEGALITY, status="sent")
    rows = rows.exclude(supports__person=person).order_by("decided_on")
    what = _("A colleague wants a decision tried: stand behind it?")
    return [
        Task(what, row.title, row.get_absolute_url(), check_ends(row.decided_on))
        for row in rows.filter(decided_on__gte=today - timedelta(days=31))[:5]
        if can_be_joined(row, today)
    ]


def _to_recommend(user) -> list[Task]:
    steps = Step.objects.filter(
        body__in=led_by(user), status=StepStatus.WAITING, case__status=CaseStatus.READY
    ).exclude(case__recommendations__to_body=F("body"))
    what = _("You can recommend to the body")
    return [
        Task(what, str(row.case), reverse("cases:recommend", args=[row.case_id]), row.due)
        for row in steps.select_related("case")[:10]
    ]


def _to_finish(case: Case) -> Task:
    why = why_back(case)
    what = _("Put right what was sent back") if why else _("Finish the case paper")
    return Task(what, f"{case} – {why}" if why else str(case), case.get_absolute_url())


def _of_set_up() -> list[Task]:
    waiting = next((row for row in set_up(localdate()) if not row.done), None)
    where = reverse("organisation:set_up")
    return [Task(_("Set up the municipality"), str(waiting.step.label), where)] if waiting else []


def _raised() -> list[Task]:
    rows = Motion.objects.filter(status="sent").select_related("author").order_by("pk")[:10]
    return [Task(_("Raised by a member"), str(row), row.get_absolute_url()) for row in rows]


def _claimed(user) -> list[Task]:
    number = treat_claim.objects(user).filter(status="sent").count()
    about = ngettext("%(number)s claim", "%(number)s claims", number) % {"number": number}
    where = reverse("allowances:settlements")
    return [Task(_("Look at what members claim"), about, where)] if number else []


def _to_authorise() -> list[Task]:
    rows = Settlement.objects.filter(status="check")
    what = _("Authorise the payment of allowances")
    return [Task(what, str(row), row.get_absolute_url(), row.check_by) for row in rows]


def _of_secretary() -> list[Task]:
    verbs = {
        Status.PLANNED: _("Compose the agenda and convene"),
        Status.OPEN: _("The meeting is in session"),
        Status.CLOSED: _("Approve the minutes"),
    }
    rows = (
        Meeting.objects.filter(status__in=verbs).select_related("body").order_by("starts_at")[:10]
    )
    return [
        Task(
            verbs[Status(m.status)],
            str(m),
            reverse("meetings:desk", args=[m.pk]),
            localdate(m.starts_at),
        )
        for m in rows
    ]


def _answered(person) -> list[Task]:
    """Answers of the last fortnight that a group leader got with the others."""
    since = now() - timedelta(days=14)
    rows = Inquiry.objects.filter(copies__person=person, answered_at__gte=since)
    what = _("The chief executive has answered")
    return [Task(what, str(row), row.get_absolute_url()) for row in rows.order_by("-answered_at")]


def _of_person(person) -> list[Task]:
    calls = Call.objects.filter(
        deputy=person, status="called", meeting__status__in=["planned", "convened", "open"]
    )
    signs = Signature.objects.filter(person=person, signed_at=None, meeting__status="approved")
    owed = Commitment.objects.filter(owner=person, status="open")
    owed = owed.exclude(fallen("decision__")).exclude(waits("decision__"))
    checks = Check.objects.filter(person=person, status="waiting", settlement__status="check")
    return [
        *(
            Task(
                _("You are called as deputy: answer"),
                str(row.meeting),
                row.meeting.get_absolute_url(),
                localdate(row.meeting.starts_at),
            )
            for row in calls.select_related("meeting__body")[:10]
        ),
        *(
            Task(_("Sign the minutes"), str(row.meeting), row.meeting.get_absolute_url())
            for row in signs.select_related("meeting__body")[:10]
        ),
        *(
            Task(
                _("Check your allowances"),
                str(row.settlement),
                row.get_absolute_url(),
                row.settlement.check_by,
            )
            for row in checks.select_related("settlement")
        ),
        *(
            Task(
                _("Report on what was decided"),
                row.what,
                reverse("decisions:report_done", args=[row.pk]),
                row.deadline,
            )
            for row in owed[:10]
        ),
    ]


def on_their_way(user_cases: QuerySet[Case], limit: int = 6) -> QuerySet[Case]:
    """Public cases that wait for a body."""
    rows = user_cases.filter(Q(status="ready"))
    return rows.select_related("unit").order_by("-public_from", "-pk")[:limit]
