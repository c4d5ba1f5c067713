"""What speaks for one booking of a bank line or another: read only, nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.matching import Part, Proposal, Verdict, judge
from overdue_cli.domain.payer_text import account_key, id_key, likeness, name_words
from overdue_cli.store import statements
from overdue_cli.store.payers import Credit, Payers

_NEAR_DAYS = 5
#: Days by which the same payment, recorded in two ways, may differ.
SAME_DAYS = 1


def credit_of(line: sqlite3.Row) -> Credit:
    """What is left of a bank line, as something to be matched."""
    said = " ".join(filter(None, (line["reference"], line["mandate"], line["text"])))
    return Credit(
        line["open"],
        line["currency"],
        date.fromisoformat(line["value_on"]),
        line["payer"],
        line["payer_account"],
        said,
    )


def verdict_on(payers: Payers, line: sqlite3.Row) -> Verdict:
    """What is to be done with a credit line; a payment that was recorded before is only likely."""
    credit = credit_of(line)
    blocked = line["kind"] != "credit" or line["open"] != line["amount"]
    found = judge(
        credit.amount,
        credit.on,
        payers.clues(credit),
        lambda loan_id: payers.dues(loan_id, credit),
        rare=payers.is_rare(credit),
        blocked=blocked,
    )
    return _without_twin(payers, credit, found) if found.certain else found


def _without_twin(payers: Payers, credit: Credit, found: Verdict) -> Verdict:
    """Only likely where a payment of this amount stands a few days off and may be the same."""
    assert found.certain is not None
    for part in found.certain.parts:
        for twin in payers.twins(part.loan_id, credit, _NEAR_DAYS):
            apart = (credit.on - date.fromisoformat(twin.value_on)).days
            if apart > SAME_DAYS or (apart < -SAME_DAYS and not twin.inferred):
                name = twin.transaction_id or f"entry {twin.entry_id}"
                if twin.inferred:
                    name = "the payment that the daily lists show"
                said = f"may be {name} of {twin.value_on}; {found.certain.evidence}"
                return Verdict(None, (found.certain._replace(evidence=said),))
    return found


class TakenBack(NamedTuple):
    """Entries that a returned line takes back, and why it is known."""

    entries: tuple[sqlite3.Row, ...]
    evidence: str


def taken_back_by(conn: sqlite3.Connection, line: sqlite3.Row) -> list[TakenBack]:
    """The payments that a returned line may take back: by its reference, else by who paid."""
    amount = line["original"] or line["open"]
    by_reference, by_payer = [], []
    if line["reference"]:
        entries = statements.entries_called(conn, line["reference"])
        if entries and sum(entry["amount"] for entry in entries) == amount:
            return [TakenBack(tuple(entries), "transaction id and amount")]
    for credit in statements.credits_alike(conn, line):
        entries = statements.entries_behind(conn, credit["statement_line_id"])
        if not entries or sum(entry["amount"] for entry in entries) != amount:
            continue
        way = TakenBack(tuple(entries), f"bank line {credit['statement_line_id']}")
        if _same(line, credit, ("reference", "mandate")):
            by_reference.append(way._replace(evidence=f"reference and amount of {way.evidence}"))
        elif _same_payer(line, credit):
            by_payer.append(way._replace(evidence=f"payer and amount of {way.evidence}"))
    return by_reference or by_payer


def payments_called(conn: sqlite3.Connection, name: str, currency: str) -> TakenBack | None:
    """The payments of a bank line (by its number) or a transaction that can be taken back."""
    if name.isdecimal():
        line = statements.line(conn, int(name))
        if line is not None and line["currency"] == currency:
            entries = statements.entries_behind(conn, int(name))
            if entries:
                return TakenBack(tuple(entries), f"bank line {name}, said by hand")
    called = [e for e in statements.entries_called(conn, name) if e["currency"] == currency]
    return TakenBack(tuple(called), f"transaction {name}, said by hand") if called else None


def _same(line: sqlite3.Row, credit: sqlite3.Row, names: Iterable[str]) -> bool:
    return any(line[name] and id_key(line[name]) == id_key(credit[name]) for name in names)


def _same_payer(line: sqlite3.Row, credit: sqlite3.Row) -> bool:
    account = account_key(line["payer_account"])
    if account and account == account_key(credit["payer_account"]):
        return True
    return likeness(name_words(line["payer"]), name_words(credit["payer"])) == "same"


def proposals_for(
    conn: sqlite3.Connection, lines: Sequence[sqlite3.Row]
) -> dict[int, tuple[Proposal, ...]]:
    """The likeliest ways to book each open line, best first; a certain one alone."""
    found: dict[int, tuple[Proposal, ...]] = {}
    payers = Payers(conn) if lines else None
    for line in lines:
        number = line["statement_line_id"]
        if line["kind"] == "return":
            found[number] = tuple(map(_as_proposal, taken_back_by(conn, line)))
    credits = [line for line in lines if line["amount"] > 0]
    if payers is not None and credits:
        payers.expect((line["currency"], line["open"]) for line in credits)
        for line in credits:
            verdict = verdict_on(payers, line)
            certain = (verdict.certain,) if verdict.certain else ()
            found[line["statement_line_id"]] = certain or verdict.proposals
    return found


def _as_proposal(way: TakenBack) -> Proposal:
    parts = tuple(Part(entry["loan_id"], -entry["amount"]) for entry in way.entries)
    return Proposal("", parts, 0, f"takes back {way.evidence}")
