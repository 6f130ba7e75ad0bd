"""Politics and administration at the same table, in a real browser: recommending, deciding, talking."""

import pytest
from django.utils import timezone

from tests.browser import Person, chromium, served

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]
CHOOSE = """
from django.utils.timezone import localdate
from tannhjul.cases.choices import POLITICAL
from tannhjul.cases.models import Case
from tannhjul.organisation.actions import register
register.choose(POLITICAL, 1, decided_by="Kommunestyret PS 9/26", by=None, today=localdate())
print(Case.objects.get(title="Handlingsplan mot barnefattigdom").get_absolute_url())
"""
ITS_DAY_COMES = """
from django.utils.timezone import now
from tannhjul.dialogue.models import Gathering
Gathering.objects.filter(pk=2).update(starts_at=now())
"""
OWNER = """
from django.utils.timezone import localdate
from tannhjul.accounts.models import User
from tannhjul.cases import actions as cases
from tannhjul.meetings.models import Meeting
from tannhjul.organisation.actions import interests
from tannhjul.organisation.models import Body, Person
today, officer = localdate(), User.objects.get(username="demo-saksbehandler").acting("case_officer")
person = Person.objects.get(user__username="demo-representant")
interests.declare(person, "owner", "Fjordheim pleiehjem AS", by=officer, today=today)
case = cases.open_case("Kjøp av dobbeltrom i pleiehjem", by=officer, today=today, officer=officer)
texts = {"question": "Skal kommunen kjøpe plass?", "background": "To søkere.", "assessment": "Dyrere."}
cases.write(case, texts, based_on=1, by=officer)
cases.add_alternative(case, "Kjøpe", by=officer, economy="1,1 mill. kr i året", processes="Avtale")
cases.add_party(case, "Fjordheim pleiehjem AS", by=officer)
cases.set_route(case, [(Body.objects.get(short="KST"), "decides")], by=officer)
cases.submit(case, by=officer)
cases.approve(case, "Plassen kjøpes ikke.", by=None, today=today)
print(Meeting.objects.get(body__short="KST", status="planned").pk, person.name)
"""


def test_leaders_recommend_and_nobody_decides_without_power(lillevik):
    with served(lillevik) as address, chromium() as browser:
        case = lillevik.ask(CHOOSE)
        _the_mayor_deviates(browser, address, case)
        _the_chief_executive_assesses(browser, address, case)
        _refused_and_redirected(browser, address)
    assert lillevik.run("journal", "verify").returncode == 0
    assert lillevik.run("check").returncode == 0


def _the_mayor_deviates(browser, address, case) -> None:
    mayor = Person(browser, address, 390, "ordforer")
    mayor.go("/")
    mayor.sees("Du kan innstille til organet")
    mayor.go(case)
    mayor.press("Innstill til organet")
    mayor.choose("Innstilling til", "Kommunestyret")
    mayor.write("Innstilling", "Alle barn får fritidskort.")
    mayor.press("Lagre")
    mayor.sees("skriv hvorfor")
    mayor.write("Hvorfor den avviker", "Ordningen skal ikke peke ut noen.")
    mayor.press("Lagre")
    mayor.sees("gjelder fram til organet behandler saken")
    mayor.leave()


def _the_chief_executive_assesses(browser, address, case) -> None:
    chief = Person(browser, address, 1280, "kommunedirektor", keyboard=True)
    chief.go(case)
    chief.sees("Ikke vurdert ennå")
    chief.press("Vurder avviket")
    chief.write("Faglig vurdering og kommentar", "Koster 1,4 mill. kr mer i året.")
    chief.press("Lagre")
    chief.leave()
    reader = Person(browser, address, 390)
    reader.go(case)
    for text in (
        "Alle barn får fritidskort.",
        "peke ut noen",
        "1,4 mill. kr mer",
        "Kommunedirektøren",
    ):
        reader.sees(text)
    reader.leave()


def _refused_and_redirected(browser, address) -> None:
    leader = Person(browser, address, 1280, "enhetsleder")
    leader.go("/delegerte-vedtak/")
    leader.press("Gjør delegert vedtak")
    leader.sees("Det du har myndighet i")
    leader.write("Offentlig tittel", "Kjøp av brøytebil")
    leader.choose("Om", "Innkjøp")
    leader.write("Beløp", "1500000")
    leader.mark("Nei, den følger fast praksis")
    leader.write("Hvorfor du vurderer det slik", "Vanlig kjøp.")
    leader.write("Vedtak", "Bilen kjøpes.")
    leader.mark("Jeg er ikke part og står ikke nær en part (forvaltningsloven § 6)")
    leader.press("Før inn")
    leader.sees("Beløpet er større enn delegeringen tillater")
    leader.sees("Hvem som kan avgjøre: Kommunedirektøren")
    leader.mark("Ja, så den går til de folkevalgte")
    leader.press("Før inn")
    leader.sees("Prinsipiell sak")
    leader.sees("Kommunestyret")
    leader.sees("Bilen kjøpes.")
    leader.leave()


