"""The whole story, as its people live it, in a real browser: from idea to public decision."""

import re
import time as pause
from datetime import datetime, time, timedelta

import pikepdf
import pytest
from django.utils import timezone

from tests.browser import PHONE, Person, chromium, served
from tests.elections import electing

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
TITLE = "Badeplass ved Fjordtun"
ELECTION = "Valg av hovedutvalg"
UNLISTED = "Uttalelse om ferjen"


@pytest.mark.once
def test_a_matter_goes_from_idea_to_public_decision(lillevik, tmp_path):
    """On phones all the way: there it is hardest to reach what one wants to press."""
    with served(lillevik) as address, chromium() as browser:
        case = _prepare(browser, address, tmp_path)
        _approve(browser, address, case)
        _in_the_executive_committee(browser, address)
        _in_the_council(browser, address, tmp_path)
        _follow_up(browser, address)
        _inhabitant(browser, address, case)
        pause.sleep(5)
        waiting = lillevik.ask(
            "from tannhjul.core.models import Unsealed\nprint(Unsealed.objects.count())"
        )
        assert waiting == "0", "the server seals what happens within seconds"
    assert lillevik.run("journal", "verify").returncode == 0
    assert lillevik.run("check").returncode == 0


def _prepare(browser, address, tmp_path) -> str:
    """2. A case officer opens a case, writes, attaches and sets the way."""
    officer = Person(browser, address, PHONE, "saksbehandler")
    officer.go("/saker/ny/")
    officer.press("Lagre")
    officer.sees("Feltet er påkrevet")
    officer.write("Offentlig tittel", TITLE)
    officer.choose("Ansvarlig enhet", "Kultur")
    officer.write("Hvem som tok initiativet", "Fjordtun vel")
    officer.choose("Hvor initiativet kom fra", "Innbyggerne")
    officer.press("Lagre")
    case = officer.page.url.replace(address, "")
    if "saksframlegg" not in case:
        officer.press("Skriv saksframlegget")
    else:
        case = case.replace("saksframlegg/", "")
    officer.write("Hva som skal avgjøres", "Skal kommunen bygge badeplass ved Fjordtun?")
    officer.write("Bakgrunn", "Velet har samlet 300 underskrifter.")
    officer.write("Vurdering", "Badeplassen kan stå klar til sommeren.")
    officer.write("Innstilling", "Badeplassen bygges.")
    officer.press("Lagre")
    officer.press("Legg til et alternativ")
    officer.write("Tittel", "Bygge i år")
    officer.write("Konsekvenser for økonomi", "400 000 kr")
    officer.press("Lagre")
    _attach(officer, tmp_path)
    officer.press("Sett saksgangen")
    officer.choose("Organ nummer 1", "Formannskapet")
    officer.choose("Oppgaven til organ nummer 1", "Innstiller")
    officer.choose("Organ nummer 2", "Kommunestyret")
    officer.choose("Oppgaven til organ nummer 2", "Avgjør")
    officer.press("Lagre")
    officer.press("Send til kommunedirektøren")
    officer.sees("Saken er nå hos kommunedirektøren")
    officer.leave()
    return case


def _attach(officer, tmp_path) -> None:
    officer.press("Legg ved en fil")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(tmp_path / "kart.pdf")
    (tmp_path / "falsk.pdf").write_bytes(b"ikke en pdf")
    for name, says in (("falsk.pdf", "innholdet er noe annet"), ("kart.pdf", "Filen er lagt ved")):
        officer.write("Offentlig tittel", "Kart")
        officer.page.get_by_label("Fil", exact=True).set_input_files(tmp_path / name)
        officer.press("Lagre")
        officer.sees(says)


def _approve(browser, address, case) -> None:
    """The chief executive finds it on the front page, approves and recommends."""
    chief = Person(browser, address, PHONE, "kommunedirektor")
    chief.sees(TITLE)
    chief.go(case)
    chief.press("Godkjenn og innstill", nth=0)
    chief.press("Godkjenn og innstill", within="form[enctype]")
    chief.sees("godkjent og på vei")
    chief.leave()


