"""Turns the text of a cell into the value of its column: one reader per column of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from overdue_cli.domain.half_width import half_width
from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.headers.titles_and_totals import TOTALS, is_note, is_total
from overdue_cli.ingest.values.clocks import read_clock
from overdue_cli.ingest.word_lists import list_rows
from overdue_cli.ingest.workbook.cell_text import refuse_error

Reader = Callable[[str], Any]

# Marks that are not seen and come along when text is copied.
_UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060"
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+(\d{1,3})$", re.IGNORECASE)
_LARGEST_EXPONENT = 40
_BETWEEN = re.compile(r"[\s,;/+|、，；]+")
_ERROR_BEGINS = ("#", "E")
#: Texts remembered with their value; a column seldom has more different ones at a time.
_REMEMBERED = 50_000


class Known(dict[str, Any]):
    """Values of texts already read; the rest is read when it is first met."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:
        value = self._read(text)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = value
        return value


def remembered(read: Reader, *, required: bool) -> Reader:
    """A reader that reads equal texts once; an empty cell is None, or BadCell where required."""

    def read_stripped(text: str) -> Any:
        plain = text.strip()
        if plain:
            refuse_error(plain)
            return read(plain)
        if required:
            raise _empty()
        return None

    return Known(read_stripped).__getitem__


def _empty() -> BadCell:
    return BadCell("this cell must not be empty", "Fill it in, or take the row out.")


def read_id(repeated: frozenset[str], text: str) -> str:
    """An identifier with its leading zeros, in half width, without blanks around it."""
    plain = text if text.isascii() and text.isalnum() else _clean_id(text)
    if plain in repeated:
        if plain in TOTALS:
            raise BadCell("this is a row of sums", "Take this row out.")
        raise BadCell("the header stands here again", "Take this row out.")
    return plain


def read_lone_id(repeated: frozenset[str], text: str) -> str:
    """An identifier that needs nothing beside it: a note below the table is none."""
    plain = read_id(repeated, text)
    if is_note(plain):
        raise BadCell("this is a note, not an id", "Take this row out.")
    return plain


def read_optional_id(text: str) -> str | None:
    """An identifier, or None for an empty cell."""
    if text.isascii() and text.isalnum():
        return text
    return _clean_id(text) if text.strip() else None


def _clean_id(text: str) -> str:
    plain = half_width(text).strip().strip(_UNSEEN).strip()
    if not plain:
        raise _empty()
    refuse_error(plain)
    _refuse_controls(plain, allowed="")
    if plain[0] == "'" and plain[1:].isdecimal():
        return plain[1:]
    if is_total(plain):
        raise BadCell("this is a row of sums", "Take this row out.")
    return _whole_number(plain)


def _whole_number(text: str) -> str:
    """All digits of a number that a spreadsheet wrote as 1.38E+10; BadCell where some are lost."""
    match = _SCIENTIFIC.match(text)
    if not match:
        return text
    digits, exponent = match[1] + (match[2] or ""), int(match[3])
    if not len(digits) - 1 <= exponent < _LARGEST_EXPONENT:
        return text
    if len(digits) < exponent + 1:
        raise BadCell(
            f"this number of {exponent + 1} digits has lost some: a spreadsheet keeps 15",
            "Format the column as text in the spreadsheet, enter it again there, and save.",
        )
    return digits


def read_digits(text: str) -> str | None:
    """A number that is text, such as a phone or an identity card: all of its digits."""
    if text.isascii() and text.isdecimal():
        return text
    plain = read_text(half_width(text))
    if plain is None:
        return None
    if plain[0] == "'" and plain[1:].isalnum():
        return plain[1:]
    return _whole_number(plain.removesuffix(".0") if plain[:-2].isdecimal() else plain)


def read_text(text: str) -> str | None:
    """Text without blanks around it, line ends as one newline; None for an empty cell."""
    if text.isprintable():
        if text[:1] in _ERROR_BEGINS:
            refuse_error(text.strip())
        return text.strip() or None
    plain = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    _refuse_controls(plain, allowed="\n\t")
    return plain or None


def read_required_text(text: str) -> str:
    """Text that must be there."""
    plain = read_text(text)
    if plain is None:
        raise _empty()
    return plain


