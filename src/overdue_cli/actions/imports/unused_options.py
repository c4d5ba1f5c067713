"""Refuses an option of an import that could not matter to any of its files.

An option that is accepted and does nothing is taken for one that did. What a file is decides for
most of them; ``--currency`` and ``--as-of`` are for rows that do not say it themselves, so that
the rows decide.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from overdue_cli.actions.imports.answers import CHOICES, PER_COLUMN
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.source import NEVER_NAMED, Source
from overdue_cli.actions.imports.stage import Staged
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.files import has_sheets, takes_encoding
from overdue_cli.ingest.headers.column_map import ColumnMap
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kinds import INSTALMENTS, INVOICES, SNAPSHOT
from overdue_cli.ingest.headers.unused_columns import ALL
from overdue_cli.ingest.values.dates import NO_ORDER
from overdue_cli.ingest.values.decimal_marks import NO_MARK
from overdue_cli.ingest.values.per_column import choices_in, named
from overdue_cli.store.bulk.stage import values_of_rows

#: The types of cells that an option tells how to read.
_READS = {
    "--date-order": frozenset({"date", "moment"}),
    "--decimal": frozenset({"money", "rate", "percent"}),
    "--rate": frozenset({"rate", "percent"}),
}
#: The names of fields that an option reads in formats of bank statements that leave it open.
_LEFT_OPEN = {
    "--date-order": {"list": frozenset({"booked_on", "value_on"}), "QIF": frozenset({"D"})},
    "--decimal": {
        "list": frozenset({"amount", "credit", "debit"}),
        "QIF": frozenset({"T"}),
        "OFX": frozenset({"TRNAMT"}),
    },
}

_IDLE = {"--date-order": NO_ORDER, "--decimal": NO_MARK}


class Use(NamedTuple):
    """What an option does, and what is to be said of a file to which it does nothing."""

    does: str
    useless: Callable[[str, Source], str]
    """Why it does nothing to a file, in words that follow its name; '' where it may matter."""


def refuse_unused(options: ImportOptions, sources: Sequence[Source], mapped: ColumnMap) -> None:
    """Nothing, or WrongUse for an option that no file has a use for, by what the files are."""
    if any(source.unreadable for source in sources):
        return
    if options.map and not any(_knows(mapped, source) for source in sources):
        raise _refused("--map", "names columns", "none of them is there")
    for option, use in _USES.items():
        if getattr(options, CHOICES.get(option, option.removeprefix("--"))):
            _require_use(option, use, sources)
    _require_columns(options, sources)
    _require_left_out(options.leave_out, sources)


def refuse_overruled(
    conn: sqlite3.Connection, options: ImportOptions, staged: Sequence[Staged]
) -> None:
    """Nothing, or WrongUse for an option of rows that do not say it, where every row says another.

    Called when the rows are staged.
    """
    if any(one.unreadable or one.known is not None for one in staged):
        return
    sources = [one.source for one in staged]
    if options.currency:
        use = Use(
            "is for amounts that name no currency", _currency_useless(conn, options.currency)
        )
        _require_use("--currency", use, sources)
    if options.as_of:
        use = Use("is for lists that do not say their day", _day_useless(conn, options.as_of))
        _require_use("--as-of", use, sources)


def tell_idle(staged: Sequence[Staged]) -> None:
    """Adds a warning for an option that may matter to the files, and that no cell needed."""
    for option, rule in _IDLE.items():
        first = next((one.source for one in staged if option in one.idle), None)
        if first and all(option in one.idle or not _places(option, one.source) for one in staged):
            first.findings.warnings.append(Problem(0, "", "", rule, ""))


def _require_use(option: str, use: Use, sources: Sequence[Source]) -> None:
    reasons = [use.useless(option, source) for source in sources]
    if sources and all(reasons):
        raise _refused(option, use.does, f"{sources[0].name} {reasons[0]}")


def _refused(option: str, does: str, but: str) -> WrongUse:
    return WrongUse(
        f"{option} {does}, and {but}",
        hint="Leave the option out, or name the file that it is meant for.",
    )


def _holds(source: Source) -> str:
    """What a file holds, as in 'holds loans'."""
    if source.reading is None:
        return f"holds {source.kind}" if source.kind != "snapshot" else "holds a daily list"
    return (
        "holds a bank's list"
        if source.reading.format == "list"
        else f"holds bank lines in {source.reading.format}"
    )


def _knows(mapped: ColumnMap, source: Source) -> bool:
    table = source.content_table
    if table is None or (source.reading is not None and not _is_in(mapped, source.mapped)):
        return False
    return mapped.by_number or mapped.names_any(table.header)


def _is_in(mapped: ColumnMap, used: ColumnMap) -> bool:
    """Whether a map is in the one that a bank's list was read by."""
    return used.kind == mapped.kind and mapped.fields.items() <= used.fields.items()


def _places(option: str, source: Source) -> list[str]:
    """The headers of the columns of a file that an option tells how to read."""
    if source.columns is not None:
        kind = source.columns.kind
        return [
            column.header
            for name, column in source.columns.columns.items()
            if kind.named(name).type in _READS[option]
        ]
    if source.reading is None:
        return []
    fields = _LEFT_OPEN.get(option, {}).get(source.reading.format, frozenset())
    if source.reading.format == "list":
        return [text for text, field in source.reading.fields_read.items() if field in fields]
    return sorted(fields)


def _reads_nothing(option: str, source: Source) -> str:
    if _places(option, source):
        return ""
    if source.reading is not None:
        return f"{_holds(source)}, which says it itself"
    return f"has no such column ({_holds(source)})"


