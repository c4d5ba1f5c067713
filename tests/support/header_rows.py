"""Header rows of programs, gathered in public places, with what each column means."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from command import overdue
from overdue_cli.ingest.headers.kinds import KINDS
from places import CASES

HeaderRow: TypeAlias = Mapping[str, Any]

#: Currencies of ledgers by the language of a table.
_CURRENCY = {"zh": "CNY", "pl": "PLN", "sv": "SEK", "da": "DKK", "no": "NOK"}
#: What a column may be read as beside what it is labelled.
_AS_GOOD = {
    "text": {"note"},
    "note": {"text"},
    "customer_id": {"name"},
    "name": {"customer_id"},
    "term_months": {"instalments"},
    "reference": {"text"},
    "status": {"is_open", "is_paid"},
    "paid_total": {"is_paid"},
    "due_on": {"next_due_on"},
    "at": {"contact_day", "clock"},
}
#: Labels of columns that may as well be told as not used.
_MAY_BE_LEFT = {
    "reference",
    "text",
    "note",
    "status",
    "fee",
    "email",
    "phone",
    "channel",
    "officer",
}
_MAY_BE_LEFT |= {
    "branch",
    "product",
    "paid_total",
    "value_on",
    "type",
    "document_type",
    "terms_days",
}
#: Types of fields with which a column that is something else would do harm.
_HARMFUL = ("money", "date", "rate", "count")


#: What is asked of an invoice file that shows parts as paid; its header is judged all the same.
_DAY_OF_BALANCES = "as of which day these balances are open"


class HeaderVerdict(NamedTuple):
    """What became of a table, and which columns are read as something else or not at all."""

    outcome: str
    """read, in part, asked, refused or wrong"""
    remarks: tuple[str, ...]


def header_rows(name: str) -> list[HeaderRow]:
    """The tables of a set, each with its header, its rows and what its columns mean."""
    with (CASES / "header_rows" / f"{name}.toml").open("rb") as file:
        return list(tomllib.load(file)["table"])


def judged(table: HeaderRow, folder: Path) -> HeaderVerdict:
    """What the import of a table makes of its header, unasked."""
    file = folder / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=table.get("delimiter") or ",")
        writer.writerows([*table.get("above", []), table["header"], *table["rows"]])
    db = str(folder / "header.db")
    overdue("--db", db, "init", "--currency", _CURRENCY.get(table["language"], "EUR"))
    command = ("--db", db, "import", str(file), "--dry-run", "--format", "json")
    result = overdue(*command, code=None)
    if result.exit_code == 2 and _DAY_OF_BALANCES in result.stderr:
        result = overdue(*command, "--as-of", "2026-06-30", code=None)
    files = json.loads(result.stdout)["files"] if result.stdout.strip() else []
    mapping = files[0]["mapping"] if files else {}
    if not mapping:
        told = (result.stderr.strip() or result.stdout).replace(str(file), "")
        return HeaderVerdict("asked" if result.exit_code == 2 else "refused", (told[:300],))
    wrong = [*_wrong_kind(table, files[0]["kind"]), *_wrong_columns(table, mapping)]
    if wrong:
        return HeaderVerdict("wrong", tuple(wrong))
    left = tuple(_left(table, mapping))
    return HeaderVerdict("in part" if left else "read", left)


def _wrong_kind(table: HeaderRow, kind: str) -> Iterator[str]:
    kinds = {table["kind"], *table.get("also", "").replace(",", " ").split()}
    if table.get("refuse") or kind not in kinds:
        yield f"read as {kind}, and it is {table['kind']}"


def _wrong_columns(table: HeaderRow, mapping: Mapping[str, str]) -> Iterator[str]:
    for header, label in table["columns"].items():
        read = mapping.get(header.strip(), "")
        if not read or label == "?" or read in {label, *_AS_GOOD.get(label, ())}:
            continue
        if label != "detail" or _does_harm(read):
            yield f"'{header}' is {label}, read as {read}"


def _does_harm(field: str) -> bool:
    """Whether a field is one of money, a day, a rate or a count, to some kind."""
    of_lists = field in ("amount", "credit", "debit", "booked_on")
    typed = any(f.name == field and f.type in _HARMFUL for k in KINDS.values() for f in k.fields)
    return of_lists or typed


def _left(table: HeaderRow, mapping: Mapping[str, str]) -> Iterator[str]:
    for header, label in table["columns"].items():
        matters = label not in _MAY_BE_LEFT and label not in ("?", "detail")
        if matters and not mapping.get(header.strip()):
            yield f"'{header}' is {label}, and is not read"
