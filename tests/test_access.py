"""Who may see and do what: every address by every role, as one readable table."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tannhjul.accounts.models import User
from tannhjul.allowances.models import Check, Claim, Fixed, Leave, Settlement
from tannhjul.arrangements import actions as arrangements
from tannhjul.arrangements import library
from tannhjul.cases.models import Case, Inquiry
from tannhjul.core.access import Permission
from tannhjul.decisions.actions import reviews
from tannhjul.decisions.models import Commitment, Decision, Delegated, LegalityCheck
from tannhjul.delegation.models import Grant
from tannhjul.dialogue.actions import gatherings
from tannhjul.dialogue.models import Gathering, Topic
from tannhjul.documents.models import Document
from tannhjul.meetings.actions import motions
from tannhjul.meetings.models import (
    Absence,
    Call,
    Item,
    Meeting,
    Motion,
    Signature,
    Speech,
    Vote,
)
from tannhjul.organisation.actions import elections
from tannhjul.organisation.models import Body, Election, Incident, Interest, Party, Person, Unit
from tannhjul.portal.models import Follow
from tannhjul.web import errors

pytestmark = pytest.mark.django_db

ROLES = [
    None,
    "innbygger",
    "journalist",
    "representant",
    "gruppeleder",
    "ordforer",
    "utvalgsleder",
    "vara",
    "sekretaer",
    "saksbehandler",
    "enhetsleder",
    "kommunedirektor",
    "revisor",
    "administrator",
]


def _patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _patterns(entry, prefix + space)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or ""), entry


def test_every_route_declares_a_permission():
    for name, entry in _patterns():
        view = entry.callback
        while hasattr(view, "__wrapped__") and not hasattr(view, "permission"):
            view = view.__wrapped__
        assert isinstance(getattr(view, "permission", None), Permission), name


def _leave_of(fixed):
    day = fixed.valid_from
    return Leave.objects.create(
        fixed=fixed, first=day, until=day + timedelta(days=7), decided_by="KST PS 9/26"
    )


def _subjects():
    """Public, exempt and unfinished things, by the start of the address name they fill."""
    exempt = Case.objects.get(title="Kjøp av eiendom")
    follow = Follow.objects.create(case=Case.objects.first(), email="a@example.org")
    coming = Meeting.objects.get(status="convened")
    election = Election.objects.get(method="voters")
    signature = Signature.objects.filter(signed_at=None).first()
    call = Call.objects.filter(status="called").first()
    speech = Speech.objects.create(item=Item.objects.first(), person=Person.objects.first())
    return {
        "speech": {"waiting": speech.pk},
        "cases": {
            "public": Case.objects.get(title__startswith="Gang").pk,
            "exempt": exempt.pk,
            "draft": Case.objects.get(status="draft").pk,
            "submitted": Case.objects.get(status="submitted").pk,
        },
        "meeting": {
            "published": Meeting.objects.filter(status="published").first().pk,
            "coming": coming.pk,
            "planned": Meeting.objects.filter(status="planned").first().pk,
        },
        "item": {
            "public": Item.objects.filter(status="done", case__ground="").first().pk,
            "exempt": Item.objects.filter(case=exempt, status="done").first().pk,
        },
        "decisions": {"public": Decision.objects.first().pk},
        "recommendation": {"a leader's": _deviating(exempt).pk},
        "inquiry": {
            "answered": Inquiry.objects.exclude(answered_at=None).first().pk,
            "waiting": Inquiry.objects.filter(answered_at=None).first().pk,
        },
        **_gatherings(),
        "adoption": {
            "applied": arrangements.introduce(
                library.everything()["hjartdal-innstilt"], "PS 1/26", by=None, today=date.today()
            ).pk
        },
        "incident": {
            "a member's": Incident.objects.create(
                person=Person.objects.get(user__username="demo-representant"),
                contact=Person.objects.get(user__username="demo-kommunedirektor"),
                happened_on=election.held_on,
                channel="mail",
                text="Trussel",
            ).pk
        },
        "complaint": {
            "received": reviews.complain(
                Decision.objects.first(),
                "Kari Lie",
                "Uenig",
                by=None,
                told_on=Decision.objects.first().decided_on,
                received_on=Decision.objects.first().decided_on,
            ).pk
        },
        "check": {
            "a group leader's": Check.objects.get(person__user__username="demo-gruppeleder").pk
        },
        "legality": {"asked": _legality_check().pk},
        "delegated": {
            "public": Delegated.objects.filter(ground="").first().pk,
            "exempt": Delegated.objects.exclude(ground="").first().pk,
        },
        "commitment": {"late": Commitment.objects.filter(status="open").first().pk},
        "document": {
            "public notice": Document.objects.filter(kind="notice", ground="").first().pk,
            "internal notice": Document.objects.filter(kind="notice", ground="13").first().pk,
            "attachment": Document.objects.filter(kind="attachment").first().pk,
        },
        "body": {"council": Body.objects.get(short="KST").pk},
        "person": {"mayor": Person.objects.get(user__username="demo-ordforer").pk},
        "election": {
            "seated": election.pk,
            "open": elections.open_election(
                Body.objects.get(short="HTM"),
                "proportion",
                by=None,
                today=election.held_on,
                demanded=True,
            ).pk,
        },
        "vote": {
            "counted": Vote.objects.filter(item__meeting__body__short="KST").first().pk,
        },
        "motion": {
            "received": motions.send(
                coming.body,
                coming.body.seats.filter(kind="member", valid_to=None).last().person,
                "item",
                "Krav",
                "Tekst",
                by=None,
                today=election.held_on,
                meeting=coming,
            ).pk
        },
        "interest": {
            "public": Interest.objects.filter(tie="board").first().pk,
            "family": Interest.objects.create(
                person=Person.objects.get(user__username="demo-ordforer"),
                tie="family",
                name="En slektning",
                valid_from=election.held_on,
            ).pk,
        },
        "claim": {"a group leader's": Claim.objects.order_by("pk").first().pk},
        "settlement": {"with the members": Settlement.objects.get().pk},
        "grant": {"the chief executive's": Grant.objects.get(parent=None, holder="unit").pk},
        "fixed": {"the mayor's": Fixed.objects.get().pk},
        "leave": {"the mayor's": _leave_of(Fixed.objects.get()).pk},
        "slate": {"a party's": election.slates.first().pk},
        "unit": {"culture": Unit.objects.get(name="Kultur").pk},
        "user": {"secretary": User.objects.get(username="demo-sekretaer").pk},
        "absence": {"someone's": Absence.objects.first().pk},
        "call": {"open": call.pk},
        "signature": {"open": signature.pk},
        "token": {"a follower's": follow.token},
        "sign-in": {"someone's": 1},
    }


def _deviating(case):
    """What a leader recommended in a case that is public."""
    body = Body.objects.get(short="FSK")
    return (
        Case.objects.exclude(pk=case.pk)
        .filter(status="ready")
        .first()
        .recommendations.create(
            leader=Person.objects.first(),
            to_body=body,
            text="Annet",
            reason="Politikk",
            deviates=True,
            given_on=date(2026, 1, 1),
        )
    )


def _legality_check():
    """A legality check of a decision of the council."""
    decision = Decision.objects.filter(body__short="KST").first()
    motion = Motion.objects.create(
        kind="legality",
        body=decision.body,
        meeting=decision.item.meeting,
        author=Person.objects.first(),
        title="Lovlighetskontroll",
        text="Var alle habile?",
        sent_on=decision.decided_on,
        about=decision.item,
        decided_on=decision.decided_on,
    )
    return LegalityCheck.objects.create(
        motion=motion, item=decision.item, asked_on=decision.decided_on
    )


def _gatherings():
    """A gathering for all, and a party's own; with a matter and a table."""
    open_to_all = Gathering.objects.get(kind="workshop", status="held")
    own = gatherings.plan(
        "party",
        "Gruppemøte",
        timezone.now() + timedelta(days=1),
        "Rommet",
        by=None,
        party=Party.objects.get(code="SP"),
        openness="closed",
    )
    return {
        "gathering": {"workshop": open_to_all.pk, "a party's own": own.pk},
        "topic": {"a member's": Topic.objects.first().pk},
        "table": {"the first": open_to_all.tables.first().pk},
    }


