"""Reads the tables of a web page, which banks and core systems save under names ending in .xls.

A spreadsheet program shows the tables of a page one below the other, with the text between them;
so they are read, and a row has the number that it has there. Cells are the text that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.kept_rows import Folder, Keeper, kept
from overdue_cli.ingest.table import Grid, Line, Merged, Seen
from overdue_cli.ingest.text.csv_file import text_content
from overdue_cli.ingest.text.tag_count import TagCount

_BLOCK = 1 << 16
_LARGEST = 512 << 20
_MOST_OPEN = 4 << 20
_DEEPEST, _WIDEST, _LONGEST = 50, 16_384, 1_048_576
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_HINT = "Save it as xlsx, or as 'CSV UTF-8'."
_PARTS = frozenset(("table", "tr", "td", "th"))
_BREAKS = frozenset("p div br h1 h2 h3 h4 h5 h6 li center caption".split())
_UNSHOWN = frozenset("script style title head".split())
_NONE_SHOWN = re.compile(r"display\s*:\s*none", re.I)


def page_grids(path: Path, encoding: str, table_name: str = "") -> list[Grid]:
    """The tables of a page as one grid, or the one named by its number; BadFile for none."""
    if path.stat().st_size > _LARGEST:
        raise BadFile(f"a web page of more than {_LARGEST >> 20} MiB is not read", _HINT)
    content = text_content(path, encoding or _charset(path))
    folder = Folder()
    page = _Page()
    with (folder.path / "rows").open("wb") as file:
        page.read(path, content.encoding, Keeper(file))
    if not page.tables:
        raise BadFile(
            "there is no table with anything in it on this web page",
            "Pages of a book saved in parts lie in a folder beside it; save the book as xlsx.",
        )
    seen = Seen(page.rows)
    first, last = _range(path, page, table_name)
    hidden = page.hidden
    many = f"{hidden} rows are" if hidden > 1 else "1 row is"
    return [
        Grid(
            name=path.name,
            sha256=content.sha256,
            rows=partial(_between, folder, seen, first, last),
            encoding=content.encoding,
            seen=seen,
            merged=tuple(one for one in page.merged if first <= one.first_line <= last),
            notes=(f"{many} hidden in the page and read all the same",) if hidden else (),
        )
    ]


def _charset(path: Path) -> str:
    """The encoding that a page names, unless it is UTF-8 all the same; '' where the bytes tell."""
    with path.open("rb") as file:
        head = file.read(8192)
    match = _CHARSET.search(head)
    name = match[1].decode().lower() if match else ""
    if not name or name.startswith("utf"):
        return ""
    try:
        text_content(path, "utf-8")
    except (BadFile, Undecided):
        return "gb18030" if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else _known(name)
    return ""


def _known(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return ""
    return name


def _range(path: Path, page: _Page, table_name: str) -> tuple[int, int]:
    """The first and the last row of the table asked for, or of the page."""
    if table_name in ("", "all"):
        return 1, page.rows
    if table_name.isdecimal() and 1 <= int(table_name) <= len(page.tables):
        return page.tables[int(table_name) - 1]
    many = len(page.tables)
    raise WrongUse(
        f"{path.name} has no table '{table_name}'", hint=f"Its tables are numbered 1 to {many}."
    )


def _between(folder: Folder, seen: Seen, first: int, last: int, after: int) -> Iterator[Line]:
    for line, cells in kept(folder, "rows", seen, max(after, first - 1)):
        if line > last:
            return
        yield line, cells


@dataclass(slots=True)
class _Table:
    """A table that has begun: the row in hand, and cells of rows above that reach into it."""

    first: int
    cells: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Place, width and height of the cells in hand that cover more than one."""
    under: dict[int, int] = field(default_factory=dict)
    """By place, how many more rows a cell above covers."""
    text: list[str] | None = None
    """The text of the cell in hand."""
    width: int = 1
    height: int = 1
    rows: int = 0


