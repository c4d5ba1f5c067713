"""Which way the money of each movement of a list goes: in or out.

It is decided from all that the list says of it. Signs go before words, the balance proves or
contradicts both, and what nobody understands is asked: nothing is taken for money in because it
has no sign.
"""

from __future__ import annotations

from collections.abc import Callable

from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.statements.exports.direction_by_list import (
    Direction,
    best_beside_signs,
    by_columns,
    of_signed,
    of_two_columns,
    of_unsigned,
    only_money_in_marked,
    proven_by,
)
from overdue_cli.ingest.statements.exports.direction_evidence import (
    EMPTY,
    MARKED_IN,
    DirectionEvidence,
    Reading,
    Tally,
    WordColumn,
    by_card,
    by_sign,
    by_words,
    fit,
)
from overdue_cli.ingest.statements.exports.direction_questions import (
    NONE,
    against_proof,
    all_may_be_out,
    bare_amounts,
    not_there,
)
from overdue_cli.ingest.statements.exports.direction_words import Way


def decide(
    evidence: DirectionEvidence, money_out: str, *, sign: str, card: Callable[[], Direction]
) -> Direction:
    """How a list is read; Undecided where its direction is not to be told without the user."""
    if money_out:
        by_user = _by_user(evidence, money_out)
        _require_unproven(evidence, by_user, "--money-out")
        return by_user
    if evidence.debit:
        return of_two_columns(evidence, sign)
    if sign and evidence.signed:
        if sign == "card":
            _require_unproven(evidence, Direction(sign), "--sign")
        return Direction(sign)
    decided = of_signed(evidence) if evidence.signed else of_unsigned(evidence, may_ask=not sign)
    if decided is not None:
        return decided
    if sign:
        return Direction(sign, plus_is_in=only_money_in_marked(evidence))
    if only_money_in_marked(evidence):
        raise bare_amounts(evidence)
    _require_no_outward(evidence)
    return proven_by(evidence, card())


def _require_no_outward(evidence: DirectionEvidence) -> None:
    """Undecided for amounts without any sign beside something that speaks of money out."""
    if evidence.signed or any(cell.word == MARKED_IN for cell in evidence.signs):
        return
    if evidence.running and fit(evidence.signs, by_sign).good:
        return
    doubt = evidence.outward()
    if doubt is not None:
        raise all_may_be_out(evidence, doubt)


def _require_unproven(evidence: DirectionEvidence, by_user: Direction, option: str) -> None:
    """WrongUse where an option contradicts what the list itself proves."""
    proof = _proof(evidence)
    if proof is None:
        return
    by = next((one.header for one in evidence.columns if one.place == proof.place), "")
    if proof.running or evidence.debit:
        running = proof.running or evidence.running
        by = running.header if running else ""
    elif option == "--sign" and proof.place < 0:
        column = best_beside_signs(evidence)
        if column is None:
            return
        proof, by = Direction(place=column.place, ways=column.ways), column.header
    row = _first_against(evidence, proof, by_user)
    if row:
        raise against_proof(evidence, option, row, by)


def _proof(evidence: DirectionEvidence) -> Direction | None:
    """What a list says of itself; None where that is nothing, or contradicts itself."""
    try:
        if evidence.debit:
            balance_fit = fit(
                evidence.signs, by_columns(of_two_columns(evidence, "").turned_columns)
            )
            return Direction() if balance_fit.proven else None
        if evidence.signed:
            return of_signed(evidence) or proven_by(evidence, Direction())
        return of_unsigned(evidence, may_ask=False)
    except (Undecided, BadFile):
        return None


def _first_against(evidence: DirectionEvidence, proof: Direction, by_user: Direction) -> int:
    """The first row of which an option says the other way than is proven; 0 for none."""
    if evidence.debit:
        return min(count.first for count in evidence.signs.values()) if by_user.swapped else 0
    tallies = {one.place: one.tally for one in evidence.columns}
    place = by_user.place if by_user.place >= 0 else proof.place
    tally, reading = tallies.get(place, evidence.signs), _reading(by_user)
    if proof.running:
        return fit(tally, reading).first_bad
    if proof.place in (-1, place):
        proven = _reading(proof)
        rows = [
            count.first
            for cell, count in tally.items()
            if {proven(cell), reading(cell)} == {"in", "out"}
        ]
        return min(rows, default=0)
    return _first_apart(tallies[proof.place], _reading(proof), tally, reading)


def _reading(direction: Direction) -> Reading:
    if direction.place >= 0:
        return by_words(direction.ways, turned=direction.turned)
    return by_card if direction.sign == "card" else by_sign


def _first_apart(one: Tally, read: Reading, another: Tally, read_another: Reading) -> int:
    """The first row of money out by one column where two columns differ; 0 where they agree."""

    def out(tally: Tally, reading: Reading) -> tuple[int, int]:
        counts = [count for cell, count in tally.items() if reading(cell) == "out"]
        return min((count.first for count in counts), default=0), sum(one.rows for one in counts)

    outs = out(one, read), out(another, read_another)
    return 0 if outs[0] == outs[1] else min(row for row, _ in outs if row)


def _by_user(evidence: DirectionEvidence, money_out: str) -> Direction:
    """What the user said with --money-out; WrongUse where it is not there."""
    if money_out == NONE:
        return Direction()
    if evidence.debit:
        if money_out not in (evidence.amount, evidence.debit):
            raise not_there(evidence, money_out, [evidence.debit, evidence.amount])
        swapped = money_out == evidence.amount
        note = f"'{evidence.amount}' is read as money out, as --money-out says"
        return Direction(swapped=swapped, note=note if swapped else "")
    column, words = _column_meant(evidence, money_out)
    ways: dict[str, Way] = {word: "out" if word in words else "in" for word in column.choices}
    aligned = {way == by_sign(cell) for cell in column.tally if (way := ways.get(cell.word))}
    turned = evidence.signed and len(aligned) == 2
    balance_fit = fit(column.tally, by_words(ways, turned=turned))
    note = ""
    if evidence.running and balance_fit.refuted:
        note = (
            f"row {balance_fit.first_bad}: the balance in '{evidence.running.header}' does not "
            "move as --money-out says"
        )
    return Direction(place=column.place, ways=ways, others="in", turned=turned, note=note)


def _column_meant(evidence: DirectionEvidence, money_out: str) -> tuple[WordColumn, set[str]]:
    """The column and the words of it that mark money out."""
    answer = money_out.casefold()
    heads = [one for one in evidence.columns if answer.startswith(f"{one.header.casefold()}=")]
    named = [one for one in heads if one.header]
    for column in named or evidence.columns:
        known = {word.casefold() or EMPTY: word for word in column.choices}
        words = money_out[len(column.header) + 1 :] if named else money_out
        text = words.strip().casefold()
        parts = [text] if text in known else [part.strip() for part in text.split(",")]
        if all(part in known for part in parts):
            return column, {known[part] for part in parts}
    there = [word or EMPTY for column in named or evidence.columns for word in column.choices]
    raise not_there(evidence, money_out, there)
