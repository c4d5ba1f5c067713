"""Bank lines of earlier files, among which a line told in another way is known again."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from overdue_cli.domain.bank.same_movement import Movement, is_same

#: Days by which the value date and the day of booking of one movement may differ.
_DAYS = 10
_LINES = """
SELECT statement_line_id, booked_on, value_on, amount FROM statement_line
 WHERE value_on BETWEEN date(?, '-{days} days') AND date(?, '+{days} days') AND currency = ?
   AND statement_line_id <= ? AND voided_by IS NULL ORDER BY statement_line_id
"""


def last_line(conn: sqlite3.Connection) -> int:
    """The number of the last bank line there is; 0 where there is none."""
    return int(
        conn.execute("SELECT coalesce(max(statement_line_id), 0) FROM statement_line").fetchone()[
            0
        ]
    )


class EarlierLines:
    """Lines up to a number, about the days of a statement; each is found at most once."""

    def __init__(self, conn: sqlite3.Connection, last: int) -> None:
        self._conn, self._last = conn, last
        self._taken: set[int] = set()
        self._by_day: dict[tuple[str, int], list[int]] = {}

    def read_days(self, currency: str, days: tuple[str, str]) -> bool:
        """Reads the lines about these days; whether there are any."""
        by_day: dict[tuple[str, int], list[int]] = defaultdict(list)
        if self._last:
            for number, booked_on, value_on, amount in self._conn.execute(
                _LINES.format(days=_DAYS), (*days, currency, self._last)
            ):
                for day in {booked_on, value_on}:
                    by_day[day, amount].append(number)
        self._by_day = by_day
        return bool(by_day)

    def leave(self, numbers: Iterable[int]) -> None:
        """Leaves out lines that stand in the file as they are."""
        self._taken.update(numbers)

    def take(self, line: Mapping[str, Any]) -> int | None:
        """The number of the line that is this movement, told in another way; None for none."""
        for number in self._near(line):
            if number not in self._taken and self._is_it(number, line):
                self._taken.add(number)
                return number
        return None

    def _near(self, line: Mapping[str, Any]) -> Iterator[int]:
        for day in dict.fromkeys((line["booked_on"], line["value_on"])):
            yield from self._by_day.get((day, line["amount"]), ())

    def _is_it(self, number: int, line: Mapping[str, Any]) -> bool:
        other = self._conn.execute(
            f"SELECT kind, {', '.join(Movement._fields)} FROM statement_line "
            "WHERE statement_line_id = ?",
            (number,),
        ).fetchone()
        if (other["kind"] == "neutral") is not (line["kind"] == "neutral"):
            return False
        movements = (
            Movement._make(one[name] for name in Movement._fields) for one in (line, other)
        )
        return is_same(*movements)
