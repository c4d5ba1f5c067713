"""Makes a command of a question or an action: the options that all of them share are added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Needs, Writing
from overdue_cli.cli import session
from overdue_cli.cli.options import Actor, AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.domain.errors import Unconfirmed
from overdue_cli.render.document import Document

P = ParamSpec("P")
Result = TypeVar("Result")
Command = Callable[..., None]


def reads(
    *,
    needs: Needs = "facts",
    as_of: bool = True,
    known_on: bool = False,
    section: str = "",
) -> Callable[[Callable[Concatenate[Book, P], Document]], Command]:
    """A command that asks the book at a day something and prints the document.

    After the options of the question stand --section (where ``section`` is its help), --as-of,
    --known-on, those of the format, and --db.
    """
    shared = [
        *([_option("section", _section(section), None)] if section else ()),
        *([_option("as_of", AsOf, None)] if as_of else ()),
        *([_option("known_on", KnownOn, None)] if known_on else ()),
        _option("fmt", Format, None),
        _option("output", Output, None),
        _option("excel", Excel, False),
        _option("db", Db, None),
    ]

    def made(question: Callable[Concatenate[Book, P], Document]) -> Command:
        own = _after_the_first(question)

        def command(
            ctx: typer.Context,
            as_of: str | None = None,
            known_on: str | None = None,
            fmt: str | None = None,
            output: Path | None = None,
            excel: bool = False,
            db: str | None = None,
            **options: Any,
        ) -> None:
            chosen = {one.name: options[one.name] for one in own}
            with session.opened_book(ctx, db, needs=needs, as_of=as_of, known_on=known_on) as book:
                document = question(book, **chosen)  # type: ignore[call-arg]
                part = options.get("section")
                session.put(document, fmt, output, excel=excel, section=part)

        return _as_command(command, question, [*own, *shared])

    return made


def writes(action: Callable[Concatenate[Writing, P], Written]) -> Command:
    """A command that opens the ledger to write, does something and prints what was written.

    After the options of the action stand --actor and --db.
    """

    def command(
        ctx: typer.Context, actor: str | None = None, db: str | None = None, **options: Any
    ) -> None:
        with session.opened_writing(ctx, db, actor) as writing:
            written = _agreed(action, writing, options)
        session.tell(ctx, db, written)
        session.tell_doubts(writing.doubts)

    shared = [_option("actor", Actor, None), _option("db", Db, None)]
    return _as_command(command, action, [*_after_the_first(action), *shared])


def _agreed(action: Callable[..., Written], writing: Writing, options: dict[str, Any]) -> Written:
    """What an action wrote; who was named by no id is asked about where somebody can answer."""
    try:
        return action(writing, **options)
    except Unconfirmed as named:
        session.require_agreement(named)
        by_id = f"customer:{named.customer_id}"
        meant = {name: by_id if text == named.typed else text for name, text in options.items()}
        return action(writing, **meant)


def takes(
    value: Callable[..., Any], options: Mapping[str, Any], **preset: Any
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Options that make one value together, each named like the field that it fills.

    The function gets the value in place of them, after what it is called with. What is preset is
    the default of its option, or where there is none, a field that no user sets.
    """
    defaults = {one.name: one.default for one in signature(value).parameters.values()} | preset
    fixed = {name: preset[name] for name in preset if name not in options}
    own = [_option(name, option, defaults[name]) for name, option in options.items()]

    def made(function: Callable[..., Result]) -> Callable[..., Result]:
        def taking(first: Any, **texts: Any) -> Result:
            return function(first, value(**texts, **fixed))

        _dress(taking, function, [_option("first", Any, Parameter.empty), *own])
        return taking

    return made


def with_options(
    value: Callable[..., Any], options: Mapping[str, Any], **preset: Any
) -> Callable[[Callable[..., None]], Command]:
    """A command whose first options make one value; what it requires stands before them.

    The function gets its context and the value, then its own options by name. Names and presets
    are as in ``takes``.
    """
    defaults = {one.name: one.default for one in signature(value).parameters.values()} | preset
    of_value = [_option(name, option, defaults[name]) for name, option in options.items()]

    def made(function: Callable[..., None]) -> Command:
        own = _after_the_first(function)[1:]
        required = [one for one in own if one.default is Parameter.empty]

        def command(ctx: typer.Context, **texts: Any) -> None:
            chosen = value(**{name: texts.pop(name) for name in options})
            function(ctx, chosen, **texts)

        return _as_command(command, function, [*required, *of_value, *own[len(required) :]])

    return made


def _after_the_first(function: Callable[..., Any]) -> list[Parameter]:
    """The parameters of a function that are options: the program itself fills the first."""
    return list(signature(function, eval_str=True).parameters.values())[1:]


def _option(name: str, option: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=option)


def _section(help_text: str) -> Any:
    return Annotated[str | None, typer.Option("--section", metavar="NAME", help=help_text)]


def _as_command(
    command: Command, source: Callable[..., Any], options: Sequence[Parameter]
) -> Command:
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in options]
    _dress(command, source, [_option("ctx", typer.Context, Parameter.empty), *named])
    return command


def _dress(
    function: Callable[..., Any], source: Callable[..., Any], parameters: Sequence[Parameter]
) -> None:
    """Gives a function the name and help of its source, and the parameters that Typer reads."""
    function.__name__, function.__doc__ = source.__name__, source.__doc__
    function.__module__ = source.__module__
    function.__annotations__ = {}
    function.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
