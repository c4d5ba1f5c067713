"""A file of bank statements on its way into the ledger: lines known again, certain ones booked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.actions.bank_lines import Booked, book_certain
from overdue_cli.domain.payer_text import account_key
from overdue_cli.ingest.statements.values import Line, Reading, Statement
from overdue_cli.policies.pack import Policy
from overdue_cli.store import statements
from overdue_cli.store.bulk.stage import Counts
from overdue_cli.store.derive import refresh_touched
from overdue_cli.store.ledger import Writing
from overdue_cli.store.statements import NewStatement


class Outcome(NamedTuple):
    """What became of a file of statements: its lines, and what was booked of them."""

    counts: Counts
    booked: Booked
    totals: tuple[tuple[str, int, int], ...]
    """Per currency: money in and money out, in minor units."""


def write_statements(work: Writing, policy: Policy, reading: Reading, *, rejected: int) -> Outcome:
    """Writes the lines of a file that are new, and books those of which it is certain."""
    conn = work.conn
    refresh_touched(conn, policy.rules, work.today)
    written = statements.write(conn, work.journal_id, _stored(reading))
    booked = Booked()
    if written.new:
        booked = book_certain(conn, work.journal_id, statements.lines_open(conn, work.journal_id))
    counts = Counts(new=written.new, unchanged=written.known, rejected=rejected)
    return Outcome(counts, booked, tuple(_totals(reading)))


def _stored(reading: Reading) -> Iterator[NewStatement]:
    """Statements with the identity of each line: its content, and the how-manieth of it.

    The same statement twice in a file (a page printed again) has the same lines, not more.
    """
    seen: Counter[str] = Counter()
    pages: dict[str, list[int]] = {}
    for statement in reading.statements:
        identities = [identity(line) for line in statement.lines]
        page = json.dumps([*_page(statement), *identities])
        occurrences = pages.get(page)
        if occurrences is None:
            occurrences = []
            for one in identities:
                seen[one] += 1
                occurrences.append(seen[one])
            if statement.opening is not None and identities:
                pages[page] = occurrences
        yield NewStatement(
            _header(statement),
            [
                {**line._asdict(), "identity": one, "occurrence": number}
                for line, one, number in zip(statement.lines, identities, occurrences, strict=True)
            ],
        )


def _page(statement: Statement) -> list[object]:
    return [statement.account, statement.number, statement.opening, statement.closing]


def identity(line: Line) -> str:
    """What makes two bank lines the same one, but for how often it occurs: its content."""
    content = [
        account_key(line.account) or line.account,
        line.currency,
        line.booked_on,
        line.amount,
        line.kind == "neutral",
        *(line.payer, line.payer_account, line.reference, line.mandate, line.bank_reference),
        " ".join(line.text.split()),
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _header(statement: Statement) -> dict[str, object]:
    opening, closing = statement.opening, statement.closing
    return {
        "account": statement.account,
        "currency": statement.currency,
        "number": statement.number,
        "opened_on": opening.day if opening else None,
        "opening": opening.amount if opening else None,
        "closed_on": closing.day if closing else None,
        "closing": closing.amount if closing else None,
    }


def _totals(reading: Reading) -> Iterator[tuple[str, int, int]]:
    moved = [line for line in reading.lines if line.kind != "neutral"]
    for currency in sorted({line.currency for line in moved}):
        own = [line.amount for line in moved if line.currency == currency]
        yield currency, sum(a for a in own if a > 0), -sum(a for a in own if a < 0)
