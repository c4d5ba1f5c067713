"""Which mark stands before the decimals of a column, decided by the column or by the user."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided

MARKS = (".", ",")
#: What is told where a mark was named, and nothing of the file needed one.
NO_MARK = "--decimal was not needed: no amount has a decimal mark"
_KEPT = re.compile(r"[^\d.,]")
#: Letters with the point of their abbreviation: Rs.1,200.
_ABBREVIATED = re.compile(r"[^\W\d_]+\.")
_DOUBT = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(,\d{2})+,\d{3}")


def speaks_for(text: str) -> str:
    """The decimal mark that an amount proves; '?.' or '?,' where its only mark may be either.

    >>> [speaks_for(text) for text in ("1,234.50", "1.234,5", "0.125", "12,5", "1.234", "1,234")]
    ['.', ',', '.', ',', '?.', '?,']
    """
    plain = _KEPT.sub("", unicodedata.normalize("NFKC", text))
    if len(plain) != len(text):
        plain = _KEPT.sub("", _ABBREVIATED.sub("", unicodedata.normalize("NFKC", text)))
    if not ("," in plain or "." in plain):
        return ""
    if "," in plain and "." in plain:
        return max(",.", key=plain.rfind)
    if _DOUBT.fullmatch(plain):
        return "?," if "," in plain else "?."
    if _GROUPS.fullmatch(plain) or _INDIAN.fullmatch(plain):
        return "." if "," in plain else ","
    mark = "," if "," in plain else "."
    return mark if plain.count(mark) == 1 else ""


class _Evidence(NamedTuple):
    """How many cells prove each mark, and the first cells that prove one and that prove none."""

    proofs: Counter[str]
    first: dict[str, tuple[int, str]]
    doubts: dict[str, tuple[int, str]]


class DecimalMark:
    """Tells the decimal mark of a column; looks at all of it when it first must."""

    def __init__(
        self,
        file: str,
        header: str,
        cells: Callable[[], Iterable[tuple[int, str]]] = tuple,
        option: str = "",
    ) -> None:
        self._file = file
        self._header = header
        self._cells = cells
        self._mark = option
        self.idle = bool(option)
        """Whether a mark was named, and no amount has had one yet."""
        self.thousands_by_guess = ""
        """The first text whose only mark was read as a thousands mark without proof."""
        self.decisive: Problem | None = None
        """The cell that decided the mark, where others left it open."""

    def of(self, text: str) -> str:
        """The mark under which a cell is read; Undecided where only the user can tell."""
        if self._mark:
            self.idle = self.idle and not ("," in text or "." in text)
            return self._mark
        whole, _, part = text.partition(".")
        if whole.isdecimal() and len(part) != 3 and (part.isdecimal() or not part):
            return "."  # as most amounts are written
        mark = speaks_for(text)
        if mark in ("", "."):
            return "."
        self._mark = self._decided(text)
        return self._mark

    def _decided(self, text: str) -> str:
        proofs, first, doubts = self._evidence(text)
        if proofs["."] and proofs[","]:
            if doubts:
                raise self._undecided(*min(doubts.values()))
            return max(".,", key=lambda mark: proofs[mark])
        if proofs:
            mark = next(iter(proofs))
            if doubts:
                self._tell(*first[mark], f"the decimal mark of this column is '{mark}', because "
                           "of this amount")  # fmt: skip
            return mark
        if "?." in doubts:
            raise self._undecided(*doubts["?."])
        if "?," in doubts:
            row, self.thousands_by_guess = doubts["?,"]
            whole = self.thousands_by_guess
            rule = "the comma stands before thousands, no currency here has a third decimal"
            self._tell(row, whole, rule)
        return "."

    def _tell(self, row: int, text: str, rule: str) -> None:
        self.decisive = Problem(row, self._header, text, rule, "Else say --decimal.")

    def doubt(self) -> Undecided:
        """The question about the text that was taken to have a thousands mark."""
        assert self.decisive is not None
        return self._undecided(self.decisive.row, self.thousands_by_guess)

    def _evidence(self, text: str) -> _Evidence:
        proofs: Counter[str] = Counter()
        first: dict[str, tuple[int, str]] = {}
        doubts: dict[str, tuple[int, str]] = {}
        for row, cell in self._all(text):
            mark = speaks_for(cell)
            if mark.startswith("?"):
                doubts.setdefault(mark, (row, cell.strip()))
            elif mark:
                proofs[mark] += 1
                first.setdefault(mark, (row, cell.strip()))
        return _Evidence(proofs, first, doubts)

    def _all(self, text: str) -> Iterator[tuple[int, str]]:
        """Every cell of the column; the one in hand where the column is not known."""
        row = None
        for row in self._cells():
            yield row
        if row is None:
            yield 0, text

    def _undecided(self, row: int, text: str) -> Undecided:
        rule = two_readings(_KEPT.sub("", unicodedata.normalize("NFKC", text)))
        return Undecided(
            self._file,
            Problem(row, self._header, text, rule, "Say which: --decimal . or --decimal ,"),
            option="--decimal",
            choices=(".", ","),
        )


def two_readings(text: str) -> str:
    """What an amount with one mark and three digits after it can mean.

    >>> two_readings("1,234")
    "this could be 1.234 (decimal ',') or 1234 (decimal '.')"
    """
    whole, part = re.sub("[.,]", "", text), re.sub("[.,]", ".", text)
    mark, other = (",", ".") if "," in text else (".", ",")
    return f"this could be {part} (decimal '{mark}') or {whole} (decimal '{other}')"
