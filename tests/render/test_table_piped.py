"""Tables without a terminal: plain columns that line up, nothing cut, nothing coloured."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import pytest

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.width import cell_width
from overdue_cli.render.words import neutral, words

VALUE = Column("v", "Value")


def table(*values: Any, column: Column = VALUE, **facts: Any) -> Document:
    rows = [{"v": value} for value in values]
    return Document(
        sections=[Section("s", [column], rows)],
        facts=[(name, name.title(), value) for name, value in facts.items()],
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (1234567, "1,234,567"),
        (10**21, "1,000,000,000,000,000,000,000"),
        (Money(123456789, "CNY"), "CNY 1,234,567.89"),
        (Money(-1234567, "JPY"), "JPY -1,234,567"),
        (Money(1234567, "KWD"), "KWD 1,234.567"),
        ((Money(1, "USD"), Money(7, "JPY")), "USD 0.01; JPY 7"),
        ((), ""),
        (date(2025, 1, 5), "2025-01-05"),
        (datetime(2025, 1, 5, 9, 30, 59), "2025-01-05 09:30"),
        (["L1", ["L2", 3]], "L1, L2, 3"),
        ({"fee": Money(5, "USD"), "n": None}, "fee USD 0.05, n "),
    ],
)
def test_values_as_people_read_them(value: Any, text: str) -> None:
    assert words(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\r\nb\nc", "a↵b↵c"),
        ("a\tb", "a b"),
        ("\x9b2J\x7f", "\ufffd2J␡"),
        ("abc\u202edef", "abc\ufffddef"),
        ("\udcff", "\ufffd"),
        ("👨‍👩‍👧 שלום é", "👨‍👩‍👧 שלום é"),
    ],
)
def test_a_name_cannot_drive_the_terminal(text: str, shown: str, piped: Any) -> None:
    assert neutral(text) == shown
    assert shown in piped(table(text))
    assert shown in piped(table(text), "md")


@pytest.mark.parametrize("name", ["Jo [jr] Lee [/b]", "=1+1", ":smile: [link=x]", "株式会社"])
def test_text_is_data(name: str, piped: Any) -> None:
    assert piped(table(name)) == f"Value\n{name}\n"


def test_columns_line_up_by_width_on_a_screen(piped: Any) -> None:
    columns = [Column("name", "Name"), Column("days", "Days", "right"), Column("x", "X")]
    names = ["王小明", "Zoe\u0301", "👨‍👩‍👧 Lee", "สวัสดี", "कुमार", "שלום"]
    rows = [{"name": name, "days": 10**i, "x": "|"} for i, name in enumerate(names)]
    lines = piped(Document(sections=[Section("s", columns, rows)])).splitlines()
    assert {cell_width(line[: line.index("|")]) for line in lines[1:]} == {6 + 2 + 7 + 2}
    assert lines[0] == "Name       Days  X"
    assert lines[1] == "王小明        1  |"


def test_nothing_is_cut(piped: Any) -> None:
    assert "x" * 5000 in piped(table("x" * 5000))


def test_amounts_are_bare_where_the_currency_is_told(piped: Any) -> None:
    amount = Money(123450, "CNY")
    assert piped(table(amount)) == "       Value\nCNY 1,234.50\n"
    assert piped(table(amount, currency="CNY")).endswith("   Value\n1,234.50\n")
    columns = [Column("currency", "Currency"), Column("v", "Value")]
    rows = [{"currency": "CNY", "v": amount}]
    told = Document(sections=[Section("s", columns, rows)])
    assert piped(told) == "Currency     Value\nCNY       1,234.50\n"


def test_whole_numbers_are_quantities_on_the_right_and_names_on_the_left(piped: Any) -> None:
    assert piped(table(12345)) == "Value\n12345\n"
    assert piped(table(12345, column=Column("v", "Value", "right"))) == " Value\n12,345\n"


def test_the_parts_of_a_document(piped: Any) -> None:
    document = Document(
        title="Customer C1",
        as_of=date(2025, 1, 5),
        settings={"basis": "loan", "buckets": (30, 60), "limit": None},
        facts=[
            ("name", "Name", "王小明"),
            ("total", "Total due", Money(100000, "CNY")),
            ("x", "", 1),
        ],
        sections=[
            Section("loans", [Column("id", "Loan")], [{"id": "L1"}], title="Loans"),
            Section("holds", [Column("id", "Hold")], [], title="Holds"),
        ],
    )
    assert piped(document).splitlines() == [
        "Customer C1  as of 2025-01-05",
        "",
        "Name:       王小明",
        "Total due:  CNY 1,000.00",
        "",
        "Loans",
        "Loan",
        "L1",
        "",
        "settings: basis=loan, buckets=30,60",
    ]


def test_no_rows_and_no_facts_print_nothing(piped: Any) -> None:
    document = Document(
        title="Queue", as_of=date(2025, 1, 5), sections=[Section("s", [Column("a", "A")], [])]
    )
    assert piped(document) == ""


def test_machine_columns_are_not_for_people(piped: Any) -> None:
    columns = [Column("id", "Id", machine=True), Column("name", "Name", rank=9)]
    document = Document(sections=[Section("s", columns, [{"id": "1", "name": "Jo"}])])
    assert piped(document) == "Name\nJo\n"


def test_many_rows_take_time_in_proportion(piped: Any) -> None:
    columns = [Column("name", "Name"), Column("due", "Due")]
    rows = [{"name": f"王{i}", "due": Money(i, "CNY")} for i in range(20_000)]
    started = time.perf_counter()
    text = piped(Document(sections=[Section("s", columns, rows)]))
    assert text.count("\n") == 20_001
    assert time.perf_counter() - started < 10
