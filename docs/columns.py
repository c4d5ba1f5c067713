"""Writes ``docs/columns.md``: the columns of every kind of file, from what the import knows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.ingest.headers.glossary import aliases, normal
from overdue_cli.ingest.headers.kinds import KINDS, Field, Kind

HEAD = """# Columns

What each kind of file may hold, written by `docs/generate.py` from the program itself. Columns in
**bold** must be there. The order of the columns does not matter, nor do capital letters, blanks,
underscores and hyphens in a header: `Customer_ID`, `customer id` and `CustomerID` are one. A unit
in brackets is understood: `贷款金额(万元)` is in ten-thousands, `Amount (USD)` is in dollars. How
files are read is told in [import](import.md).
"""

TYPES = {
    "id": "id",
    "text": "text",
    "digits": "digits, as text",
    "date": "date",
    "moment": "day and time",
    "clock": "time of day",
    "money": "money",
    "rate": "percent a year",
    "count": "whole number",
    "word": "word",
    "yes_no": "yes or no",
    "currency": "ISO 4217 code",
    "zone": "IANA time zone",
    "language": "BCP 47 tag",
    "percent": "percent",
    "components": "components, with a blank between",
    "calendar": "calendar of business days, such as CN, DE-BY, ECB",
}


def page() -> str:
    """The page of all columns and words."""
    parts = [HEAD]
    for kind in KINDS.values():
        parts += _kind(kind)
    parts += _words()
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.name}"
    yield ""
    if kind.any_of:
        yield f"One of {' and '.join(f'`{name}`' for name in kind.any_of)} must be filled in."
        yield ""
    known = _headers(kind.name)
    yield "| column | holds | headers that mean it too |"
    yield "|---|---|---|"
    for field in kind.fields:
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        yield f"| {name} | {_holds(field)} | {', '.join(known[field.name])} |"
    yield ""


def _holds(field: Field) -> str:
    what = TYPES[field.type]
    if field.least is None:
        return what
    if field.type == "money":
        return f"{what}, above zero" if field.least else f"{what}, not negative"
    return f"{what} from {field.least}"


def _headers(kind: str) -> dict[str, list[str]]:
    """For each field the headers of the glossary that mean it and nothing else."""
    text = files("overdue_cli.ingest.headers").joinpath("headers.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        for header in row["words"].split("|"):
            fields = aliases()[kind].get(normal(header), ())
            new = header not in found[row["field"]] and normal(header) != normal(row["field"])
            if row["field"] in fields and new:
                found[row["field"]].append(header)
    return found


def _words() -> Iterator[str]:
    text = files("overdue_cli.ingest.values").joinpath("words.csv").read_text(encoding="utf-8")
    yield "## Words"
    yield ""
    yield "What may stand in a column of words, in English or Chinese."
    yield ""
    yield "| column | word | also |"
    yield "|---|---|---|"
    for row in csv.DictReader(text.splitlines()):
        if row["field"] != "yes_no":
            also = ", ".join(row["words"].split("|"))
            yield f"| `{row['field']}` | `{row['value']}` | {also} |"
    for name in ORDERS:
        yield f"| `allocation` | `{name}` | |"
    yield ""
    yield "Yes is `yes`, `y`, `true`, `t`, `1`, `x`, `是`, `有`; no is `no`, `n`, `false`, `f`,"
    yield "`0`, `否`, `无`."
