"""Help: the commands of every day first, the others by name, every one on request."""

from __future__ import annotations

import re
from typing import Any

import pytest

from overdue_cli.cli.lazy import CommandSpec
from overdue_cli.cli.main import HEADINGS

EVERY_DAY = """import board queue show explain find may log-call log-message log-visit promise pay
match report undo""".split()
GROUPS = [
    name
    for specs in HEADINGS.values()
    for name, spec in specs.items()
    if spec.children is not None
]


def listed(text: str, heading: str) -> list[str]:
    """The first words of the lines below a heading, up to the blank line."""
    below = text.partition(f"\n{heading}:\n")[2].partition("\n\n")[0]
    return [line.split()[0] for line in below.splitlines() if re.match(r"  \S", line)]


def lines_of(specs: Any, before: str = "") -> list[str]:
    """The commands below some headings by their whole names."""
    names = []
    for name, spec in specs.items():
        whole = f"{before} {name}".strip()
        names += [whole] if spec.children is None else lines_of(spec.children, whole)
    return names


def test_the_commands_of_every_day_come_first_with_a_line_each(run: Any) -> None:
    assert listed(run("--help").stdout, "Every day") == EVERY_DAY


def test_the_other_headings_have_names_only(run: Any) -> None:
    more = run("--help").stdout.partition("\nMore:\n")[2]
    assert re.search(r"^  Money +enter, .*late-fees", more, re.MULTILINE)
    assert re.search(r"^  The ledger +init, demo, check, upgrade", more, re.MULTILINE)
    assert "Record a charge" not in more


def test_help_fits_the_screen(run: Any) -> None:
    out = run("--help").stdout
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.splitlines()) <= 60


def test_help_all_lists_every_command_with_a_line(run: Any) -> None:
    out = run("help", "all").stdout
    for specs in HEADINGS.values():
        for name in lines_of(specs):
            assert re.search(rf"^  {name}  +\S", out, re.MULTILINE), name


def test_help_of_a_command_is_what_its_option_prints(run: Any) -> None:
    assert run("help", "hold", "add").stdout == run("hold", "add", "--help").stdout
    assert run("help").stdout == run("--help").stdout


def test_help_of_an_unknown_command_names_the_nearest(run: Any) -> None:
    assert "Did you mean policy?" in run("help", "polcy", code=2).stderr
    assert "overdue help all" in run("help", "pay", "x", code=2).stderr


@pytest.mark.parametrize("name", GROUPS)
def test_the_page_of_a_group_shows_examples_before_its_options(run: Any, name: str) -> None:
    out = run(name, "--help").stdout
    examples, _, rest = out.partition("Options:")
    lines = re.findall(rf"^    overdue {name} (\S+)", examples, re.MULTILINE)
    assert len(lines) >= 2
    assert rest
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("name", GROUPS)
def test_the_examples_of_a_group_use_what_its_commands_take(run: Any, name: str) -> None:
    for line in spec_of(name).examples:
        words = line.split("  ")[0].split()
        page = run(name, words[2], "--help").stdout
        assert all(option in page for option in words if option.startswith("--")), line


def spec_of(name: str) -> CommandSpec:
    """The spec of a command below any heading."""
    return next(specs[name] for specs in HEADINGS.values() if name in specs)


def test_usage_names_arguments_as_the_page_does_without_types(run: Any) -> None:
    page = run("set", "--help").stdout
    assert page.startswith("Usage: overdue set [OPTIONS] WHO FIELD=VALUE…\n")
    assert not re.search(r"<(str|int|path|list)", page)
    assert run("match", "--help").stdout.startswith("Usage: overdue match [OPTIONS] [LINE]\n")
