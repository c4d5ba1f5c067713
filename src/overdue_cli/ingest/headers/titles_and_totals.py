"""Rows that are no rows: sums, notes, the header said again; and what titles say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from overdue_cli.ingest.table import Line
from overdue_cli.ingest.values.month_names import named_day
from overdue_cli.ingest.workbook.cell_text import is_error

#: What stands in the first cell of a row of sums.
TOTALS = frozenset("合计 总计 小计 共计 累计 Total total TOTAL Totals totals Sum sum SUM".split())
_TOTAL = re.compile(
    r"(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|(grand |sub-?)?totals?|sum)\s*[:：]?\s*"
    r"(\(?\d+\s*(条|笔|户|rows?|records?|items?)\)?)?$",
    re.IGNORECASE,
)
#: The word for a sum, before the name of what is summed.
_SUM_OF = re.compile(
    r"((grand |sub-?)?totals?|sum|sub-?totaal|totaal|totale?|sous-total|suma|summe|zwischensumme|"
    r"gesamt|razem|summa)\b|[合总小共累]\s*计",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+(]?[¥￥$€£]?\s*[\d.,'\s]+%?\)?(\s*(元|万元|笔|条|户))?$")
_NOTE = re.compile(
    r"(制表|填表|制单|审核|审批|复核|打印|导出|经办|备注|说明|注\s*[:：]|数据来源|数据截止|以上|"
    r"单位负责人|\w{0,8}(负责人|主管|会计|出纳|行长|经理|签字|签名|签章|盖章)\s*[:：]|"
    r"截止|共\s*\d+\s*[条笔户行页]|第\s*\d+\s*页|[-=*_]{3,}|"
    r"(printed|exported|prepared|generated|created|source|notes?|page|end of|checked|approved)\b|"
    r"\d+\s+(rows?|records?|items?)\b)",
    re.IGNORECASE,
)
_MOST_CELLS_OF_A_NOTE = 4
_UNIT = re.compile(
    r"(?:单位|金额|人民币)[^,，。;；]{0,6}?(?<![\d.,])(千万|百万|十万|万|千|百|亿)(?:美|欧|日|港|英)?元"
    r"|单位\s*[:：]\s*(?:人民币)?\s*(元|万|分|角)"
    r"|\b(?:in|units?\s*:?)\s+(?:[A-Z]{3}\s+|of\s+)?"
    r"(hundreds?|thousands?|lakhs?|millions?|crores?)\b"
    r"|\b[A-Z]{3}\s*'(000s?)\b|[$€£¥]\s*'?(000s?)\b"
    r"|\b(?:Rs|INR)\.?\s*(lakhs?|crores?)\b",
    re.IGNORECASE,
)
# A day of printing or exporting is no day of a list; only words that say so count.
_DAY = re.compile(
    r"(?:(?:统计|数据|截止|截至)日?期?|as\s+(?:of|at)(?:\s+date)?|position\s+date)\s*[:：]?\s*"
    r"(20\d\d)(?:[-./年]\s*(\d{1,2})[-./月]\s*(\d{1,2})|(\d\d)(\d\d))(?!\d)",
    re.IGNORECASE,
)
#: The same with the name of its month: As of Jul 25, 2026.
_DAY_BY_NAME = re.compile(
    r"(?:as\s+(?:of|at)(?:\s+date)?|stand(?:\s+vom)?|stichtag)\s*[:：]?\s*"
    r"([^\W\d]{3,9}\.?\s+\d{1,2},?\s+20\d\d|\d{1,2}\.?\s+[^\W\d]{3,9}\.?\s+20\d\d)(?!\d)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:币\s*种|货币|currency)\s*[:：]\s*([^\s,;，；)）|]+)", re.IGNORECASE)
#: A title that is the number of a loan and nothing else.
_LOAN = re.compile(
    r"(?:借据(?:编?号|号码)|贷款(?:编号|账号|号)|借款编号|loan(?:\s*(?:id|no\.?|number|#))?)\s*:\s*"
    r"((?=[^:]*\d)[\w./#-]{1,40})",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Whether a cell is what people write below a table.

    >>> [is_note(text) for text in ("制表人：张三", "共12条", "Exported on 2026-01-01", "L-1")]
    [True, True, True, False]
    """
    return bool(_NOTE.match(_plain(text)))


def is_total(text: str) -> bool:
    """Whether a cell begins a row of sums."""
    return bool(_TOTAL.match(_plain(text)))


