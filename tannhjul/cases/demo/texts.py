"""The matters that Lillevik has on its table. All made up."""

CYCLE_WAY = {
    "title": "Gang- og sykkelvei langs Fjordveien",
    "unit": "Teknikk og miljø",
    "initiative_by": "FAU ved Lillevik skole",
    "initiative_gear": "inhabitants",
    "legal_basis": "Plan- og bygningsloven § 12-1",
    "paper": {
        "question": "Kommunestyret skal velge hvor den nye gang- og sykkelveien skal gå, og om den skal bygges i ett eller to trinn.",
        "background": "210 elever har skolevei langs Fjordveien. Det er målt 3 400 kjøretøy i døgnet, og fartsgrensen er 60 km/t. FAU ba om trygg skolevei i fjor vår.\n\nDet er tatt opp grunnforhold på strekningen, og naboene er varslet.",
        "assessment": "Alternativ A gir trygg skolevei for flest elever og kan stå ferdig før skolestart om to år. Alternativ B koster mindre nå, men mer til sammen.\n\nKommunedirektøren mener at hensynet til barna veier tyngst.",
        "recommendation": "Gang- og sykkelveien bygges etter alternativ A.\nUtgiften på 18,4 millioner kroner dekkes av investeringsrammen for trafikksikkerhet.",
    },
    "alternatives": [
        {
            "title": "A: Hele strekningen i ett trinn",
            "economy": "18,4 mill. kr over to år, 40 000 kr i årlig drift.",
            "inhabitants": "Trygg skolevei for 210 elever.",
            "employees": "Ingen endring.",
            "processes": "Ett anbud.",
            "learning": "Måler fart og bruk før og etter.",
        },
        {
            "title": "B: To trinn, sør først",
            "economy": "9,8 mill. kr nå, om lag 11 mill. kr senere.",
            "inhabitants": "Trygg skolevei for 90 elever nå.",
            "employees": "Ingen endring.",
            "processes": "To anbud.",
            "learning": "Erfaring fra trinn én brukes i trinn to.",
        },
        {
            "title": "0: Ikke bygge",
            "economy": "Ingen utgift.",
            "inhabitants": "Som i dag.",
            "employees": "Ingen endring.",
            "processes": "Ingen.",
            "learning": "Ingen.",
        },
    ],
}
NURSING = {
    "title": "Heldøgns omsorg mot 2035: sykehjem og hjemmetjeneste",
    "unit": "Helse og omsorg",
    "initiative_by": "Hovedutvalg for helse og oppvekst",
    "initiative_gear": "politics",
    "legal_basis": "Helse- og omsorgstjenesteloven § 3-1",
    "paper": {
        "question": "Skal kommunen møte veksten i eldreomsorgen med flere sykehjemsplasser, med sterkere hjemmetjeneste, eller med begge deler?",
        "background": "Antallet innbyggere over 80 år går fra 520 til 790 fram til 2035. I dag har kommunen 62 sykehjemsplasser, og ventelisten er på 9 personer.",
        "assessment": "Sterkere hjemmetjeneste gir flere et godt liv hjemme og koster minst per bruker, men forutsetter boliger som passer. Noen vil likevel trenge plass på institusjon.",
        "recommendation": "Hjemmetjenesten styrkes med åtte årsverk fra neste år.\nDet planlegges tolv nye plasser ved Lillevik sykehjem.",
    },
    "alternatives": [
        {
            "title": "1: Hjemmetjeneste først, tolv plasser planlegges",
            "economy": "7,1 mill. kr i året, planlegging 1,2 mill. kr.",
            "inhabitants": "Flere kan bo hjemme lenger.",
            "employees": "Åtte nye årsverk.",
            "processes": "Ny vaktordning.",
            "learning": "Velferdsteknologi prøves i to soner.",
        },
        {
            "title": "2: 24 nye plasser nå",
            "economy": "96 mill. kr i investering, 24 mill. kr i året.",
            "inhabitants": "Kortere venteliste fra 2029.",
            "employees": "Om lag 30 årsverk må rekrutteres.",
            "processes": "Byggeprosjekt.",
            "learning": "Lite.",
        },
    ],
}
AFTER_SCHOOL = {
    "title": "Foreldrebetaling i skolefritidsordningen",
    "unit": "Oppvekst",
    "initiative_by": "Kommunedirektøren",
    "initiative_gear": "administration",
    "legal_basis": "Opplæringsloven § 4-5",
    "paper": {
        "question": "Hva skal foreldrene betale for plass i SFO fra nyttår?",
        "background": "Foreldrebetalingen dekker 61 prosent av utgiftene. Søskenmoderasjonen er 30 prosent. 280 barn har plass.",
        "assessment": "En moderat økning holder tritt med lønnsveksten. Gradert betaling etter inntekt treffer familiene som har minst, men gir mer arbeid.",
        "recommendation": "Satsen for full plass settes til 2 980 kroner i måneden.\nSøskenmoderasjonen videreføres.",
    },
    "alternatives": [
        {
            "title": "1: 2 980 kr for alle",
            "economy": "0,6 mill. kr mer i inntekt.",
            "inhabitants": "110 kr mer i måneden for full plass.",
            "employees": "Ingen endring.",
            "processes": "Ingen endring.",
            "learning": "Ingen.",
        },
        {
            "title": "2: Gradert etter inntekt",
            "economy": "Om lag som i dag.",
            "inhabitants": "Lavere pris for om lag 60 familier.",
            "employees": "Et halvt årsverk til saksbehandling.",
            "processes": "Søknad hvert år.",
            "learning": "Ordningen vurderes etter ett år.",
        },
    ],
}
LAND = {
    "title": "Kjøp av eiendom",
    "screened_title": "Kjøp av Strandgata 14 til ny barnehage: øvre ramme for budet",
    "ground": "23",
    "unit": "Teknikk og miljø",
    "initiative_by": "Kommunedirektøren",
    "initiative_gear": "administration",
    "legal_basis": "Kommuneloven § 14-14",
    "paper": {
        "question": "Hvor høyt kan kommunen by på Strandgata 14?",
        "background": "Eiendommen er lagt ut for salg. Taksten er 11,5 millioner kroner.",
        "assessment": "Tomten ligger godt til for en barnehage med seks avdelinger.",
        "recommendation": "Kommunedirektøren kan by inntil 12,8 millioner kroner.",
    },
    "alternatives": [
        {
            "title": "By inntil 12,8 mill. kr",
            "economy": "12,8 mill. kr av lånerammen.",
            "inhabitants": "Barnehage nær sentrum.",
            "employees": "",
            "processes": "",
            "learning": "",
        }
    ],
}
HALL = {
    "title": "Leie og bruk av Lillevik samfunnshus",
    "parties": ["Lillevik Samfunnshus SA"],
    "unit": "Kultur",
    "initiative_by": "Lillevik musikkråd",
    "initiative_gear": "partners",
    "legal_basis": "",
    "paper": {
        "question": "Skal lag og foreninger for barn og unge få leie samfunnshuset gratis?",
        "background": "Huset er utleid 61 prosent av kveldene. Leieinntekten er 240 000 kroner i året.",
        "assessment": "Gratis leie for barn og unge vil øke bruken. Tapet kan dekkes ved høyere leie for private selskaper.",
        "recommendation": "Lag og foreninger leier huset gratis til aktivitet for barn og unge under 20 år.",
    },
    "alternatives": [
        {
            "title": "1: Gratis for barn og unge",
            "economy": "90 000 kr mindre i inntekt.",
            "inhabitants": "Mer aktivitet.",
            "employees": "Noe mer renhold.",
            "processes": "Felles bookingkalender.",
            "learning": "Bruken telles.",
        },
        {
            "title": "2: Som i dag",
            "economy": "Ingen endring.",
            "inhabitants": "Ingen endring.",
            "employees": "",
            "processes": "",
            "learning": "",
        },
    ],
}
POVERTY = {
    "title": "Handlingsplan mot barnefattigdom",
    "unit": "Oppvekst",
    "initiative_by": "Ungdomsrådet",
    "initiative_gear": "politics",
    "legal_basis": "Barnevernsloven § 15-1",
    "paper": {
        "question": "Hvilke tiltak skal kommunen sette i gang for de 148 barna som vokser opp i familier med lav inntekt?",
        "background": "Andelen barn i lavinntektsfamilier er 8,1 prosent. Ungdomsrådet har bedt om et fritidskort.",
        "assessment": "Fritidskort og utstyrssentral gir mest for pengene. Gratis halvdagsplass i SFO er dyrere, men treffer yngre barn.",
        "recommendation": "Kommunen innfører fritidskort på 2 000 kroner i året.\nDet opprettes en utstyrssentral sammen med Røde Kors.",
    },
    "alternatives": [
        {
            "title": "1: Fritidskort og utstyrssentral",
            "economy": "0,7 mill. kr i året.",
            "inhabitants": "148 barn kan delta.",
            "employees": "Et halvt årsverk.",
            "processes": "Avtale med Røde Kors.",
            "learning": "Ungdomsrådet vurderer etter ett år.",
        },
        {
            "title": "2: Gratis halvdagsplass i SFO",
            "economy": "1,9 mill. kr i året.",
            "inhabitants": "41 barn.",
            "employees": "Ett årsverk.",
            "processes": "Ingen.",
            "learning": "",
        },
    ],
}
PLAYGROUND = {
    "title": "Lekeplass på Solsiden",
    "unit": "Teknikk og miljø",
    "initiative_by": "Solsiden velforening",
    "initiative_gear": "inhabitants",
    "legal_basis": "",
    "paper": {
        "question": "Skal kommunen bygge en nærlekeplass på Solsiden?",
        "background": "Velforeningen har samlet 64 underskrifter.",
        "assessment": "",
        "recommendation": "",
    },
    "alternatives": [],
}
LIBRARY = {
    "title": "Åpningstider ved biblioteket",
    "unit": "Kultur",
    "initiative_by": "Kommunedirektøren",
    "initiative_gear": "administration",
    "legal_basis": "Folkebibliotekloven § 4",
    "paper": {
        "question": "Skal biblioteket ha meråpent fra klokka 7 til 22?",
        "background": "Besøket har økt med 12 prosent. 18 nabokommuner har meråpent bibliotek.",
        "assessment": "Ordningen krever adgangskontroll og kamera, som dekkes av et tilskudd.",
        "recommendation": "Biblioteket får meråpent alle dager fra klokka 7 til 22.",
    },
    "alternatives": [
        {
            "title": "1: Meråpent",
            "economy": "120 000 kr i engangsutgift.",
            "inhabitants": "Åpent 105 timer i uka.",
            "employees": "Ingen endring i bemannet tid.",
            "processes": "Lånekort med avtale.",
            "learning": "Bruken måles.",
        },
        {
            "title": "2: Som i dag",
            "economy": "Ingen.",
            "inhabitants": "Åpent 38 timer i uka.",
            "employees": "",
            "processes": "",
            "learning": "",
        },
    ],
}