def _of_statements(_: str, source: Source) -> str:
    return "" if source.kind == STATEMENT else _holds(source)


def _signs_of_amounts(option: str, source: Source) -> str:
    if source.reading is None or source.reading.format != "list":
        return _holds(source)
    return "says it itself, in words or columns" if source.reading.says_direction else ""


def _of_movements(option: str, source: Source) -> str:
    listed = source.reading is not None and source.reading.format == "list"
    return "" if listed else _holds(source)


def _of_lists(_: str, source: Source) -> str:
    if source.tells_balances or source.kind == SNAPSHOT.name:
        return ""  # the day of a daily list is asked for where nothing says it
    if not source.tells_lateness or source.columns is None:
        return f"{_holds(source)} and no days past due"
    dated = source.options.as_of or "as_of" in source.columns.columns
    return "" if dated else "does not say of which day its days past due are"


def _of_invoices(_: str, source: Source) -> str:
    if source.kind != INVOICES.name or source.columns is None:
        return _holds(source)
    dues = "due_on" in source.columns.columns
    return "says of each when it falls due" if dues else ""


def _of_plans(_: str, source: Source) -> str:
    if source.kind != INSTALMENTS.name:
        return _holds(source)
    return "" if source.options.loan else "names the loan itself"


def _sheets(_: str, source: Source) -> str:
    return "" if has_sheets(source.file.path) else "has no sheets"


def _text(_: str, source: Source) -> str:
    return "" if takes_encoding(source.file.path) else "says its encoding itself"


def _of_tables(_: str, source: Source) -> str:
    return "" if source.table is not None else _holds(source)


#: By option: what it does, and of which files.
_USES = {
    "--account": Use("names the account of bank lines", _of_statements),
    "--sign": Use("tells which way the amounts of a bank's list go", _signs_of_amounts),
    "--money-out": Use("says which words of a bank's list mean money out", _of_movements),
    "--as-of": Use("is the day of a daily list", _of_lists),
    "--list": Use("says whether a daily list is complete", _of_lists),
    "--terms": Use("is the days until invoices fall due", _of_invoices),
    "--loan": Use("names the loan of a plan that names none", _of_plans),
    "--sheet": Use("names a sheet of a workbook", _sheets),
    "--encoding": Use("is the encoding of text", _text),
    "--explain": Use("shows a row of a table", _of_tables),
    "--date-order": Use("is the order of day and month in a column", _reads_nothing),
    "--decimal": Use("is the decimal mark of a column", _reads_nothing),
    "--rate": Use("is the unit of a column of rates", _reads_nothing),
}


def _require_columns(options: ImportOptions, sources: Sequence[Source]) -> None:
    """Nothing, or WrongUse for an option that names a column which is not there to be read."""
    for option, allowed in PER_COLUMN.items():
        known: set[str] = set()
        for source in sources:
            for text in _places(option, source):
                known |= {text, named(text, source.sheet)}
        for choice in choices_in(getattr(options, CHOICES[option]), allowed):
            if choice.column and choice.column not in known:
                raise _not_there(option, choice.column, sorted(known))


def _require_left_out(columns: Sequence[str], sources: Sequence[Source]) -> None:
    """Nothing, or WrongUse for a column to be left out that no table has."""
    unread = [text for source in sources for text in source.ignored]
    tables = [source.content_table for source in sources if source.content_table]
    for column in columns:
        if column == ALL and not unread:
            but = "has none" if tables else _holds(sources[0])
            purpose = "is for columns that nothing is read from"
            raise _refused("--leave-out", purpose, f"{sources[0].name} {but}")
        if column not in (*unread, ALL):
            if any(column in table.header for table in tables):
                raise WrongUse(
                    f"--leave-out names the column '{column}', which is read",
                    hint="Leave the option out: it is for columns that nothing is read from.",
                )
            raise _not_there("--leave-out", column, unread)


def _not_there(option: str, column: str, known: Sequence[str]) -> WrongUse:
    can = f"Columns that it can name: {', '.join(known)}." if known else "Leave the option out."
    return WrongUse(f"{option} names the column '{column}', which is not there", hint=can)


def _currency_useless(conn: sqlite3.Connection, code: str) -> Callable[[str, Source], str]:
    def useless(_: str, source: Source) -> str:
        if source.reading is not None:
            theirs = {one.currency for one in source.reading.statements} - {""}
            wrong = bool(theirs) and code not in theirs
            return f"says that it is in {' and '.join(sorted(theirs))}" if wrong else ""
        if source.kind in NEVER_NAMED:
            return f"{_holds(source)}, which are in the currency of their loans"
        columns = source.columns
        if columns is None or not _places("--decimal", source):
            return f"{_holds(source)} and no amounts"
        if columns.currency.codes and code not in columns.currency.codes:
            return f"says by {columns.currency.by} that they are in {columns.currency.text}"
        every = "currency" in columns.columns and _named_by_all(conn, source, "currency", code)
        return "names another in every row" if every else ""

    return useless


def _day_useless(conn: sqlite3.Connection, day: str) -> Callable[[str, Source], str]:
    def useless(_: str, source: Source) -> str:
        if source.tells_balances:
            return ""
        if not source.tells_lateness or source.columns is None:
            return _holds(source)
        every = "as_of" in source.columns.columns and _named_by_all(conn, source, "as_of", day)
        return "names another in every row" if every else ""

    return useless


def _named_by_all(conn: sqlite3.Connection, source: Source, field: str, value: str) -> bool:
    """Whether every row of a file says a field itself, and none says it as an option does."""
    rows, unsaid, agreeing = values_of_rows(conn, source.kind, source.number, field, value)
    return bool(rows) and not unsaid and not agreeing
