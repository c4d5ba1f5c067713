"""500 real loans in both year styles: days past due and ageing against the lender's own."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.law
STYLES = ["loan_payments_4digit_year.csv", "loan_payments_2digit_year.csv"]


def turned_into_canonical_files(source: Path, folder: Path) -> list[Path]:
    """The lender's one file as loans, instalments and transactions, dates as they stand."""
    loans, plans, payments = io.StringIO(), io.StringIO(), io.StringIO()
    loans.write("loan_id,customer_id,principal,disbursed_on,currency\n")
    plans.write("loan_id,seq,due_on,principal\n")
    payments.write("transaction_id,loan_id,date,amount\n")
    with source.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            loan_id, principal = row["Loan_ID"], row["Principal"]
            loans.write(f"{loan_id},C-{loan_id},{principal},{row['effective_date']},USD\n")
            plans.write(f"{loan_id},1,{row['due_date']},{principal}\n")
            if row["paid_off_time"]:
                payments.write(f"P-{loan_id},{loan_id},{row['paid_off_time']},{principal}\n")
    files = []
    for name, text in (("loans", loans), ("instalments", plans), ("transactions", payments)):
        files.append(folder / f"{name}.csv")
        files[-1].write_text(text.getvalue(), encoding="utf-8")
    return files


@pytest.fixture(params=STYLES)
def book(request: pytest.FixtureRequest, run: Any, shared_data: Path, tmp_path: Path) -> int:
    source = shared_data / "loans_500" / request.param
    files = turned_into_canonical_files(source, tmp_path)
    run("init")
    run("import", *map(str, files), "--date-order", "mdy")
    return len(source.read_text(encoding="utf-8-sig").split())


def truth(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "loans_500" / "expected_dpd.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_days_past_due_of_unpaid_loans(book: int, rows: Any, shared_data: Path) -> None:
    found = {row["loan_id"]: row for row in rows("report", "items", "--as-of", "2016-12-08")}
    unpaid = [row for row in truth(shared_data) if not row["paid"]]
    assert len(unpaid) == 100
    for row in unpaid:
        assert int(found[row["Loan_ID"]]["days"]) == int(float(row["dpd_calendar"]))
    assert len(found) == 100


def test_paid_loans_show_when_they_were_paid(book: int, data: Any, shared_data: Path) -> None:
    from datetime import date

    paid = [row for row in truth(shared_data) if row["paid"]]
    assert len(paid) == 400
    for row in paid:
        shown = data("show", row["Loan_ID"], "--as-of", "2016-12-08")
        (item,) = shown["instalments"]
        days = (date.fromisoformat(item["paid_on"]) - date.fromisoformat(item["due_on"])).days
        assert days == int(float(row["dpd_calendar"])), row["Loan_ID"]
        assert shown["status"] == "closed"


def test_ageing(book: int, rows: Any, shared_data: Path) -> None:
    days: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)
    with (shared_data / "loans_500" / "expected_ageing.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            days[row["as_of"]][row["bucket"]] = (int(row["loans"]), float(row["principal"]))
    assert len(days) == 3
    for basis in ("instalment", "loan"):
        for day, buckets in days.items():
            found = {
                row["bucket"]: row
                for row in rows("report", "aging", "--as-of", day, "--by", basis)
            }
            for bucket, (loans, principal) in buckets.items():
                if bucket == "total":
                    continue
                line = found.get("not_due" if bucket == "current" else bucket)
                got = (int(line["loans"]), float(line["amount"])) if line else (0, 0.0)
                assert got == (loans, principal), (day, bucket, basis)
