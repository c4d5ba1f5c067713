"""What speaks for one booking of a bank line or another: read only, nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.bank.matching import (
    Certain,
    Clue,
    LoanShare,
    Proposal,
    certain,
    likely,
    shared,
)
from overdue_cli.domain.loan.dues import Dues
from overdue_cli.store.bank import statements
from overdue_cli.store.bank.due_amount_index import DueAmounts
from overdue_cli.store.bank.open_dues import SAME_DAYS, LoanDues
from overdue_cli.store.bank.payers import Credit, CreditText, Payers
from overdue_cli.store.bank.returned_debits import ReturnedDebit, taken_back_by
from overdue_cli.store.derived import Derived
from overdue_cli.store.loan.account import has_accounts, payment_on_account
from overdue_cli.store.loan.facts import RulesOf

_NEAR_DAYS = 5


def credit_of(line: sqlite3.Row) -> Credit:
    """What is left of a bank line, as something to be matched."""
    text = " ".join(filter(None, (line["reference"], line["mandate"], line["text"])))
    return Credit(
        line["open"],
        line["currency"],
        date.fromisoformat(line["value_on"]),
        line["payer"],
        line["payer_account"],
        text,
    )


class Decided(NamedTuple):
    """What is to be done with a line: book it as certain, or leave it to a person."""

    certain: Certain | None
    likely: bool
    """Whether there is at least one proposal."""


class Matching:
    """What the whole ledger says of some bank lines, asked line by line.

    Its figures are of the moment at which it was made; a loan that gets a payment is forgotten.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        derived: Derived,
        rules: RulesOf,
        amounts: Iterable[tuple[str, int]],
    ) -> None:
        self.payers = Payers(conn, derived, DueAmounts(conn, derived, amounts))
        self.loans = LoanDues(conn, rules)
        self._conn, self._accounts = conn, has_accounts(conn)

    def decided(self, line: sqlite3.Row) -> Decided:
        """The booking of a line if it is certain, else whether anything points at a loan."""
        credit = credit_of(line)
        credit_text = self.payers.credit_text(credit)
        clues = self.payers.clues(credit, credit_text)
        sure = self._certain(credit, credit_text, clues) if _is_whole(line) else None
        if sure is not None and not self._doubt(credit, sure):
            return Decided(sure, True)
        if statements.is_several(line):
            return Decided(None, bool(clues))
        guesses = self.payers.guesses(credit, credit_text, {clue.loan_id for clue in clues})
        return Decided(None, bool(sure or clues) or next(guesses, None) is not None)

    def recorded_on_account(self, line: sqlite3.Row) -> int | None:
        """The payment on account that a line is, where it points at one customer alone."""
        if not (self._accounts and _is_whole(line)):
            return None
        credit = credit_of(line)
        clues = self.payers.clues(credit, self.payers.credit_text(credit))
        pointing = {one.customer_id for one in clues if _points(one)}
        if len(pointing) != 1:
            return None
        day = credit.on
        days = (day - timedelta(SAME_DAYS)).isoformat(), (day + timedelta(SAME_DAYS)).isoformat()
        return payment_on_account(self._conn, pointing.pop(), credit.currency, credit.amount, days)

    def likely(self, line: sqlite3.Row) -> tuple[Proposal, ...]:
        """The likeliest ways to book a line, best first; a certain one alone.

        Of a line of several payments, the loans that may have a share in it.
        """
        credit = credit_of(line)
        credit_text = self.payers.credit_text(credit)
        clues = self.payers.clues(credit, credit_text)
        if statements.is_several(line):
            dues, payments = self._dues_on(credit), line["payments"]
            return shared(credit.amount, credit.on, clues, dues, payments=payments)
        sure = self._certain(credit, credit_text, clues) if _is_whole(line) else None
        if sure is not None:
            doubt = self._doubt(credit, sure)
            return (sure.proposal._replace(evidence=f"{doubt}{sure.proposal.evidence}"),)
        clues += self.payers.guesses(credit, credit_text, {clue.loan_id for clue in clues})
        return likely(credit.amount, credit.on, clues, self._dues_on(credit))

    def _certain(
        self, credit: Credit, credit_text: CreditText, clues: Sequence[Clue]
    ) -> Certain | None:
        return certain(
            credit.amount,
            credit.on,
            clues,
            self._dues_on(credit),
            rare=self.payers.is_rare(credit, credit_text),
        )

    def _dues_on(self, credit: Credit) -> Callable[[str], Dues]:
        return lambda loan_id: self.loans.dues(loan_id, credit.amount, credit.on)

    def _doubt(self, credit: Credit, sure: Certain) -> str:
        """Which payment of this amount, a few days off, may be the same; '' for none."""
        for part in sure.proposal.parts:
            for twin in self.loans.twins(part.loan_id, credit.amount, credit.on, _NEAR_DAYS):
                apart = (credit.on - date.fromisoformat(twin.value_on)).days
                if apart > SAME_DAYS or (apart < -SAME_DAYS and not twin.inferred):
                    name = twin.transaction_id or f"entry {twin.entry_id}"
                    if twin.inferred:
                        name = "the payment that a list shows"
                    return f"may be {name} of {twin.value_on}; "
        return ""


def _points(clue: Clue) -> bool:
    """Whether a clue says who pays: an id, the whole name, or a known account."""
    return bool(clue.written or clue.account or clue.name in ("same", "near"))


def _is_whole(line: sqlite3.Row) -> bool:
    """Whether a line is one credit of which nothing is matched yet; else a person decides."""
    single = line["kind"] == "credit" and not statements.is_several(line)
    return bool(single and line["open"] == line["amount"])


def proposals_for(
    conn: sqlite3.Connection, derived: Derived, rules: RulesOf, lines: Sequence[sqlite3.Row]
) -> dict[int, tuple[Proposal, ...]]:
    """The likeliest ways to book each open line, best first; a certain one alone."""
    proposals: dict[int, tuple[Proposal, ...]] = {}
    for line in lines:
        if line["kind"] == "return":
            proposals[line["statement_line_id"]] = tuple(
                map(_as_proposal, taken_back_by(conn, line))
            )
    credits = [line for line in lines if line["amount"] > 0]
    if credits:
        amounts = ((line["currency"], line["open"]) for line in credits)
        matching = Matching(conn, derived, rules, amounts)
        for line in credits:
            proposals[line["statement_line_id"]] = matching.likely(line)
    return proposals


def _as_proposal(way: ReturnedDebit) -> Proposal:
    parts = tuple(LoanShare(entry["loan_id"], -entry["amount"]) for entry in way.entries)
    return Proposal("", parts, 0, f"takes back {way.evidence}")
