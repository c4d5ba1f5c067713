"""Master data of several sources: only what a source itself says anew is news."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T09:00+08:00"
LIST = "loan_id,customer_id,name,phone,officer,days_past_due,overdue_amount,as_of\n"
OLD, HAND, NEW = "13800138000", "13900139000", "13700137000"


@pytest.fixture
def bring(run: Any, data: Any, tmp_path: Path) -> Any:
    """Imports a list of a day, or a customers file, that says this phone."""
    run("init", "--currency", "CNY", now=NOW)

    def call(source: str, phone: str, officer: str = "li") -> str:
        options = [] if source == "customers" else ["--list", "complete"]
        if source == "customers":
            text = f"customer_id,name,phone\nC1,Wang,{phone}\n"
        else:
            text = f"{LIST}L1,C1,Wang,{phone},{officer},{source},100,2026-06-{source}\n"
        (tmp_path / "file.csv").write_text(text, encoding="utf-8")
        run("import", "file.csv", *options, now=NOW)
        return phone_of(data)

    return call


def phone_of(data: Any) -> str:
    shown: str = data("show", "customer:C1", now=NOW)["phone"]
    return shown


def test_two_kinds_of_file_that_differ_do_not_take_turns(bring: Any) -> None:
    assert bring("customers", OLD) == OLD
    assert bring("10", NEW) == NEW
    assert bring("customers", OLD + " ") == NEW
    assert bring("11", NEW) == NEW
    assert bring("customers", HAND) == HAND
    assert bring("12", NEW) == HAND
    assert bring("13", OLD) == OLD


def test_what_a_source_says_after_another_did_is_its_last_word_too(bring: Any, run: Any) -> None:
    """The list follows what a person set, then the person sets the old number again."""
    assert bring("10", OLD) == OLD
    run("set", "C1", f"phone={HAND}", now=NOW)
    assert bring("11", HAND) == HAND
    run("set", "C1", f"phone={NEW}", now=NOW)
    assert bring("12", HAND) == NEW
    assert bring("13", OLD) == OLD


def test_undo_takes_back_what_a_source_said(bring: Any, run: Any, data: Any) -> None:
    assert bring("10", OLD) == OLD
    assert bring("11", NEW) == NEW
    run("undo", now=NOW)
    assert phone_of(data) == OLD
    assert bring("11", NEW) == NEW
    run("check", now=NOW)


def test_a_word_of_a_loans_file_that_a_person_changed_stays(
    run: Any, data: Any, tmp_path: Path
) -> None:
    head = "loan_id,customer_id,principal,disbursed_on,method,instalments,officer,branch\n"

    def bring(officer: str, branch: str) -> str:
        row = f"L1,C1,1200,2026-01-10,equal_principal,12,{officer},{branch}\n"
        (tmp_path / "loans.csv").write_text(head + row, encoding="utf-8")
        run("import", "loans.csv", now=NOW)
        shown: str = data("show", "L1", now=NOW)["officer"]
        return shown

    run("init", "--currency", "CNY", now=NOW)
    assert bring("li", "A") == "li"
    run("set", "loan:L1", "officer=chen", now=NOW)
    assert bring("li", "B") == "chen"
    assert bring("zhou", "B") == "zhou"
    run("check", now=NOW)


def test_a_customer_stays_with_whom_it_was_assigned_to(bring: Any, run: Any, rows: Any) -> None:
    bring("10", OLD)
    run("assign", "C1", "--officer", "chen", now=NOW)
    bring("11", OLD)
    assert [row["officer"] for row in rows("queue", "--format", "csv", now=NOW)] == ["chen"]


def test_a_number_that_a_person_added_or_ended_stays(bring: Any, run: Any, rows: Any) -> None:
    bring("10", OLD)
    run("point", "add", "C1", "phone", HAND, now=NOW)
    run("point", "add", "C1", "phone", "02161234567", now=NOW)
    run("point", "end", "2", now=NOW)
    before = rows("point", "list", "C1", "--format", "csv", now=NOW)
    bring("11", OLD)
    assert rows("point", "list", "C1", "--format", "csv", now=NOW) == before


def test_the_officer_of_an_invoice_stays_as_a_person_set_it(
    run: Any, data: Any, tmp_path: Path
) -> None:
    head = "invoice_id,customer_id,issued_on,due_on,amount,officer,matter\n"

    def bring(officer: str, matter: str) -> str:
        row = f"I1,C1,2026-05-01,2026-06-01,100,{officer},{matter}\n"
        (tmp_path / "invoices.csv").write_text(head + row, encoding="utf-8")
        run("import", "invoices.csv", now=NOW)
        shown: str = data("show", "I1", now=NOW)["officer"]
        return shown

    run("init", "--currency", "EUR", now=NOW)
    assert bring("li", "A") == "li"
    run("set", "loan:I1", "officer=chen", now=NOW)
    assert bring("li", "B") == "chen"
    assert bring("zhou", "B") == "zhou"
    run("check", now=NOW)
