"""A Typer group that knows its commands by name and loads a command's module when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from overdue_cli.cli.edge import guarded
from overdue_cli.domain.errors import WrongUse


class CommandSpec(NamedTuple):
    """Where a command lives and its line in the list of commands.

    ``module:function``, or the module alone where its function has the same name.

    A group of commands has ``children`` instead.
    """

    target: str
    help: str
    children: Mapping[str, CommandSpec] | None = None
    examples: tuple[str, ...] = ()
    """Command lines of a group's own page, each with a word on what it does."""


def group_spec(help_line: str, children: Mapping[str, CommandSpec], *examples: str) -> CommandSpec:
    """A group of commands, with the examples that its own page shows."""
    return CommandSpec("", help_line, children, examples)


class LazyGroup(TyperGroup):
    """A group whose commands are imported one at a time, when they are needed."""

    specs: Mapping[str, CommandSpec] = {}

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, without importing anything."""
        return list(self.specs)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of that name, imported now; None when there is none."""
        spec = self.specs.get(cmd_name)
        if spec is None:
            self.commands = dict.fromkeys(self.specs, cast(Any, None))  # for "did you mean"
            return None
        return load(cmd_name, spec)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The list of commands with one line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, spec.help) for name, spec in self.specs.items()])

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Names of commands that begin so, without importing them."""
        from typer._click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=spec.help)
            for name, spec in self.specs.items()
            if name.startswith(incomplete)
        ]

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """The options of the group, converted no more than they need to be."""
        return as_typed(super().get_params(cast(Any, ctx)))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Runs the command; what a user can cause comes out as text and an exit status."""
        return guarded(lambda: super(LazyGroup, self).invoke(cast(Any, ctx)))


class Command(TyperCommand):
    """One command, its parameters converted no more than they need to be."""

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """The options and arguments of the command."""
        return as_typed(super().get_params(cast(Any, ctx)))


class AsTyped:
    """Conversion of a parameter: what needs none is taken as it is, the rest goes Typer's way.

    Newer Typers convert through pydantic, whose import takes longer than a hot command's own
    work.
    """

    def __init__(self, param: Any) -> None:
        self._typers_own = param.get_runtime_param

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Nothing where nothing was given, plain text and whole numbers; else what Typer makes."""
        several = param.multiple or param.nargs == -1
        if several and not value:
            return ()
        if value is None:
            return None
        kind, info = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        if several and kind in (int, list[int]) and info.parser is None:
            return [_whole(one, param, info) for one in value]
        if type(value) is str and not several and info.parser is None:
            if kind is str:
                return value
            if kind is int:
                return _whole(value, param, info)
        return self._typers_own().coerce(value, param=param, ctx=ctx)


MOST = 10**9
"""No count and no number of a row is larger."""


def _whole(text: str, param: Any, info: Any) -> int:
    """The whole number that a text is; WrongUse for another text, or one out of bounds."""
    name = param.opts[-1] if param.param_type_name == "option" else _usage_of(param).strip("[]…")
    digits = text.strip().removeprefix("+").removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise WrongUse(f"{name} is '{text}', which is no whole number", hint="Write it in digits.")
    low = info.min if info.min is not None else -MOST
    high = info.max if info.max is not None else MOST
    number = int(text) if len(digits) < _MOST_DIGITS else MOST + 1
    if not low <= number <= high:
        raise WrongUse(f"{name} is {text}", hint=f"Give a number from {low} to {high}.")
    return number


_MOST_DIGITS = 12


def as_typed(params: list[Any]) -> list[Any]:
    """The same parameters, so that pydantic is loaded only where there is work for it.

    Help names an argument as the page does (``WHO``, ``[WHO]``, ``FILE…``), without its type.
    """
    for param in params:
        if param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: ""
            param.get_usage_pieces = lambda ctx, param=param: [_usage_of(param)]
        if "get_runtime_param" not in vars(param):
            converter = AsTyped(param)
            param.get_runtime_param = lambda converter=converter: converter
    return params


def _usage_of(argument: Any) -> str:
    """An argument in a line of usage: in brackets where it may be left out, … where repeated."""
    name = argument.display_name_raw + ("" if argument.nargs == 1 else "…")
    return name if argument.required else f"[{name}]"


def load(name: str, spec: CommandSpec) -> Any:
    """The command that a spec names, ready to run."""
    if spec.children is not None:
        return group(name, _help_text(spec), spec.children)
    module, _, named = spec.target.partition(":")
    function = named or module.rpartition(".")[2]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=name, cls=Command)(getattr(import_module(module), function))
    return get_command(app)


def _help_text(spec: CommandSpec) -> str:
    """The help of a group's page: its line, then its examples as they stand."""
    lines = "".join(f"\n  {line}" for line in spec.examples)
    return f"{spec.help}\n\nExamples:\n\n\b{lines}" if lines else spec.help


def group(name: str, help_text: str, children: Mapping[str, CommandSpec]) -> Any:
    """A group of lazily loaded commands."""
    cls = type("Group", (LazyGroup,), {"specs": children})
    return cls(name=name, help=help_text, no_args_is_help=True, rich_markup_mode=None)
