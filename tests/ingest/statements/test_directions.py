"""Which way money goes in a list: by header and word in many languages, with and without proof."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import StatementChoices
from places import CASES

TABLE = CASES / "statements" / "directions.csv"
#: Money in is positive; the first is old, the last is new.
TRUTH = (1250_00, -13_37, -100_00, 45_10, -7_00, 612_40, -88_00)


def pairs() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def amount(cents: int, *, signed: bool) -> str:
    return f"{cents / 100 if signed else abs(cents) / 100:.2f}"


def listed(pair: dict[str, str], *, signed: bool, balance: bool) -> str:
    """A list of the true movements with the words of a pair beside them."""
    rows = [["Date", "Details", "Amount", pair["header"], *(["Saldo"] if balance else [])]]
    held = 500_00
    for day, cents in enumerate(TRUTH, 1):
        held += cents
        word = pair["in"] if cents > 0 else pair["out"]
        row = [f"2026-02-{day:02d}", f"movement {day}", amount(cents, signed=signed), word]
        rows.append([*row, *([f"{held / 100:.2f}"] if balance else [])])
    return "\n".join(",".join(row) for row in rows) + "\n"


def outcome(folder: Path, text: str, money_out: str = "") -> str:
    """right, asked or wrong: what becomes of a list.

    Before the oldest row there is no balance: it is rejected where that alone tells the direction.
    """
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    try:
        reading = read_statement(path, StatementChoices(currency="EUR", money_out=money_out))
    except Undecided as doubt:
        return "asked" if doubt.option == "--money-out" else doubt.option
    found = [line.amount for line in reading.lines]
    if found == list(TRUTH[1:]) and [problem.row for problem in reading.problems] == [2]:
        return "oldest rejected"
    return "right" if found == list(TRUTH) and not reading.problems else "wrong"


def outcomes(folder: Path, *, signed: bool, balance: bool) -> Iterator[tuple[str, dict[str, str]]]:
    for pair in pairs():
        yield outcome(folder, listed(pair, signed=signed, balance=balance)), pair


def test_words_beside_amounts_without_a_sign_are_understood_or_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = list(outcomes(tmp_path, signed=False, balance=False))
    counts = Counter(end for end, _ in found)
    asked = [f"{one['header'] or '(blank)'}: {one['in']}" for end, one in found if end == "asked"]
    with capsys.disabled():
        print(f"\ndirections: {dict(counts)} of {len(found)}; asked: {', '.join(asked)}")
    assert len(found) >= 60
    assert len({pair["language"] for _, pair in found}) >= 12
    assert counts["wrong"] == 0
    assert counts["right"] >= 50


@pytest.mark.parametrize(("signed", "balance"), [(True, False), (False, True), (True, True)])
def test_a_sign_or_a_balance_needs_no_word(tmp_path: Path, signed: bool, balance: bool) -> None:
    found = list(outcomes(tmp_path, signed=signed, balance=balance))
    left = [pair["in"] for end, pair in found if end == "oldest rejected"]
    assert set(left) <= ({"zork", "Bonifico in entrata"} if balance and not signed else set())
    assert {end for end, _ in found} <= {"right", "oldest rejected"}


def test_what_is_asked_is_right_once_answered(tmp_path: Path) -> None:
    for end, pair in outcomes(tmp_path, signed=False, balance=False):
        if end == "asked":
            text = listed(pair, signed=False, balance=False)
            assert outcome(tmp_path, text, pair["out"]) == "right", pair
            named = f"{pair['header']}={pair['out']}" if pair["header"] else pair["out"]
            assert outcome(tmp_path, text, named) == "right", pair


def test_words_that_contradict_the_balance_are_asked(tmp_path: Path) -> None:
    for pair in pairs():
        turned = {**pair, "in": pair["out"], "out": pair["in"]}
        text = listed(turned, signed=False, balance=True)
        assert outcome(tmp_path, text) in ("asked", "right", "oldest rejected"), pair


def test_words_that_contradict_the_signs_are_asked_or_give_way(tmp_path: Path) -> None:
    for pair in pairs():
        turned = {**pair, "in": pair["out"], "out": pair["in"]}
        text = listed(turned, signed=True, balance=False)
        assert outcome(tmp_path, text) in ("asked", "right"), pair
        assert outcome(tmp_path, listed(turned, signed=True, balance=True)) == "right", pair
