"""The columns that a kind of file requires, and what to say where a table lacks one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import (
    LONGEST_HEADER,
    glossary_fields,
    meaning_of,
    meanings,
    normal,
)
from overdue_cli.ingest.headers.kinds import (
    CONTACTS,
    CUSTOMERS,
    INSTALMENTS,
    INVOICES,
    KINDS,
    OF_A_CONTACT,
    TRANSACTIONS,
    Kind,
)
from overdue_cli.ingest.headers.row_keys import key_of, naming, stands_for
from overdue_cli.ingest.headers.unused_columns import what_it_holds
from overdue_cli.ingest.persons import evidence_among
from overdue_cli.ingest.table import Table

_NAMED = 5
_NUMBER = re.compile(r"(?=.*\d)[\w./#-]{1,40}")
#: An amount with decimals, or a day.
_NO_NUMBER = re.compile(r"[-+]?[\d.,]*[.,]\d{1,2}|\d{1,4}([-./])\d{1,2}\1\d{1,4}")
#: A time of which nothing says that it is that of a contact.
_ANY_TIME = "time"


def _fields_meant(header: Sequence[str], kind: Kind) -> set[str]:
    return {field for text in header for field in meanings(text, kind.name).fields}


def missing_columns(header: Sequence[str], kind: Kind) -> list[str]:
    """Required columns that the header does not have."""
    meant = _fields_meant(header, kind)
    if key_of(kind.name) not in meant:
        meant.update(filter(None, [stands_for(header, kind.name)]))
    missing = [
        field.name
        for field in kind.fields
        if field.required and not meant.intersection((field.name, *_stand_ins(kind, field.name)))
    ]
    named = meant | ({"name"} if "contact" in meant else set())
    if kind.persons and "customer_id" in missing and evidence_among(named):
        missing.remove("customer_id")
    if kind.by_content and kind.key in missing:
        missing.remove(kind.key)
    if kind.any_of and not meant.intersection(kind.any_of):
        missing.append(" or ".join(kind.any_of))
    if kind is CONTACTS and {*OF_A_CONTACT} <= {*missing} and is_diary(header):
        return [name for name in missing if name not in OF_A_CONTACT]
    return missing


def is_diary(header: Sequence[str]) -> bool:
    """Whether a header has the time of a contact and the record of it, by names of no other kind.

    >>> is_diary(["案件编号", "催收时间", "催收记录"]), is_diary(["customer", "time", "remarks"])
    (True, False)
    """
    at = {"at", "contact_day"}
    timed = any(
        at & {*meanings(text, CONTACTS.name).fields} and normal(text) != _ANY_TIME
        for text in header
    )
    return timed and any(
        "note" in meanings(text, CONTACTS.name).fields
        and not meanings(text, "transactions").fields
        for text in header
    )


def _stand_ins(kind: Kind, field: str) -> tuple[str, ...]:
    return kind.stand_ins.get(field, ())


def complete_kinds(header: Sequence[str]) -> list[str]:
    """Kinds of which a header has every column that is required."""
    return [name for name, kind in KINDS.items() if not missing_columns(header, kind)]


def begins_table(cells: Sequence[str]) -> bool:
    """Whether a row is nothing but the header of a whole table: names only, none missing."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) < 2 or not all(0 < len(cell) <= LONGEST_HEADER for cell in texts):
        return False
    return all(meaning_of(cell) for cell in texts) and bool(complete_kinds(texts))


def another_table(line: int, cells: Sequence[str]) -> BadFile:
    """The fault of a sheet with two tables, of which only one would be read."""
    return BadFile(
        "another table has its header here",
        "Put each table on a sheet or into a file of its own, and import them together.",
        row=line,
        value=", ".join(cell.strip() for cell in cells if cell.strip())[:80],
    )


def called(kind: str) -> str:
    """What people call a file of a kind.

    >>> called("snapshot"), called("loans")
    ('a daily list', 'a file of loans')
    """
    return "a daily list" if kind == "snapshot" else f"a file of {kind}"


def lacks_loan_alone(header: Sequence[str], kind: Kind) -> bool:
    """Whether a header is that of a plan that lacks nothing but the number of its loan."""
    return kind is INSTALMENTS and missing_columns(header, kind) == [kind.key]


