"""Customers of a file that gives them no id: found again in the ledger, never merged by guess."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from overdue_cli.store.bulk.stage import Remark, RowFault
from overdue_cli.store.contact.named_customers import folded_name

# A loan that is known keeps its customer, whatever its row says of name and phone.
_KNOWN_LOAN = """
UPDATE temp.stage_{kind} AS s SET customer_id = l.customer_id FROM loan l
 WHERE s.file = :file AND l.loan_id = s.{key} AND l.voided_by IS NULL
"""
_SAME = """
CREATE TEMP TABLE same_person AS
SELECT s.row, min(c.customer_id) AS customer_id, max(c.customer_id) AS other
  FROM temp.stage_{kind} s JOIN customer c ON {evidence}
 WHERE s.file = :file AND c.voided_by IS NULL AND {open}
   AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.loan_id = s.{key} AND l.voided_by IS NULL)
 GROUP BY s.row
"""
_TAKE = """
UPDATE temp.stage_{kind} AS s SET customer_id = p.customer_id FROM temp.same_person p
 WHERE s.file = :file AND s.row = p.row AND p.customer_id = p.other
"""
_SEVERAL = "SELECT row, customer_id, other FROM temp.same_person WHERE customer_id <> other"
#: How a row and a customer are the same person, and when that evidence is looked at.
_EVIDENCE = {
    ("id_no",): ("c.id_no = s.id_no", "s.id_no IS NOT NULL"),
    ("name", "phone"): ("c.name = s.name AND c.phone = s.phone", "s.id_no IS NULL"),
    ("phone",): ("c.phone = s.phone", "s.phone IS NOT NULL"),
}
_NAMES_OF_SEVERAL_ROWS = """
SELECT count(*), coalesce(sum(rows > 1), 0) FROM (
    SELECT count(*) AS rows FROM temp.stage_{kind} WHERE file = :file AND name IS NOT NULL
     GROUP BY customer_id)
"""
_NAMES_KNOWN = """
SELECT count(DISTINCT s.customer_id), min(s.row) FROM temp.stage_{kind} s
  JOIN customer c ON c.name = s.name AND c.customer_id <> s.customer_id
 WHERE s.file = :file AND c.voided_by IS NULL
   AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.loan_id = s.{key} AND l.voided_by IS NULL)
"""
_RENAMED = """
SELECT count(*), min(s.row), s.{key}, c.name, s.name FROM temp.stage_{kind} s
  JOIN loan l ON l.loan_id = s.{key} AND l.voided_by IS NULL
  JOIN customer c ON c.customer_id = l.customer_id AND c.voided_by IS NULL
 WHERE s.file = :file AND c.name <> s.name
"""
# Of payments that name a loan, the loan says who pays.
_PAYERS = """
SELECT customer_id, min(row) FROM temp.stage_transactions s
 WHERE file = :file AND state = 'new' AND loan_id IS NULL AND customer_id IS NOT NULL
   AND (:by_name OR NOT EXISTS (SELECT 1 FROM customer c
                                 WHERE c.customer_id = s.customer_id AND c.voided_by IS NULL))
 GROUP BY customer_id ORDER BY 2
"""
_NAMES = "SELECT customer_id, name FROM customer WHERE voided_by IS NULL AND name <> '' ORDER BY 1"
_ROWS_OF_PAYER = """
SELECT row FROM temp.stage_transactions
 WHERE file = :file AND state = 'new' AND loan_id IS NULL AND customer_id = :name
"""
_TAKE_PAYERS = """
UPDATE temp.stage_transactions AS s SET customer_id = p.customer_id FROM temp.payer_named p
 WHERE s.file = :file AND s.state = 'new' AND s.loan_id IS NULL AND s.customer_id = p.name
