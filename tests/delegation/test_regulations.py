"""The regulations on delegation and recommendation: matrix, versions, paper, spreadsheet."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tannhjul.cases.enums import Actor
from tannhjul.cases.models import Track, TrackStep
from tannhjul.core.law import Refused
from tannhjul.decisions.models import DelegatedDecision, DelegatedDemand, LegalityCheck
from tannhjul.delegation import actions, papers, queries
from tannhjul.delegation.choices import PASSED_ON_UNLESS_SAID
from tannhjul.delegation.models import Area, Exclusion, Grant
from tannhjul.organisation.actions import register, units
from tannhjul.organisation.models import Body, Unit
from tannhjul.organisation.queries import unit_above
from tests.reading import text_of


class TestRegulations:
    @pytest.fixture
    def before(self, today):
        return today - timedelta(days=1)

    def _new(self, secretary, today, **more):
        area = Area.objects.get(name="Kulturmidler")
        facts = {"by": secretary, "today": today, "body": Body.objects.get(short="FSK"), **more}
        return actions.give(area, "body", "KST PS 99/26", **facts)

    @pytest.mark.django_db
    @pytest.mark.source("002a-C11", "002b-S23")
    def test_the_matrix_shows_who_may_decide_in_every_area(self, browse, today):
        text = browse().get(reverse("delegation:matrix")).content.decode()
        assert "Plass på sykehjem" in text
        assert "leder av Helse og omsorg" in text
        assert "Kommunestyret avgjør selv, etter loven." in text
        rows = {row.area.name: row for row in queries.matrix(today)}
        reach = [g.held_by for cell in rows["Skjenkebevilling"].cells for g in cell]
        assert reach == ["Formannskapet"]
        for name, row in rows.items():
            matter = queries.matter_in(row.area)
            answers = {a.grant.pk for a in queries.who_decides(matter, today) if a.reaches}
            assert {g.pk for cell in row.cells for g in cell} == answers, name

    @pytest.mark.django_db
    def test_the_matrix_shows_power_in_what_cannot_wait(self, browse, council, secretary, today):
        area = Area.objects.get(name="Kulturmidler")
        actions.give(area, "leader", "PS 1", by=secretary, today=today, body=council, urgent=True)
        text = browse().get(reverse("delegation:matrix")).content.decode()
        assert "Bare det som ikke kan vente" in text.split(">Kulturmidler<")[1].split("</tr>")[0]

    @pytest.mark.django_db
    def test_the_matrix_asks_as_often_for_many(self, browse, secretary, today):
        with CaptureQueriesContext(connection) as few:
            browse().get(reverse("delegation:matrix"))
        for number in range(30):
            area = actions.create_area(f"Felt {number}", by=secretary)
            body = Body.objects.get(short="FSK")
            actions.give(area, "body", "PS", by=secretary, today=today, body=body)
        with CaptureQueriesContext(connection) as many:
            browse().get(reverse("delegation:matrix"))
        assert len(many) == len(few)

    @pytest.mark.django_db
    @pytest.mark.source("002b-S23")
    def test_versions_differ_by_what_came_and_what_went(self, browse, secretary, today, before):
        new = self._new(secretary, today)
        chief = Grant.objects.get(parent=None, holder="unit")
        below = Grant.objects.filter(parent=chief).count()
        actions.recall(chief, "Nytt reglement", by=secretary, today=today)
        came, went = queries.changed(before, today)
        assert came == [new]
        assert {row.pk for row in went} >= {chief.pk}
        assert len(went) == 1 + below, "what was passed on fell with it"
        address = reverse("delegation:regulations")
        text = browse().get(address, {"since": before.isoformat()}).content.decode()
        assert "Nytt reglement" in text
        assert queries.changed(today, today) == ([], [])

    @pytest.mark.django_db
    def test_it_is_printed_with_what_has_changed(self, browse, secretary, today, before):
        self._new(secretary, today)
        answer = browse().get(reverse("delegation:printed"), {"since": before.isoformat()})
        assert answer["Content-Type"] == "application/pdf"
        text = text_of(answer.content)
        assert "Delegerings- og innstillingsreglement" in text
        assert "KST PS 99/26" in text
        assert "Unntatt: " in text
        assert "Ny: Kulturmidler: Formannskapet" in text

    @pytest.mark.django_db
    def test_it_says_who_recommends_and_what_has_changed_there(self, browse, today, before):
        Track.objects.filter(key="ordinary").update(valid_from=before)
        gone = Track.objects.create(key="gone", name="Gammelt spor", valid_from=before)
        Track.objects.filter(pk=gone.pk).update(valid_to=today)
        new = Track.objects.create(key="n", name="Nytt spor", says="Prøves.", valid_from=today)
        step = {"track": new, "actor": Actor.BODY, "kind": "council", "power": "decides"}
        TrackStep.objects.create(order=1, role="Rådet innstiller", gate="Drøftet", days=9, **step)
        days = {"since": before.isoformat()}
        text = text_of(browse().get(reverse("delegation:printed"), days).content)
        assert "Hvem som innstiller" in text
        assert "Rådet innstiller" in text
        assert "9 dager" in text
        assert "Ny: Nytt spor" in text
        assert "Borte: Gammelt spor" in text
        shown = browse().get(reverse("delegation:regulations")).content.decode()
        assert "Nytt spor" in shown
        assert "Gammelt spor" not in shown

    @pytest.mark.django_db
    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_the_spreadsheet_is_read_back_as_it_was(self, browse, secretary, today, language):
        with translation.override(language):
            data = papers.sheet(queries.in_force(today))
        was = _facts(today)
        for model in (LegalityCheck, DelegatedDemand, DelegatedDecision, Exclusion):
            model.objects.all().delete()
        Grant.objects.filter(parent__isnull=False).delete()
        Grant.objects.all().delete()
        upload = SimpleUploadedFile("d.xlsx", data)
        desk = browse("sekretaer")
        answer = desk.post(reverse("delegation:load"), {"file": upload})
        assert answer.status_code == 302
        assert _facts(today) == was
        assert f"{len(was)} " in desk.get(answer["Location"]).content.decode()
        with translation.override(language):
            again = papers.sheet(queries.in_force(today))
        upload = SimpleUploadedFile("d.xlsx", again)
        assert desk.post(reverse("delegation:load"), {"file": upload}).status_code == 302
        assert _facts(today) == was, "what stands is left as it is"

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "change",
        [
            {"limit": "60 000"},
            {"conditions": "Etter søknad"},
            {"may_pass_on": "Ja"},
            {"principled": "Ja"},
            {"valid_to": "2030-01-01"},
            {"excepted": "Kulturmidler til lag"},
        ],
    )
    def test_a_line_on_other_terms_is_named(self, secretary, today, change):
        actions.create_area(
            "Kulturmidler til lag", by=secretary, parent=Area.objects.get(name="Kulturmidler")
        )
        cells = {
            "area": "Kulturmidler",
            "holder": "Et organ",
            "name": "Formannskapet",
            "limit": "50 000",
            "measure": "Kroner",
            "decided_by": "KST PS 3/26",
        }
        assert actions.load([(2, cells)], by=secretary, today=today).new == 1
        assert actions.load([(2, cells)], by=secretary, today=today).new == 0
        with pytest.raises(Refused, match="på andre vilkår"):
            actions.load([(2, {**cells, **change})], by=secretary, today=today)

    @pytest.mark.django_db
    def test_power_over_loans_can_be_given_to_who_leads_a_unit(self, secretary, today):
        head = Unit.objects.get(task="head")
        area = actions.create_area("Opptak av lån innenfor rammen", by=secretary)
        cells = {
            "area": area.name,
            "holder": "Lederen av en enhet",
            "name": head.name,
            "limit": "5 000 000",
            "measure": "Kroner",
            "decided_by": "KST PS 2/26",
        }
        assert actions.load([(2, cells)], by=secretary, today=today).new == 1
        row = Grant.objects.get(area=area)
        assert (row.limit, row.unit, row.may_pass_on) == (Decimal(5_000_000), head, None)

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"area": ""}, "Linje 3: Skriv hva det gjelder"),
            ({"holder": "Ingen"}, "Linje 3: Det finnes ingen slik"),
            ({"name": "Finnes ikke"}, "Linje 3: Det er ingen som heter"),
            ({"limit": "mye"}, "«mye» er ikke et tall"),
            ({"limit": "-1"}, "er ikke et tall"),
            ({"limit": "5", "measure": ""}, "Linje 3: Skriv både"),
            ({"decided_by": " "}, "Linje 3: Skriv hvilket vedtak"),
            ({"valid_from": "i går"}, "«i går» er ikke en dato"),
            ({"given_by": "Ordføreren"}, "har ingenting her å gi videre"),
            ({"area": "Låneopptak"}, "Linje 3: Det loven legger til kommunestyret selv"),
        ],
    )
    def test_a_line_that_is_wrong_is_named_and_nothing_is_entered(
        self, secretary, today, change, says
    ):
        good = {
            "area": "Kulturmidler",
            "holder": "Et organ",
            "name": "Formannskapet",
            "decided_by": "KST PS 3/26",
        }
        before = Grant.objects.count()
        other = {**good, "name": "Hovedutvalg for helse og oppvekst", **change}
        with pytest.raises(Refused) as refusal:
            actions.load([(2, good), (3, other)], by=secretary, today=today)
        assert says in str(refusal.value)
        assert Grant.objects.count() == before

    def test_one_that_unpacks_to_far_more_is_refused(self, browse):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("xl/workbook.xml", b" " * 60_000_000)
        upload = SimpleUploadedFile("d.xlsx", packed.getvalue())
        answer = browse("sekretaer").post(reverse("delegation:load"), {"file": upload})
        assert answer.status_code == 422
        assert "for stort" in answer.content.decode()

    @pytest.mark.parametrize("data", [b"", b"tekst", b"PK\x03\x04"])
    def test_what_is_no_spreadsheet_is_said(self, browse, data):
        upload = SimpleUploadedFile("d.xlsx", data)
        answer = browse("sekretaer").post(reverse("delegation:load"), {"file": upload})
        assert answer.status_code == 422
        assert browse("representant").get(reverse("delegation:load")).status_code == 403

    @pytest.mark.django_db
    @pytest.mark.source("002b-R11")
    def test_a_blank_cell_says_nothing_and_is_passed_on_unless_otherwise_chosen(
        self, secretary, today, browse
    ):
        head = Unit.objects.get(task="head")
        below = Unit.objects.filter(places__above=head, valid_to=None).exclude(task="staff").first()
        cells = {
            "holder": "Lederen av en enhet",
            "name": head.name,
            "decided_by": "KST PS 2/26",
        }
        names = {"Skilt": "", "Benker": "Nei", "Lekeplasser": "Ja"}
        for name in names:
            actions.create_area(name, by=secretary)
        lines = [
            (number, {**cells, "area": name, "may_pass_on": says})
            for number, (name, says) in enumerate(names.items(), 2)
        ]
        done = actions.load(lines, by=secretary, today=today)
        assert (done.new, done.unsaid) == (3, 1)
        told = papers.sheet(Grant.objects.filter(area__name="Skilt"))
        upload = SimpleUploadedFile("d.xlsx", told)
        page = browse("sekretaer").post(reverse("delegation:load"), {"file": upload}, follow=True)
        assert "Om 1 er ingenting sagt" in page.content.decode()

        def pass_on(name):
            parent = Grant.objects.get(area__name=name, parent=None)
            how = {"by": secretary, "today": today, "unit": below, "parent": parent}
            return actions.give(parent.area, "unit", "Kommunedirektøren", **how)

        passed = [pass_on("Skilt"), pass_on("Lekeplasser")]
        with pytest.raises(Refused, match="ikke gis videre"):
            pass_on("Benker")
        register.choose(PASSED_ON_UNLESS_SAID, False, decided_by="KST 9", by=secretary, today=today)
        for row in passed:
            row.delete()
        with pytest.raises(Refused, match="ikke gis videre"):
            pass_on("Skilt")
        assert pass_on("Lekeplasser")

    @pytest.mark.django_db
    @pytest.mark.source("002b-R11")
    @pytest.mark.parametrize(
        ("staff", "says", "may"),
        [(False, "", True), (False, "False", False), (True, "", True), (True, "False", False)],
    )
    def test_a_unit_or_staff_leader_passes_on_on_the_page(
        self, secretary, today, browse, staff, says, may
    ):
        """Løten: «når ikke annet er sagt kan stabs- og virksomhetsledere videredelegere»."""
        how = {"by": secretary, "today": today}
        own = Unit.objects.get(leaderships__person__user__username="demo-enhetsleder")
        if staff:
            Unit.objects.filter(pk=own.pk).update(task="staff")
            own.refresh_from_db()
        team = units.create_unit("Laget", parent=own, **how)
        area = actions.create_area("Skilt", by=secretary)
        row = actions.give(area, "unit", "KST", unit=Unit.objects.get(task="head"), **how)
        said = {"may_pass_on": False} if says else {}
        why = {"staff_because": "Unntak for skilting."} if staff else {}
        line = [own]
        while (above := unit_above(line[0], today)) and not above.is_head:
            line.insert(0, above)
        for unit in line:
            last = said if unit == own else {}
            row = actions.give(area, "unit", "KD", unit=unit, parent=row, **last, **why, **how)
        address = reverse("delegation:pass_on", args=[row.pk])
        data = {"area": area.pk, "holder": "unit", "unit": team.pk, "decided_by": "Enhetsleder"}
        data |= {"today": str(today)}
        answer = browse("enhetsleder").post(address, data)
        assert answer.status_code == (302 if may else 422)
        assert Grant.objects.filter(parent=row, unit=team).exists() is may
        if not may:
            assert "ikke gis videre" in answer.content.decode()

    @pytest.mark.django_db
    @pytest.mark.source("002b-R11")
    def test_an_exception_for_staff_is_read_from_the_spreadsheet(self, secretary, today):
        staff = units.create_unit(
            "Økonomistaben",
            parent=Unit.objects.get(task="head"),
            task="staff",
            by=secretary,
            today=today,
        )
        area = actions.create_area("Innkjøp til staben", by=secretary)
        top = actions.give(
            area, "unit", "KST 1", unit=unit_above(staff, today), by=secretary, today=today
        )
        cells = {
            "area": area.name,
            "given_by": top.held_by,
            "holder": "Lederen av en enhet",
            "name": staff.name,
            "decided_by": "KD",
        }
        with pytest.raises(Refused, match="unntak"):
            actions.load([(2, cells)], by=secretary, today=today)
        why = {"staff_because": "Låneopptak ligger her."}
        assert actions.load([(2, {**cells, **why})], by=secretary, today=today).new == 1
        row = Grant.objects.get(unit=staff)
        assert (row.staff_because, row.parent) == ("Låneopptak ligger her.", top)
        again = papers.lines(papers.sheet([top, row]))
        assert again[1][1]["staff_because"] == "Låneopptak ligger her."

    @pytest.mark.django_db
    @pytest.mark.source("002b-R11")
    def test_a_change_of_rule_leaves_what_is_passed_on_and_lists_it(self, secretary, today, browse):
        head = Unit.objects.get(task="head")
        below = Unit.objects.filter(places__above=head, valid_to=None).exclude(task="staff").first()
        area = actions.create_area("Skilt", by=secretary)
        how = {"by": secretary, "today": today}
        grant = actions.give(area, "unit", "KST", unit=head, **how)
        row = actions.give(area, "unit", "Kommunedirektøren", unit=below, parent=grant, **how)
        page = reverse("delegation:regulations")
        assert "Gitt videre før" not in browse().get(page).content.decode()
        register.choose(PASSED_ON_UNLESS_SAID, False, decided_by="KST 9", **how)
        assert row in queries.passed_on_all_the_same(today)
        assert "Gitt videre før regelen ble endret" in browse().get(page).content.decode()
        matter = queries.matter_in(area)
        assert queries.held_against(matter, [row], today)[0].reaches, "it stands"
        actions.recall(grant, "Trekkes tilbake", **how)
        assert row not in queries.passed_on_all_the_same(today), "it stands no more"

    def test_a_text_is_not_taken_for_a_formula(self):
        assert papers._plain("=HYPERLINK(1)") == "'=HYPERLINK(1)"


def _facts(day):
    rows = queries.in_force(day)
    chains = queries.chains(rows)
    left_out = queries.exceptions(rows)
    return sorted(
        (
            row.area.name,
            row.held_by,
            row.limit,
            row.measure,
            row.principled,
            row.may_pass_on,
            row.decided_by,
            row.valid_from,
            tuple(link.held_by for link in chains[row.pk]),
            tuple(sorted(left_out.get(row.pk, ()))),
        )
        for row in rows
    )
