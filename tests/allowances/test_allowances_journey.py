"""Allowances as their people live them, in a real browser: claimed on a phone, settled, checked, paid."""

import pytest

from tests.browser import DESK, Person, chromium, served

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]


def test_from_a_receipt_on_a_phone_to_a_file_for_the_payroll(lillevik, tmp_path):
    receipt = tmp_path / "kvittering.txt"
    receipt.write_text("Barnevakt: 640 kr")
    with served(lillevik) as address, chromium() as browser:
        _claim(browser, address, receipt)
        _approve(browser, address)
        check = _object(browser, address)
        _answer(browser, address, check)
        _confirm(browser, address)
        _silence(lillevik)
        file = _authorise(browser, address)
    lines = file.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("lonnsnummer;navn;")
    assert any(line.startswith("20017;") for line in lines)
    assert lillevik.run("journal", "verify").returncode == 0
    assert lillevik.run("check").returncode == 0


def _claim(browser, address, receipt) -> None:
    """A member, with the keyboard, has paid someone to look after the children."""
    member = Person(browser, address, 390, "gruppeleder", keyboard=True)
    member.press("Mine godtgjøringer")
    member.sees("Opptjent og ikke gjort opp ennå")
    member.choose("Hva du vil ha dekket", "Omsorg")
    member.press("Gå videre")
    member.sees("Høyeste sum per dag for omsorg")
    member.write("Hvem du betalte for omsorg, og når", "Barnevakt")
    member.write("Kroner", "640,50")
    member.press("Send")
    member.sees("påkrevet")
    member.page.get_by_label("Kvittering eller annen dokumentasjon").set_input_files(receipt)
    member.press("Send")
    member.sees("Kravet er sendt")
    member.leave()


def _approve(browser, address) -> None:
    secretary = Person(browser, address, DESK, "sekretaer")
    secretary.go("/")
    secretary.sees("Se på det folkevalgte krever")
    secretary.press("Oppgjør", within=".who")
    secretary.follow(secretary.page.get_by_role("link", name="Omsorg").last)
    secretary.look()
    secretary.press("Godkjenn")
    secretary.write("Kroner innvilget", "700")
    secretary.press("Godkjenn")
    secretary.sees("mer enn det er bedt om")
    secretary.write("Kroner innvilget", "640,50")
    secretary.press("Godkjenn")
    secretary.sees("Kravet er godkjent")
    secretary.press("Lønnssystemet")
    secretary.write("Ingrid Eide", "20017")
    secretary.write("Lønnsart: Møtegodtgjøring", "1310")
    secretary.press("Lagre")
    secretary.leave()


def _object(browser, address) -> str:
    member = Person(browser, address, 390, "gruppeleder", keyboard=True)
    member.go("/godtgjoring/mine/")
    member.press("Se gjennom det")
    member.press("Noe er feil")
    member.write("Grunn", "Jeg gikk klokka åtte.")
    member.press("Send")
    member.sees("Ingenting betales")
    check = member.page.url.replace(address, "")
    member.leave()
    return check


def _answer(browser, address, check) -> None:
    """Nothing is paid before it is answered."""
    chief = Person(browser, address, DESK, "kommunedirektor")
    chief.sees("Anvis utbetaling av godtgjøringer")
    chief.go("/godtgjoring/oppgjor/1/")
    chief.press("Anvis utbetalingen")
    chief.sees("En folkevalgt sier at noe er feil")
    chief.leave()
    secretary = Person(browser, address, DESK, "sekretaer")
    secretary.go(check)
    secretary.press("Svar")
    secretary.write("Grunn", "Møtet betales i sin helhet.")
    secretary.press("Lagre")
    secretary.sees("kan se svaret")
    secretary.leave()


def _confirm(browser, address) -> None:
    other = Person(browser, address, 390, "utvalgsleder")
    other.sees("Kontroller godtgjøringene dine")
    other.go("/godtgjoring/mine/")
    other.press("Se gjennom det")
    other.press("Det stemmer")
    other.sees("Du har bekreftet det")
    other.leave()


def _silence(lillevik) -> None:
    """The week that members have is over."""
    lillevik.ask(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from tannhjul.allowances.models import Settlement\n"
        "Settlement.objects.update(check_by=timezone.localdate() - timedelta(days=1))"
    )


def _authorise(browser, address) -> bytes:
    chief = Person(browser, address, DESK, "kommunedirektor")
    chief.go("/godtgjoring/oppgjor/1/")
    chief.press("Anvis utbetalingen")
    chief.sees("Det kan betales ut")
    file = chief.context.request.get(address + "/godtgjoring/oppgjor/1/lonn.csv").body()
    chief.leave()
    return file
