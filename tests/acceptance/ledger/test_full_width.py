"""Ids, phones and names typed in full width, or with blanks, are those of half width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T12:00:00+08:00"
HEAD = "loan_id,customer_id,name,phone,principal,disbursed_on,method,instalments,first_due_on\n"
TERMS = "2026-04-01,bullet,1,2026-05-01\n"
LOANS = f"""{HEAD}DK001,K001,陈 静,13812345678,1000,{TERMS}DK002,K002,王伟,139,2000,{TERMS}"""
WIDE = f"{HEAD}ＤＫ００１,Ｋ００１,陈 静,１３８１２３４５６７８,1000,{TERMS}"


@pytest.fixture(autouse=True)
def book(run: Any, tmp_path: Path) -> None:
    """Two loans of two customers."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)


def test_full_width_ids_of_a_file_are_the_same_loan(run: Any, tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(WIDE, encoding="utf-8")
    run("import", "wide.csv", now=NOW)
    found = run("find", "陈", now=NOW).stdout
    assert found.count("DK001") == 1
    assert "Ｄ" not in found
    assert "13812345678" in found


@pytest.mark.parametrize(
    "text",
    ["陈静", "陈 静", "陈　静", "13812345678", "１３８１２３４５６７８", "ＤＫ００１", "ｋ００１"],
)
def test_find(run: Any, text: str) -> None:
    found = run("find", text, now=NOW).stdout
    assert "DK001" in found
    assert "DK002" not in found


@pytest.mark.parametrize("who", ["ＤＫ００１", "Ｋ００１", "陈静", "１３８１２３４５６７８"])
def test_who(run: Any, who: str) -> None:
    assert "K001" in run("show", who, now=NOW).stdout


def test_a_phone_that_is_set_or_added(run: Any) -> None:
    run("set", "K002", "phone=１３８００１３８０００", now=NOW)
    assert "DK002" in run("find", "13800138000", now=NOW).stdout
    run("point", "add", "Ｋ００２", "phone", "１３８００１３８００１", now=NOW)
    assert "13800138001" in run("point", "list", "K002", now=NOW).stdout
