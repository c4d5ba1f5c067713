"""Complete lists of open invoices: what is missing is settled on the day of the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T09:00+08:00"
HEAD = "invoice_id,customer_id,issued_on,due_on,amount,outstanding\n"
#: Invoices: 100 open in full, 250 of which 50 are paid, 300 open.
FIRST = ("I1,C1,2026-05-01,2026-06-01,100,100", "I2,C1,2026-05-02,2026-06-02,250,200",
         "I3,C2,2026-05-03,2026-06-03,300,300")  # fmt: skip


@pytest.fixture
def bring(run: Any, data: Any, tmp_path: Path) -> Any:
    """Imports a list of open invoices of a day of June; its warnings."""
    run("init", "--currency", "EUR", now=NOW)

    def call(day: int, *rows: str, scope: str = "complete") -> list[str]:
        (tmp_path / f"{day}.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        as_of = f"2026-06-{day}"
        told = data("import", f"{day}.csv", "--list", scope, "--as-of", as_of, now=NOW)
        return [one["rule"] for one in told["files"][0]["warnings"]]

    return call


def owed(data: Any, day: int) -> list[str]:
    return [
        data("show", invoice, "--as-of", f"2026-06-{day}", now=NOW)["outstanding"]["total"]
        for invoice in ("I1", "I2", "I3")
    ]


def test_what_a_complete_list_no_longer_holds_is_settled_that_day(
    run: Any, data: Any, bring: Any
) -> None:
    bring(10, *FIRST)
    assert bring(20, FIRST[0]) == [
        "2 open invoices are not on this list (EUR 500.00): settled on 2026-06-20"
    ]
    assert owed(data, 19) == ["100.00", "200.00", "300.00"]
    assert owed(data, 20) == ["100.00", "0.00", "0.00"]
    run("check", now=NOW)
    run("undo", now=NOW)
    assert owed(data, 20) == ["100.00", "200.00", "300.00"]
    run("check", now=NOW)


def test_a_payment_that_turns_up_later_takes_the_place_of_what_was_inferred(
    run: Any, data: Any, bring: Any
) -> None:
    bring(10, *FIRST)
    bring(20, *FIRST[:2])
    run("pay", "I3", "300", "--on", "2026-06-15", now=NOW)
    assert owed(data, 15) == ["100.00", "200.00", "0.00"]
    shown = data("show", "I3", now=NOW)
    assert (shown["outstanding"]["total"], shown["credit"]) == ("0.00", "0.00")
    run("check", now=NOW)


def test_an_invoice_that_is_there_again_is_open_again(run: Any, data: Any, bring: Any) -> None:
    bring(10, *FIRST)
    bring(20, *FIRST[:2])
    bring(25, *FIRST)
    assert owed(data, 20)[2] == "0.00"
    assert owed(data, 25) == ["100.00", "200.00", "300.00"]
    run("check", now=NOW)


def test_a_partial_list_says_nothing_of_the_others(data: Any, bring: Any) -> None:
    bring(10, *FIRST)
    assert bring(20, FIRST[0], scope="partial") == []
    assert owed(data, 20) == ["100.00", "200.00", "300.00"]


def test_an_invoice_that_was_issued_after_the_day_of_the_list_is_not_missing(
    data: Any, bring: Any
) -> None:
    bring(28, "I1,C1,2026-05-01,2026-06-01,100,100", "I2,C1,2026-05-02,2026-06-02,250,200",
          "I3,C2,2026-06-26,2026-07-26,300,300")  # fmt: skip
    assert bring(20, FIRST[0], FIRST[1]) == []
    assert owed(data, 28) == ["100.00", "200.00", "300.00"]


def test_a_complete_list_needs_its_day(run: Any, bring: Any, tmp_path: Path) -> None:
    bring(10, *FIRST)
    (tmp_path / "no-day.csv").write_text(HEAD + FIRST[0] + "\n", encoding="utf-8")
    refused = run("import", "no-day.csv", "--list", "complete", now=NOW, code=2)
    assert "nothing says of which" in refused.stderr
    assert "--as-of" in refused.stderr
