"""A credit note may say which invoice it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command import Run

HEAD = "invoice_id,customer_id,issued_on,due_on,amount,{}\n"
INVOICES = "I1,C1,2026-05-01,2026-05-31,100,\nI2,C1,2026-05-01,2026-06-15,80,\n"


@pytest.fixture
def take(run: Run, data: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30T09:00")
    run("init", "--currency", "EUR")

    def call(*rows: str, header: str = "applies_to", code: int = 0) -> Any:
        Path("i.csv").write_text(HEAD.format(header) + "".join(rows), encoding="utf-8")
        return data("import", "i.csv", code=code)["files"][0]

    return call


@pytest.fixture
def open_(data: Callable[..., Any]) -> Any:
    return lambda: {one["loan_id"]: one["outstanding"] for one in data("show", "C1")["loans"]}


@pytest.mark.parametrize(
    "header", ["applies_to", "against invoice", "Original Invoice No", "冲销发票", "原发票号"]
)
def test_it_pays_the_invoice_that_it_names_before_an_older_one(
    take: Any, open_: Any, header: str
) -> None:
    take(INVOICES, "N1,C1,2026-06-20,2026-06-20,-30,I2\n", header=header)
    assert open_() == {"I1": "100.00", "I2": "50.00", "N1": "0.00"}


def test_what_its_invoice_does_not_ask_for_pays_the_others(take: Any, open_: Any) -> None:
    take(INVOICES, "N1,C1,2026-06-20,2026-06-20,-90,I2\n")
    assert open_() == {"I1": "90.00", "I2": "0.00", "N1": "0.00"}


def test_it_is_said_later_and_taken_back(take: Any, open_: Any, run: Run) -> None:
    take(INVOICES, "N1,C1,2026-06-20,2026-06-20,-30,\n")
    assert open_()["I1"] == "70.00"
    assert take("N1,C1,2026-06-20,2026-06-20,-30,I2\n")["changed"] == 1
    assert (open_()["I1"], open_()["I2"]) == ("100.00", "50.00")
    assert take("N1,C1,2026-06-20,2026-06-20,-30,I2\n")["unchanged"] == 1
    run("undo")
    assert open_()["I1"] == "70.00"
    run("check")


@pytest.mark.parametrize("row", ["N1,C1,2026-06-20,2026-06-20,-30,I9\n",
                                 "N1,C2,2026-06-20,2026-06-20,-30,I1\n"])  # fmt: skip
def test_an_invoice_that_is_not_the_customers_is_a_fault(take: Any, row: str) -> None:
    (problem,) = take(INVOICES, row, code=3)["problems"]
    assert problem["column"] == "applies_to"
    assert problem["rule"].startswith("there is no invoice I")


@pytest.mark.parametrize("command", [("show",), ("explain", "--all")])
def test_it_is_shown_as_issued_and_without_an_amount_that_is_owed(
    take: Any, run: Run, command: tuple[str, ...]
) -> None:
    take(INVOICES, "N1,C1,2026-06-20,2026-06-20,-30,I2\n")
    shown = run(command[0], "N1", *command[1:]).output
    assert "Issued:" in shown
    assert "Disbursed:" not in shown
    assert "Amount:  " not in shown.replace("Next amount:", "")