SUBJECT = {
    "arrangements": "adoption",
    "dialogue": "gathering",
    "accounts": "user",
    "allowances": "settlement",
    "delegation": "grant",
    "cases": "cases",
    "decisions": "decisions",
    "documents": "document",
    "organisation": "body",
    "portal": "cases",
}
BY_NAME = {
    **dict.fromkeys(
        [f"allowances:{verb}claim" for verb in ("", "change_", "withdraw_", "approve_", "return_")],
        "claim",
    ),
    **dict.fromkeys(
        [f"allowances:{verb}" for verb in ("check", "confirm", "object", "answer")], "check"
    ),
    "allowances:end_grant": "fixed",
    "allowances:state_income": "fixed",
    "allowances:enter_leave": "fixed",
    "allowances:take_back_leave": "leave",
    "organisation:person": "person",
    "organisation:correct_person": "person",
    "organisation:let_in": "person",
    "organisation:appoint": "unit",
    "organisation:close_unit": "unit",
    "organisation:describe_unit": "unit",
    "organisation:answer_incident": "incident",
    "organisation:follow_up": "unit",
    "organisation:unit": "unit",
    "organisation:declare_interest": "person",
    "organisation:end_interest": "interest",
    "meetings:declare": "item",
    "meetings:vote": "vote",
    "meetings:step_back": "speech",
    **dict.fromkeys(
        [
            f"meetings:{verb}motion"
            for verb in ("", "support_", "withdraw_", "list_", "answer_", "decline_")
        ],
        "motion",
    ),
    "meetings:hold_meeting": "motion",
    "organisation:election": "election",
    "organisation:put_list": "election",
    "organisation:count": "election",
    "organisation:load_count": "election",
    "organisation:take_effect": "election",
    "organisation:reopen_election": "election",
    "organisation:cancel_election": "election",
    "organisation:strike_list": "slate",
    "meetings:withdraw_absence": "absence",
    "accounts:end_sign_in": "sign-in",
    "meetings:answer_call": "call",
    "meetings:sign": "signature",
    "decisions:report_done": "commitment",
    "decisions:hinder": "commitment",
    **dict.fromkeys(
        [f"decisions:{verb}check" for verb in ("", "treat_", "answer_", "postpone_", "list_")],
        "legality",
    ),
    **dict.fromkeys(
        [f"decisions:{verb}" for verb in ("complaint", "grant", "pass_on", "conclude")],
        "complaint",
    ),
    "decisions:open_check": "motion",
    "decisions:take_up_item": "item",
    "decisions:complain_delegated": "delegated",
    "decisions:take_up_delegated": "delegated",
    "decisions:demand_check": "delegated",
    "dialogue:agree": "topic",
    "dialogue:rate_meeting": "meeting",
    "dialogue:write_note": "table",
    "cases:assess": "recommendation",
    "cases:inquiry": "inquiry",
    "cases:answer_inquiry": "inquiry",
    "decisions:delegated": "delegated",
    "decisions:reverse_delegated": "delegated",
    "decisions:report": "meeting",
    "decisions:call_in": "cases",
    "portal:confirm": "token",
    "portal:unfollow": "token",
}


