"""``overdue import``: the user's files into the ledger, as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from overdue_cli.actions.imports.answers import Answers
from overdue_cli.actions.imports.findings import LeftOut
from overdue_cli.actions.imports.guess import Guessed, guess_maps
from overdue_cli.actions.imports.kinds.statements import StatementTally
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.result import undo_hint
from overdue_cli.book import Writing
from overdue_cli.cli import clock
from overdue_cli.cli.edge import say
from overdue_cli.cli.imports import list_difference
from overdue_cli.cli.imports.questions import comes_once, decided, may_ask
from overdue_cli.cli.options import Actor, Db, Format, Output
from overdue_cli.cli.progress import shown_progress
from overdue_cli.cli.session import actor_name, named_ledger, put, session
from overdue_cli.domain.errors import Problem, RowsRejected, WrongUse
from overdue_cli.domain.money import decimal_text
from overdue_cli.render.document import Column, Document, Section

ON_SCREEN = 20
LEFT_OUT_ON_SCREEN = 5
COUNTS = ("read", "new", "changed", "unchanged", "rejected")
FILES = (
    Column("file", "file"),
    Column("kind", "kind", rank=1),
    *(Column(name, name, "right") for name in COUNTS),
    Column("seconds", "seconds", "right", rank=2),
)


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="CSV, xlsx, xls, ods or JSON files; - reads the standard input.",
        show_default=False,
    ),
]
Kind = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="KIND",
        help="customers, loans, …, invoices, snapshot or statement (else by the content).",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")]
AcceptGood = Annotated[
    bool,
    typer.Option("--accept-good", help="Keep good rows; bad ones go to FILE.rejects.csv."),
]
DateOrder = Annotated[
    str, typer.Option("--date-order", metavar="ORDER", help="ymd, mdy or dmy; COLUMN=dmy for one.")
]
DecimalMark = Annotated[
    str, typer.Option("--decimal", metavar="MARK", help="Decimal mark: . or , (COLUMN=, for one).")
]
Rate = Annotated[
    str,
    typer.Option(
        "--rate", metavar="HOW", help="percent (12 is 12 %), fraction (0.12) or permille."
    ),
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Encoding of the text (else UTF-8).")
]
Sheet = Annotated[
    str, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook, or all of them.")
]
Account = Annotated[
    str,
    typer.Option(
        "--account", metavar="NUMBER", help="Account of a bank statement that names none."
    ),
]
Sign = Annotated[
    str,
    typer.Option(
        "--sign",
        metavar="HOW",
        help="A bank line without a sign: bank (money in) or card (a purchase).",
    ),
]
MoneyOut = Annotated[
    str,
    typer.Option(
        "--money-out",
        metavar="WORDS",
        help="Words that mark money out in a list: WORD, COLUMN=WORD,WORD, or none.",
    ),
]
Currency = Annotated[
    str, typer.Option("--currency", metavar="CODE", help="Currency of rows that name none.")
]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        "--leave-out",
        metavar="COLUMN",
        help="A column of money, a rate or a day that is not needed, or all; may be repeated.",
        show_default=False,
    ),
]
Map = Annotated[
    str,
    typer.Option("--map", metavar="FILE.toml", help="Names of columns; remembered afterwards."),
]
Guess = Annotated[
    bool, typer.Option("--guess", help="Write FILE.map.toml to mend, and import nothing.")
]
Explain = Annotated[
    int,
    typer.Option(
        "--explain", metavar="ROW", help="Show every step from the cells of a row; write nothing."
    ),
]
Archive = Annotated[
    bool | None,
    typer.Option(
        "--archive/--no-archive",
        help="Keep the original beside the ledger, in LEDGER.files (else as the ledger is set).",
        show_default=False,
    ),
]
AsOfDay = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="DAY", help="Day of a daily list that does not say it, YYYY-MM-DD."
    ),
]
Scope = Annotated[
    str,
    typer.Option(
        "--list",
        metavar="SCOPE",
        help="complete (a loan missing from the list is settled) or partial.",
    ),
]


def import_(
    ctx: typer.Context,
    files: Files,
    kind: Kind = "",
    dry_run: DryRun = False,
    accept_good: AcceptGood = False,
    date_order: DateOrder = "",
    decimal: DecimalMark = "",
    rate: Rate = "",
    encoding: Encoding = "",
    currency: Currency = "",
    sheet: Sheet = "",
    account: Account = "",
    sign: Sign = "",
    money_out: MoneyOut = "",
    as_of: AsOfDay = "",
    scope: Scope = "",
    leave_out: LeaveOut = None,
    column_map: Map = "",
    guess: Guess = False,
    explain: Explain = 0,
    archive: Archive = None,
    fmt: Format = None,
    output: Output = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Read customers, loans, payments, invoices, daily lists, bank statements as they are.

    The kind and the columns are recognised by the header, in English or Chinese. All or nothing:
    one bad row stops everything, unless --accept-good. The same file again changes nothing.

    Examples:

    \b
      overdue import customers.csv loans.csv transactions.csv
      overdue import invoices.csv --as invoices --date-order mdy --currency USD
      overdue import bank.sta bank.xml
      overdue import loans.xlsx --archive
      overdue import loans.csv --dry-run
      overdue import overdue-20260629.csv --as-of 2026-06-29 --list complete
    """
    options = ImportOptions(
        kind,
        dry_run or bool(explain),
        accept_good,
        date_order,
        decimal,
        rate,
        encoding,
        currency,
        sheet,
        account,
        sign,
        money_out,
        as_of=clock.parse_day(as_of, "--as-of").isoformat() if as_of else "",
        scope=scope,
        leave_out=tuple(leave_out or ()),
        map=column_map,
        explain=explain,
        asks=may_ask(files, fmt),
        archive=archive,
    )
    if guess:
        _require_guess(ctx)
        _guess(files, kind, encoding, sheet, asking=options.asks)
        return
    with session(ctx, db) as at:
        writing = Writing(at.ledger, at.policy, actor_name(actor), at.now)

        def imported(answers: Mapping[str, Answers]) -> ImportResult:
            with shown_progress() as progress:
                return import_files(writing, files, options, progress=progress, answers=answers)

        result = decided(imported, asking=options.asks)
    if explain:
        put(_explained(result, explain), fmt, output)
        return
    put(_document(result), fmt, output)
    refused = bool(result.rejected) and not result.written
    for file in result.files:
        _tell(file, everything=bool(output or fmt) or not sys.stderr.isatty())
        if file.statement and (dry_run or not refused):
            say(f"{file.file}: {_bank_words(file.statement)}")
        _tell_kept(file)
        if archive and dry_run:
            say(f"{file.file}: the original would be kept")
    _conclude(result, named_ledger(ctx, db), dry_run=dry_run, accept_good=accept_good)


