"""Which way the money of a list goes, as its own signs, words, columns and balance say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.statements.exports.direction_evidence import (
    MARKED_IN,
    Cell,
    DirectionEvidence,
    Reading,
    WordColumn,
    by_card,
    by_sign,
    by_words,
    fit,
    other,
)
from overdue_cli.ingest.statements.exports.direction_questions import (
    against_balance,
    balance_unfit,
    bank_or_card,
    columns_against_balance,
    minus_in_two_columns,
    paid_back,
    sign_or_word,
    which_is_out,
)
from overdue_cli.ingest.statements.exports.direction_words import Way, may_be_out
from overdue_cli.ingest.statements.exports.running_balance import Running

#: So often each word of any column must go with the balance to be no chance.
_NO_CHANCE = 6
#: So many kinds of movements a column may have whose header says that it has kinds.
_KINDS = 8
#: What may be a word or a code of a direction: no amount, day, account or long text.
_WORDY = re.compile(r"(?=.{1,30}$)(?!.*\d{4})(?!.*\d[.,/-]\d).+")
#: Headers of whom, where and in what: below them stands no direction, whatever the words.
_NO_DIRECTION = re.compile(
    r"\b(?:payers?|payees?|vendors?|merchants?|employees?|beneficiary|recipients?|customers?|clients?"
    r"|suppliers?|debtors?|creditors?|company|names?|owner|teller|cashier|currency|ccy|state|country"
    r"|city|branch|kunde|lieferant|empfänger|mitarbeiter|client|fournisseur|bénéficiaire|proveedor"
    r"|beneficiario|cliente|fornitore|waehrung|währung|devise|moneda|valuta)\b|客户|商户|员工|币种"
    r"|城市|供应商",
    re.IGNORECASE,
)


class Direction(NamedTuple):
    """How the direction of each movement of a list is read."""

    sign: str = "bank"
    """bank or card: what an amount is that nothing else says a direction of."""
    place: int = -1
    """The column of the words; -1 for none."""
    ways: Mapping[str, Way] = {}
    others: Way | None = None
    """What a word means that is not among ``ways``."""
    turned: bool = False
    """A minus contradicts what the word says."""
    turned_columns: Sequence[str] = ()
    """Of two columns, those in which a minus does: ``credit``, ``debit``."""
    swapped: bool = False
    """Of two columns, the one called credit has the money that goes out."""
    running: Running | None = None
    """The balance alone says it."""
    plus_is_in: bool = False
    """Money in has a plus, also on a card, because other amounts have no sign at all."""
    note: str = ""


def only_money_in_marked(evidence: DirectionEvidence) -> bool:
    """Whether some amounts have a plus or ``Cr``, and the others nothing at all."""
    return {cell.word for cell in evidence.signs} == {"", MARKED_IN} and not evidence.signed


def of_unsigned(evidence: DirectionEvidence, *, may_ask: bool) -> Direction | None:
    """A list in which no amount has a minus; None where nothing beside the amounts speaks."""
    column = _best(evidence)
    if column is not None:
        ways = column.ways
        if all(cell.word == MARKED_IN for cell in evidence.signs) and _against(column):
            raise sign_or_word(evidence, column, _against(column))
        against = fit(column.tally, by_words(ways))
        if evidence.running and against.refuted:
            raise against_balance(evidence, column, against)
        return Direction(place=column.place, ways=ways)
    if evidence.running and evidence.running.falls:
        return _by_balance(evidence, evidence.running)
    if evidence.partly and evidence.partly.falls:
        return Direction(running=evidence.partly, note=_shown_by(evidence.partly))
    if evidence.refunded[0] and may_ask:
        raise paid_back(evidence)
    ranked = sorted(evidence.columns, key=lambda one: (not one.named, not one.of_kinds, one.text))
    doubts = (one for one in ranked if _in_doubt(one) and not _all_seen_in(evidence, one))
    doubtful = next(doubts, None)
    plus = all(cell.word == MARKED_IN for cell in evidence.signs)
    if not may_ask or plus:
        return None
    if doubtful is not None:
        raise which_is_out(evidence, doubtful)
    if evidence.running:
        return Direction(running=evidence.running)
    if evidence.unfit[0]:
        raise balance_unfit(evidence)
    return None


def _best(evidence: DirectionEvidence) -> WordColumn | None:
    """The column whose words are understood; Undecided where two of them could differ."""
    fitting = [column for column in evidence.columns if column.understood]
    fitting = [column for column in fitting if not column.text or column.two_ways]
    both = [column for column in fitting if column.two_ways]
    ranked = sorted(both or fitting, key=lambda one: (not one.named, one.text))
    if len(ranked) > 1 and not _alike(ranked[0], ranked[1]):
        raise which_is_out(evidence, ranked[0], ranked[1])
    return ranked[0] if ranked else None


def _alike(one: WordColumn, another: WordColumn) -> bool:
    """Whether two columns say in and out of as many rows, and of the same first ones."""

    def ways_seen(column: WordColumn) -> set[tuple[Way, int, int]]:
        ways = column.ways
        rows = Counter[Way]()
        first: dict[Way, int] = {}
        for cell, count in column.tally.items():
            if cell.word in ways:
                way = ways[cell.word]
                rows[way] += count.rows
                first[way] = min(first.get(way, count.first), count.first)
        return {(way, rows[way], first[way]) for way in rows}

    return ways_seen(one) == ways_seen(another)


def _in_doubt(column: WordColumn) -> bool:
    """Whether a column may say a direction that is not understood."""
    words, ways = column.words, column.ways
    if column.half:
        return True
    if column.named:
        return bool(words)
    if ways and not (column.text or column.crowded):
        return True
    if "out" in ways.values() or (not column.text and len(words) == 1 and may_be_out(words[0])):
        return True
    if _NO_DIRECTION.search(column.header) or all(word in CURRENCIES for word in words):
        return False
    rows = sum(map(column.rows_of, words))
    wordy = all(_WORDY.fullmatch(word) and len(word.split()) <= 3 for word in words)
    if column.of_kinds and not column.crowded and 2 < len(words) <= _KINDS:
        return wordy and column.field in ("", "text")
    may_be = column.field in ("", "text", "note") and len(words) == 2 and wordy
    numbered = all(word.isdecimal() for word in words)
    return may_be and rows > (2 if column.text or numbered else 1)


def _all_seen_in(evidence: DirectionEvidence, column: WordColumn) -> bool:
    """Whether the balance rose with every word of a column, and fell with none."""
    rose = {cell.word for cell, count in column.tally.items() if count.rose}
    fell = any(count.fell for count in column.tally.values())
    return evidence.running is not None and not fell and rose >= set(column.words)


def _by_balance(evidence: DirectionEvidence, running: Running) -> Direction:
    """The words as the balance tells them, or what it did at each row."""
    for column in evidence.columns:
        ways_of_word = {
            word: {
                way
                for cell, count in column.tally.items()
                if cell.word == word
                for way, rows in (("in", count.rose), ("out", count.fell))
                if rows
            }
            for word in column.words
        }
        if column.crowded or not all(len(ways) == 1 for ways in ways_of_word.values()):
            continue
        ways: dict[str, Way] = {
            word: "in" if "in" in moves else "out" for word, moves in ways_of_word.items()
        }
        seen = Counter[str]()
        for cell, count in column.tally.items():
            seen[cell.word] += count.rose + count.fell
        often = min((seen[word] for word in ways), default=0) >= _NO_CHANCE and len(ways) == 2
        speaks = column.named or column.of_kinds or bool(column.ways)
        sure = often or (not column.text and speaks)
        if set(ways.values()) == {"in", "out"} and sure:
            out = " and ".join(f"'{word}'" for word, way in ways.items() if way == "out")
            where = f"'{column.header}'" if column.header else f"column {column.place + 1}"
            note = f"in {where}, {out} is money out: the balance in '{running.header}' shows it"
            return Direction(place=column.place, ways=ways, note=note)
    return Direction(running=running, note=_shown_by(running))


def _shown_by(running: Running) -> str:
    return f"the balance in '{running.header}' shows which amounts are money in and which out"


def of_signed(evidence: DirectionEvidence) -> Direction | None:
    """A list in which amounts have a minus; None where signs alone speak and none contradicts."""
    column = best_beside_signs(evidence)
    if column is None:
        _require_words_by_sign(evidence)
        return None
    ways = column.ways
    readings: list[tuple[Reading, Direction]] = [
        (by_sign, Direction()),
        (by_words(ways), Direction(place=column.place, ways=ways)),
        (by_words(ways, turned=True), Direction(place=column.place, ways=ways, turned=True)),
    ]
    against = _against(column)
    if not against:
        # Signs and words agree; a balance that does not is of somebody else's view.
        balance_fit = fit(column.tally, by_sign)
        if evidence.running and balance_fit.refuted:
            raise against_balance(evidence, column, balance_fit)
        return Direction()
    if evidence.running:
        for read, direction in readings:
            if fit(column.tally, read).proven:
                return direction
    raise sign_or_word(evidence, column, against)


def _require_words_by_sign(evidence: DirectionEvidence) -> None:
    """Undecided for two words that nobody understands, of which a minus goes with both."""
    for column in evidence.columns:
        words = column.words
        if evidence.running or not column.named or len(words) != 2:
            continue
        signs = [{cell.minus for cell in column.tally if cell.word == word} for word in words]
        if any(len(both) == 2 for both in signs):
            row = min(column.first_of(word) for word in words)
            raise sign_or_word(evidence, column, row)


def best_beside_signs(evidence: DirectionEvidence) -> WordColumn | None:
    """A column of words that speaks beside the signs: first one that contradicts them."""
    fitting = [one for one in evidence.columns if one.understood and not one.text]
    fitting = [one for one in fitting if one.named or one.two_ways]
    return next(filter(_against, fitting), next(iter(fitting), None))


def _against(column: WordColumn) -> int:
    """The first row in which a word says another way than the sign; 0 for none."""
    ways = column.ways
    rows = [
        count.first
        for cell, count in column.tally.items()
        if cell.word in ways and ways[cell.word] != by_sign(cell)
    ]
    return min(rows, default=0)


def proven_by(evidence: DirectionEvidence, direction: Direction) -> Direction:
    """A reading by signs alone, held against the balance."""
    if not evidence.running or direction.sign == "card":
        return direction
    balance_fit = fit(evidence.signs, by_sign)
    if balance_fit.refuted and not direction.note:
        if fit(evidence.signs, by_card).proven:
            raise bank_or_card(evidence, balance_fit)
        raise BadFile(
            f"the balance in '{evidence.running.header}' does not move as this amount says",
            "Check the signs of the amounts; --money-out none reads them as they stand.",
            row=balance_fit.first_bad,
            column=evidence.amount,
        )
    if balance_fit.bad and not direction.note:
        note = (
            f"row {balance_fit.first_bad}: the balance in '{evidence.running.header}' does not "
            "move as the amount says; the amount counts"
        )
        return direction._replace(note=note)
    return direction


_TWO: Mapping[str, Way] = {"credit": "in", "debit": "out"}
_TURNED = ((), ("credit",), ("debit",), ("credit", "debit"))


def by_columns(turned: Sequence[str]) -> Reading:
    """Two columns say it; in some of them a minus turns it round."""

    def read(cell: Cell) -> Way:
        way = _TWO[cell.word]
        return other(way) if cell.minus and cell.word in turned else way

    return read


def of_two_columns(evidence: DirectionEvidence, sign: str) -> Direction:
    """A list with a column for money in and one for money out; what a minus in them means."""
    signs = {word: {cell.minus for cell in evidence.signs if cell.word == word} for word in _TWO}
    if evidence.running:
        for turned in _TURNED:
            if fit(evidence.signs, by_columns(turned)).proven:
                return Direction(turned_columns=turned)
        balance_fit = fit(evidence.signs, by_columns(()))
        if balance_fit.refuted and not sign:
            raise columns_against_balance(evidence, balance_fit)
    mixed = tuple(word for word in _TWO if signs[word] == {True, False})
    if sign == "card":
        return Direction()
    if sign == "bank":
        taken_back = ("credit",) if True in signs["credit"] else ()
        return Direction(turned_columns=(*taken_back, *(one for one in mixed if one == "debit")))
    if "debit" in mixed or signs["credit"] == {True}:
        word = "debit" if "debit" in mixed else "credit"
        header = evidence.debit if word == "debit" else evidence.amount
        raise minus_in_two_columns(evidence, header, evidence.signs[Cell(word, True)].first)
    return Direction(turned_columns=mixed)
