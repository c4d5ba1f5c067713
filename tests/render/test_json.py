"""json and jsonl: stable shapes, exact amounts, text as it is."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

import pytest

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.values import encoded

COLUMNS = [Column("name", "Name"), Column("due", "Due"), Column("currency", "Currency")]
ROWS = [
    {"name": "=1+1", "due": Money(123450, "CNY"), "currency": "CNY"},
    {"name": "Jo [jr] Lee [/b]", "due": Money(7, "JPY"), "currency": "JPY"},
]
DOCUMENT = Document(
    as_of=date(2025, 1, 5),
    settings={"basis": "loan", "buckets": (30, 60)},
    facts=[("total", "Total", (Money(1, "USD"), Money(12345, "KWD"))), ("ties", "", True)],
    sections=[Section("notes", [Column("n", "N")], [{"n": 1}]), Section("loans", COLUMNS, ROWS)],
    main="loans",
)
SHAPE = {
    "as_of": "2025-01-05",
    "settings": {"basis": "loan", "buckets": [30, 60]},
    "total": [{"currency": "USD", "amount": "0.01"}, {"currency": "KWD", "amount": "12.345"}],
    "ties": True,
    "notes": [{"n": 1}],
    "rows": [
        {"name": "=1+1", "due": "1234.50", "currency": "CNY"},
        {"name": "Jo [jr] Lee [/b]", "due": "7", "currency": "JPY"},
    ],
}


def test_the_shape_of_a_list(piped: Any) -> None:
    assert json.loads(piped(DOCUMENT, "json")) == SHAPE


def test_the_text_is_what_the_standard_library_indents(piped: Any) -> None:
    text = piped(DOCUMENT, "json")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_no_rows_are_an_empty_list(piped: Any) -> None:
    document = Document(sections=[Section("s", COLUMNS, [])])
    assert json.loads(piped(document, "json")) == {"as_of": None, "settings": {}, "rows": []}
    assert piped(document, "jsonl") == ""


def test_data_replaces_the_shape(piped: Any) -> None:
    document = Document(
        as_of=date(2025, 1, 5),
        sections=[Section("s", COLUMNS, ROWS)],
        data={"when": date(2025, 1, 5), "parts": [{"sum": (Money(5, "CNY"),)}], "none": []},
    )
    assert json.loads(piped(document, "json")) == {
        "when": "2025-01-05",
        "parts": [{"sum": [{"currency": "CNY", "amount": "0.05"}]}],
        "none": [],
    }
    assert piped(Document(data={}), "json") == "{}\n"


def test_a_section_asked_for_is_the_rows(piped: Any) -> None:
    found = json.loads(piped(DOCUMENT, "json", section="notes"))
    assert found["rows"] == [{"n": 1}]
    assert "loans" not in found


def test_jsonl_is_one_row_a_line(piped: Any) -> None:
    lines = piped(DOCUMENT, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == SHAPE["rows"]


@pytest.mark.parametrize(
    "text", ["王小明", "שלום", "👨‍👩‍👧", 'a"b\\c', "\x1b[31m", "a\nb", "\u2028"]
)
@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_text_comes_back_as_it_was(text: str, fmt: str, piped: Any) -> None:
    document = Document(sections=[Section("s", [Column("t", "T")], [{"t": text}])])
    found = json.loads(piped(document, fmt))
    assert (found["rows"][0] if fmt == "json" else found)["t"] == text


class Flaw(NamedTuple):
    row: int
    rule: str


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (10**30, 10**30),
        (float("nan"), None),
        ([[Money(1, "USD")], [1, [None]]], [[{"currency": "USD", "amount": "0.01"}], [1, [None]]]),
        ((), []),
        (Flaw(3, "a date"), {"row": 3, "rule": "a date"}),
        ({date(2025, 1, 5): (1, 2)}, {"2025-01-05": [1, 2]}),
    ],
)
def test_values(value: Any, plain: Any) -> None:
    assert encoded(value) == plain


def test_a_value_nobody_planned_for_is_an_error() -> None:
    with pytest.raises(TypeError, match="object"):
        encoded(object())
