"""What a contact is stored with: the number that was used, and the place it follows from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T10:00:00+08:00"


CUSTOMER = """customer_id,name,phone,email,address,time_zone
C1,Ana,+86 1,ana@example.org,1 Road,Asia/Shanghai
"""
LOAN = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    before = "2026-05-01T10:00:00+08:00"
    run("init", "--currency", "CNY", now=before)
    for name, text in (("customers", CUSTOMER), ("loans", LOAN)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    run("import", "customers.csv", "loans.csv", now=before)
    return tmp_path / "overdue.db"


@pytest.fixture
def contacts(data: Any) -> Any:
    """The contacts of C1, the first first."""
    return lambda: list(reversed(data("show", "C1", now="2026-06-20T20:00:00+08:00")["contacts"]))


def stored(contacts: Any) -> tuple[str, str]:
    (one,) = contacts()
    return one["phone"], one["place"]


@pytest.fixture
def work(book: Path, run: Any) -> None:
    """A customer with a number, an e-mail address and an address at work."""
    run("point", "add", "C1", "phone", "+86 10 5555 0101", "--place", "work", now=NOW)
    run("point", "add", "C1", "email", "ana@firm.example", "--place", "work", now=NOW)
    run("point", "add", "C1", "address", "9 Mill Road", "--place", "work", now=NOW)


CALL = ("log-call", "C1", "--outcome", "NA")
MAIL = ("log-message", "C1", "--channel", "email", "--outcome", "SENT")
VISIT = ("log-visit", "C1", "--found", "no")

#: What is typed, the number or address that is stored, and the place.
STORED = [
    (CALL, "+86 1", ""),
    ((*CALL, "--phone", "+86 10 5555 0101"), "+86 10 5555 0101", "work"),
    ((*CALL, "--phone", "010 55550101", "--place", "home"), "010 55550101", "work"),
    ((*CALL, "--place", "work"), "+86 10 5555 0101", "work"),
    ((*CALL, "--phone", "+86 10 5555 0101", "--person", "employer"), "+86 10 5555 0101", ""),
    ((*MAIL, "--to", "ana@firm.example"), "ana@firm.example", "work"),
    ((*MAIL, "--to", "ana@firm.example", "--direction", "in"), "ana@firm.example", "work"),
    ((*MAIL, "--to", "ana@firm.example", "--state", "draft"), "ana@firm.example", "work"),
    (MAIL, "ana@example.org", ""),
    ((*MAIL, "--direction", "in"), "ana@example.org", ""),
    ((*MAIL, "--direction", "in", "--place", "work"), "ana@firm.example", "work"),
    (VISIT, "", "home"),
    ((*VISIT, "--address", "9 mill road"), "9 mill road", "work"),
    ((*VISIT, "--place", "public"), "", "public"),
]


@pytest.mark.parametrize(
    ("typed", "point", "place"), STORED, ids=[" ".join(row[0][2:]) for row in STORED]
)
def test_a_contact_is_stored_with_its_place(
    work: None, run: Any, contacts: Any, typed: tuple[str, ...], point: str, place: str
) -> None:
    run(*typed, now=NOW)
    assert stored(contacts) == (point, place)


def test_a_number_that_was_wrong_is_not_the_one_that_was_called_next(
    book: Path, run: Any, contacts: Any
) -> None:
    run("point", "add", "C1", "phone", "+86 2", now=NOW)
    run("log-call", "C1", "--outcome", "WN", "--at", "2026-06-10T09:00", now=NOW)
    run("log-call", "C1", "--outcome", "NA", now=NOW)
    assert [one["phone"] for one in contacts()] == ["+86 1", "+86 2"]


def test_the_report_says_where_a_contact_reached(work: None, run: Any, rows: Any) -> None:
    run("preference", "add", "C1", "workplace_barred", "--at", "2026-06-01", now=NOW)
    run("log-call", "C1", "--outcome", "NA", "--phone", "010-5555-0101", now=NOW)
    (breach,) = rows("report", "compliance", "--from", "2026-06-01", now=NOW)
    assert (breach["place"], breach["rule"], breach["verdict"]) == ("work", "workplace", "block")


def test_a_number_may_be_on_file_as_home_and_as_work(book: Path, run: Any, rows: Any) -> None:
    add = ("point", "add", "C1", "phone", "+86 3", "--place")
    run(*add, "home", now=NOW)
    run(*add, "work", now=NOW)
    assert [row["place"] for row in rows("point", "list", "C1", now=NOW)][-2:] == ["home", "work"]
    assert "has this phone already" in run(*add, "work", now=NOW, code=2).stderr


def test_a_number_that_ended_as_work_is_none_any_more(book: Path, run: Any, contacts: Any) -> None:
    run("point", "add", "C1", "phone", "+86 10 5555 0101", "--place", "work", now=NOW)
    run("point", "end", "1", "--on", "2026-06-12", now="2026-06-15T10:00:00+08:00")
    run(*CALL, "--phone", "+86 10 5555 0101", now="2026-06-15T11:00:00+08:00")
    assert stored(contacts) == ("+86 10 5555 0101", "")


def test_explain_says_which_numbers_are_at_a_place_that_is_not_wanted(
    work: None, run: Any, data: Any
) -> None:
    run("preference", "add", "C1", "workplace_barred", now=NOW)
    run("preference", "add", "C1", "inconvenient", "--place", "home", now=NOW)
    found = data("explain", "C1", now=NOW)["numbers"]
    states = {one["value"]: one["state"] for one in found}
    assert states["+86 10 5555 0101"] == "workplace barred"
    assert states["+86 1"] == "in use"