"""
#: So many customers of one name are told.
_MOST_NAMESAKES = 5


class PayersFound(NamedTuple):
    """Whom the names of a file of payments mean: rows that cannot be used, and what is told."""

    faults: Sequence[RowFault] = ()
    remarks: Sequence[Remark] = ()


def payers_named(conn: sqlite3.Connection, file: int, *, by_name: bool) -> PayersFound:
    """Gives payments that name a customer in words the one customer of that name.

    ``by_name``: the column holds names; else one is looked for only where there is no such id.
    A name that nobody bears is left as it is.
    """
    values = {"file": file, "by_name": by_name}
    texts = [tuple(row) for row in conn.execute(_PAYERS, values)]
    if not texts:
        return PayersFound()
    bearers = _bearers(conn, {folded_name(text) for text, _ in texts})
    found = {text: bearers.get(folded_name(text), []) for text, _ in texts}
    taken = {text: ids[0] for text, ids in found.items() if len(ids) == 1}
    faults = [
        RowFault(row, "customer_id", *_namesakes(found[text]))
        for text, _ in texts
        if len(found[text]) > 1
        for (row,) in conn.execute(_ROWS_OF_PAYER, {"file": file, "name": text}).fetchall()
    ]
    conn.execute("DROP TABLE IF EXISTS temp.payer_named")
    conn.execute("CREATE TEMP TABLE payer_named (name TEXT PRIMARY KEY, customer_id TEXT)")
    conn.executemany("INSERT INTO temp.payer_named VALUES (?, ?)", taken.items())
    conn.execute(_TAKE_PAYERS, {"file": file})
    first = next(((row, text) for text, row in texts if taken.get(text, text) != text), None)
    return PayersFound(faults, [_told_payers(*first, taken)] if first else [])


def _bearers(conn: sqlite3.Connection, wanted: Collection[str]) -> Mapping[str, list[str]]:
    """The ids of the customers that bear each of these names, as names are compared."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for customer_id, name in conn.execute(_NAMES):
        folded = folded_name(name)
        if folded in wanted:
            bearers[folded].append(customer_id)
    return bearers


def _namesakes(ids: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a name that several customers bear, and how to mend it."""
    more = f" and {len(ids) - _MOST_NAMESAKES} more" if len(ids) > _MOST_NAMESAKES else ""
    listed = ", ".join(ids[:_MOST_NAMESAKES])
    rule = f"{len(ids)} customers have this name: {listed}{more}"
    return rule, "Write the id of the one that paid."


def _told_payers(row: int, name: str, taken: Mapping[str, str]) -> Remark:
    known = sum(text != customer_id for text, customer_id in taken.items())
    rule = f"{_count(known, 'customer is', 'customers are')} known by the name alone"
    hint = f"This one is {taken[name]}. A column customer_id would be surer."
    return Remark(row, "customer_id", name, rule, hint)


def settle(
    conn: sqlite3.Connection, kind: str, key: str, file: int, columns: Collection[str]
) -> Iterator[RowFault]:
    """Gives rows the customers of the ledger that they are about; rows that fit two are faults.

    A phone is looked for where it is all there is; a name alone finds nobody: people share names.
    """
    values = {"file": file}
    conn.execute(_KNOWN_LOAN.format(kind=kind, key=key), values)
    for fields, (evidence, open_) in _EVIDENCE.items():
        lesser = fields == ("phone",) and not {"id_no", "name"}.isdisjoint(columns)
        if lesser or not set(fields) <= set(columns):
            continue
        conn.execute("DROP TABLE IF EXISTS temp.same_person")
        conn.execute(_SAME.format(kind=kind, key=key, evidence=evidence, open=open_), values)
        conn.execute(_TAKE.format(kind=kind), values)
        for row, one, other in conn.execute(_SEVERAL):
            yield RowFault(
                row,
                fields[0],
                f"customers {one} and {other} both have this {' and '.join(fields)}",
                "Say which it is in a column customer_id.",
            )


def renamed(conn: sqlite3.Connection, kind: str, key: str, file: int) -> Iterator[Remark]:
    """What to know of rows whose debt is known under another name than theirs."""
    query = _RENAMED.format(kind=kind, key=key)
    count, row, debt, before, now = conn.execute(query, {"file": file}).fetchone()
    if count:
        bear = _count(count, "debt bears another name", "debts bear other names")
        rule = f"{bear} than before ({debt}: '{before}', now '{now}'): the customer is renamed"
        hint = "If that is another person, undo this import, and give the debts ids of their own."
        yield Remark(row, "name", now, rule, hint)


def by_name(conn: sqlite3.Connection, kind: str, key: str, file: int) -> Iterator[Remark]:
    """What to know of a file that has names only: one name is one customer, and who shares it."""
    values = {"file": file}
    names, repeated = conn.execute(_NAMES_OF_SEVERAL_ROWS.format(kind=kind), values).fetchone()
    several = f"; {_count(repeated, 'name stands', 'names stand')} in several rows"
    rule = (
        "nothing but the name tells the customers apart: one name is one customer, "
        f"{_count(names, 'customer', 'customers')} in all{several if repeated else ''}"
    )
    yield Remark(0, "name", "", rule, "A column customer_id would be surer; so would a phone.")
    known, row = conn.execute(_NAMES_KNOWN.format(kind=kind, key=key), values).fetchone()
    if known:
        rule = f"{_count(known, 'name is', 'names are')} also that of a customer with an id"
        hint = "They are taken for somebody else; if they are not, say the id in customer_id."
        yield Remark(row, "name", "", rule, hint)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
