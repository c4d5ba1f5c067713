"""A command takes its own options, then those that all commands of its kind share."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

from overdue_cli.cli.contact.log_call import log_call
from overdue_cli.cli.contact.log_visit import log_visit
from overdue_cli.cli.contact.show import show
from overdue_cli.cli.ladder.hold import list_


def options(command: Callable[..., None]) -> dict[str, Any]:
    """The options of a command in their order, with their defaults."""
    return {name: one.default for name, one in signature(command).parameters.items()}


def test_a_question_ends_with_the_day_the_format_and_the_ledger() -> None:
    shared = ["as_of", "known_on", "fmt", "output", "excel", "db"]
    assert list(options(list_)) == ["ctx", "who", "past", "due", *shared]
    assert list(options(show)) == ["ctx", "who", "section", "history", *shared]


def test_an_action_ends_with_who_does_it_and_the_ledger() -> None:
    assert list(options(log_call))[-2:] == ["actor", "db"]


def test_what_a_command_presets_is_no_option_of_it_or_its_default() -> None:
    assert "channel" not in options(log_visit)
    assert options(log_visit)["place"] == ""
    assert options(log_call)["place"] == ""


def test_a_command_has_the_name_and_the_help_of_its_function() -> None:
    assert log_call.__name__ == "log_call"
    assert (log_call.__doc__ or "").startswith("Write down a call")
