"""The currency of the amounts of a list: what its cells, headers, formats and titles say of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell, BadFile, Undecided
from overdue_cli.ingest.headers.header_currency import SHOWN_BY_CELLS, currencies_in
from overdue_cli.ingest.statements.values import StatementChoices
from overdue_cli.ingest.values.cells import read_currency
from overdue_cli.ingest.values.currency_named import (
    ALSO_WORDS,
    CurrencyWord,
    currencies_named,
    shown_beside,
)

_LABEL = re.compile(
    r"(?:币\s*种|货\s*币|currency|ccy|währung|waehrung|moneda|devise|divisa|valuta|waluta|munt)\b"
    r"\s*:?\s*([^\s,;)|]+.*)",
    re.IGNORECASE,
)
#: A longer title is prose, in which a currency may be that of a fee or a rate.
_LONGEST_TITLE = 8
_OFFERED = 8
#: Titles of rates and fees, which may be in other currencies.
_OF_ANOTHER = re.compile(r"rate|kurs|fee|gebühr|commission|汇率|手续费", re.IGNORECASE)
#: Who says it: a row that has a code or a label for it, or only a word or a sign.
_ABOVE, _WORD = "a row above the header", "a title above the header"
_YUAN = ("CNY", "TWD", "HKD", "MOP", "SGD")


def currency_of_list(
    file: str, row: int, sources: Sequence[CurrencyReading], choices: StatementChoices
) -> tuple[str, CurrencyReading]:
    """The currency of amounts that do not say it themselves, and who says so.

    That of the first who says one; what may be several is narrowed by the others. A sign of
    several currencies is that of the ledger or of ``--currency`` if it fits; Undecided where it
    does not, and for a word in a title, which may be part of a name (Euro Trading Ltd).
    """
    first = UNSAID
    for one in sources:
        codes = tuple(code for code in first.codes or one.codes if code in one.codes)
        if codes and not first.code:
            first = CurrencyReading(first.text or one.text, first.by or one.by, codes)
    if not first.codes:
        return choices.currency, UNSAID
    if first.by == _WORD and first.code not in (choices.currency, "") and choices.currency:
        if choices.currency_by_user:
            return choices.currency, UNSAID
        rule = f"{first.by} says '{first.text}', and the ledger is in {choices.currency}"
        raise _undecided(file, row, rule, (first.code, choices.currency))
    if first.code:
        return first.code, first
    if choices.currency in first.codes:
        return choices.currency, first
    rule = f"{first.by} says '{first.text}', which may be {_listed(first.codes)}"
    raise _undecided(file, row, rule, first.codes)


def said_by_headers(names: Iterable[str], signs: Iterable[str], row: int) -> CurrencyReading:
    """What headers of amounts and the formats of their cells say; BadFile for two currencies."""
    by_header = [one for name in names for one in _in_header(name)]
    named = by_header + [one for sign in sorted(signs) for one in currencies_named(sign)[0]]
    currency = _together(named, "the header" if by_header else SHOWN_BY_CELLS)
    if not all(set(currency.codes) <= set(one.codes) for one in named):
        texts = sorted({one.text for one in named})
        raise BadFile(
            f"the header, or the formats of its cells, name the currencies {' and '.join(texts)}",
            "Keep one currency in a file, or give each row its own in a column 'currency'.",
            row=row,
        )
    return currency


def _in_header(name: str) -> tuple[CurrencyWord, ...]:
    """The words for a currency in a header; a sign of letters, as in (kr), only in brackets."""
    return currencies_in(name) or currencies_named(name)[0]


def said_by_unit(names: Iterable[str], known: str) -> CurrencyReading:
    """What 元 in headers of amounts says: it is the unit of several currencies.

    >>> said_by_unit(["金额(元)"], "EUR").code, said_by_unit(["金额(元)"], "TWD").code
    ('CNY', 'TWD')
    """
    if not any("元" in name for name in names):
        return UNSAID
    return CurrencyReading("元", "the header", (known if known in _YUAN else _YUAN[0],))


def said_by_titles(above: Iterable[tuple[int, str]]) -> CurrencyReading:
    """What the rows above the header say: after a word for it, or in a short title.

    >>> said_by_titles([(1, "Währung GBP"), (2, "Gebühr in USD")]).code
    'GBP'
    >>> said_by_titles([(1, "ALL TRANSACTIONS")]).codes
    ()
    """
    texts = [unicodedata.normalize("NFKC", text) for _, text in above]
    for text in texts:
        label = _LABEL.search(text)
        named = (currencies_named(label[1].split()[0])[0] if label else ()) or (
            currencies_named(label[1])[0][:1] if label else ()
        )
        if named:
            return _together(named, _ABOVE)
    short = [text for text in texts if len(text.split()) <= _LONGEST_TITLE]
    words = [
        one
        for text in short
        if not _OF_ANOTHER.search(text)
        for one in currencies_named(text)[0]
        if one.text not in ALSO_WORDS
    ]
    return _together(words, _ABOVE if any(one.text in CURRENCIES for one in words) else _WORD)


def said_by_cells(amounts: Iterable[str]) -> CurrencyReading:
    """What stands beside the amounts, where all of them have it and mean one currency by it.

    >>> said_by_cells(["£10.99", "-£5"]).code, said_by_cells(["5 EUR", "7"]).codes
    ('GBP', ())
    """
    each = [shown_beside(text) for text in amounts if any(map(str.isdecimal, text))]
    said = _together([one for words in each for one in words], "the amounts")
    return said if said.code and all(map(len, each)) else UNSAID


def said_by_balances(names: Iterable[str]) -> CurrencyReading:
    """What the headers of balances say."""
    return _together(
        [one for name in names for one in _in_header(name)], "the header of the balance"
    )


def _together(named: Sequence[CurrencyWord], by: str) -> CurrencyReading:
    """What several words say: the currency that fits them all, else any of them."""
    if not named:
        return UNSAID
    least = min(named, key=lambda one: len(one.codes))
    codes = tuple(code for code in least.codes if all(code in one.codes for one in named))
    if codes:
        return CurrencyReading(least.text, by, codes)
    every = dict.fromkeys(code for one in named for code in one.codes)
    return CurrencyReading(
        " and ".join(dict.fromkeys(one.text for one in named)), by, tuple(every)
    )


def of_one_currency(
    file: str,
    row: int,
    places: Mapping[str, tuple[int, ...]],
    names: Sequence[str],
    choices: StatementChoices,
) -> dict[str, tuple[int, ...]]:
    """The places of amounts in one currency; Undecided for the same amount in two of them."""
    taken = dict(places)
    for field in ("amount", "credit", "debit"):
        named = {place: _in_header(names[place]) for place in places.get(field, ())}
        codes = dict.fromkeys(
            code for one in named.values() for word in one for code in word.codes
        )
        each = [{code for word in one for code in word.codes} for one in named.values() if one]
        if len(each) < 2 or set.intersection(*each):
            continue
        fitting = tuple(
            place
            for place, one in named.items()
            if any(choices.currency in word.codes for word in one)
        )
        if not choices.currency_by_user or not fitting:
            several = " and ".join(f"'{names[place]}'" for place, one in named.items() if one)
            rule = f"the amounts stand there in several currencies: {several}"
            raise _undecided(file, row, rule, tuple(codes))
        taken[field] = fitting
    return taken


def _undecided(file: str, row: int, rule: str, codes: Sequence[str]) -> Undecided:
    problem = Problem(row, "", "", rule, "Name the currency of the account: --currency EUR.")
    return Undecided(file, problem, option="--currency", choices=codes[:_OFFERED])


def _listed(codes: Sequence[str]) -> str:
    return " or ".join(codes[:3]) + (" or another" if len(codes) > 3 else "")


def named_by_account(account: str) -> str:
    """The word for one currency in the name of an account, as in 'US Dollar account'; '' for none.

    >>> named_by_account("US Dollar account"), named_by_account("DE02120300000000202051")
    ('US Dollar', '')
    """
    named = currencies_named(account)[0] if account else ()
    clear = len(named) == 1 and len(named[0].codes) == 1 and named[0].text not in ALSO_WORDS
    return named[0].text if clear else ""


def currency_of_row(
    own: str, shown: Sequence[CurrencyWord], otherwise: str, *, list_says: bool
) -> str:
    """The currency of a row: its own word, or the sign beside its amount, or that of the list.

    BadCell where they contradict each other. What the list does not say itself (``list_says``),
    a row may say otherwise.
    """
    currency = _read(own, otherwise) if own else otherwise
    for one in shown:
        if currency in one.codes:
            continue
        if len(one.codes) == 1 and not own and not list_says:
            return one.codes[0]
        if currency and (own or list_says):
            raise BadCell(
                f"the amount is shown with '{one.text}', and this is in {currency}",
                "Correct one of them; a currency may have a column of its own.",
            )
        raise BadCell(
            f"'{one.text}' is the sign of {_listed(one.codes)}",
            f"Name it: --currency {one.codes[0]}.",
        )
    return currency


def _read(text: str, otherwise: str) -> str:
    """The currency that a cell names; BadCell for a sign of several that are not meant here."""
    named = currencies_named(text)[0]
    if len(named) != 1 or len(named[0].codes) == 1:
        return named[0].codes[0] if len(named) == 1 else read_currency(text)
    if otherwise in named[0].codes:
        return otherwise
    raise BadCell(
        f"'{text}' is the sign of {_listed(named[0].codes)}",
        f"Name it: --currency {named[0].codes[0]}.",
    )
