"""Finds the header of a grid: below titles and notes, in one row or in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import islice

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Grid, Line, Merged, Table
from overdue_cli.ingest.text.csv_file import Score, empty_file

#: What a header may mean: kind of file → fields. Empty for one that is not known.
Meaning = Callable[[str], Mapping[str, Sequence[str]]]

_SEARCHED = 60
_UNITS = re.compile(
    r"[(\[]?\s*(元|万元|千元|百万元|亿元|人民币元|%|‰|天|日|月|期|年|笔|户|[A-Z]{3}|"
    r"days?|months?|thousands?|millions?)\s*[)\]]?$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(基本|客户|借款人|贷款|合同|还款)?(信息|资料|情况|要素)$|金额$|款项$")
_DIGIT = re.compile(r"\d")


def table_of(grid: Grid, score: Score, meaning: Meaning) -> Table:
    """The table whose header is the row that names most columns; BadFile when nothing is in it."""
    if grid.header:
        return _table(grid, grid.header, 0, 0, ())
    top = list(islice(grid.rows(0), _SEARCHED))
    if not top:
        raise empty_file()
    at = _best(top, score)
    joined = _joined(grid, top, at, score, meaning)
    if joined:
        first, header = joined
        return _table(grid, header, top[first][0], top[first + 1][0], top[:first])
    line, cells = top[at]
    return _table(grid, cells, line, line, top[:at])


def _table(grid: Grid, header: Sequence[str], row: int, last: int, above: Sequence[Line]) -> Table:
    if next(grid.rows(last), None) is None:
        raise BadFile(
            "there are no rows below the header",
            "Export it again with its data, or leave the file out.",
            row=row,
        )
    return Table(
        name=grid.name,
        sha256=grid.sha256,
        header=tuple(cell.strip() for cell in header),
        header_row=row,
        rows=partial(grid.rows, last),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        seen=grid.seen,
        sheet=grid.sheet,
        above=tuple(above),
        merged=tuple(one for one in grid.merged if one.first_line > last),
        day_zero=grid.day_zero,
        notes=grid.notes,
        currencies=grid.currencies,
    )


def _best(top: Sequence[Line], score: Score) -> int:
    """The row that names most columns; the first row, unless another names more than one."""
    named = [score(cells) for _, cells in top]
    best = named.index(max(named))
    lonely = len([cell for cell in top[best][1] if cell.strip()]) == 1
    return best if named[best] > 1 or lonely else 0


def _joined(
    grid: Grid, top: Sequence[Line], at: int, score: Score, meaning: Meaning
) -> tuple[int, list[str]] | None:
    """Where a header of two rows begins, and its names; None when one row is the whole header."""
    alone = score(top[at][1])
    for first in (at, at - 1):
        if first < 0 or first + 1 >= len(top):
            continue
        upper, lower = top[first], top[first + 1]
        if not (_are_names(upper[1]) and _are_names(lower[1])):
            continue
        names = _names(grid, upper, lower, meaning)
        if names is None:
            continue
        doubled = first == at and (
            _all_units(lower[1]) or 2 * score(lower[1]) > len(_texts(lower[1])) > 1
        )
        if score(names) > alone or (doubled and score(names) == alone):
            return first, names
    return None


def _texts(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell.strip()]


def _are_names(cells: Sequence[str]) -> bool:
    """Whether a row could be part of a header: it has no numbers and no dates."""
    texts = _texts(cells)
    return len(texts) > 1 and not any(_DIGIT.match(cell.strip()) for cell in texts)


def _all_units(cells: Sequence[str]) -> bool:
    return all(_is_unit(cell) for cell in _texts(cells))


def _is_unit(cell: str) -> bool:
    return bool(_UNITS.match(unicodedata.normalize("NFKC", cell).strip()))


def _names(grid: Grid, upper: Line, lower: Line, meaning: Meaning) -> list[str] | None:
    """One name for each column under two rows; None when the rows contradict each other."""
    width = max(len(upper[1]), len(lower[1]))
    tops, bottoms = _filled(upper[1], width), _filled(lower[1], width)
    groups = _groups(grid.merged, upper[0], tops, bottoms)
    names = []
    for place in range(width):
        name = _name(tops[place], bottoms[place], groups.get(place, ""), meaning)
        if name is None:
            return None
        names.append(name)
    return names


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [cell.strip() for cell in cells] + [""] * (width - len(cells))


def _groups(
    merged: Sequence[Merged], line: int, tops: Sequence[str], bottoms: Sequence[str]
) -> dict[int, str]:
    """The name over each column that shares it with the ones beside it, by place."""
    groups: dict[int, str] = {}
    for area in merged:
        if area.first_line == line and area.last_place > area.first_place:
            name = tops[area.first_place] if area.first_place < len(tops) else ""
            groups.update(dict.fromkeys(range(area.first_place, area.last_place + 1), name))
    if merged:
        return groups
    over = ""
    for place, text in enumerate(tops):
        over = text or over
        follows = place + 1 < len(tops) and not tops[place + 1] and bottoms[place + 1]
        if follows or (not text and bottoms[place]):
            groups[place] = over
    return groups


def _name(top: str, bottom: str, group: str, meaning: Meaning) -> str | None:
    if not bottom:
        return top
    if group and group != bottom:
        return _in_group(group, bottom, meaning)
    if not top:
        return bottom
    if _is_unit(bottom):
        return f"{top}({unicodedata.normalize('NFKC', bottom).strip('()[] ')})"
    upper, lower = meaning(top), meaning(bottom)
    if upper and lower:
        return top if _agree(upper, lower) else None
    if upper or lower:
        return top if upper else bottom
    return _together(top, bottom)


def _in_group(group: str, bottom: str, meaning: Meaning) -> str:
    """``逾期`` over ``本金`` is ``逾期本金``; under a group that only gathers, the name itself."""
    bare = _GROUP.sub("", group)
    for name in (f"{group}{bottom}", f"{bare}{bottom}", f"{group} {bottom}"):
        if meaning(name):
            return name
    return _together(group, bottom) if bare else bottom


def _together(one: str, other: str) -> str:
    """Two words as one name; Chinese has no blank between them."""
    return f"{one} {other}" if f"{one}{other}".isascii() else f"{one}{other}"


def _agree(one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]]) -> bool:
    """Whether two names mean the same in some kind of file."""
    return any(set(fields) & set(other.get(kind, ())) for kind, fields in one.items())
