"""Norwegian for search: inflections, bokmål and nynorsk, and words by their parts."""

import re
from functools import cache

import snowballstemmer

# Roots that differ between the written standards, nynorsk to bokmål. Applied to the text and to
# the query alike, so it only has to be consistent.
ROOTS = {
    "byggj": "bygg",
    "framlegg": "forslag",
    "gjev": "gi",
    "heime": "hjemme",
    "heim": "hjem",
    "høyring": "høring",
    "ikkje": "ikke",
    "innbyggjar": "innbygger",
    "korleis": "hvordan",
    "kyrkje": "kirke",
    "kyrkj": "kirk",
    "lærar": "lærer",
    "løyving": "bevilgning",
    "naud": "nød",
    "rettleiing": "veiledning",
    "sjuk": "syk",
    "skul": "skol",
    "tenest": "tjenest",
    "tilråding": "innstilling",
    "tryggleik": "trygghet",
    "utvalg": "utvalg",
    "utval": "utvalg",
    "vatn": "vann",
    "veg": "vei",
    "vidaregåande": "videregående",
    "årleg": "årlig",
}
WORD = re.compile(r"[0-9a-zæøåäöüéèêàçšžčđŋŧ]+")
REFERENCE = re.compile(
    r"(?<![\w/])(?:(ps|rs|os|fo|go|ds)\s*)?(\d{1,6}/\d{1,6})(?![\w/])", re.IGNORECASE
)
ENDINGS = (
    ("erane", "er"),
    ("erne", "er"),
    ("arane", "er"),
    ("anes", "enes"),
    ("ane", "ene"),
    ("ar", "er"),
    ("leik", "lighet"),
)
DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_roots = re.compile("|".join(sorted(ROOTS, key=len, reverse=True)))
_stemmer = snowballstemmer.stemmer("norwegian")


def reference_in(text: str) -> str:
    """The number of a case, item or decision in a question, as it is printed: 26/1, PS 2/26; "" if none."""
    match = REFERENCE.search(text)
    if match is None:
        return ""
    return f"{match[1].upper()} {match[2]}" if match[1] else match[2]


@cache
def stem(word: str) -> str:
    """The stem of one lower-case word, the same for both written standards."""
    word = _roots.sub(lambda m: ROOTS[m.group()], word)
    for ending, other in ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)] + other
            break
    return DOUBLE.sub(r"\1", _stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text, each once, in order."""
    return list(dict.fromkeys(stem(word) for word in WORD.findall(text.lower())))
