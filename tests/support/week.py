"""A working week on the command line: commands at a moment, and the ageing of each evening."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from command import overdue


class Week:
    """The days of one desk; ``zone`` is its offset from UTC."""

    def __init__(self, zone: str, ageing: Mapping[str, Mapping[str, str]]) -> None:
        self._zone, self._ageing = zone, ageing

    def at(self, day: str, *words: str, code: int = 0, hour: int = 10) -> str:
        """What a command of that day says: its answer, or its refusal where one is expected."""
        done = overdue(*words, code=code, now=f"{day}T{hour:02}:00:00{self._zone}")
        return done.stdout if code == 0 else done.stderr

    def data(self, day: str, *words: str) -> Any:
        """An answer of the afternoon as data."""
        return json.loads(self.at(day, *words, "--format", "json", hour=17))

    def file(self, day: str, name: str, text: str, *options: str) -> Any:
        """A file of the morning, imported; what became of it."""
        Path(name).write_text(text, encoding="utf-8")
        whole = self.at(day, "import", name, *options, "--format", "json", hour=9)
        return json.loads(whole)["files"][0]

    def queue(self, day: str, *fields: str) -> dict[str, tuple[Any, ...]]:
        """Whose case does not rest, with some fields; of what is overdue the one amount."""
        rows = [row for row in self.data(day, "queue")["rows"] if not row["resting"]]
        for row in rows:
            row["overdue"] = row["overdue"][0]["amount"] if row["overdue"] else "0.00"
        return {row["name"]: tuple(row[name] for name in fields) for row in rows}

    def evening(self, day: str) -> None:
        """The ageing ties and comes to what was worked out by hand, and the ledger is sound."""
        one = self.data(day, "report", "aging")["currencies"][0]
        figures = {name: one[name] for name in ("not_due", "total", "credit")}
        figures |= {row["bucket"]: row["amount"] for row in one["rows"]}
        shown = {name: amount for name, amount in figures.items() if amount != "0.00"}
        assert shown == self._ageing[day], day
        assert one["ties"]
        assert self.at(day, "check", hour=18) == ""
