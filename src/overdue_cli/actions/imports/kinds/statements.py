"""A file of bank statements on its way into the ledger: lines known again, certain ones booked."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from overdue_cli.actions.bank.book_lines import Booked, book_certain
from overdue_cli.domain.bank.written_ids import account_key
from overdue_cli.ingest.statements.values import BankMovement, BankStatement, Reading
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bank import statements
from overdue_cli.store.bank.earlier_lines import last_line
from overdue_cli.store.bank.statements import NewStatement
from overdue_cli.store.bulk.stage import Counts
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.loan.derived_positions import refresh_touched
from overdue_cli.store.loan.largest_sums import keep_lines_whole

#: Bytes of a hash that tell lines apart.
_IDENTITY = 16


class StatementTally(NamedTuple):
    """What became of a file of statements: its lines, and what was booked of them."""

    counts: Counts
    booked: Booked
    totals: tuple[tuple[str, int, int], ...]
    """Per currency: money in and money out, in minor units."""


def write_statements(
    journal: JournalEntry, policy: Policy, reading: Reading, *, rejected: int
) -> StatementTally:
    """Writes the lines of a file that are new, and books those of which it is certain."""
    conn = journal.conn
    refresh_touched(conn, policy.rules, journal.today)
    before = last_line(conn)
    written = statements.write(conn, journal.journal_id, _stored(reading))
    booked = Booked()
    if written.new:
        keep_lines_whole(conn)
        own = partial(statements.lines_open, conn, after=before)
        booked = book_certain(conn, policy.rules, journal.journal_id, own)
    counts = Counts(new=written.new, unchanged=written.known, rejected=rejected)
    return StatementTally(counts, booked, tuple(_totals(reading)))


def _stored(reading: Reading) -> Iterator[NewStatement]:
    """Statements with the identity of each line: its content, and the how-manieth of it.

    The same statement twice in a file (a page printed again) has the same lines, not more.
    """
    seen: Counter[str] = Counter()
    pages: dict[bytes, array[int]] = {}
    for statement in reading.statements:
        identities = _Identities(statement)
        page = identities.page
        occurrences = pages.get(page) or array("L", _counted(identities, seen))
        if page:
            pages[page] = occurrences
        yield NewStatement(_header(statement), _Rows(statement, identities, occurrences))


class _Identities:
    """The identities of the lines of a statement, packed."""

    def __init__(self, statement: BankStatement) -> None:
        self._packed = b"".join(bytes.fromhex(identity(line)) for line in statement.lines)
        self._statement = statement

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self._packed), _IDENTITY):
            yield self._packed[start : start + _IDENTITY].hex()

    @property
    def page(self) -> bytes:
        """What makes two pages of a file the same one; b'' for one that says too little."""
        one = self._statement
        if one.opening is None or not self._packed:
            return b""
        content = json.dumps([one.account, one.number, one.opening, one.closing])
        return hashlib.sha256(content.encode() + self._packed).digest()


def _counted(identities: Iterable[str], seen: Counter[str]) -> Iterator[int]:
    """For each line, the how-manieth of its content in the file it is."""
    for one in identities:
        seen[one] += 1
        yield seen[one]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines of a statement as they are stored."""

    statement: BankStatement
    identities: _Identities
    occurrences: array[int]

    def __iter__(self) -> Iterator[dict[str, object]]:
        for line, one, number in zip(
            self.statement.lines, self.identities, self.occurrences, strict=True
        ):
            yield {**line._asdict(), "identity": one, "occurrence": number}


def identity(line: BankMovement) -> str:
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
    return hashlib.sha256(text.encode()).hexdigest()[: 2 * _IDENTITY]


def _header(statement: BankStatement) -> dict[str, object]:
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
    moved: dict[str, list[int]] = {}
    for line in reading.lines:
        if line.kind != "neutral":
            both = moved.setdefault(line.currency, [0, 0])
            both[line.amount < 0] += abs(line.amount)
    for currency, (money_in, money_out) in sorted(moved.items()):
        yield currency, money_in, money_out