def _call(browser, address, body: str) -> tuple[Person, str]:
    """3. The secretary plans, composes and convenes."""
    secretary = Person(browser, address, PHONE, "sekretaer")
    secretary.go("/moter/nytt/")
    secretary.choose("Organ", body)
    at = datetime.combine(timezone.localdate() + timedelta(days=1), time(18, 0))
    secretary.page.get_by_label("Begynner").fill(at.strftime("%Y-%m-%dT%H:%M"))
    secretary.write("Sted", "Rådhuset")
    secretary.press("Lagre")
    meeting = secretary.page.url.replace(address, "").replace("bord/", "")
    secretary.press(f"Sett på sakslisten: {TITLE}")
    if body == "Kommunestyret":
        _add_item(secretary, ELECTION)
    secretary.press("Kall inn og publiser")
    secretary.sees("Møtet er kalt inn")
    return secretary, meeting


def _add_item(secretary, title: str) -> None:
    form = "form[action$='punkt/']"
    secretary.write("Tittel", title, within=form)
    secretary.choose("Type", "Politisk sak", within=form)
    secretary.press("Sett på sakslisten", within=form)
    secretary.sees(title)


def _in_the_executive_committee(browser, address) -> None:
    secretary, meeting = _call(browser, address, "Formannskapet")
    secretary.press("Sett møtet")
    secretary.press("Før protokollen", nth=0)
    secretary.press("Begynn å behandle saken")
    secretary.choose("Måte", "Enstemmig")
    secretary.press("Sett under votering", within="form[action$='voter/']")
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")
    _minutes(secretary, meeting)
    secretary.leave()


def _in_the_council(browser, address, tmp_path) -> None:
    secretary, meeting = _call(browser, address, "Kommunestyret")
    _notice(browser, address, meeting, tmp_path)
    _absence(browser, address, meeting)
    secretary.leave()
    _council_meeting(browser, address, meeting)


def _notice(browser, address, meeting, tmp_path) -> None:
    """The notice is public at once: one PDF, bookmarked, with the attachment inside."""
    reader = Person(browser, address, PHONE)
    reader.go(meeting)
    link = reader.page.get_by_role("link", name=re.compile("^Innkalling")).get_attribute("href")
    answer = reader.context.request.get(address + link)
    (tmp_path / "notice.pdf").write_bytes(answer.body())
    with pikepdf.open(tmp_path / "notice.pdf") as pdf, pdf.open_outline() as outline:
        titles = "\n".join(_titles(outline.root))
        assert TITLE in titles
        assert "Kart" in titles
        assert pdf.Root.MarkInfo.Marked
    reader.leave()


def _titles(entries):
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)


def _absence(browser, address, meeting) -> None:
    """4. A councillor on a phone, with the keyboard only, cannot come; the deputy says yes."""
    councillor = Person(browser, address, 390, "representant", keyboard=True)
    councillor.go(meeting)
    councillor.press("Jeg kan ikke komme")
    councillor.write("Grunn", "Reise")
    councillor.press("Lagre")
    councillor.sees("neste vara på listen din er kalt inn")
    councillor.leave()
    deputy = Person(browser, address, 390, "vara", keyboard=True)
    deputy.go("/")
    deputy.sees("Du er kalt inn som vara")
    deputy.go(meeting)
    deputy.press("Jeg kommer")
    deputy.sees("Du står på listen")
    deputy.leave()


