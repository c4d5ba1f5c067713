"""Payments of a file that gives them no id: known again by what they say, and how often."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import overdue

LOANS = "loan_id,customer_id,principal,disbursed_on\nL1,C1,100,2026-01-01\nL2,C1,100,2026-01-01\n"
HEADER = "loan_id,date,amount,note\n"


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")
    Path("loans.csv").write_text(LOANS, encoding="utf-8")
    overdue("import", "loans.csv")


def _import(text: str, *options: str, code: int = 0) -> dict[str, object]:
    Path("payments.csv").write_text(HEADER + text, encoding="utf-8")
    result = overdue("import", "payments.csv", *options, "--format", "json", code=code)
    return json.loads(result.stdout)["files"][0]  # type: ignore[no-any-return]


def _counts(file: dict[str, object]) -> tuple[object, ...]:
    return tuple(file[name] for name in ("new", "changed", "unchanged", "rejected"))


@pytest.mark.usefixtures("imported")
def test_two_rows_alike_are_two_payments_and_the_same_two_again_are_none() -> None:
    two = "L1,2026-02-01,5,\nL1,2026-02-01,5.00,\n"
    assert _counts(_import(two)) == (2, 0, 0, 0)
    assert _counts(_import(two + "L2,2026-02-01,5,\n")) == (1, 0, 2, 0)
    assert _counts(_import("L2,2026-02-01,5,\n" + two + "L1,2026-02-01,5,\n")) == (1, 0, 3, 0)


@pytest.mark.usefixtures("imported")
def test_rows_that_differ_in_anything_that_is_read_are_different_payments() -> None:
    assert _counts(_import("L1,2026-02-01,5,by cash\n")) == (1, 0, 0, 0)
    assert _counts(_import("L1,2026-02-01,5,by card\n")) == (1, 0, 0, 0)


@pytest.mark.usefixtures("imported")
def test_it_is_said_how_they_are_known_and_which_row_says_what_another_says() -> None:
    Path("payments.csv").write_text(HEADER + "L1,2026-02-01,5,\n" * 2, encoding="utf-8")
    said = overdue("import", "payments.csv").stderr
    assert "payments.csv:3: no column is an id of transactions" in said
    assert "1 row says what one before says, and is counted for itself" in said


@pytest.mark.usefixtures("imported")
def test_a_row_that_cannot_be_read_is_rejected_alone_and_mended_later() -> None:
    good = "L1,2026-02-01,5,\n"
    assert _counts(_import(good + "L1,2026-02-01,x,\n", "--accept-good", code=3)) == (1, 0, 0, 1)
    assert _counts(_import(good + "L1,2026-02-01,5,\n")) == (1, 0, 1, 0)


@pytest.mark.usefixtures("imported")
def test_a_payment_needs_a_loan_or_a_customer_all_the_same() -> None:
    Path("payments.csv").write_text("date,amount\n2026-02-01,5\n", encoding="utf-8")
    said = overdue("import", "payments.csv", "--as", "transactions", code=3).stderr
    assert "loan_id or customer_id" in said


@pytest.mark.usefixtures("imported")
def test_rows_of_no_money_are_skipped_counted_as_unchanged_and_told_once() -> None:
    file = _import("L1,2026-02-01,0,\nL9,2026-02-01,0.00,\nL1,2026-02-01,0,\nL1,2026-02-01,5,\n")
    assert (file["read"], *_counts(file)) == (4, 1, 0, 3, 0)
    assert [one["rule"] for one in file["warnings"]] == ["3 rows are of nothing: skipped"]  # type: ignore[attr-defined]
    assert "says what one before says" not in str(file["decided"])


@pytest.mark.usefixtures("imported")
def test_a_row_whose_parts_are_all_nought_is_skipped_too() -> None:
    head = "transaction_id,loan_id,date,paid_principal,paid_interest\n"
    Path("parts.csv").write_text(head + "T1,L1,2026-02-01,0,0\nT2,L1,2026-02-01,4,1\n")
    result = overdue("import", "parts.csv", "--format", "json")
    assert _counts(json.loads(result.stdout)["files"][0]) == (1, 0, 1, 0)


RENT = """customer_id,payment_date,rent_payment,utilities_payment,late_fee_payment,total_payment
1002,2020-12-28,2083,0,0,2083
1002,2021-06-02,2083,0,0,2083
1002,2021-06-02,2083,0,0,2083
1002,2021-06-02,4167,0,0,4167
1005,2021-04-27,0,0,0,0
1005,2021-04-27,1166,175,0,1341
"""


def test_a_longer_export_of_rents_adds_only_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "USD")
    Path("rents.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount\nC1,1002,2020-12-25,2020-12-25,10416\n"
        "C6,1005,2021-04-20,2021-04-20,1341\n"
    )
    overdue("import", "rents.csv")
    Path("paid.csv").write_text(RENT)
    overdue("import", "paid.csv")
    Path("paid.csv").write_text(RENT + "1005,2021-06-18,100,0,0,100\n")
    result = overdue("import", "paid.csv", "--format", "json")
    assert _counts(json.loads(result.stdout)["files"][0]) == (1, 0, 6, 0)
    shown = json.loads(overdue("show", "C1", "--as-of", "2021-06-20", "--format", "json").stdout)
    assert (shown["status"], shown["credit"]) == ("closed", "0.00")