def is_sum_of_figures(cells: Sequence[str]) -> bool:
    """Whether a row is that of the sums of a group: the word, perhaps a name, and figures alone.

    >>> is_sum_of_figures(["Total for Fen", "", "70.00"]), is_sum_of_figures(["Total AG", "x"])
    (True, False)
    """
    texts = [cell for cell in cells if cell.strip()]
    if len(texts) < 2 or not _SUM_OF.match(_plain(texts[0])):
        return bool(texts) and len(texts) == 1 and is_total(texts[0])
    return all(_NUMBER.match(_plain(cell)) or is_error(cell.strip()) for cell in texts[1:])


def left_out(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row is no row of data: sums, a note below the table, or the header again.

    A row that could hold anything of its own is not left out: beside the word for a sum stand
    numbers only, beside a note little or nothing.
    """
    texts = [cell for cell in cells if cell.strip()]
    if not texts:
        return False
    if is_total(texts[0]):
        return all(_NUMBER.match(_plain(cell)) or is_error(cell.strip()) for cell in texts[1:])
    if is_note(texts[0]) and len(texts) <= min(_MOST_CELLS_OF_A_NOTE, max(1, len(header) // 2)):
        return True
    again = [cell.strip() for cell in cells][: len(header)]
    return len(texts) > 1 and again == list(header)[: len(again)]


def unit_above(above: Iterable[Line]) -> str:
    """The unit of all amounts that a row above the header names, as in 单位：万元; '' for none."""
    for text in _texts(above):
        match = _UNIT.search(text)
        if match:
            unit = next(filter(None, match.groups())).lower()
            return f"{unit}元" if match[1] else unit
    return ""


def currency_above(above: Iterable[Line]) -> str:
    """The word for a currency in a row above the header, as in 币种：人民币; '' for none."""
    for text in _texts(above):
        match = _CURRENCY.search(text)
        if match:
            return match[1]
    return ""


def loan_above(above: Iterable[Line]) -> str:
    """The number of the one loan that a row above the header names; '' for none, or several.

    >>> loan_above([(1, ["Repayment plan"]), (2, ["贷款编号：HT-001", "客户：王小甲"])])
    'HT-001'
    >>> loan_above([(1, ["Loan No.", "L-1"])]), loan_above([(1, ["Loan: L-1", "Loan: L-2"])])
    ('L-1', '')
    """
    numbers = set()
    for _, cells in above:
        texts = [text for cell in cells if (text := _plain(cell))]
        for text, after in zip(texts, [*texts[1:], ""], strict=True):
            whole = _LOAN.fullmatch(text) or _LOAN.fullmatch(f"{text.rstrip(':')}:{after}")
            if whole:
                numbers.add(whole[1])
    return numbers.pop() if len(numbers) == 1 else ""


class ListDay(NamedTuple):
    """The day a list tells of, and the row above the header that says so."""

    day: str
    row: int
    text: str


def list_day(above: Iterable[Line]) -> ListDay | None:
    """The day that the rows above the header name as the one the figures are of.

    None where no row does, or two name different days.

    >>> list_day([(2, ["数据日期：2026年6月30日"])]).day, list_day([(1, ["Printed 2026-06-30"])])
    ('2026-06-30', None)
    >>> list_day([(3, ["As of Jul 25, 2026"])]).day, list_day([(1, ["Stand vom 3. Mai 2026"])]).day
    ('2026-07-25', '2026-05-03')
    """
    days: dict[str, ListDay] = {}
    for row, cells in above:
        text = " ".join(cell.strip() for cell in cells if cell.strip())
        for parts in _days_of_title(_plain(text)):
            with suppress(ValueError):  # a day that the calendar does not have
                iso = date(*parts).isoformat()
                days.setdefault(iso, ListDay(iso, row, text))
    return next(iter(days.values())) if len(days) == 1 else None


def _days_of_title(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of each day that a title names as the one of its figures."""
    for year, month, day, *joined in _DAY.findall(text):
        month, day = (month, day) if month else joined
        yield int(year), int(month), int(day)
    for one in _DAY_BY_NAME.findall(text):
        if (named := named_day(one)) is not None:
            yield named


def _texts(above: Iterable[Line]) -> Iterable[str]:
    for _, cells in above:
        yield _plain(" ".join(cell.strip() for cell in cells if cell.strip()))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
