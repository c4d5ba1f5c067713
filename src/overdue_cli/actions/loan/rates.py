"""Imports dated reference rates: LPR, base rates, whatever a product refers to."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

from overdue_cli.book import Writing
from overdue_cli.domain.errors import MachineFailure, OverdueError, RowsRejected, WrongUse
from overdue_cli.policies.loan.products import percent as percent_of
from overdue_cli.store.loan.rates import put_rate

REQUIRED = ("name", "from_on", "percent")


class RateRow(NamedTuple):
    """A reference rate in percent a year from a day on."""

    name: str
    from_on: date
    percent: str
    source: str


class RatesWritten(NamedTuple):
    """How many rates were new, changed, unchanged; the journal entry, if anything was written."""

    counts: dict[str, int]
    journal_id: int | None


def import_rates(writing: Writing, path: Path) -> RatesWritten:
    """The rates of a CSV file (name, from_on, percent, source) in the ledger, all or nothing.

    Errors: RowsRejected names every bad row.
    """
    rows = read_rates(path)
    counts: Counter[str] = Counter()
    with writing.journal_entry("rates") as journal:
        for rate in rows:
            counts[put_rate(journal, *rate)] += 1
        journal.keep = bool(counts["new"] or counts["changed"])
        journal.summary = f"{counts['new']} new and {counts['changed']} changed reference rates"
        journal.details = {"file": path.name, **counts}
    return RatesWritten(dict(counts), journal.journal_id if journal.keep else None)


def read_rates(path: Path) -> list[RateRow]:
    """The rates of a CSV file; RowsRejected lists what is wrong, row by row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
            if missing:
                raise WrongUse(
                    f"{path}: column '{missing[0]}' is missing",
                    hint="The columns are name, from_on, percent and, if you like, source.",
                )
            read = [(reader.line_num, _rate(row)) for row in reader]
    except FileNotFoundError:
        raise WrongUse(f"there is no file {path}", hint="Check the name and the folder.") from None
    except OSError as error:
        raise MachineFailure(
            f"cannot read {path}: {error.strerror}", hint="Check the name, its owner and its mode."
        ) from None
    except UnicodeDecodeError as error:
        raise WrongUse(
            f"{path} is not UTF-8 text: {error.reason}", hint="Save it as UTF-8."
        ) from None
    problems = [
        f"{path}:{row}: {one.message}. {one.hint}"
        for row, one in read
        if isinstance(one, OverdueError)
    ]
    if problems or not read:
        message = "\n".join(problems) or f"{path}: no rows below the header"
        raise RowsRejected(message, hint="Nothing was written; mend the file and import it again.")
    return [one for _, one in read if isinstance(one, RateRow)]


def _rate(row: dict[str, str]) -> RateRow | WrongUse:
    name = (row.get("name") or "").strip()
    if not name:
        return WrongUse("column 'name' is empty", hint="Give each rate a name, such as LPR1Y.")
    try:
        from_on = date.fromisoformat((row.get("from_on") or "").strip())
    except ValueError:
        return WrongUse(
            f"column 'from_on' value '{row.get('from_on') or ''}' is not a date",
            hint="Write YYYY-MM-DD.",
        )
    text = (row.get("percent") or "").strip().removesuffix("%").strip()
    try:
        percent_of(text)
    except (ValueError, ZeroDivisionError):
        return WrongUse(
            f"column 'percent' value '{text}' is not a rate",
            hint="Write percent a year, such as 3.10.",
        )
    return RateRow(name, from_on, text, (row.get("source") or "").strip())
