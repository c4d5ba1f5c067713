"""The parts of Typer that are not its documented interface and that ``cli/lazy.py`` uses.

``pyproject.toml`` names the versions that have them. A newer one is let in by its number there,
after these tests have passed with it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


def _parameters() -> dict[str, Any]:
    app = typer.Typer(add_completion=False)

    @app.command()
    def command(
        name: str,
        count: Annotated[int, typer.Option(min=1, max=9)] = 1,
        several: Annotated[list[str] | None, typer.Option()] = None,
    ) -> None:
        """Nothing."""

    return {str(one.name): one for one in get_command(app).params}


def test_an_item_of_completion_stands_where_it_is_looked_for() -> None:
    item = import_module("typer._click.shell_completion").CompletionItem("queue", help="Whom.")
    assert (item.value, item.help) == ("queue", "Whom.")


@pytest.mark.parametrize(
    "method",
    ["list_commands", "get_command", "format_commands", "shell_complete", "get_params", "invoke"],
)
def test_a_group_asks_for_its_commands_by_a_method(method: str) -> None:
    assert callable(getattr(TyperGroup, method))


def test_a_command_asks_for_its_parameters_by_a_method() -> None:
    assert callable(TyperCommand.get_params)


@pytest.mark.parametrize("name", ["name", "count", "several"])
def test_a_parameter_converts_by_what_get_runtime_param_gives(name: str) -> None:
    parameter = _parameters()[name]
    assert callable(parameter.get_runtime_param().coerce)
    assert parameter.get_runtime_param.__self__ is parameter
    assert parameter.nargs == 1
    assert parameter.multiple == (name == "several")


def test_a_parameter_says_its_type_bounds_and_parser() -> None:
    described = {name: one.type_descriptor for name, one in _parameters().items()}
    assert described["name"].annotation is str
    assert described["count"].annotation is int
    count = described["count"].parameter_info
    assert (count.min, count.max, count.parser) == (1, 9, None)