#: What a map is guessed by.
_GUESSED_BY = frozenset({"files", "guess", "kind", "encoding", "sheet"})


def _require_guess(ctx: typer.Context) -> None:
    """Nothing, or WrongUse for an option of the import that does nothing to the map of a file."""
    for one in ctx.command.params:
        source = ctx.get_parameter_source(one.name or "")
        if one.name not in _GUESSED_BY and source is not None and source.name == "COMMANDLINE":
            raise WrongUse(
                f"--guess writes a map and imports nothing, so {one.opts[0]} does nothing",
                hint="Leave the option out, and give it when you import the file.",
            )


def _guess(files: Sequence[Path], kind: str, encoding: str, sheet: str, *, asking: bool) -> None:
    """Writes maps beside the files; WrongUse where something in them is left to decide."""

    def maps(answers: Mapping[str, Answers]) -> list[Guessed]:
        return guess_maps(files, kind, encoding, sheet, asking=asking, answers=answers)

    if any(map(comes_once, files)):
        raise WrongUse(
            "--guess writes the map beside its file, and here is only a stream",
            hint="Save it to a file first.",
        )
    open_ = 0
    for path, doubts in decided(maps, asking=asking):
        open_ += doubts
        todo = "Decide what is marked in it" if doubts else "Mend it"
        say(f"Wrote {path}. {todo}, then: overdue import FILE --map {path}")
    if open_:
        raise WrongUse(
            f"{open_} thing{'s' if open_ > 1 else ''} could be read in two ways",
            hint="The map has each of them in lines that begin with '# Decide'.",
        )


def _document(result: ImportResult) -> Document:
    rows = [_row(file) for file in result.files]
    return Document(
        title="Import",
        sections=(Section("rows", FILES, rows), *list_difference.sections(result.lists)),
        main="rows",
        data={
            "journal": result.journal,
            "written": result.written,
            "files": [
                {
                    "kind": file.kind,
                    "file": file.file,
                    "sha256": file.sha256,
                    **{name: getattr(file, name) for name in COUNTS},
                    "seconds": round(file.seconds, 3),
                    "problems": [problem._asdict() for problem in file.problems],
                    "warnings": [warning._asdict() for warning in file.warnings],
                    "decided": [one._asdict() for one in file.decided],
                    "ignored": list(file.ignored),
                    "mapping": file.mapping,
                    "rejects": str(file.rejects) if file.rejects else None,
                    "archived": str(file.archived) if file.archived else None,
                    "sheet": file.sheet or None,
                    "header_row": file.header_row,
                    "left_out": [one._asdict() for one in file.left_out],
                    "encoding": file.encoding or "utf-8",
                    **({"statement": _bank(file.statement)} if file.statement else {}),
                }
                for file in result.files
            ],
            "lists": list_difference.data(result.lists),
        },
    )


def _bank(tally: StatementTally) -> dict[str, Any]:
    """What became of the lines of a bank statement."""
    return {
        **tally.booked._asdict(),
        "totals": [
            {
                "currency": currency,
                "credit": decimal_text(credit, currency),
                "debit": decimal_text(debit, currency),
            }
            for currency, credit, debit in tally.totals
        ],
    }