def test_talking_before_deciding(lillevik):
    with served(lillevik) as address, chromium() as browser:
        _put_on_the_agenda(browser, address)
        lillevik.ask(ITS_DAY_COMES)
        _a_dialogue_meeting(browser, address)
        _the_second_workshop(browser, address)
        _on_the_phone_at_the_table(browser, address)
        _mirrored_and_made_a_case(browser, address)
    assert lillevik.run("journal", "verify").returncode == 0


def _put_on_the_agenda(browser, address) -> None:
    member = Person(browser, address, 390, "representant")
    member.go("/moteplasser/2/")
    member.press("Sett en sak på sakslisten")
    member.write("Hva det gjelder", "Buss på kveldstid")
    member.press("Lagre")
    member.sees("Det står på sakslisten")
    member.leave()
    secretary = Person(browser, address, 1280, "sekretaer")
    secretary.go("/moteplasser/2/")
    secretary.press("Begynn")
    secretary.sees("planlagt til en senere dag")
    secretary.leave()


def _a_dialogue_meeting(browser, address) -> None:
    secretary = Person(browser, address, 1280, "sekretaer")
    secretary.go("/moteplasser/2/")
    secretary.press("Begynn")
    secretary.follow(secretary.page.get_by_role("link", name="Avtal neste steg: Mobilfri skole"))
    secretary.mark("Det vedtas")
    secretary.write("Hva som ble avtalt", "Mobilen blir igjen hjemme.")
    secretary.press("Lagre")
    secretary.sees("andre møteplasser vedtar ingenting")
    secretary.mark("Et organ behandler det")
    secretary.choose("Hvilket organ", "Hovedutvalg for helse")
    secretary.press("Lagre")
    secretary.press("Avslutt")
    secretary.press("Lagre")
    secretary.sees("Buss på kveldstid")
    secretary.go("/moteplasser/2/")
    secretary.follow(secretary.page.get_by_role("link", name="Avtal neste steg: Buss på kveldstid"))
    secretary.mark("Vi snakker om det igjen")
    secretary.press("Lagre")
    secretary.press("Avslutt")
    secretary.press("Lagre")
    secretary.sees("Holdt")
    secretary.leave()


