"""``overdue policy simulate``: what another policy would do; nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOW = "2026-06-30T09:15:00+08:00"
CAP = "gbt_three_talks"


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Path:
    run("demo", "--customers", "60", now=NOW)
    return tmp_path / "overdue.db"


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as conn:
        return list(conn.iterdump())


def test_a_longer_step_moves_customers_with_their_money_and_writes_nothing(
    demo: Path, data: Run
) -> None:
    before = {row["stage"] for row in data("queue", now=NOW)["rows"]}
    kept = dump(demo)
    wider = ("--set", "step.phone.to=25", "--set", "step.message.from=26")
    said = data("policy", "simulate", *wider, now=NOW)
    assert dump(demo) == kept
    [moved] = [row for row in said["moved"] if row["after"] == "phone"]
    assert moved["before"] == "message"
    assert "message" in before
    stages = {row["stage"]: row for row in said["stages"]}
    gained = stages["phone"]["customers_after"] - stages["phone"]["customers_before"]
    assert gained == moved["customers"] == said["moved_customers"] > 0
    assert moved["overdue"]


def test_the_counts_of_now_are_those_of_the_board(demo: Path, data: Run) -> None:
    board = {row["stage"]: row["customers"] for row in data("board", now=NOW)["rows"]}
    said = data("policy", "simulate", "--set", "step.phone.to=15", now=NOW)
    counted = {row["stage"]: row["customers_before"] for row in said["stages"]}
    assert {name: counted[name] for name in board if name != "no step"} == {
        name: number for name, number in board.items() if name != "no step"
    }
    assert said["moved"] == []


def test_a_tighter_cap_is_hit_by_who_was_spoken_to_twice(demo: Path, run: Run, data: Run) -> None:
    def hits(*change: str) -> int:
        caps = data("policy", "simulate", "cn_online", *change, now=NOW)["caps"]
        return sum(row["customers_after"] for row in caps if row["rule"] == CAP)

    tighter = ("--set", f"rule.{CAP}.most=1")
    before = hits(*tighter)
    someone = data("queue", "--stage", "phone", now=NOW)["rows"][0]["customer_id"]
    for _ in range(2):
        run("log-call", someone, "--outcome", "RPC", now=NOW)
    assert (hits(), hits(*tighter)) == (0, before + 1)


def test_grace_days_of_a_product_are_counted_anew(demo: Path, data: Run) -> None:
    said = data("policy", "simulate", "--set", "product.default.grace_days=5", now=NOW)
    assert any(row["before"] == "phone" for row in said["moved"])


WRONG = {
    "nothing to simulate": (),
    "Did you mean phone?": ("--set", "step.fone.to=20"),
    "KEY=VALUE": ("--set", "phone"),
    "unknown policy": ("nowhere",),
    "not a single setting": ("--set", "product.default=3"),
}


@pytest.mark.parametrize("said", WRONG)
@pytest.mark.usefixtures("demo")
def test_wrong_use_says_what_to_do(run: Run, said: str) -> None:
    assert said in run("policy", "simulate", *WRONG[said], now=NOW, code=2).stderr
