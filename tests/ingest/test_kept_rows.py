"""Rows that wait in a temporary file come back as they were put there."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.ingest.kept_rows import Kept, Spool


class Row(NamedTuple):
    """Something to be kept."""

    number: int
    text: str


ROWS = st.lists(st.builds(Row, st.integers(), st.text(max_size=5)), max_size=700)


@given(st.lists(ROWS, max_size=3))
def test_rows_of_several_lists_come_back_in_their_order(lists: list[list[Row]]) -> None:
    spool = Spool()
    kept = [Kept(spool, Row._make) for _ in lists]
    for number, (rows, place) in enumerate(zip(lists, kept, strict=True)):
        for row in rows:
            place.append(row)
        if number % 2:
            place.put_away()
    assert [list(place) for place in kept] == lists
    assert [len(place) for place in kept] == [len(rows) for rows in lists]


def test_rows_can_be_added_after_some_were_read() -> None:
    kept = Kept(Spool(), Row._make)
    for number in range(1_000):
        kept.append(Row(number, str(number)))
        assert Row(number, str(number)) in kept or number % 100
    assert list(kept) == list(kept)
