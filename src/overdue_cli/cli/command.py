"""Makes a command of a question: the options that all of them share are added, and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.cli.session import put, session
from overdue_cli.render.document import Document

P = ParamSpec("P")
Command = Callable[..., None]


def reads(
    *, known_on: bool = False, section: str = ""
) -> Callable[[Callable[Concatenate[Book, P], Document]], Command]:
    """A command that opens the ledger at a day, asks it something and prints the document.

    After the options of the question stand --section (where ``section`` is its help), --as-of,
    --known-on, those of the format, and --db.
    """
    shared = [
        *([_shared("section", _section(section))] if section else ()),
        _shared("as_of", AsOf),
        *([_shared("known_on", KnownOn)] if known_on else ()),
        _shared("fmt", Format),
        _shared("output", Output),
        _shared("excel", Excel, default=False),
        _shared("db", Db),
    ]

    def made(question: Callable[Concatenate[Book, P], Document]) -> Command:
        own = own_parameters(question)

        def command(
            ctx: typer.Context,
            as_of: str | None = None,
            known_on: str | None = None,
            fmt: str | None = None,
            output: Path | None = None,
            excel: bool = False,
            db: str | None = None,
            **texts: Any,
        ) -> None:
            wanted = texts.get("section")
            options = {one.name: texts[one.name] for one in own if one.name in texts}
            with session(ctx, db, as_of=as_of, known_on=known_on) as at:
                document = question(at, **options)  # type: ignore[call-arg]
                put(document, fmt, output, excel=excel, section=wanted)

        return as_command(command, question, [*own, *shared])

    return made


def own_parameters(function: Callable[..., Any]) -> list[Parameter]:
    """The parameters of a function after the first, which the program itself gives it."""
    return list(signature(function, eval_str=True).parameters.values())[1:]


def as_command(
    command: Command, source: Callable[..., Any], parameters: Sequence[Parameter]
) -> Command:
    """``command`` with the name and help of ``source``, and the parameters that Typer reads."""
    first = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in parameters]
    command.__name__, command.__doc__ = source.__name__, source.__doc__
    command.__module__ = source.__module__
    command.__annotations__ = {}
    command.__signature__ = Signature([first, *named])  # type: ignore[attr-defined]
    return command


def _shared(name: str, option: Any, default: Any = None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=option)


def _section(help_text: str) -> Any:
    return Annotated[str | None, typer.Option("--section", metavar="NAME", help=help_text)]
