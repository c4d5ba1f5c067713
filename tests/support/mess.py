"""Clean tables, and what people's spreadsheets do to them: one function for each mess.

A mess changes a ``Sheet`` without changing what it says. Each tells in which forms it can be
written: ``text``, ``book`` (xlsx, xls, ods) or both.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import writers

Row = list[Any]

LOANS_EN = ["loan_id", "customer_id", "name", "phone", "principal", "disbursed_on", "annual_rate"]
LOANS_ZH = ["借据号", "客户号", "客户姓名", "手机号", "贷款金额", "放款日期", "年利率"]
LOAN_TYPES = ["id", "id", "text", "phone", "money", "date", "rate"]
PAYMENTS_EN = ["transaction_id", "loan_id", "date", "amount", "note"]
PAYMENTS_ZH = ["流水号", "借据号", "交易日期", "交易金额", "摘要"]
PAYMENT_TYPES = ["id", "id", "date", "money", "text"]


@dataclass
class Sheet:
    """A table of one kind, and how it is going to be written."""

    header: list[str]
    types: list[str]
    rows: list[Row]
    chinese: bool
    above: list[Row] = field(default_factory=list)
    under: list[Row] = field(default_factory=list)
    second: Row | None = None
    groups: Row | None = None
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    form: str = "csv"
    text: dict[str, str] = field(default_factory=dict)
    cover: bool = False
    shift: int = 0
    of_1904: bool = False

    def places(self, kind: str) -> list[int]:
        """Where the columns of a type stand."""
        return [place for place, one in enumerate(self.types) if one == kind]


def clean_loans(rng: random.Random, *, chinese: bool) -> Sheet:
    """A dozen loans; some ids have leading zeros, some customers have two loans."""
    names = (
        ["张三", "李四", "王小明", "欧阳娜娜"] if chinese else ["Ann Lee", "Jo Roe", "Bo", "Di"]
    )
    rows: list[Row] = []
    for number in range(12):
        who = rng.randrange(4)
        rows.append(
            [
                f"{number:05d}",
                f"C{who:03d}",
                names[who],
                f"1381234567{who}",
                rng.randrange(10, 999) * 1000 + rng.choice([0, 500]),
                date(2025, 1 + number % 12, rng.randrange(1, 29)),
                rng.choice([12, 9.5, 18, 7.25]),
            ]
        )
    rows[0][5], rows[1][5] = date(2025, 3, 31), date(2025, 1, 5)
    return Sheet(list(LOANS_ZH if chinese else LOANS_EN), list(LOAN_TYPES), rows, chinese)


def clean_payments(rng: random.Random, *, chinese: bool) -> Sheet:
    """Payments on these loans, two of them alike but for the id."""
    rows: list[Row] = [
        [
            f"{900 + number:06d}",
            f"{number % 12:05d}",
            date(2026, 1 + number % 6, rng.randrange(1, 29)),
            rng.randrange(1, 50) * 100 + rng.choice([0, 25, 50]) / 100,
            rng.choice(["", "cash" if not chinese else "现金"]),
        ]
        for number in range(20)
    ]
    rows[3][2] = date(2026, 4, 30)
    rows[7] = [rows[7][0], *rows[6][1:]]
    return Sheet(list(PAYMENTS_ZH if chinese else PAYMENTS_EN), list(PAYMENT_TYPES), rows, chinese)


Mess = Callable[[Sheet, random.Random], None]
TEXT: dict[str, Mess] = {}
BOOK: dict[str, Mess] = {}
BOTH: dict[str, Mess] = {}


def mess(where: dict[str, Mess]) -> Callable[[Mess], Mess]:
    """Enters a mess into the list of its forms."""

    def enter(one: Mess) -> Mess:
        where[one.__name__] = one
        return one

    return enter


@mess(BOTH)
def titles(sheet: Sheet, rng: random.Random) -> None:
    said = [["贷款台账"], ["机构：某支行", None, "打印日期：2026-06-30"]]
    if not sheet.chinese:
        said = [["Loan book of branch 7"], ["Printed on 30 June 2026", None, "page 1"]]
    sheet.above += said[: rng.randrange(1, 3)]


@mess(BOTH)
def sums(sheet: Sheet, rng: random.Random) -> None:
    row: Row = [None] * len(sheet.header)
    row[0] = rng.choice(
        ["合计", "总计：", "合 计"] if sheet.chinese else ["Total", "Grand total:"]
    )
    for place in sheet.places("money"):
        row[place] = sum(one[place] for one in sheet.rows if isinstance(one[place], int | float))
    if row[0] and sheet.places("money") != [0]:
        sheet.under.append(row)


@mess(BOTH)
def notes(sheet: Sheet, rng: random.Random) -> None:
    chosen = ["制表人：张三", "以上共12条记录", "注：金额以合同为准"]
    if not sheet.chinese:
        chosen = ["Exported on 2026-06-30", "12 rows", "Note: amounts as in the contract"]
    sheet.under += [[text] for text in rng.sample(chosen, 2)]


@mess(BOTH)
def blank_rows(sheet: Sheet, rng: random.Random) -> None:
    for _ in range(3):
        sheet.rows.insert(rng.randrange(len(sheet.rows)), [None] * len(sheet.header))


@mess(BOTH)
def header_on_each_page(sheet: Sheet, rng: random.Random) -> None:
    sheet.rows.insert(rng.randrange(2, len(sheet.rows)), list(sheet.header))


@mess(BOTH)
def unit_in_the_header(sheet: Sheet, rng: random.Random) -> None:
    word, scale = ("(万元)", 10_000) if sheet.chinese else (" (in thousands)", 1_000)
    _in_units(sheet, scale)
    for place in sheet.places("money"):
        sheet.header[place] += word


@mess(BOTH)
def unit_above_the_header(sheet: Sheet, rng: random.Random) -> None:
    text, scale = ("单位：万元", 10_000) if sheet.chinese else ("Amounts in thousands", 1_000)
    _in_units(sheet, scale)
    sheet.above.append([None] * (len(sheet.header) - 1) + [text])


def _in_units(sheet: Sheet, scale: int) -> None:
    for row in sheet.rows:
        for place in sheet.places("money"):
            if isinstance(row[place], int | float):
                row[place] = round(row[place] / scale, 6)


def _grouped(value: float) -> str:
    """A number with thousands marks and at least two decimals, all of them."""
    plain = f"{value:,.6f}".rstrip("0")
    return plain + "0" * (2 - len(plain.partition(".")[2]))


def _amounts(sheet: Sheet, written: Callable[[float], str]) -> None:
    for row in sheet.rows:
        for place in sheet.places("money"):
            if isinstance(row[place], int | float):
                row[place] = written(row[place])


@mess(BOTH)
def thousands_marks(sheet: Sheet, rng: random.Random) -> None:
    _amounts(sheet, _grouped)


@mess(BOTH)
def decimal_commas(sheet: Sheet, rng: random.Random) -> None:
    swap = str.maketrans(",.", ".,")
    _amounts(sheet, lambda value: _grouped(value).translate(swap))


@mess(BOTH)
def wide_digits(sheet: Sheet, rng: random.Random) -> None:
    wide = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
    _amounts(sheet, lambda value: _grouped(value).replace(",", "").translate(wide))


@mess(BOTH)
def amounts_with_blanks(sheet: Sheet, rng: random.Random) -> None:
    _amounts(sheet, lambda value: f" {_grouped(value)}\u00a0".replace(",", " "))


def _dates(sheet: Sheet, written: Callable[[date], Any]) -> None:
    for row in sheet.rows:
        for place in sheet.places("date"):
            if isinstance(row[place], date):
                row[place] = written(row[place])


@mess(BOTH)
def dates_in_words(sheet: Sheet, rng: random.Random) -> None:
    style = rng.choice(
        ["{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}"]
    )
    _dates(sheet, style.format)


@mess(BOTH)
def dates_day_last(sheet: Sheet, rng: random.Random) -> None:
    style = rng.choice(
        ["{0.day}.{0.month}.{0.year}", "{0.month}/{0.day}/{0.year}", "{0:%d-%m-%Y}"]
    )
    _dates(sheet, style.format)


@mess(BOTH)
def dates_with_times(sheet: Sheet, rng: random.Random) -> None:
    _dates(sheet, lambda day: f"{day} 00:00:00")


@mess(BOOK)
def days_as_numbers(sheet: Sheet, rng: random.Random) -> None:
    _dates(sheet, lambda day: (day - date(1899, 12, 30)).days)


@mess(BOOK)
def numbers_as_text(sheet: Sheet, rng: random.Random) -> None:
    _amounts(sheet, str)
    _rates(sheet, str)


@mess(BOOK)
def phones_as_numbers(sheet: Sheet, rng: random.Random) -> None:
    for row in sheet.rows:
        for place in sheet.places("phone"):
            if row[place] and str(row[place]).isdecimal():
                row[place] = float(row[place])


@mess(TEXT)
def phones_of_a_program(sheet: Sheet, rng: random.Random) -> None:
    for row in sheet.rows:
        for place in sheet.places("phone"):
            if row[place] and str(row[place]).isdecimal():
                number = str(row[place])
                row[place] = rng.choice([f"{number}.0", f"{number[0]}.{number[1:]}E+10"])


@mess(BOOK)
def ids_by_a_format(sheet: Sheet, rng: random.Random) -> None:
    for row in sheet.rows:
        for place in sheet.places("id"):
            text = str(row[place] or "")
            letters = text.rstrip("0123456789")
            digits = text.removeprefix(letters)
            if digits and letters.isalpha() | (not letters):
                code = f'"{letters}"' * bool(letters) + "0" * len(digits)
                row[place] = writers.Shown(int(digits), code)


@mess(BOOK)
def rates_by_a_format(sheet: Sheet, rng: random.Random) -> None:
    for row in sheet.rows:
        for place in sheet.places("rate"):
            if isinstance(row[place], int | float):
                row[place] = writers.Shown(round(row[place] / 100, 6), rng.choice(["0%", "0.00%"]))


@mess(BOOK)
def amounts_by_a_format(sheet: Sheet, rng: random.Random) -> None:
    codes = ["#,##0.00", '[$¥-804]#,##0.00;[Red]-0.00"元"']
    if sheet.form != "ods":
        codes += ['0!.0,"万"', "#,##0,"]
    for row in sheet.rows:
        for place in sheet.places("money"):
            if isinstance(row[place], int | float):
                row[place] = writers.Shown(row[place], rng.choice(codes))


@mess(BOOK)
def errors_in_a_column_of_no_use(sheet: Sheet, rng: random.Random) -> None:
    sheet.header.append("鞋码差" if sheet.chinese else "shoe size left")
    sheet.types.append("other")
    for row in sheet.rows:
        row.append(writers.Failed(rng.choice(["#N/A", "#REF!", "#DIV/0!"])))


@mess(BOOK)
def counted_from_1904(sheet: Sheet, rng: random.Random) -> None:
    sheet.of_1904 = True
    if rng.random() < 0.5:
        _dates(sheet, lambda day: (day - date(1904, 1, 1)).days)


def _rates(sheet: Sheet, written: Callable[[float], str]) -> None:
    for row in sheet.rows:
        for place in sheet.places("rate"):
            if isinstance(row[place], int | float):
                row[place] = written(row[place])


@mess(BOTH)
def rates_in_per_cent(sheet: Sheet, rng: random.Random) -> None:
    if rng.random() < 0.5:
        _rates(sheet, lambda rate: f"{rate}%")
    for place in sheet.places("rate"):
        sheet.header[place] += "(%)"


@mess(BOTH)
def columns_shuffled(sheet: Sheet, rng: random.Random) -> None:
    order = list(range(1, len(sheet.header)))
    rng.shuffle(order)
    order.insert(0, 0)
    sheet.header = [sheet.header[place] for place in order]
    sheet.types = [sheet.types[place] for place in order]
    sheet.rows = [[row[place] for place in order] for row in sheet.rows]


@mess(BOTH)
def other_columns(sheet: Sheet, rng: random.Random) -> None:
    place = rng.randrange(1, len(sheet.header))
    sheet.header.insert(place, "鞋码" if sheet.chinese else "shoe size")
    sheet.types.insert(place, "other")
    for row in sheet.rows:  # the same for rows that are the same
        row.insert(place, 30 + sum(map(len, map(str, row))) % 20)


@mess(BOTH)
def dressed_headers(sheet: Sheet, rng: random.Random) -> None:
    for place, text in enumerate(sheet.header):
        dress = rng.choice(["{}", " {} ", "{}:", "*{}", "{}\n", "【{}】"])
        name = (
            text if sheet.chinese else text.replace("_", rng.choice([" ", "-", "_", ""])).title()
        )
        if "(" not in name:
            sheet.header[place] = dress.format(name)


@mess(BOTH)
def empty_columns(sheet: Sheet, rng: random.Random) -> None:
    sheet.header += ["", ""]
    sheet.types += ["other", "other"]
    for row in sheet.rows:
        row += [None, ""]


@mess(BOTH)
def a_row_twice(sheet: Sheet, rng: random.Random) -> None:
    place = rng.randrange(len(sheet.rows))
    sheet.rows.insert(rng.randrange(len(sheet.rows)), list(sheet.rows[place]))


@mess(BOTH)
def names_of_the_program_below(sheet: Sheet, rng: random.Random) -> None:
    if sheet.chinese:
        known = dict(zip(LOANS_ZH + PAYMENTS_ZH, LOANS_EN + PAYMENTS_EN, strict=True))
        bare = [text.split("(")[0].strip(" :*\n【】") for text in sheet.header]
        sheet.second = [known.get(text, "") for text in bare]


@mess(BOOK)
def groups_above(sheet: Sheet, rng: random.Random) -> None:
    width = len(sheet.header)
    middle = width // 2
    names = ("基本信息", "合同信息") if sheet.chinese else ("Details", "More details")
    if not sheet.chinese:
        return
    sheet.groups = [names[0], *[None] * (middle - 1), names[1], *[None] * (width - middle - 1)]
    at = len(sheet.above)
    sheet.merged += [(at, 0, at, middle - 1), (at, middle, at, width - 1)]


@mess(BOOK)
def a_cover_sheet(sheet: Sheet, rng: random.Random) -> None:
    sheet.cover = True


@mess(BOOK)
def empty_corner(sheet: Sheet, rng: random.Random) -> None:
    sheet.shift = rng.randrange(1, 3)


def _ids(sheet: Sheet, written: Callable[[str], str]) -> None:
    for row in sheet.rows:
        for place in sheet.places("id"):
            if row[place] and str(row[place]).isdecimal():
                row[place] = written(row[place])


@mess(TEXT)
def ids_as_formulas(sheet: Sheet, rng: random.Random) -> None:
    _ids(sheet, '="{}"'.format)


@mess(BOTH)
def ids_with_unseen_marks(sheet: Sheet, rng: random.Random) -> None:
    _ids(sheet, rng.choice(["{}\t", "'{}", "\u200b{}", "{}\u00a0", "\u202a{}\u202c"]).format)


@mess(TEXT)
def another_delimiter(sheet: Sheet, rng: random.Random) -> None:
    sheet.text["delimiter"] = rng.choice(";\t|")


@mess(TEXT)
def another_encoding(sheet: Sheet, rng: random.Random) -> None:
    known = ["utf-8-sig", "utf-16", "utf-16-le"] + ["gb18030"] * sheet.chinese
    sheet.text["encoding"] = rng.choice(known)


@mess(TEXT)
def another_line_end(sheet: Sheet, rng: random.Random) -> None:
    sheet.text["end"] = rng.choice(["\r\n", "\r"])


#: Messes of workbooks that a page can have, which shows text and no values.
PAGE = ["numbers_as_text", "errors_in_a_column_of_no_use", "groups_above"]

#: Messes that say the same twice, each on its own.
EXCLUDE = [
    {"unit_in_the_header", "unit_above_the_header"},
    {"header_on_each_page", "groups_above"},
    {"header_on_each_page", "names_of_the_program_below"},
    {"names_of_the_program_below", "groups_above"},
    {"header_on_each_page", "dressed_headers"},
    {"unit_in_the_header", "amounts_by_a_format"},
    {"unit_above_the_header", "amounts_by_a_format"},
    {"days_as_numbers", "counted_from_1904"},
]


#: Messes that repeat what the header says come when it says it all.
LAST = {"names_of_the_program_below", "groups_above", "header_on_each_page"}


def apply(sheet: Sheet, names: list[str], rng: random.Random) -> None:
    """Makes the messes of these names: units first, cells before rows, headers last."""
    everything = {**BOTH, **TEXT, **BOOK}
    order = list(everything)
    for name in sorted(
        names, key=lambda name: (name in LAST, "unit" not in name, -order.index(name))
    ):
        everything[name](sheet, rng)


def write(sheet: Sheet, path: Path) -> Path:
    """The sheet as a file of its form."""
    header = [*([sheet.groups] if sheet.groups else []), sheet.header]
    rows = [*sheet.above, *header, *([sheet.second] if sheet.second else [])]
    rows += [*sheet.rows, *sheet.under]
    if sheet.form == "csv":
        if "encoding" in sheet.text and sheet.text["encoding"] == "gb18030":
            rows = [[_of_gb(cell) for cell in row] for row in rows]
        return writers.write_csv(path, rows, **sheet.text)
    if sheet.shift:
        rows = [[]] * sheet.shift + [[None] * sheet.shift + list(row) for row in rows]
        sheet.merged = [tuple(at + sheet.shift for at in area) for area in sheet.merged]  # type: ignore[misc]
    if sheet.form == "xls":
        return writers.write_xls(path, rows, merged=sheet.merged, of_1904=sheet.of_1904)
    if sheet.form == "xlsb":
        return writers.write_xlsb(path, rows, of_1904=sheet.of_1904)
    if sheet.form == "ods":
        return writers.write_ods(path, rows, of_1904=sheet.of_1904)
    if sheet.form == "xml":
        return writers.write_xml(path, rows, merged=sheet.merged, of_1904=sheet.of_1904)
    if sheet.form == "html":
        return writers.write_html(path, rows, merged=sheet.merged, **sheet.text)
    sheets = {"说明": [["本表由系统导出"]], "数据": rows} if sheet.cover else {"Sheet1": rows}
    merged = () if sheet.cover else sheet.merged
    return writers.write_sheets(path, sheets, merged=merged, of_1904=sheet.of_1904)


def _of_gb(cell: Any) -> Any:
    """A mark that nobody sees and that GB 18030 would write in four bytes is left out."""
    return cell.strip("\u200b\u202a\u202c\u00a0") if isinstance(cell, str) else cell
