"""``overdue import``: the user's files into the ledger, as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.actions.imports.answers import Answers, Undecided
from overdue_cli.actions.imports.guess import MapWritten, guess_maps
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.actions.imports.run import import_files, last_written
from overdue_cli.actions.result import undo_hint
from overdue_cli.cli.command import with_options
from overdue_cli.cli.edge import say
from overdue_cli.cli.imports.import_options import OPTIONS
from overdue_cli.cli.imports.questions import comes_once, decided, may_ask
from overdue_cli.cli.options import Actor, Db, Format, Output
from overdue_cli.cli.progress import shown_progress
from overdue_cli.cli.session import named_ledger, opened_writing, put
from overdue_cli.domain.errors import RowsRejected, WrongUse
from overdue_cli.domain.moments import typed_day
from overdue_cli.reports.ladder.held_back import HeldBack, held_back_of_changed
from overdue_cli.views.imports.result import (
    file_lines,
    held_back_lines,
    import_document,
    row_document,
)

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="CSV, xlsx, xls, ods or JSON files; - reads the standard input.",
        show_default=False,
    ),
]


#: How far an import is: empty before it begins, then None, then the entry that it is written by.
Progressed = list[int | None]


@with_options(ImportOptions, OPTIONS, leave_out=None)
def import_(
    ctx: typer.Context,
    options: ImportOptions,
    files: Files,
    fmt: Format = None,
    output: Output = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Read customers, loans, payments, invoices, daily lists, bank statements as they are.

    The kind and the columns are recognised by the header, in many languages ('overdue columns').
    All or nothing: one bad row stops everything, unless --accept-good. Importing the same file
    again changes nothing.

    Examples:

    \b
      overdue import customers.csv loans.csv transactions.csv
      overdue import invoices.csv --as invoices --date-order mdy --currency USD
      overdue import bank.sta bank.xml
      overdue import loans.xlsx --archive
      overdue import loans.csv --dry-run
      overdue import overdue-20260629.csv --as-of 2026-06-29 --list complete
    """
    as_of = typed_day(options.as_of, "--as-of").isoformat() if options.as_of else ""
    options = replace(
        options,
        dry_run=options.dry_run or bool(options.explain),
        as_of=as_of,
        leave_out=tuple(options.leave_out or ()),
        asks=may_ask(files, fmt),
    )
    if options.guess:
        _require_guess(ctx)
        _guess(files, options)
        return
    written: Progressed = []
    with _told_when_interrupted(written, named_ledger(ctx, db)):
        result, held = _imported(ctx, db, actor, files, options, written)
        if options.explain:
            put(row_document(_file_with(result, options.explain), options.explain), fmt, output)
            return
        put(import_document(result, held), fmt, output)
        _tell(result, options, everything=bool(output or fmt) or not sys.stderr.isatty())
        if result.written:
            for line in held_back_lines(held):
                say(line)
    _conclude(result, named_ledger(ctx, db), options)


def _imported(
    ctx: typer.Context,
    db: str | None,
    actor: str | None,
    files: Sequence[Path],
    options: ImportOptions,
    written: Progressed,
) -> tuple[ImportResult, tuple[HeldBack, ...] | None]:
    """What an import did, and who of its customers is held back; None where that is left open.

    ``written`` says at any moment how far it is.
    """
    with opened_writing(ctx, db, actor) as writing:
        before = last_written(writing)

        def imported(answers: Mapping[str, Answers]) -> ImportResult:
            written[:] = [None]
            try:
                with shown_progress() as progress:
                    return import_files(
                        writing, files, options, progress=progress, answers=answers
                    )
            except Undecided:
                written.clear()
                raise
            finally:
                last = last_written(writing)
                if last > before:
                    written[:] = [last]

        result = decided(imported, asking=options.asks)
        return result, held_back_of_changed(writing) if result.written else ()


@contextmanager
def _told_when_interrupted(written: Progressed, ledger: str) -> Iterator[None]:
    """Ctrl-C says what came of the import, once it has begun."""
    try:
        yield
    except KeyboardInterrupt:
        say("")
        for number in written:
            say(
                "Nothing was written."
                if number is None
                else f"All of it had been written. {undo_hint(number, ledger)}"
            )
        raise


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


def _guess(files: Sequence[Path], options: ImportOptions) -> None:
    """Writes maps beside the files; WrongUse where something in them is left to decide."""

    def maps(answers: Mapping[str, Answers]) -> list[MapWritten]:
        return guess_maps(files, options, answers=answers)

    if any(map(comes_once, files)):
        raise WrongUse(
            "--guess writes the map beside its file, and a stream has none",
            hint="Save it to a file first.",
        )
    open_ = 0
    for path, doubts in decided(maps, asking=options.asks):
        open_ += doubts
        todo = "Decide what is marked in it" if doubts else "Mend it"
        say(f"Wrote {path}. {todo}, then: overdue import FILE --map {path}")
    if open_:
        raise WrongUse(
            f"{open_} thing{'s' if open_ > 1 else ''} could be read in two ways",
            hint="The map has each of them in lines that begin with '# Decide'.",
        )


def _file_with(result: ImportResult, row: int) -> FileResult:
    """The first file that has data in a row; WrongUse where none has."""
    for file in result.files:
        if file.steps:
            return file
    raise WrongUse(
        f"no file has data in row {row}",
        hint="Rows are numbered as an editor or spreadsheet shows them.",
    )


def _tell(result: ImportResult, options: ImportOptions, *, everything: bool) -> None:
    """What is to be said of the files, on stderr."""
    bank = options.dry_run or result.written or not result.rejected
    for file in result.files:
        for line in file_lines(file, everything=everything, bank=bank):
            say(line)
        if options.archive and options.dry_run:
            say(f"{file.file}: the original would be kept")


def _conclude(result: ImportResult, ledger: str, options: ImportOptions) -> None:
    """How to take the import back; RowsRejected where rows are wrong."""
    readable = all(map(_readable, result.files))
    if options.dry_run and options.accept_good and result.rejected and readable:
        raise RowsRejected(
            "dry run: nothing was written; the good rows would be kept without those rejected",
            hint="They are listed above.",
        )
    if result.rejected and not result.written:
        raise _all_refused(result.files)
    if result.journal is not None:
        say(undo_hint(result.journal, ledger))
    elif options.dry_run:
        say("Dry run: nothing was written.")
    else:
        say("Nothing new: nothing was written.")
    if result.rejected:
        raise RowsRejected("some rows were rejected", hint="They are listed above.")


def _readable(file: FileResult) -> bool:
    """Whether a file could be read, whatever became of its rows."""
    return not file.problems or bool(file.rejected)


def _all_refused(files: Sequence[FileResult]) -> RowsRejected:
    """Why nothing was written; to keep the good rows is offered only where that would do."""
    unread = sum(not _readable(file) for file in files)
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
