"""One list of columns serves every place that shows some of it."""

from __future__ import annotations

import doctest

import pytest

from overdue_cli.render.document import Column
from overdue_cli.views import columns
from overdue_cli.views.columns import chosen, one_table, with_value

ALL = (Column("a", "A"), Column("b", "B", rank=2), Column("c", "C", machine=True))


def test_the_examples_in_the_text_run() -> None:
    assert doctest.testmod(columns).failed == 0


def test_columns_come_in_the_order_asked_for_and_keep_what_they_are() -> None:
    assert chosen(ALL, "c a") == (ALL[2], ALL[0])


def test_a_rank_of_its_own_replaces_that_of_the_list() -> None:
    assert chosen(ALL, "a b", b=0) == (ALL[0], Column("b", "B"))


def test_a_column_that_is_not_in_the_list_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        chosen(ALL, "d")


def test_a_fact_that_says_no_is_a_fact_and_an_empty_one_is_none() -> None:
    facts = [("a", "A", False), ("b", "B", 0), ("c", "C", ""), ("d", "D", None)]
    assert with_value(facts) == facts[:2]


def test_one_table_is_what_csv_prints() -> None:
    document = one_table("T", ALL, [{"a": 1}], empty="Nothing.")
    assert (document.main, document.sections[0].name) == ("rows", "rows")
    assert document.empty == "Nothing."
