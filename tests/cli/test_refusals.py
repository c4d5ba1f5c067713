"""Odd input to every command: each refusal is in the trade's words and says what to type.

Every argument and every option of every command gets words that fit badly. Whatever a command
answers, it ends with a status of its own, shows nothing of the program's inside, and where it
refuses, a second line says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from command import Run
from overdue_cli.cli.main import app

NOW = "2026-06-30T09:00:00+00:00"
ODD = ("", "-1", "9" * 23, "2026-02-30", "x" * 300, "nobody", "@", "\x1b[31m")
STATUS = {0, 1, 2, 3, 5, 6}
#: Names of types, calls and files of the program, and messages of the libraries below it.
INSIDE = re.compile(
    r"Traceback|Error\(|isoformat|\.py\b|<[a-z]+\[|<class|None(?!\w)|Optional\[|Errno|NoneType"
    r"|\bdict\b|\btuple\b|\bint\(|datetime\.|\b[a-z]+_[a-z]+\(|site-packages|overdue_cli/"
    r"|valid integer|unable to parse|should be|pydantic|sqlite3"
)
#: Options of many commands, tried on one of them.
SHARED = {"db", "as_of", "known_on", "fmt", "output", "actor"}
#: Words that make files or ledgers of their own.
LEFT_OUT = {"init", "demo", "upgrade", "help"}


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    for name in group.list_commands(None):
        one = group.get_command(None, name)
        if hasattr(one, "specs"):
            yield from commands(one, (*path, name))
        elif name not in LEFT_OUT:
            yield (*path, name), one


def lines_of(path: tuple[str, ...], command: Any) -> Iterator[list[str]]:
    """Command lines with one word that fits badly."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    good = ["C1" if a.name == "who" else "L1" if a.name == "loan_id" else "10" for a in arguments]
    for count in range(len(arguments) + 2):
        yield ["C1"] * count
    for place in range(len(arguments)):
        yield from ([*good[:place], word, *good[place + 1 :]] for word in ODD)
    for option in command.params:
        own = option.name not in SHARED or (path == ("find",) and option.name != "db")
        if own and option.param_type_name == "option" and not option.is_flag:
            yield from ([*good, option.opts[-1], word] for word in ODD)
    yield [*good, "--no-such"]


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "loans.csv").write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
        "L1,C1,Ana,300,2026-04-01,equal_principal,3,2026-05-01\n"
    )
    run("init", "--currency", "EUR", now=NOW, code=0)
    run("import", "loans.csv", now=NOW, code=0)
    return run


ALL = dict(commands(get_command(app)))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_refusal_is_in_the_words_of_the_trade_and_says_what_to_type(
    book: Run, path: tuple[str, ...]
) -> None:
    for words in lines_of(path, ALL[path]):
        done = book(*path, *words, now=NOW, code=None)
        line = " ".join([*path, *words])
        assert done.exit_code in STATUS, line
        told = done.stderr.replace("x" * 300, "x")
        for word in words:
            told = told.replace(word, "") if len(word) > 2 else told
        assert not INSIDE.search(told), (line, done.stderr)
        if done.exit_code:
            assert len(done.stderr.strip().splitlines()) > 1, (line, done.stderr)


def test_a_number_that_is_none_or_out_of_bounds_is_named_with_what_to_write(book: Run) -> None:
    assert book("queue", "--limit", "ten", now=NOW, code=2).stderr == (
        "overdue: --limit is 'ten', which is no whole number\n  Write it in digits.\n"
    )
    assert (
        "Give a number from 0 to 1000000000."
        in book("queue", "--limit", "9" * 23, now=NOW, code=2).stderr
    )
    assert (
        "ENTRY is 'last', which is no whole number" in book("undo", "last", now=NOW, code=2).stderr
    )
    assert book("queue", "--limit", " 5 ", now=NOW, code=0).exit_code == 0


def test_a_policy_that_nobody_has_is_told_at_once(book: Run) -> None:
    told = book("policy", "use", "cn_bnk", now=NOW, code=2).stderr
    assert told == "overdue: unknown policy 'cn_bnk'\n  Did you mean cn_bank?\n"


def test_one_fault_is_one_fault(book: Run) -> None:
    assert "1 fault in nobody\n" in book("policy", "lint", "nobody", now=NOW, code=5).stderr
