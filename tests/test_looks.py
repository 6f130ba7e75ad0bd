"""Every page in every language, at both widths: nothing for axe to find, nothing wider than the screen."""

import pytest

from tests.browser import DESK, Person, chromium, served

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]

PUBLIC = """/ /saker/ /saker/1/ /saker/5/ /saker/1/historie/ /moter/ /moter/4/ /motesak/9/ /vedtak/ /vedtak/1/
/oppfolging/ /organer/ /organer/1/ /enheter/ /sok/?q=omsorg /regler/ /komponenter/ /tilgjengelighet/ /logg-inn/
/saker/1/folg/ /logg-inn/glemt/ /organisasjonsvalg/1/ /interesser/ /hemmelig-votering/ /moter/4/direkte/ /moter/4/skjerm/ /personer/17/ /fra-folkevalgte/ /enheter/4/ /logg-inn/velg/x/y/ /godtgjoring/ /delegering/?q=permisjon /delegering/5/ /delegerte-vedtak/ /delegerte-vedtak/1/
/delegerte-vedtak/2/ /lovlighetskontroll/ /lovlighetskontroll/1/ /spor/ /sporsmal/ /sporsmal/1/ /moteplasser/ /moteplasser/1/ /moteplasser/2/
/trygghet/ /delegering/matrise/ /delegering/reglement/?since=2026-01-01
/ordninger/ /ordninger/svelvik/?case=26/1 /ordninger/sammenlign/?first=fredrikstad&second=esbjerg"""
WORK = """/saker/8/ /saker/8/saksframlegg/ /saker/8/alternativ/ /saker/8/vedlegg/ /saker/8/saksgang/ /saker/7/tilra/
/moter/7/bord/ /moter/7/opptak/ /moter/nytt/ /organer/1/plass/ /organer/1/reglement/ /sikkerhet/ /sikkerhet/kode/ /sikkerhet/passord/
/vedtak/1/oppfolging/ /oppsett/ /oppsett/kommunen/ /oppsett/periode/ /oppsett/partier/ /oppsett/valg/
/oppsett/valg/meetings.signers/ /personer/ /personer/ny/ /personer/1/ /personer/1/rett/ /enheter/ /enheter/ny/
/enheter/4/leder/ /enheter/4/avslutt/ /organer/1/ /organer/1/liste/ /organer/1/avslutt/ /brukere/ /brukere/1/
/brukere/ny/ /brukere/1/rolle/ /organer/3/valg/ /personer/1/interesse/ /saker/8/part/ /moter/14/muligheter/ /moter/14/ta-opp/
/godtgjoring/mine/ /godtgjoring/krav/1/ /godtgjoring/krav/ny/?kind=care /godtgjoring/krav/3/ /godtgjoring/krav/3/godkjenn/ /godtgjoring/oppgjor/
/godtgjoring/oppgjor/1/ /godtgjoring/lonnssystem/ /godtgjoring/faste/ /godtgjoring/faste/ny/ /delegering/ny/ /delegering/omrade/ /delegering/5/videre/ /delegering/5/tilbake/
/delegerte-vedtak/nytt/ /delegerte-vedtak/1/omgjor/ /vedtak/1/omgjor/ /saker/8/kall-inn/
/saker/8/spor/ /sporsmal/nytt/ /sporsmal/2/svar/ /saker/7/saksordforer/
/moteplasser/ny/ /moteplasser/1/forstatt/ /moteplasser/1/oppsummer/ /moteplasser/1/speil/ /moteplasser/1/apne-sak/ /moteplasser/1/klima/
/moteplasser/2/ /moteplasser/2/sak/ /moteplass-sak/1/neste/ /bord/1/notat/ /moteplasser/1/sporsmal/
/trygghet/kontakt/ /trygghet/meld/ /trygghet/meldinger/ /oppfolging/1/hindres/ /motesak/8/lovlighetskontroll/ /delegerte-vedtak/4/lovlighetskontroll/ /lovlighetskontroll/1/ny-vurdering/ /lovlighetskontroll/1/svar/ /lovlighetskontroll/1/utsatt/ /lovlighetskontroll/1/saksliste/ /delegerte-vedtak/4/lovlighetskontroll/krav/ /vedtak/1/klage/ /delegerte-vedtak/1/klage/ /klager/
/delegering/reglement/les-inn/ /ordninger/fredrikstad/foresla/ /enheter/4/plass/ /enheter/4/folges-opp/
/godtgjoring/faste/1/permisjon/ /saker/8/overlat/ /moter/4/muligheter/ /moter/4/ta-opp/?kind=legality /ordninger/fredrikstad/innfor/"""
WORKERS = {
    "saksbehandler": ("/saker/8/",),
    "kommunedirektor": (
        "/saker/7/",
        "/vedtak/1/oppfolging/",
        "/delegerte-vedtak/nytt/",
        "/sporsmal/2/svar/",
        "/oppfolging/1/hindres/",
    ),
    "sekretaer": (
        "/moter/",
        "/organer/",
        "/sikkerhet/",
        "/godtgjoring/krav/3/",
        "/delegering/",
        "/delegerte-vedtak/",
        "/vedtak/1/omgjor/",
        "/saker/8/kall-inn/",
        "/moteplasser/ny/",
        "/moteplasser/1/sporsmal/",
        "/moteplasser/1/oppsummer/",
        "/moteplasser/1/speil/",
        "/moteplasser/1/apne-sak/",
        "/moteplasser/2/",
        "/moteplass-sak/",
        "/trygghet/kontakt/",
        "/motesak/8/lovlighetskontroll/",
        "/delegerte-vedtak/4/lovlighetskontroll/",
        "/lovlighetskontroll/",
        "/vedtak/1/klage/",
        "/delegerte-vedtak/1/klage/",
        "/klager/",
        "/delegering/reglement/les-inn/",
        "/ordninger/",
        "/enheter/4/plass/",
        "/enheter/4/folges-opp/",
        "/bord/",
        "/godtgjoring/oppgjor/",
        "/godtgjoring/lonnssystem/",
        "/godtgjoring/faste/",
    ),
    "gruppeleder": ("/godtgjoring/mine/", "/godtgjoring/krav/1/", "/godtgjoring/krav/ny/"),
    "representant": (
        "/moter/14/muligheter/",
        "/moter/14/ta-opp/",
        "/moter/4/",
        "/sporsmal/nytt/",
        "/delegerte-vedtak/4/lovlighetskontroll/krav/",
        "/moteplasser/1/",
        "/moteplasser/2/sak/",
        "/trygghet/meld/",
        "/trygghet/meldinger/",
    ),
    "administrator": (
        "/oppsett/",
        "/personer/",
        "/enheter/",
        "/brukere/",
        "/organer/1/",
        "/ordninger/",
    ),
}


class TestInPublic:
    """A class of its own, so that the two run side by side."""

    def test_every_page_is_accessible_in_every_language(self, lillevik):
        with served(lillevik) as address, chromium() as browser:
            for language in ("nb", "nn", "en"):
                reader = Person(browser, address, DESK)
                reader.context.add_cookies([{"name": "malform", "value": language, "url": address}])
                for path in PUBLIC.split():
                    reader.page.goto(address + path)
                    reader.look()
                reader.leave()


class TestAtWork:
    def test_every_page_is_accessible(self, lillevik):
        with served(lillevik) as address, chromium() as browser:
            for name, own in WORKERS.items():
                worker = Person(browser, address, DESK, name)
                for path in WORK.split():
                    if path.startswith(own):
                        worker.page.goto(address + path)
                        worker.look()
                worker.leave()
