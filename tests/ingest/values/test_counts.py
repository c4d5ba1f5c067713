"""Counts with their unit in the cell, and one of so many."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.counts import count_units, read_count
from overdue_cli.ingest.values.month_names import folded
from overdue_cli.ingest.word_lists import list_rows


@pytest.mark.parametrize(
    ("field", "text", "count"),
    [
        ("instalments", "12个月", 12), ("instalments", " 36 months", 36),
        ("instalments", "24期", 24), ("instalments", "12 Monate", 12),
        ("instalments", "12 cuotas", 12), ("instalments", "共12期", 12),
        ("instalments", "12.0", 12), ("seq", "3/12", 3), ("seq", "3 of 12", 3),
        ("seq", "第3期", 3), ("seq", "第 3 期", 3), ("seq", "3期", 3), ("seq", "Nr. 3", 3),
        ("seq", "#3", 3), ("days_past_due", "62天", 62), ("days_past_due", "逾期62天", 62),
        ("days_past_due", "17 days", 17), ("days_past_due", "17 Tage", 17),
        ("days_past_due", "0 jours", 0), ("grace_days", "3日", 3), ("every", "3", 3),
    ],
)  # fmt: skip
def test_counts_with_a_unit(field: str, text: str, count: int) -> None:
    assert read_count(text, 0, field) == count


@pytest.mark.parametrize(
    ("field", "text"),
    [("days_past_due", "3个月"), ("days_past_due", "3期"), ("instalments", "90天"),
     ("instalments", "3/12"), ("seq", "13/12"), ("seq", "0/12"), ("seq", "3个月"),
     ("every", "3个月"),
     ("instalments", "3 years"), ("seq", "12.5"), ("seq", "第三"), ("days_past_due", "M3"),
     ("days_past_due", "31-60"), ("days_past_due", "62 to 90 days"), ("instalments", "-3期")],
)  # fmt: skip
def test_a_count_in_another_unit_is_not_read(field: str, text: str) -> None:
    with pytest.raises(BadCell, match="whole number"):
        read_count(text, 0, field)


def test_months_are_instalments_only_where_nothing_says_another_interval() -> None:
    assert count_units("instalments", ["loan_id", "every"]) == ("periods",)
    with pytest.raises(BadCell):
        read_count("12 months", 1, "instalments", count_units("instalments", ["unit"]))


def test_no_word_is_two_units() -> None:
    rows = list_rows("overdue_cli.ingest.values", "count_units.csv")
    units: dict[str, set[str]] = {}
    for row in rows:
        for word in row["words"].split("|"):
            units.setdefault(folded(word), set()).add(row["unit"])
    assert {word: found for word, found in units.items() if len(found) > 1} == {}
