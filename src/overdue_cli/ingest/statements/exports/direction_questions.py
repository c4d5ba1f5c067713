"""The questions about the direction of a list, each with its row, its readings and its option."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.statements.exports.bank_or_card import SAY_SIGN, SIGNS
from overdue_cli.ingest.statements.exports.direction_evidence import (
    EMPTY,
    MOST_WORDS,
    BalanceFit,
    Cell,
    DirectionEvidence,
    WordColumn,
)
from overdue_cli.ingest.statements.exports.direction_words import may_be_out
from overdue_cli.ingest.statements.exports.titles_of_money_out import Outward

#: So many words are shown.
_SHOWN = 4
#: What --money-out says where no word means money out.
NONE = "none"


def not_there(evidence: DirectionEvidence, money_out: str, there: Iterable[str]) -> WrongUse:
    words = list(dict.fromkeys(there))[:12]
    hint = f"There is: {', '.join(words)}." if words else "It has no words of a direction."
    return WrongUse(
        f"--money-out names '{money_out}', which {evidence.file} does not have", hint=hint
    )


def against_proof(evidence: DirectionEvidence, option: str, row: int, header: str) -> WrongUse:
    by = f"'{header}'" if header else "the sign of the amount"
    return WrongUse(
        f"{option} contradicts what {evidence.file} itself says: row {row}, by {by}",
        hint=f"Import it without {option}.",
    )


def which_is_out(
    evidence: DirectionEvidence, column: WordColumn, also: WordColumn | None = None
) -> Undecided:
    """The question which words of a column mean money out."""
    words, ways = column.choices[:MOST_WORDS], column.ways
    strange = next((word for word in words if word not in ways), words[0])
    answers = _answers(column)
    if also is not None:
        return _which_word(
            evidence,
            answers.choices,
            column.first_of(strange),
            column.header,
            f"{column.name} and '{also.header}' say different ways for the same amounts",
            answers.hint,
        )
    counted = ", ".join(
        f"'{word}' ({column.rows_of(word)}×)" if word else f"{EMPTY} ({column.rows_of(word)}×)"
        for word in words[:_SHOWN]
    )
    counted += " …" if len(words) > _SHOWN else ""
    return _which_word(
        evidence,
        answers.choices,
        column.first_of(strange),
        column.header,
        f"{column.name} may say which way money goes: {counted}; no amount has a sign",
        answers.hint,
        value=strange,
    )


def sign_or_word(evidence: DirectionEvidence, column: WordColumn, row: int) -> Undecided:
    """The question whether a sign or the word beside it says the direction."""
    answers = _answers(column)
    return _which_word(
        evidence,
        answers.choices,
        row,
        column.header,
        f"the sign of the amount says one way and {column.name} the other",
        answers.hint,
        value=next(cell.word for cell, count in column.tally.items() if count.first == row),
    )


def against_balance(
    evidence: DirectionEvidence, column: WordColumn, against: BalanceFit
) -> Undecided:
    """The question what words mean that the balance contradicts."""
    assert evidence.running is not None
    answers = _answers(column)
    return _which_word(
        evidence,
        answers.choices,
        against.first_bad,
        column.header,
        f"the balance in '{evidence.running.header}' does not move as {column.name} says",
        answers.hint,
    )


class _Answers(NamedTuple):
    """What --money-out can say of a column: the words that are known first, or none."""

    choices: Sequence[str]
    hint: str


def _answers(column: WordColumn) -> _Answers:
    ways = column.ways
    known = [word for word, way in ways.items() if way == "out"]
    open_ = [word or EMPTY for word in column.choices if word not in ways]
    if known:
        several = [(*known, word) for word in open_] + [(*known, *open_)]
        answers = list(dict.fromkeys(",".join(words) for words in (tuple(known), *several)))
    else:
        answers = sorted(open_ or column.words, key=lambda word: not may_be_out(word))
    named = f"{column.header}=" if column.header else ""
    examples = " or ".join(f"--money-out '{named}{answer}'" for answer in answers[:2])
    hint = (
        f"Say whichever means money out: {examples} (several words: joined by commas), or "
        "--money-out none where an amount without a sign is money in."
    )
    return _Answers((*answers, NONE), hint)


def columns_against_balance(evidence: DirectionEvidence, balance_fit: BalanceFit) -> Undecided:
    assert evidence.running is not None
    return _which_word(
        evidence,
        (evidence.debit, evidence.amount),
        balance_fit.first_bad,
        "",
        f"the balance in '{evidence.running.header}' does not move as the columns "
        f"'{evidence.amount}' and '{evidence.debit}' say",
        f"Say which column is money out: --money-out '{evidence.debit}' or '{evidence.amount}'.",
    )


def _which_word(
    evidence: DirectionEvidence,
    choices: Sequence[str],
    row: int,
    column: str,
    rule: str,
    hint: str,
    value: str = "",
) -> Undecided:
    """The question what means money out."""
    problem = Problem(row, column, value, rule, hint)
    return Undecided(evidence.file, problem, option="--money-out", choices=choices)


def _which_sign(
    evidence: DirectionEvidence,
    row: int,
    column: str,
    rule: str,
    hint: str = SAY_SIGN,
    value: str = "",
) -> Undecided:
    """The question what an amount without a sign is."""
    problem = Problem(row, column, value, rule, hint)
    return Undecided(evidence.file, problem, option="--sign", choices=SIGNS)


def minus_in_two_columns(evidence: DirectionEvidence, header: str, row: int) -> Undecided:
    return _which_sign(
        evidence,
        row,
        header,
        "a minus in this column could take a movement back (bank), or say nothing, as in "
        "lists of a credit card (card)",
        "Say which: --sign bank or --sign card.",
    )


def paid_back(evidence: DirectionEvidence) -> Undecided:
    row, header = evidence.refunded
    return _which_word(
        evidence,
        (NONE,),
        row,
        header,
        "this amount was paid back, in part or in full",
        "Take such rows out, or give their amounts less what was paid back; --money-out none "
        "reads every amount as it stands.",
    )


def bare_amounts(evidence: DirectionEvidence) -> Undecided:
    return _which_sign(
        evidence,
        evidence.signs[Cell("", False)].first,
        evidence.amount,
        "some amounts have a plus or Cr; this one without could be money in or money out",
    )


def all_may_be_out(evidence: DirectionEvidence, outward: Outward) -> Undecided:
    """The question which way amounts go where a title or a header speaks of money out."""
    return _which_sign(
        evidence,
        outward.row,
        outward.column,
        f"{outward.why}; no amount has a sign, and nothing else says whether it is money in "
        "(bank) or money out (card)",
        "Say what every amount without a sign is: --sign bank (money in) or --sign card "
        "(money out); where both occur, put a minus before those that are money out.",
        value=outward.value,
    )


def balance_unfit(evidence: DirectionEvidence) -> Undecided:
    row, header = evidence.unfit
    return _which_sign(
        evidence,
        row,
        header,
        "the balance does not show which amounts are money in, and no amount has a sign",
    )


def bank_or_card(evidence: DirectionEvidence, balance_fit: BalanceFit) -> Undecided:
    assert evidence.running is not None
    return _which_sign(
        evidence,
        balance_fit.first_bad,
        evidence.amount,
        f"the balance in '{evidence.running.header}' falls with a plus and rises with a minus",
    )