class _Page(HTMLParser):
    """Goes through a page once, and hands each row on when it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows = self.hidden = 0
        self.tables: list[tuple[int, int]] = []
        self.merged: list[Merged] = []
        self._open: list[_Table] = []
        self._between: list[str] = []
        self._unshown = ""
        self._begun = 0
        """Tags of rows that were seen."""
        self._keeper: Keeper

    def read(self, path: Path, encoding: str, keeper: Keeper) -> None:
        """All rows of a page."""
        self._keeper = keeper
        count = TagCount("tr", page=True)
        with path.open(encoding=encoding, newline="") as file:
            while block := file.read(_BLOCK):
                self.feed(block)
                count.feed(block)
                if len(self.rawdata) > _MOST_OPEN:
                    line = self.getpos()[0]
                    raise BadFile("a tag of this web page does not end", _HINT, row=line)
        self.close()
        while self._open:
            self._end_table()
        self._flush()
        keeper.close()
        _check_rows(count.total(), self._begun)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tables, rows and cells; every other tag is only looked through."""
        tag = _bare(tag)
        if tag == "tr" and not self._open:
            self._start_table()
        if tag in _UNSHOWN:
            self._unshown = tag
        elif tag == "table":
            self._start_table()
        elif tag in _BREAKS:
            self._break()
        elif self._open and tag in ("tr", "td", "th"):
            attributes = {name: value or "" for name, value in attrs}
            if tag == "tr":
                self._end_row(self._open[-1])
                self._begun += 1
                self.hidden += bool(_NONE_SHOWN.search(attributes.get("style", "")))
            else:
                self._start_cell(self._open[-1], attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that holds nothing; one of a table begins it all the same."""
        if tag in _BREAKS:
            self._break()
        elif _bare(tag) in _PARTS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """The end of a table or a row; cells end where the next thing begins."""
        tag = _bare(tag)
        if tag == self._unshown:
            self._unshown = ""
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in ("td", "th") and self._open:
            self._end_cell(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_row(self._open[-1])
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Text of the cell in hand, or between tables."""
        if self._unshown:
            return
        if not self._open:
            self._between.append(data)
        elif self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def _break(self) -> None:
        """A new line in a cell, or the end of a line of text outside."""
        if not self._open:
            self._flush()
        elif self._open[-1].text is not None:
            self._open[-1].text.append("\x00")

    def _flush(self) -> None:
        text = _plain(self._between)
        self._between = []
        if text:
            self._add([text])

    def _start_table(self) -> None:
        self._unshown = ""
        if self._open:
            self._end_row(self._open[-1])  # what stands before a table in a table
        else:
            self._flush()
        if len(self._open) >= _DEEPEST:
            raise BadFile(f"tables are nested more than {_DEEPEST} deep", _HINT)
        self._open.append(_Table(self.rows + 1))

    def _end_table(self) -> None:
        table = self._open[-1]
        self._end_row(table)
        self._open.pop()
        if table.rows:
            self.tables.append((table.first, self.rows))

    def _start_cell(self, table: _Table, attributes: dict[str, str]) -> None:
        self._end_cell(table)
        table.text = []
        table.width = _count(attributes.get("colspan", ""), _WIDEST)
        table.height = _count(attributes.get("rowspan", ""), _LONGEST)

    def _end_cell(self, table: _Table) -> None:
        if table.text is None:
            return
        self._skip_covered(table)
        place = len(table.cells)
        if table.width > 1 or table.height > 1:
            table.spans.append((place, table.width, table.height))
        table.cells += [_plain(table.text), *[""] * (table.width - 1)]
        table.text = None
        if len(table.cells) > _WIDEST:
            raise BadFile(f"a row has more than {_WIDEST} cells", _HINT, row=self.rows + 1)

    def _skip_covered(self, table: _Table) -> None:
        """Leaves places free that a cell of a row above covers."""
        while table.under.get(len(table.cells), 0) > 0:
            table.cells.append("")

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if not table.cells:
            return
        self._skip_covered(table)
        line = self.rows + 1
        table.under = {place: left - 1 for place, left in table.under.items() if left > 1}
        for place, width, height in table.spans:
            self.merged.append(Merged(line, line + height - 1, place, place + width - 1))
            for covered in range(place, place + width) if height > 1 else ():
                table.under[covered] = height - 1
        cells, table.cells, table.spans = table.cells, [], []
        table.rows += any(cells)
        self._add(cells)

    def _add(self, cells: list[str]) -> None:
        self.rows += 1
        if any(cells):
            self._keeper.add(self.rows, cells)


def _bare(tag: str) -> str:
    """The name of a part of a table without the prefix of its namespace; any other as it is."""
    name = tag.rpartition(":")[2]
    return name if name in _PARTS else tag


def _check_rows(held: int, read: int) -> None:
    """Nothing, or BadFile where a page holds more or fewer rows than were read."""
    if held != read:
        were = "was" if read == 1 else "were"
        raise BadFile(
            f"the page holds {held} rows (<tr>), {read} {were} read: a comment, a script or a "
            "title does not end",
            _HINT,
        )


def _plain(texts: Sequence[str]) -> str:
    """Text as a page shows it: blanks as one, a new line where a tag breaks it."""
    lines = "".join(texts).split("\x00")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _count(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() else 1
