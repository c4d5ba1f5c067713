"""The currency that a header or a title names, in a code, in a word or by a sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from overdue_cli.domain.currency_signs import SIGNS, meant_by
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.word_lists import list_rows

#: A unit of amounts before it is the name of a currency.
_UNIT = "元"
#: Codes that are words, too: alone in a title they name no currency.
ALSO_WORDS = frozenset("ALL TOP TRY CUP SOS PEN MOP COP MAD GEL RON BAM".split())

_NO_WORDS = re.compile(r"[\d.,'’+()\-\u2010-\u2015\u2212\s]+")


class CurrencyWord(NamedTuple):
    """A word for a currency as it stands there, and the currencies that it may mean."""

    text: str
    codes: tuple[str, ...]


@cache
def _words() -> Mapping[str, str]:
    """Word in small letters → ISO 4217 code."""
    rows = [row for row in list_rows(__package__, "words.csv") if row["field"] == "currency"]
    return {word: row["value"] for row in rows for word in row["words"].split("|")}


def _meant(text: str) -> tuple[str, ...]:
    code = _words().get(text.lower())
    return (code,) if code and text != _UNIT else meant_by(text)


@cache
def _pattern() -> re.Pattern[str]:
    """Codes in capitals and Latin words that stand alone; other words and signs anywhere."""
    others = [word for word in (*_words(), *SIGNS) if word != _UNIT]
    signs = [word for word in others if not word.isalpha() or not word.isascii()]
    names = [word for word in _words() if word.isascii() and word.replace(" ", "").isalpha()]
    anywhere = "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))
    alone = "|".join((*sorted(CURRENCIES), *(f"(?i:{word})" for word in names)))
    return re.compile(rf"(?<![A-Za-z])(?:{alone})(?![A-Za-z])|(?i:{anywhere})")


@cache
def currencies_named(text: str) -> tuple[tuple[CurrencyWord, ...], str]:
    """The words for a currency in a text, and what is left of it.

    >>> currencies_named("USD '000")
    ((CurrencyWord(text='USD', codes=('USD',)),), "'000")
    >>> currencies_named("万美元"), currencies_named("all loans")
    (((CurrencyWord(text='美元', codes=('USD',)),), '万'), ((), 'all loans'))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    whole = _meant(plain)
    if whole:
        return (CurrencyWord(plain, whole),), ""
    words = tuple(CurrencyWord(one[0], _meant(one[0])) for one in _pattern().finditer(plain))
    return words, _pattern().sub("", plain).strip(" ,;:/")


def shown_beside(text: str) -> tuple[CurrencyWord, ...]:
    """The currencies that stand beside the number in a cell.

    >>> [one.codes for one in shown_beside("-1.200,00 EUR")], shown_beside("12.50 Dr")
    ([('EUR',)], ())
    """
    if _NO_WORDS.fullmatch(text):
        return ()
    return currencies_named(_NO_WORDS.sub(" ", text).strip())[0]


def without_currency(text: str) -> str:
    """An amount without the words and signs for a currency beside it.

    >>> without_currency("EUR -1.200,00"), without_currency("Rs.5"), without_currency("5 H")
    ('-1.200,00', '5', '5 H')
    """
    for one in shown_beside(text):
        if one.text.isalpha() and one.text not in CURRENCIES:
            text = text.replace(f"{one.text}.", "", 1)
        text = text.replace(one.text, "", 1)
    return text.strip()