def _the_second_workshop(browser, address) -> None:
    member = Person(browser, address, 390, "representant")
    member.go("/moteplasser/1/")
    member.press("Har vi forstått dere riktig?")
    member.mark("Delvis")
    member.write("Hva som mangler eller er feil", "Pårørende må med.")
    member.press("Lagre")
    member.leave()
    secretary = Person(browser, address, 1280, "sekretaer", keyboard=False)
    secretary.go("/moteplasser/")
    secretary.press("Planlegg en møteplass")
    secretary.choose("Hva slags møteplass", "Politisk verksted")
    secretary.write("Tittel", "Å bli gammel i Lillevik, andre gang")
    secretary.write("Begynner", timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    secretary.write("Sted", "Samfunnshuset")
    secretary.choose("Følger etter verkstedet", "Å bli gammel")
    secretary.press("Lagre")
    secretary.press("Nytt spørsmål til bordene")
    secretary.mark("Hva")
    secretary.write("Spørsmål", "Hvordan bemanner vi kvelden?")
    secretary.press("Lagre")
    secretary.sees("Spør hva eller hvorfor")
    secretary.write("Spørsmål", "Hva er viktigst på kvelden?")
    secretary.press("Lagre")
    secretary.press("Trekk bordene")
    secretary.sees("Bord 5")
    secretary.press("Begynn")
    secretary.leave()


def _find_the_second(person: Person) -> None:
    person.go("/moteplasser/")
    person.follow(person.page.get_by_role("link", name="Å bli gammel i Lillevik, andre gang"))


def _on_the_phone_at_the_table(browser, address) -> None:
    member = Person(browser, address, 390, "representant")
    _find_the_second(member)
    member.follow(member.page.get_by_role("link", name="Skriv for bord"))
    member.choose("Spørsmål", "Hva er viktigst")
    member.write("Hva bordet sier", "Trygghetsalarm som virker.")
    member.press("Lagre")
    member.sees("Trygghetsalarm som virker.")
    member.leave()


def _mirrored_and_made_a_case(browser, address) -> None:
    secretary = Person(browser, address, 1280, "sekretaer")
    _find_the_second(secretary)
    secretary.press("Avslutt")
    secretary.press("Lagre")
    secretary.press("Oppsummer")
    secretary.write("Tekst", "Bordene var samlet om alarmer og pårørende.")
    secretary.press("Lagre")
    secretary.press("Speil tilbake")
    secretary.write("Tekst", "Vi har forstått at alarmer kommer først.")
    secretary.press("Lagre")
    secretary.press("Åpne saken det førte til")
    secretary.write("Sakens offentlige tittel", "Plan for en trygg alderdom")
    secretary.press("Lagre")
    secretary.follow(secretary.page.get_by_role("link", name="Plan for en trygg alderdom"))
    secretary.look()
    secretary.sees("Hvor saken kom fra")
    secretary.leave()
    reader = Person(browser, address, 390)
    _find_the_second(reader)
    for text in ("Bordene var samlet", "alarmer kommer først", "Verkstedene, etter hverandre"):
        reader.sees(text)
    reader.leave()


def test_the_two_reflection_cases(lillevik):
    with served(lillevik) as address, chromium() as browser:
        _the_press_sees_that_it_was_decided_and_not_about_whom(browser, address)
        _a_member_asks_about_the_principle(browser, address)
        meeting, owner = lillevik.ask(OWNER).split(" ", 1)
        _the_owner_is_named_before_the_meeting(browser, address, meeting, owner)
        _leave_is_for_the_chief_executive(browser, address)
    assert lillevik.run("check").returncode == 0


def _the_press_sees_that_it_was_decided_and_not_about_whom(browser, address) -> None:
    for name, width in (("journalist", 390), ("representant", 1280)):
        reader = Person(browser, address, width, name)
        reader.go("/delegerte-vedtak/2/")
        reader.sees("Søknad om plass på sykehjem")
        reader.sees("Vedtaket er unntatt offentlighet")
        reader.sees("leder av Helse og omsorg")
        assert "mann f. 1942" not in reader.page.content()
        reader.leave()


def _a_member_asks_about_the_principle(browser, address) -> None:
    member = Person(browser, address, 390, "representant")
    member.go("/delegering/?q=sykehjemsplass")
    member.sees("leder av Helse og omsorg")
    member.go("/sporsmal/")
    member.press("Spør kommunedirektøren")
    member.write("Hva det gjelder", "Kriterier for plass på sykehjem")
    member.write("Spørsmål", "Hva sier kriteriene om søsken som søker sammen?")
    member.press("Spør")
    question = member.page.url.replace(address, "")
    member.leave()
    chief = Person(browser, address, 1280, "kommunedirektor")
    chief.go("/")
    chief.sees("Svar en folkevalgt")
    chief.go(question)
    chief.press("Svar")
    chief.write("Svar", "Hver søker vurderes for seg. Kommunestyret kan endre kriteriene.")
    chief.press("Svar")
    chief.sees("Sendt samtidig til")
    chief.leave()


def _the_owner_is_named_before_the_meeting(browser, address, meeting, owner) -> None:
    """The councillor who offers a room in his own nursing home is suggested as disqualified."""
    secretary = Person(browser, address, 1280, "sekretaer")
    secretary.go(f"/moter/{meeting}/bord/")
    put_on_list = "Sett på sakslisten: Kjøp av dobbeltrom"
    secretary.follow(secretary.page.get_by_role("button", name=put_on_list))
    secretary.sees("Fjordheim pleiehjem AS")
    secretary.sees(owner)
    secretary.leave()


def _leave_is_for_the_chief_executive(browser, address) -> None:
    """A councillor finds out that leave is not his to decide, and that the question goes to the collegium."""
    member = Person(browser, address, 390, "representant")
    member.go("/delegerte-vedtak/3/")
    member.sees("Søknad om permisjon")
    member.sees("Kommunedirektøren")
    answer = member.page.goto(address + "/delegerte-vedtak/nytt/")
    assert answer.status == 403
    member.look()
    member.go("/delegering/?q=permisjon")
    member.sees("Kommunedirektøren")
    member.leave()
