"""The same days told twice: by the same bank format, by another one, as a whole or in part."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bank_credits as drawn
import bank_exports
from command import Run

Data = Callable[..., Any]
Lines = Callable[..., list[dict[str, str]]]
Credits = list[drawn.Credit]


@pytest.fixture
def credits() -> Credits:
    """A fortnight of credits in euro, some of them truly twice."""
    case = drawn.case(7, credits=220, customers=120)
    return [one for one in case.credits if one.currency == "EUR" and one.on.day <= 14]


def xml(credits: Credits) -> str:
    return drawn.camt(credits).replace(
        "<Othr><Id>OWN-EUR-1</Id></Othr>", f"<IBAN>{bank_exports.OWN['EUR']}</IBAN>"
    )


def put(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def told(lines: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return sorted((one["value_on"], one["amount"], one["payer"]) for one in lines)


def test_mt940_and_camt_of_the_same_days_are_the_same_lines(
    book: Run, data: Data, lines: Lines, credits: Credits
) -> None:
    book("import", put("a.sta", bank_exports.mt940(credits)))
    before = lines()
    file = data("import", put("b.xml", xml(credits)))["files"][0]
    assert (file["new"], file["unchanged"], file["read"]) == (0, len(credits), len(credits))
    assert lines() == before
    book("check")


def test_both_in_one_command_are_the_same_lines(book: Run, lines: Lines, credits: Credits) -> None:
    sta, camt = put("a.sta", bank_exports.mt940(credits)), put("b.xml", xml(credits))
    book("import", sta, camt)
    assert len(lines()) == len(credits)
    book("undo")
    assert lines() == []


@pytest.mark.parametrize("seed", range(3))
def test_parts_of_the_days_in_any_format_and_order_lose_and_double_nothing(
    book: Run, lines: Lines, credits: Credits, seed: int
) -> None:
    rng = random.Random(seed)
    windows = [(1, 5), (3, 9), (8, 14), (1, 14)]
    rng.shuffle(windows)
    for number, (first, last) in enumerate(windows):
        own = [one for one in credits if first <= one.on.day <= last]
        if rng.random() < 0.5:
            book("import", put(f"{number}.sta", bank_exports.mt940(own)))
        else:
            book("import", put(f"{number}.xml", xml(own)))
    assert told(lines()) == sorted(
        (one.on.isoformat(), drawn.money(one.amount), one.payer) for one in credits
    )
    book("check")


def test_a_second_credit_like_the_first_is_new_in_the_longer_export(
    book: Run, data: Data, lines: Lines, credits: Credits
) -> None:
    twice = next(one for one in credits if credits.count(one) == 2)
    book("import", put("morning.sta", bank_exports.mt940([twice])))
    file = data("import", put("day.xml", xml([twice, twice])))["files"][0]
    assert (file["new"], file["unchanged"]) == (1, 1)
    assert len(lines()) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"payer": "Somebody Else"},
        {"text": "for something quite different"},
        {"account": "DE75512108001245126199"},
    ],
)
def test_a_like_credit_that_tells_something_else_is_another_one(
    book: Run, lines: Lines, other: dict[str, str]
) -> None:
    on = drawn.START
    one = drawn.Credit(on, 5500, "EUR", "Jan Nowak", "DE89370400440532013000", "thanks 1", (), ())
    book("import", put("a.sta", bank_exports.mt940([one])))
    book("import", put("b.xml", xml([one._replace(**other)])))
    assert len(lines()) == 2


def test_an_account_told_as_a_number_is_the_iban_it_stands_in(
    book: Run, lines: Lines, credits: Credits
) -> None:
    text = bank_exports.mt940(credits).replace(bank_exports.OWN["EUR"], "12030000/202051")
    book("import", put("a.sta", text))
    book("import", put("b.xml", xml(credits)))
    assert len(lines()) == len(credits)
    other = xml(credits).replace("DE02120300000000202051", "DE02120300000000202052")
    book("import", put("c.xml", other))
    assert len(lines()) == 2 * len(credits)


def test_a_statement_whose_lines_another_format_told_too_is_not_undone(
    book: Run, data: Data, credits: Credits
) -> None:
    first = data("import", put("a.sta", bank_exports.mt940(credits[1:])))["journal"]
    second = data("import", put("b.xml", xml(credits)))["journal"]
    said = book("undo", str(first), code=6).stderr
    assert "a later statement that holds some of its bank lines too" in said
    book("undo", str(second))
    book("undo", str(first))
