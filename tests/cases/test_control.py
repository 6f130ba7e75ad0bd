"""What the control committee treats is prepared by its own secretariat, apart from the administration (§ 23-7)."""

import pytest
from django.urls import reverse

from tannhjul.cases import actions as cases
from tannhjul.cases.models import Case
from tannhjul.core.enums import Role
from tannhjul.core.inbox import tasks
from tannhjul.core.law import Breach
from tannhjul.organisation.models import Body
from tests.conftest import user

pytestmark = pytest.mark.django_db
TITLE = "Undersøkelse av byggesak 4/2"


@pytest.fixture
def clerk():
    return user("revisor").acting(Role.AUDITOR)


@pytest.fixture
def case(clerk, today):
    """A case that the secretariat of the control committee has written and sent on."""
    case = cases.open_case(TITLE, by=clerk, today=today, officer=clerk)
    texts = {
        "question": "Er saken behandlet rett?",
        "background": "En henvendelse.",
        "assessment": "Saken bør undersøkes.",
        "recommendation": "Kontrollutvalget bestiller en undersøkelse.",
    }
    cases.write(case, texts, based_on=1, by=clerk)
    for title in ("Undersøke", "La det ligge"):
        cases.add_alternative(case, title, by=clerk, economy="Ingen.", processes="Ingen.")
    cases.set_route(
        case,
        [(Body.objects.get(short="KU"), "recommends"), (Body.objects.get(short="KST"), "decides")],
        by=clerk,
    )
    return cases.submit(case, by=clerk)


def test_the_secretariat_opens_one_in_the_browser(browse, clerk):
    client = browse("revisor")
    answer = client.get(reverse("cases:open_case"))
    assert answer.status_code == 200
    facts = {"title": TITLE, "kind": "PS", "initiative_gear": "politics"}
    assert client.post(reverse("cases:open_case"), facts).status_code == 302
    row = Case.objects.get(title=TITLE)
    assert (row.control, row.officer) == (True, clerk)


def test_the_administration_does_not_know_of_it_before_it_is_public(case, browse, clerk, today):
    url = case.get_absolute_url()
    for name in ("kommunedirektor", "sekretaer", "saksbehandler", "enhetsleder", "representant"):
        assert browse(name).get(url).status_code == 404, name
        assert TITLE not in browse(name).get("/saker/").content.decode(), name
    assert browse("revisor").get(url).status_code == 200
    cases.approve(case, "Undersøk.", by=clerk, today=today)
    for name in ("kommunedirektor", "sekretaer", "representant", "journalist"):
        assert browse(name).get(url).status_code == 200, name


def test_the_secretariat_and_not_the_chief_executive_vouches_for_it(case, browse, today):
    address = reverse("cases:approve", args=[case.pk])
    chief = browse("kommunedirektor")
    assert chief.get(address).status_code == 404
    assert browse("revisor").get(address).status_code == 200
    waits = [task.about for task in tasks(user("revisor").acting(Role.AUDITOR), today)]
    assert str(case) in waits
    others = [task.about for task in tasks(user("kommunedirektor"), today)]
    assert str(case) not in others


def test_the_secretariat_does_not_vouch_for_what_the_administration_prepares(browse):
    case = Case.objects.get(status="submitted")
    assert not case.control
    assert browse("revisor").get(reverse("cases:approve", args=[case.pk])).status_code == 403
    assert (
        browse("kommunedirektor").get(reverse("cases:approve", args=[case.pk])).status_code == 200
    )


def test_what_is_exempt_in_it_is_for_the_committee_and_its_secretariat(case, browse, clerk, today):
    Case.objects.filter(pk=case.pk).update(ground="13", screened_title="Saken mot Kari Lie")
    case.refresh_from_db()
    cases.approve(case, "Undersøk.", by=clerk, today=today)
    url = case.get_absolute_url()
    for name, reads in (("revisor", True), ("kommunedirektor", False), ("sekretaer", False)):
        assert ("Kari Lie" in browse(name).get(url).content.decode()) is reads, name


@pytest.mark.parametrize(
    ("ways", "paragraph"),
    [
        (["KU", "FSK"], "23-3"),
        (["FSK", "KST"], "24-1"),
        (["KU", "KST"], None),
    ],
)
def test_audit_secretariat_and_plans_of_control_go_by_the_control_committee_to_the_council(
    clerk, today, ways, paragraph
):
    case = cases.open_case("Plan for revisjon", by=clerk, today=today, nature="control")
    bodies = [Body.objects.get(short=short) for short in ways]
    route = [(body, "recommends") for body in bodies[:-1]] + [(bodies[-1], "decides")]
    if paragraph is None:
        assert len(cases.set_route(case, route, by=clerk)) == 2
        return
    with pytest.raises(Breach, match=paragraph):
        cases.set_route(case, route, by=clerk)
    assert not case.steps.exists()
