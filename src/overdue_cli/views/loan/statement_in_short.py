"""A statement of account on one screen: what is late, what falls due next, the last movements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Document, Section
from overdue_cli.render.words import words
from overdue_cli.reports.loan.statement import LoanStatement
from overdue_cli.views.columns import Fact, chosen, with_value
from overdue_cli.views.loan.statement_instalments import INSTALMENTS, instalment_row
from overdue_cli.views.loan.statement_lines import ENTRIES, line_row
from overdue_cli.views.loan.statement_penalty import penalty_in_words
from overdue_cli.views.loan.statement_words import (
    days_in_words,
    schedule_in_words,
    sums_in_words,
    written_off_in_words,
)

MOST_OPEN = 4
MOST_LINES = 4
_OPEN = chosen(INSTALMENTS, "seq due_on total paid outstanding state days_late", paid=1, total=1)
_LINES = chosen(ENTRIES, "date entry type amount taken balance_after remark", type=1, remark=2)


def first_screen(statement: LoanStatement, whole: Document) -> Document:
    """What decides today; the rest is one option away, and the last line says so."""
    return replace(
        whole,
        facts=with_value(_facts(statement)),
        sections=(_open(statement), _last(statement)),
        main="",
        more=f"Everything: overdue explain {statement.row['loan_id']} --all",
    )


def _facts(statement: LoanStatement) -> Iterator[Fact]:
    row, standing = statement.row, statement.standing
    code = row["currency"]
    yield "", "Customer", " ".join(part for part in (row["customer_id"], row["name"]) if part)
    yield "", "Status", standing.status if standing.status != "active" else ""
    yield "", "Overdue", Money(standing.overdue.total, code) if standing.overdue.total else ""
    yield "", "How counted", days_in_words(statement)
    yield "", "Schedule", schedule_in_words(statement)
    if standing.next_due_on and standing.overdue.total:
        amount = Money(standing.next_due_amount, code)
        yield "", "Next due", f"{standing.next_due_on}, {words(amount)}"
    yield "", "Balance", sums_in_words(statement)
    yield "", "Written off", written_off_in_words(statement)
    if statement.loan.rules.penalty:
        yield "", "Penalty interest", penalty_in_words(statement)


def _open(statement: LoanStatement) -> Section:
    """The oldest instalments that are late or due, and the next one."""
    rows = [instalment_row(statement, item) for item in statement.standing.items]
    late = [row for row in rows if row["outstanding"].minor and row["state"] != "not due"]
    ahead = [row for row in rows if row["state"] == "not due"]
    shown = [*late[:MOST_OPEN], *ahead[:1]]
    what = "instalment" if statement.row["kind"] == "loan" else "part"
    title = f"{len(late)} open and {len(ahead)} ahead of {counted(len(rows), what)}"
    return Section("instalments", _OPEN, shown if len(rows) > 1 else [], title=title)


def _last(statement: LoanStatement) -> Section:
    """The last movements, and how each was taken."""
    rows: list[dict[str, Any]] = [line_row(statement, line) for line in statement.lines]
    title = "Transactions"
    if len(rows) > MOST_LINES:
        title = f"The last {MOST_LINES} of {len(rows)} transactions"
    return Section("entries", _LINES, rows[-MOST_LINES:], title=title)
