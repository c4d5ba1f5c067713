"""Germany: loans to consumers are paid costs, principal, interest; all else costs, interest first.

One instalment of 5,000 principal, 450 interest and 300 costs; 1,000 is paid after it fell due.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+02:00"
#: Loan, product, its own order, how the 1,000 is divided: costs, interest, principal.
LOANS = [
    ("K", "consumer_loan", "", ("300.00", "0.00", "700.00")),
    ("R", "Ratenkredit", "", ("300.00", "0.00", "700.00")),
    ("M", "mortgage", "", ("300.00", "450.00", "250.00")),
    ("B", "", "", ("300.00", "450.00", "250.00")),
    ("G", "business_loan", "", ("300.00", "450.00", "250.00")),
    ("V", "consumer_loan", "bgb_367", ("300.00", "450.00", "250.00")),
    ("W", "", "bgb_497", ("300.00", "0.00", "700.00")),
]


@pytest.fixture
def book(run: Any, tmp_path: Path) -> None:
    files = {
        "loans": [
            "loan_id,customer_id,principal,disbursed_on,product,allocation",
            *(f"{loan},C-{loan},5000,2026-01-01,{of},{own}" for loan, of, own, _ in LOANS),
        ],
        "plan": [
            "loan_id,seq,due_on,principal,interest,fee",
            *(f"{loan},1,2026-03-01,5000,450,300" for loan, *_ in LOANS),
        ],
        "money": [
            "transaction_id,loan_id,date,amount",
            *(f"T{loan},{loan},2026-04-01,1000" for loan, *_ in LOANS),
        ],
    }
    for name, lines in files.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("init", "--policy", "de", "--currency", "EUR", now=NOW)
    run("import", *(str(tmp_path / f"{name}.csv") for name in files), now=NOW)


@pytest.mark.parametrize(("loan", "product", "own", "parts"), LOANS)
def test_a_payment_settles_in_the_order_of_the_product(
    book: None, data: Any, loan: str, product: str, own: str, parts: tuple[str, ...]
) -> None:
    told = data("explain", loan, now=NOW)
    (line,) = told["instalments"]
    paid = line["paid_parts"]
    assert (paid["fee"], paid["interest"], paid["principal"]) == parts
    (order,) = [row for row in told["rules"] if row["setting"] == "allocation"]
    by = "loan" if own else f"product {product}" if product else "product default"
    assert order["from"] == by
    assert order["value"] == own or order["value"] == (
        "bgb_497" if parts[1] == "0.00" else "bgb_367"
    )


def remarks(data: Any, folder: Path) -> Any:
    (read,) = data("import", str(folder / "loans.csv"), now=NOW)["files"]
    return read["warnings"]


def test_an_import_says_which_loans_name_no_product(run: Any, data: Any, tmp_path: Path) -> None:
    lines = ["loan_id,customer_id,principal,disbursed_on,product,allocation"]
    lines += [f"{loan},C-{loan},5000,2026-01-01,{of},{own}" for loan, of, own, _ in LOANS]
    lines += ["Z,C-Z,5000,2026-01-01,,"]
    (tmp_path / "loans.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("init", "--policy", "de", "--currency", "EUR", now=NOW)
    (said,) = [one for one in remarks(data, tmp_path) if "no product" in one["rule"]]
    # B and Z: W names an order of its own.
    assert said["rule"].startswith("2 loans name no product: paid by BGB 367")
    assert "product=NAME" in said["hint"]
    again = [one for one in remarks(data, tmp_path) if "no product" in one["rule"]]
    assert again == []


def test_other_packs_say_nothing_of_it(run: Any, data: Any, tmp_path: Path) -> None:
    (tmp_path / "loans.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on\nZ,C-Z,5000,2026-01-01\n", encoding="utf-8"
    )
    run("init", "--currency", "EUR", now=NOW)
    assert not [one for one in remarks(data, tmp_path) if "no product" in one["rule"]]


def test_the_first_letter_of_an_agency_has_eight_things_to_say(run: Any, rows: Any) -> None:
    run("init", "--policy", "de", "--currency", "EUR", now=NOW)
    lines = rows("policy", "show", "--section", "notices", now=NOW)
    first = [line for line in lines if line["notice"] == "rdg_13a"]
    assert [line["item"] for line in first] == [str(number) for number in range(1, 9)]
    assert {line["source"] for line in first} == {"RDG section 13a (1) nos. 1-8"}
    assert "supervisory authority" in first[-1]["says"]


def test_the_period_that_a_notice_starts_stands_below_its_list(rows: Any) -> None:
    (line,) = [
        one
        for one in rows("policy", "show", "us_regf", "--section", "notices", now=NOW)
        if one["notice"] == "validation" and not one["item"]
    ]
    assert line["says"] == (
        "taken to have arrived 5 business days after it was sent; its period ends 30 days later"
    )


def test_the_first_letter_can_be_written_down(book: None, run: Any) -> None:
    done = run("log-message", "C-K", "--channel", "letter", "--notice", "rdg_13a", now=NOW)
    assert "Logged letter of C-K: SENT" in done.stdout


def test_a_list_that_is_none_is_refused(run: Any, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        "name = 'own'\ntitle = 'Own'\nversion = '1'\n[notice.first]\nsays = 'name'\n",
        encoding="utf-8",
    )
    wrong = run("policy", "lint", str(tmp_path / "own.toml"), now=NOW, code=5)
    assert "[notice.first]" in wrong.stdout
    assert "says is 'name'" in wrong.stdout
