"""The people of Lillevik: made up, from common first names and common surnames."""

from itertools import count

WOMEN = "Anne Ingrid Marit Solveig Kari Hanne Silje Nora Astrid Berit Camilla Eli Frøydis Grete Hilde Ida Janne Kristin Lene Mona Nina Oda Randi Siv Tone Unni Vigdis Wenche Åse Maja Sunniva Tiril Live Guro Ragnhild".split()
MEN = "Bjørn Odd Per Lars Ola Jonas Henrik Magnus Arne Eirik Fredrik Geir Håkon Ivar Jostein Knut Leif Morten Nils Oskar Pål Roar Stein Trond Ulrik Vegard Øyvind Åsmund Kåre Sindre Torstein Even Halvor Kjetil Simen".split()
SURNAMES = "Aas Bakke Berge Dahl Eide Fjeld Grøtte Haugen Iversen Johnsen Krogh Lie Moen Nygård Olsvik Pettersen Ruud Solberg Tangen Ueland Viken Wold Ødegård Åsen Brekke Engen Fossum Holte Kleven Lunde Myhre Nordli Rønning Sandvik Tveit".split()


def names():
    """An endless line of full names, women and men in turn, none twice for a long time."""
    for number in count():
        first = (WOMEN if number % 2 else MEN)[(number // 2) % len(WOMEN)]
        yield f"{first} {SURNAMES[(number * 13 + number // 35) % len(SURNAMES)]}"