def _council_meeting(browser, address, meeting) -> None:
    """5. The meeting, by keyboard only: roll call, late arrival, impartiality, proposals, three ways to vote."""
    secretary = Person(browser, address, PHONE, "sekretaer", keyboard=True)
    secretary.go(meeting + "bord/")
    _add_item(secretary, UNLISTED)
    late = secretary.page.locator("input[name=people]").last
    name = late.locator("xpath=..").inner_text().split(" (")[0].strip()
    secretary._reach(late)
    secretary.page.keyboard.press("Space")
    secretary.press("Sett møtet")
    secretary.press("Innkalling og saksliste er godkjent")
    secretary.unfold("Noen kommer")
    secretary.choose("Person", name)
    secretary.press("Lagre", within="details")
    secretary.press("Før protokollen", nth=0)
    secretary.press("Begynn å behandle saken")
    secretary.press("Lukk eller åpne dørene")
    secretary.press("Avbryt")
    _impartiality(secretary)
    secretary.unfold("Noen som ikke står på listen")
    secretary.choose("Hvem som tar ordet", name)
    secretary.press("Noter hvem som tar ordet")
    for kind, text in (
        ("Alternativt", "Badeplassen bygges neste år."),
        ("Tilleggs", "Det settes opp to benker."),
    ):
        secretary.unfold("Nytt forslag")
        secretary.choose("Type", kind, within="form[action$='nytt-forslag/']")
        secretary.write("Forslag til vedtak", text)
        secretary.press("Legg forslaget på bordet")
    _votes(secretary)
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")
    secretary.sees("to benker")
    secretary.keyboard = False
    _secret_election(secretary, meeting)
    _unlisted(secretary, meeting)
    _minutes(secretary, meeting, signs=("ordforer",), browser=browser)
    secretary.leave()


def _take_up(secretary, meeting, title: str) -> None:
    secretary.go(meeting + "bord/")
    row = secretary.page.locator("tr", has_text=title)
    secretary.follow(row.get_by_role("link", name="Før protokollen"))
    secretary.press("Begynn å behandle saken")


def _secret_election(secretary, meeting) -> None:
    """Two lists for a committee, voted on in secret; who is elected takes the seats."""
    _take_up(secretary, meeting, ELECTION)
    room = secretary.page.url
    secretary.go("/organer/")
    secretary.press("Hovedutvalg for helse og oppvekst")
    secretary.press("Hold et valg")
    secretary.page.locator("select[name=method]").select_option("proportion")
    electing.demand_lists(secretary)
    lists = {
        name: "\n".join(f"; {name} {n}; ; {'km'[n % 2]}" for n in range(1, 10))
        for name in ("Fjord", "Fjell")
    }
    electing.put_forward(secretary, "Legg fram en liste", lists.items())
    secretary.go(room)
    electing.vote_in_secret(secretary, "Fjord", "Fjell")
    secretary.press("Valget og resultatet")
    electing.let_it_take_effect(secretary)
    secretary.go(room)
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")


def _unlisted(secretary, meeting) -> None:
    """What was added after the notice is not decided: nine of twenty-seven object."""
    _take_up(secretary, meeting, UNLISTED)
    secretary.unfold("Nytt forslag")
    secretary.write("Forslag til vedtak", "Ferjen må gå.", within="form[action$='nytt-forslag/']")
    secretary.press("Legg forslaget på bordet")
    secretary.press("Sett under votering", nth=0)
    secretary.sees("Spør først om noen setter seg imot")
    secretary.page.go_back()
    secretary.write("Hvor mange som setter seg imot", "9")
    secretary.press("Før inn svaret")
    secretary.sees("kan drøftes, men ikke avgjøres i dette møtet")
    secretary.press("Sett under votering", nth=0)
    secretary.sees("den kan ikke avgjøres")
    secretary.page.go_back()
    secretary.choose("Utfall", "Utsatt")
    secretary.press("Avslutt saken", within="form[action$='avslutt/']")
    secretary.sees("Saken er avsluttet")
    secretary.go(secretary.page.url.replace("rom/", ""))
    secretary.sees("avgjøres ikke i dette møtet")


def _impartiality(secretary) -> None:
    secretary.unfold("Habilitet")
    form = "form[action$='habilitet/']"
    secretary.page.locator(f"{form} select[name=person]").evaluate(
        "e => e.selectedIndex = e.options.length - 1"
    )
    secretary.write("Grunn", "Nabo til badeplassen", within=form)
    secretary.press("Reis spørsmålet")
    secretary.choose("Organet avgjorde", "Inhabil")
    secretary.press("Før avgjørelsen")
    secretary.sees("Inhabil")


