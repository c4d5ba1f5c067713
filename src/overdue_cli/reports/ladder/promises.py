"""What was promised, what became of it, and how many promises are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.ladder.case import PromiseStanding
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms, matures_on
from overdue_cli.domain.money import Money
from overdue_cli.policies.pack import unknown
from overdue_cli.store.ladder.promise_facts import Around, around, promises_on

GROUPS = ("officer", "taken_by", "region", "segment")
NOBODY = Around("", "", "", "", "")


class PromiseRow(NamedTuple):
    """One instalment of a promise with its verdict by the close of a day."""

    promise_id: int
    customer_id: str
    name: str
    loan_id: str | None
    made_on: date
    due_on: date
    last_day: date
    """Its date plus grace: money up to then is in time."""
    amount: Money
    paid: Money
    verdict: str
    decided_on: date | None
    officer: str
    taken_by: str
    promise: int
    """Instalments with the same number were promised together."""


class KeptRate(NamedTuple):
    """Promises of one group and currency that matured in a period, and how many were kept."""

    group: str
    currency: str
    matured: int
    kept: int
    partly_kept: int
    broken: int
    kept_rate: Fraction | None
    promised: Money
    kept_amount: Money
    paid: Money
    amount_rate: Fraction | None


@dataclass(frozen=True, slots=True)
class PromiseReport:
    """Kept rates of a period, and the promises to look after on the day."""

    from_on: date
    to_on: date
    as_of: date
    group: str
    terms: PromiseTerms
    rates: Sequence[KeptRate]
    due_today: Sequence[PromiseRow]
    broken: Sequence[PromiseRow]
    pending: Sequence[PromiseRow]
    cancelled: int


def promise_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    loan_id: str | None = None,
    verdict: str = "",
) -> list[PromiseRow]:
    """Promises made by the close of the day with their verdicts, the one due first first."""
    terms = book.policy.promise_terms
    who = around(book.conn, book.day, customer_id)
    rows = [
        _row(whose.customer_id, standing, terms, who)
        for whose in promises_on(book.conn, terms, book.day, customer_id, book.known)
        for standing in whose.standings
        if loan_id in (None, standing.promise.loan_id)
    ]
    kept = [row for row in rows if verdict in ("", row.verdict)]
    return sorted(kept, key=lambda row: (row.due_on, row.customer_id, row.promise_id))


def _row(
    customer_id: str, standing: PromiseStanding, terms: PromiseTerms, who: dict[int, Around]
) -> PromiseRow:
    one = standing.promise
    of = who.get(one.promise_id, NOBODY)
    return PromiseRow(
        promise_id=one.promise_id,
        customer_id=customer_id,
        name=of.name,
        loan_id=one.loan_id,
        made_on=one.made_on,
        due_on=one.due_on,
        last_day=matures_on(one, terms),
        amount=Money(one.amount, one.currency),
        paid=Money(standing.paid, one.currency),
        verdict=standing.verdict,
        decided_on=standing.decided_on,
        officer=of.officer,
        taken_by=of.taken_by,
        promise=one.group,
    )


def promise_report(book: Book, *, from_on: date, to_on: date, group: str = "") -> PromiseReport:
    """Kept rates of the promises that matured in [from_on, to_on], as they stand on the day.

    A promise matures when the day of its date plus grace is over; cancelled ones are not counted.
    Kept rate = promises paid to the threshold by then ÷ promises matured; by count and by amount.
    Errors: WrongUse for an unknown group.
    """
    if group and group not in GROUPS:
        raise unknown("group", group, list(GROUPS))
    as_of, rows = book.day, promise_rows(book)
    regions = around(book.conn, as_of) if group in ("region", "segment") else {}
    matured = [
        row
        for row in rows
        if from_on <= row.last_day <= to_on
        and row.last_day < as_of
        and row.verdict in ("kept", "partly_kept", "broken")
    ]
    groups: dict[tuple[str, str], list[PromiseRow]] = {}
    for row in matured:
        name = _group(row, group, regions)
        groups.setdefault((row.amount.currency, name), []).append(row)
    return PromiseReport(
        from_on=from_on,
        to_on=to_on,
        as_of=as_of,
        group=group,
        terms=book.policy.promise_terms,
        rates=[_rate(name, code, rows) for (code, name), rows in sorted(groups.items())],
        due_today=[row for row in rows if row.due_on == as_of and row.verdict == "pending"],
        broken=[row for row in matured if row.verdict in ("broken", "partly_kept")],
        pending=[row for row in rows if row.verdict == "pending"],
        cancelled=sum(
            row.verdict == "cancelled" and from_on <= row.last_day <= to_on for row in rows
        ),
    )


def _group(row: PromiseRow, group: str, who: dict[int, Around]) -> str:
    if group in ("region", "segment"):
        return str(getattr(who.get(row.promise_id, NOBODY), group))
    return str(getattr(row, group)) if group else ""


def _rate(group: str, currency: str, rows: Iterable[PromiseRow]) -> KeptRate:
    matured = list(rows)
    kept = [row for row in matured if row.verdict == "kept"]
    promised = sum(row.amount.minor for row in matured)
    kept_amount = sum(row.amount.minor for row in kept)
    return KeptRate(
        group=group,
        currency=currency,
        matured=len(matured),
        kept=len(kept),
        partly_kept=sum(row.verdict == "partly_kept" for row in matured),
        broken=sum(row.verdict == "broken" for row in matured),
        kept_rate=_ratio(len(kept), len(matured)),
        promised=Money(promised, currency),
        kept_amount=Money(kept_amount, currency),
        paid=Money(sum(row.paid.minor for row in matured), currency),
        amount_rate=_ratio(kept_amount, promised),
    )


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
