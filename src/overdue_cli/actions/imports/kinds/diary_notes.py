"""The rows of a diary that says neither how a contact was made nor what came of it: notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from overdue_cli.actions.imports.kinds.staged_rows import StagedRows, reject_rows, remark
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk import contacts
from overdue_cli.store.bulk.stage import Remark, RowFault

_NOTE = "NOTE"
#: Flags of outcomes in which nobody was spoken to, and that set nothing.
_NOBODY_SPOKE = frozenset({"attempt", "uncounted"})
_FIRST_CLAUSE = re.compile(r"[^,，.。;；:：!！、\n]+")


def take_as_notes(rows: StagedRows, outcomes: Mapping[str, str]) -> None:
    """Makes each row a note, with the outcome that its record is; one without a record is bad.

    ``outcomes`` are the codes of the policy by known word in normal form.
    """
    records = contacts.records(rows.conn, rows.file)
    reject_rows(rows, _empty(records))
    coded = [
        (row, outcome_of(text, outcomes, rows.policy) or _NOTE) for row, text in records if text
    ]
    contacts.take_as_notes(rows.conn, rows.file, coded)
    remark(rows, _told(coded))


def outcome_of(record: str, outcomes: Mapping[str, str], policy: Policy) -> str:
    """The code of an outcome whose word is the whole record, or its first clause; '' for none.

    A first clause tells only that nobody was reached: what was said is more than its first words.
    """
    code = outcomes.get(normal(record), "")
    clause = _FIRST_CLAUSE.match(record)
    if code or clause is None:
        return code
    first = outcomes.get(normal(clause[0]), "")
    return first if first and policy.outcomes[first].flags <= _NOBODY_SPOKE else ""


def _empty(records: list[tuple[int, str | None]]) -> Iterator[RowFault]:
    for row, text in records:
        if not text:
            rule = "nothing says what was done or what came of it"
            yield RowFault(row, "note", rule, "Fill in the record, or leave the row out.")


def _told(coded: list[tuple[int, str]]) -> Iterator[Remark]:
    """What the rows are taken for, with how many have an outcome."""
    known = sum(outcome != _NOTE for _, outcome in coded)
    rule = "no column says how a contact was made or what came of it: the rows are notes"
    if known:
        verb = "has" if known == 1 else "have"
        rule += f", and {known} of them {verb} the outcome that the record begins with"
    yield Remark(0, "note", "", rule, "Add the columns channel and outcome where they are known.")