def require_columns(table: Table, kind: Kind, loan: str = "") -> None:
    """Nothing, or BadFile for a table without columns that the kind requires.

    Undecided where all that is missing is the id, and columns of no meaning could be it, or where
    it is that of a plan; ``loan`` is the one it is of, if that is known.
    """
    if lacks_loan_alone(table.header, kind):
        require_loan(table, loan)
        return
    missing = missing_columns(table.header, kind)
    if missing == ["due_on"] and "issued_on" in _fields_meant(table.header, kind):
        return  # days until an invoice is due, counted from its own, are asked for when it is read
    if missing == [key_of(kind.name)]:
        require_named(table, kind, missing[0])
    if missing:
        raise BadFile(
            f"{called(kind.name)} needs the column {missing[0]}"
            if len(missing) == 1
            else f"{called(kind.name)} needs the columns {', '.join(missing)}",
            f"{_payers(table.header, kind, missing)}Add it{_nearest(table.header, missing[0])}, "
            "or say what the file holds with --as"
            f"{_unknown(table.header, kind)}.",
            row=table.header_row,
            column=missing[0],
        )


def payers_names(header: Sequence[str], kind: Kind, missing: Sequence[str]) -> list[str]:
    """The columns with names of customers, of payments that lack nothing but who pays."""
    if kind is not TRANSACTIONS or [*missing] != [" or ".join(kind.any_of)]:
        return []
    return [text for text in header if text and "name" in glossary_fields(text, CUSTOMERS.name)]


def _payers(header: Sequence[str], kind: Kind, missing: Sequence[str]) -> str:
    names = payers_names(header, kind, missing)
    if len(names) != 1:
        return ""
    return f"If '{names[0]}' is the customer who paid, say --as {kind.name}. Else: "


def require_loan(table: Table, loan: str) -> None:
    """Nothing, or Undecided for a plan of which nothing says the loan."""
    if loan:
        return
    rule = "nothing says of which loan these instalments are"
    hint = "Name it: --loan ID, or in a column loan_id."
    raise Undecided(table.name, Problem(table.header_row, "", "", rule, hint), option="--loan")


def require_terms(table: Table, columns: Columns, terms: str) -> None:
    """Nothing, or Undecided for invoices of which no column says when they fall due."""
    dated = columns.columns.keys() & {"due_on", "terms_days"}
    if columns.kind is not INVOICES or dated or terms:
        return
    day = columns.header_of("issued_on")
    rule = f"no column says when an invoice falls due (due_on), and '{day}' is the day of issue"
    hint = "Say after how many days: --terms 30, or export it with the due date."
    problem = Problem(table.header_row, "due_on", "", rule, hint)
    raise Undecided(table.name, problem, option="--terms")


def require_named(table: Table, kind: Kind, key: str) -> None:
    """Nothing, or Undecided for a table with columns that may be the id of its debts."""
    unknown = [
        at
        for at, text in enumerate(table.header)
        if text and not glossary_fields(text) and not what_it_holds(text, kind.name)
    ]
    numbers = [at for at in unknown if _holds_numbers(table, at)]
    headers = [table.header[at] for at in naming(table, kind.name, numbers)]
    if not headers:
        return
    names = " or ".join(f"'{header}'" for header in headers[:_NAMED])
    raise Undecided(
        table.name,
        Problem(
            table.header_row,
            headers[0],
            "",
            f"no column is {key}; {names} could be it, because no two rows have the same there",
            f"Say in a map which it is: '{headers[0]}' = \"{key}\" (--guess writes one).",
        ),
        option="--map",
        choices=headers[:_NAMED],
        kind=kind.name,
        maps={header: {header: key} for header in headers[:_NAMED]},
    )


def _holds_numbers(table: Table, place: int) -> bool:
    """Whether every cell of a column may be a debt's number: no name, amount or day."""
    cells = (row[place].strip() for _, row in table.rows() if place < len(row))
    return all(_NUMBER.fullmatch(cell) and not _NO_NUMBER.fullmatch(cell) for cell in cells)


def _unknown(header: Sequence[str], kind: Kind) -> str:
    """', or …' for the columns of which nothing is known, one of which may be the missing one."""
    unknown = [text for text in header if text and not meanings(text, kind.name).fields]
    if not unknown:
        return ""
    some = ", ".join(f"'{text[:LONGEST_HEADER]}'" for text in unknown[:_NAMED])
    more = " …" if len(unknown) > _NAMED else ""
    return f", or in a map what these columns are ({some}{more}); --guess writes one"


def _nearest(header: Sequence[str], field: str) -> str:
    near = get_close_matches(normal(field), [normal(text) for text in header], n=1, cutoff=0.7)
    close = [text for text in header if near and normal(text) == near[0]]
    return f" (is it '{close[0]}'?)" if close else ""