def _votes(secretary) -> None:
    vote = "form[action$='voter/']"
    secretary.sees("Vanlig rekkefølge")
    secretary.press("Sett under votering", within=vote)
    secretary.sees("Forslag 2 blir vedtatt, og forslag 1 faller.")
    secretary.press("Tell opp voteringen")
    secretary.sees("velg én for alle som ikke er merket")
    secretary.press("Avbryt")
    secretary.mark("For forslag 1", within=".ballots .field >> nth=0")
    secretary.mark("For forslag 2", within=".ballots .field >> nth=1")
    secretary.press("Tell opp voteringen")
    secretary.sees("forslag 1 ble vedtatt")
    secretary.choose("Måte", "Håndsopprekning", within=vote)
    secretary.press("Sett under votering", within=vote)
    secretary.mark("For", within=".ballots .field >> nth=0")
    secretary.mark("Mot", within=".ballots .field >> nth=1")
    secretary.press("Tell opp voteringen")
    secretary.sees("Voteringen er talt opp")


def _minutes(secretary, meeting, signs=(), browser=None) -> None:
    """6. The minutes make themselves; those chosen sign; the signed version is published."""
    secretary.go(meeting + "bord/")
    secretary.press("Hev møtet")
    secretary.press("Velg hvem som underskriver protokollen")
    secretary.page.locator("input[name=people]").first.click()
    secretary.press("Lagre")
    secretary.press("Godkjenn protokollen")
    secretary.sees("Venter på underskrifter")
    for name in signs:
        signer = Person(browser, secretary.address, secretary.width, name)
        signer.go("/")
        signer.go(meeting)
        signer.press("Underskriv protokollen")
        signer.sees("Protokollen publisert")
        signer.leave()


def _follow_up(browser, address) -> None:
    """The decision gets an owner and a deadline, and is reported done."""
    chief = Person(browser, address, PHONE, "kommunedirektor")
    chief.go("/vedtak/")
    chief.press(TITLE, nth=0)
    chief.press("Gi det en ansvarlig og en frist")
    chief.write("Hva som skal gjøres", "Bygge badeplassen")
    chief.page.get_by_label(re.compile("^Ansvarlig")).select_option(index=1)
    chief.page.get_by_label("Frist").fill("2020-01-01")
    chief.press("Lagre")
    chief.sees("Fristen er allerede ute")
    chief.page.get_by_label("Frist").fill(str(timezone.localdate() + timedelta(days=30)))
    chief.press("Lagre")
    chief.go("/oppfolging/")
    chief.sees("Bygge badeplassen")
    row = chief.page.locator("tr", has_text="Bygge badeplassen")
    chief.follow(row.get_by_role("link", name="Meld ferdig"))
    chief.write("Det som ble gjort", "Ferdig")
    chief.press("Lagre")
    chief.go("/oppfolging/?state=done")
    chief.sees("Bygge badeplassen")
    chief.leave()


def _inhabitant(browser, address, case) -> None:
    """7. An inhabitant sees the whole way, who voted how, and follows the case."""
    inhabitant = Person(browser, address, PHONE)
    inhabitant.go("/")
    inhabitant.sees(TITLE)
    inhabitant.go("/sok/?q=badeplasser")
    inhabitant.sees(TITLE)
    inhabitant.go(case)
    for text in ("Saksgangen", "Formannskapet", "Kommunestyret", "400 000 kr", "Kart", "to benker"):
        inhabitant.sees(text)
    inhabitant.press("Hele historien")
    inhabitant.sees("Votering talt opp")
    inhabitant.go(case)
    inhabitant.press("Følg på e-post")
    inhabitant.write("E-postadressen din", "ikke en adresse")
    inhabitant.press("Følg")
    inhabitant.sees("gyldig e-postadresse")
    inhabitant.write("E-postadressen din", "kari@example.org")
    inhabitant.press("Følg")
    inhabitant.sees("Se i innboksen din")
    inhabitant.go(case)
    inhabitant.follow(inhabitant.page.get_by_role("link", name=re.compile("^Kommunestyret,")).first)
    inhabitant.sees("Forslag 2 mot forslag 1")
    inhabitant.look()
    inhabitant.leave()