def _explained(result: ImportResult, row: int) -> Document:
    """How one row of the first file that has it is read, cell by cell."""
    file = next((one for one in result.files if one.steps), None)
    if file is None:
        raise WrongUse(
            f"no file has data in row {row}",
            hint="Rows are numbered as an editor or spreadsheet shows them.",
        )
    staged = file.staged or {}
    rows = [
        {**step._asdict(), "stored": staged.get(step.field) if step.field else None}
        for step in file.steps
    ]
    said = [f"{p.column}: {p.rule}" if p.column else p.rule for p in file.problems if p.row == row]
    state = "rejected" if said or not staged else str(staged.get("state", ""))
    facts = (
        ("file", "File", file.file),
        ("kind", "Kind", file.kind),
        ("row", "Row", str(row)),
        ("state", "It would be", f"{state} ({'; '.join(said)})" if said else state),
    )
    names = ("header", "cell", "field", "how", "value", "stored")
    columns = tuple(Column(name, name) for name in names)
    return Document(
        title="One row", facts=facts, sections=(Section("rows", columns, rows),), main="rows"
    )


def _row(file: FileResult) -> dict[str, Any]:
    counts = {name: getattr(file, name) for name in COUNTS}
    return {"file": file.file, "kind": file.kind, **counts, "seconds": f"{file.seconds:.2f}"}


def _tell(file: FileResult, *, everything: bool) -> None:
    """Problems, warnings and unused columns of a file, on stderr."""
    if file.encoding:
        say(f"{file.file}: read as {file.encoding}; if it looks wrong, use --encoding.")
    if file.other_sheets:
        say(f"{file.file}: sheets not used: {', '.join(file.other_sheets)}")
    if file.left_out:
        say(f"{file.file}: rows left out: {_left_out(file.left_out)}")
    if file.ignored:
        say(f"{file.file}: not used: {', '.join(file.ignored)}")
    shown = file.problems if everything else file.problems[:ON_SCREEN]
    for problem in shown:
        say(f"{file.file}{_told(problem)}")
    if len(shown) < len(file.problems):
        say(f"{file.file}: {len(file.problems) - len(shown)} more; --format json lists them all.")
    for one in file.decided:
        say(f"{file.file}{_told(one)}")
    for warning in file.warnings:
        say(f"{file.file}{_told(warning, 'warning: ')}")


def _tell_kept(file: FileResult) -> None:
    """Where the original and the rejected rows of a file are, on stderr."""
    if file.archived:
        say(f"{file.file}: the original is kept as {file.archived}")
    if file.rejects:
        say(f"{file.file}: the rejected rows are in {file.rejects}; mend and import that file.")


def _bank_words(tally: StatementTally) -> str:
    done = tally.booked
    said = [
        f"{done.booked} booked",
        *([f"{done.linked} recorded before"] if done.linked else []),
        *([f"{done.reversed} taken back"] if done.reversed else []),
    ]
    left = done.likely + done.open
    rest = f"; {left} in suspense, see 'overdue match'" if left else ""
    return "bank lines: " + ", ".join(said) + rest


def _told(problem: Problem, mark: str = "") -> str:
    place = f":{problem.row}: " if problem.row else ": "
    return place + mark + " ".join(_parts(problem))


def _left_out(rows: Sequence[LeftOut]) -> str:
    shown = [f"{one.row} ({one.text})" for one in rows[:LEFT_OUT_ON_SCREEN]]
    more = [f"{len(rows) - len(shown)} more"] if len(rows) > len(shown) else []
    return ", ".join(shown + more)


def _parts(problem: Problem) -> Iterator[str]:
    column = f"column '{problem.column}'" if problem.column else ""
    value = f"value '{problem.value}'" if problem.value else ""
    if column or value:
        yield f"{column} {value}".strip() + ":"
    yield f"{problem.rule}."
    if problem.hint:
        yield problem.hint


def _read(file: FileResult) -> bool:
    """Whether a file could be read, whatever became of its rows."""
    return not file.problems or bool(file.rejected)


def _all_refused(files: Sequence[FileResult]) -> RowsRejected:
    """Why nothing was written; to keep the good rows is offered only where that would do."""
    unread = sum(not _read(file) for file in files)
    if unread:
        many = "1 file could" if unread == 1 else f"{unread} files could"
        return RowsRejected(
            f"nothing was written: {many} not be read",
            hint="Mend what is listed above, or leave the file out.",
        )
    return RowsRejected(
        f"nothing was written: {sum(file.rejected for file in files)} rejected",
        hint="Mend the file, or keep the good rows with --accept-good.",
    )


def _conclude(result: ImportResult, ledger: str, *, dry_run: bool, accept_good: bool) -> None:
    if dry_run and accept_good and result.rejected and all(map(_read, result.files)):
        raise RowsRejected(
            "dry run: nothing was written; the good rows would be kept without those rejected",
            hint="They are listed above.",
        )
    if result.rejected and not result.written:
        raise _all_refused(result.files)
    if result.journal is not None:
        say(undo_hint(result.journal, ledger))
    elif dry_run:
        say("Dry run: nothing was written.")
    else:
        say("Nothing new: nothing was written.")
    if result.rejected:
        raise RowsRejected("some rows were rejected", hint="They are listed above.")