def _kind(name: str, route: str) -> str:
    if name in BY_NAME:
        return BY_NAME[name]
    if name.startswith("meetings:"):
        return "item" if "motesak" in route else "meeting"
    return SUBJECT.get(name.split(":")[0], "")


def _addresses():
    """(label, address) of every route, with each kind of subject it can have."""
    subjects = _subjects()
    for name, entry in _patterns():
        route = str(entry.pattern)
        arguments = set(entry.pattern.regex.groupindex)
        if not arguments:
            yield name, reverse(name)
        elif arguments == {"key"} and name.startswith("arrangements:"):
            yield name, reverse(name, args=["fredrikstad"])
        elif arguments <= {"pk", "token"}:
            for label, key in subjects[_kind(name, route)].items():
                yield f"{name} {label}", reverse(name, args=[key])


def _sign_in(client, name):
    user = User.objects.get(username=f"demo-{name}")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.once
def test_every_page_by_every_role(snapshot, monkeypatch):
    """What is refused is refused with a page that is the same every time: it is read elsewhere."""
    monkeypatch.setattr(errors, "render", lambda *args, status: HttpResponse(status=status))
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    addresses = list(_addresses())
    for role in ROLES:
        client = Client()
        if role:
            _sign_in(client, role)
        for label, address in addresses:
            status = client.get(address).status_code
            assert status < 500, (label, role)
            table[label][str(status)].append(role or "nobody")
    lines = [
        f"{label}: "
        + "; ".join(f"{status} {', '.join(roles)}" for status, roles in sorted(rows.items()))
        for label, rows in sorted(table.items())
    ]
    assert (
        "\n".join(
            line.replace(", ".join(r or "nobody" for r in ROLES), "everyone") for line in lines
        )
        == snapshot
    )


def test_an_address_that_only_takes_a_button_cannot_be_opened(browse):
    assert (
        browse("sekretaer")
        .get(
            reverse(
                "meetings:convene",
                args=[Meeting.objects.get(status="planned", body__short="HTM").pk],
            )
        )
        .status_code
        == 405
    )


def test_what_lacks_a_right_is_named(browse):
    case = Case.objects.get(title__startswith="Gang")
    response = browse("representant").get(reverse("cases:write", args=[case.pk]))
    assert response.status_code == 403
    assert "Forberede saken" in response.content.decode()


def test_nobody_is_asked_to_sign_in(browse):
    response = browse().get(reverse("cases:open_case"))
    assert response.status_code == 302
    assert response["Location"] == "/logg-inn/?next=%2Fsaker%2Fny%2F"


def test_the_hat_decides_not_the_person(browse):
    meeting = Meeting.objects.get(status="convened")
    address = reverse("meetings:desk", args=[meeting.pk])
    assert browse("ordforer", "mayor").get(address).status_code == 200
    assert browse("ordforer", "councillor").get(address).status_code == 403
    assert browse("ordforer", "chief_executive").get(address).status_code == 200, (
        "a hat one does not own is not put on"
    )


def test_a_chair_runs_only_the_own_body(browse):
    chair = browse("utvalgsleder")
    own = Meeting.objects.filter(body__short="HTM").first()
    other = Meeting.objects.filter(body__short="KST").first()
    assert chair.get(reverse("meetings:desk", args=[own.pk])).status_code == 200
    assert chair.get(reverse("meetings:desk", args=[other.pk])).status_code == 403


def test_rows_of_another_meeting_cannot_be_reached_through_mine(browse):
    mine = Meeting.objects.filter(body__short="HTM").first()
    theirs = Item.objects.filter(meeting__body__short="KST").first()
    address = reverse("meetings:change_agenda", args=[mine.pk, theirs.pk, "fjern"])
    assert browse("utvalgsleder").post(address).status_code == 404


def test_post_without_the_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("accounts:language"), {"language": "nn"})
    assert response.status_code == 403
    assert "for gammelt" in response.content.decode()