def _refuse_controls(text: str, *, allowed: str) -> None:
    for mark in text:
        if unicodedata.category(mark) in ("Cc", "Cs") and mark not in allowed:
            raise BadCell(
                f"text has no control characters, this has U+{ord(mark):04X}",
                "Take the character out; it often comes from a broken export.",
            )


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """For each field, normal word → value."""
    words_of_field: dict[str, dict[str, str]] = {
        "allocation": {normal(name): name for name in ORDERS}
    }
    for row in list_rows(__package__, "words.csv"):
        known = words_of_field.setdefault(row["field"], {})
        for word in (row["value"], *row["words"].split("|")):
            known[normal(word)] = row["value"]
    return words_of_field


def words_of(field: str) -> Mapping[str, str]:
    """The words that are known for a field: normal word → value."""
    return _words().get(field, {})


#: Words that two values share, with what tells them apart: none of them is guessed.
_SHARED = {
    ("type", word): (
        "Write credit_refund for money that was paid out to the customer, merchant_refund or "
        "payout_refund for a credit on what is owed."
    )
    for word in ("refund", "refunds", "退款")
}


def read_word(field: str, text: str) -> str:
    """The value that a word of the trade stands for; BadCell names the nearest one.

    >>> read_word("method", "等额本息")
    'annuity'
    """
    known = _words()[field]
    value = known.get(normal(text))
    if value is None:
        shared = _SHARED.get((field, normal(text)))
        if shared:
            raise BadCell("this may be money paid out or a credit", shared)
        raise BadCell(f"no {field} of this name is known", _near(normal(text), known))
    return value


def _near(text: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(text, known, n=1)
    if near:
        return f"Did you mean {known[near[0]]}?"
    return f"Known: {', '.join(dict.fromkeys(known.values()))}."


def read_yes_no(text: str) -> int:
    """1 for yes, 0 for no."""
    value = _words()["yes_no"].get(normal(text))
    if value is None:
        raise BadCell("this is yes or no", "Write yes or no, or leave it empty.")
    return int(value)


def read_components(text: str) -> str:
    """Components of a debt, in the order given, with a blank between.

    >>> read_components("罚息、利息"), read_components("fee, principal")
    ('penalty interest', 'fee principal')
    """
    words = [word for word in _BETWEEN.split(text) if word]
    return " ".join(dict.fromkeys(read_word("components", word) for word in words))


def read_currency(text: str) -> str:
    """An ISO 4217 code."""
    code = text.upper()
    if code in CURRENCIES:
        return code
    named = _words()["currency"].get(normal(text))
    if named:
        return named
    near = get_close_matches(code, sorted(CURRENCIES), n=1)
    hint = f"Did you mean {near[0]}?" if near else "Use a code such as CNY, EUR or USD."
    raise BadCell("a currency is an ISO 4217 code", hint)


def read_zone(text: str) -> str:
    """An IANA time zone."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(text, sorted(available_timezones()), n=1)
        hint = f"Did you mean {near[0]}?" if near else "Use a name such as Asia/Shanghai."
        raise BadCell("a time zone is an IANA name", hint) from None
    return text


def read_language(text: str) -> str:
    """A BCP 47 language tag."""
    named = _words()["language"].get(normal(text))
    if named:
        return named
    first, *rest = text.replace("_", "-").split("-")
    tags = [first.isalpha() and 2 <= len(first) <= 3, *(p.isalnum() and len(p) <= 8 for p in rest)]
    if not (all(tags) and text.isascii()):
        raise BadCell("a language is a BCP 47 tag", "Use a tag such as zh-CN, en or de.")
    return text.replace("_", "-")


def read_calendar(text: str) -> str:
    """The name of a calendar of business days, in its own spelling."""
    from overdue_cli.domain.holidays import business_days

    try:
        return business_days(text).name
    except ValueError as error:
        rule = str(error).removeprefix("calendar: ")
        raise BadCell(
            rule, "Use a country (CN), a part of one (DE-BY) or a market (ECB)."
        ) from None


def header_texts(field: str, header: str) -> frozenset[str]:
    """What stands for an identifier in a repeated header row or in a row of sums."""
    return frozenset((header, header.lower(), field)) | TOTALS


def word_reader(field: str) -> Reader:
    """A reader of the words of one field."""
    return partial(read_word, field)


_SIMPLE: Mapping[str, Reader] = {
    "yes_no": read_yes_no,
    "currency": read_currency,
    "zone": read_zone,
    "clock": read_clock,
    "language": read_language,
    "calendar": read_calendar,
    "components": read_components,
}


def simple_reader(cell_type: str) -> Reader:
    """A reader that needs nothing but the cell."""
    return _SIMPLE[cell_type]
