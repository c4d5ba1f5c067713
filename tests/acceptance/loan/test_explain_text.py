"""The statement as people read it: every figure is worked out again from the printed lines alone.

Nothing but the text is looked at: tables are cut into cells where every line has a gap.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from command import Run

from .test_explain import book  # noqa: F401 - the ledger of that file, a fixture

MONEY = re.compile(r"-?[\d,]+(?:\.\d+)?")
PARTS = ("principal", "interest", "fee", "penalty")
PART = re.compile(rf"(\+?)({'|'.join(PARTS)}) (-?[\d,.]+)")
#: Kinds by what they do to the balance.
UP = ("schedule", "fee", "penalty", "penalty_interest", "chargeback", "credit_refund", "opening")
DOWN = ("repayment", "goodwill", "waiver", "write_off", "recovery", "proceeds")


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def blocks(text: str) -> dict[str, list[str]]:
    """The lines below each title."""
    found = [part.splitlines() for part in text.strip().split("\n\n")]
    return {lines[0].partition(",")[0]: lines[1:] for lines in found}


def table(lines: list[str]) -> list[dict[str, str]]:
    """The rows of a table by the words of its header."""
    width = max(map(len, lines))
    padded = [line.ljust(width) for line in lines]
    filled = "".join(" " if all(row[n] == " " for row in padded) else "x" for n in range(width))
    spans = [match.span() for match in re.finditer(r"x+(?: x+)*", filled)]
    cells = [[row[a:b].strip() for a, b in spans] for row in padded]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def taken(text: str) -> dict[str, Decimal]:
    """Sum by component of what a line says of how it was taken."""
    found = dict.fromkeys(PARTS, Decimal(0))
    for _, name, amount in PART.findall(text):
        found[name] += money(amount)
    return found


def effect(row: dict[str, str]) -> Decimal:
    """What a line does to the balance, by its kind and its parts."""
    amount = money(row["amount"])
    if row["type"] in UP:
        return amount
    if row["type"] in DOWN:
        return -amount
    assert row["type"] == "reversal"
    return (
        amount
        if sum(taken(row["how it was taken"]).values()) <= 0 and "+" not in row["how it was taken"]
        else -amount
    )


STATEMENTS = [
    ("L1", "2026-02-09"),
    ("L1", "2026-03-27"),
    ("L1", "2026-04-02"),
    ("L1", "2026-04-03"),
    ("L1", "2026-05-26"),
    ("L1", "2026-06-30"),
    ("PEN", "2026-04-01"),
    ("PEN", "2026-06-30"),
    ("DONE", "2026-06-30"),
]


@pytest.fixture(params=STATEMENTS, ids=" ".join)
def told(request: pytest.FixtureRequest, book: Run) -> dict[str, list[str]]:  # noqa: F811
    loan, day = request.param
    return blocks(book("explain", loan, "--all", "--as-of", day).stdout)


def facts(told: dict[str, list[str]]) -> dict[str, str]:
    """The facts at the top, by their label."""
    lines = next(lines for title, lines in told.items() if title.startswith("Loan:"))
    pairs = (line.partition(":") for line in lines)
    return {label: value.strip() for label, _, value in pairs}


def test_the_balance_goes_on_from_line_to_line(told: dict[str, list[str]]) -> None:
    rows = table(told["Transactions"])
    assert rows[0]["balance before"] == "0.00"
    for row in rows:
        assert money(row["balance before"]) + effect(row) == money(row["balance"]), row
    for before, after in pairwise(rows):
        assert before["balance"] == after["balance before"]
    assert rows[-1]["balance"] in facts(told)["Balance"]


def test_the_parts_of_each_line_sum_to_its_amount(told: dict[str, list[str]]) -> None:
    for row in table(told["Transactions"]):
        parts = sum(abs(part) for part in taken(row["how it was taken"]).values())
        assert parts == money(row["amount"]), row


def test_what_settled_an_instalment_sums_to_what_is_settled_of_it(
    told: dict[str, list[str]],
) -> None:
    settled: dict[str, Decimal] = {}
    for row in table(told.get("What settled each instalment", ["#", "x"])[:]):
        if "total" in row:
            assert sum(money(row[name]) for name in PARTS) == money(row["total"])
            settled[row["#"]] = settled.get(row["#"], Decimal(0)) + money(row["total"])
    for row in table(told["Instalments"]):
        assert sum(money(row[name]) for name in PARTS) == money(row["total"])
        assert money(row["total"]) - money(row["settled"]) == money(row["open"])
        assert settled.get(row["#"], Decimal(0)) == money(row["settled"])


def test_the_sums_are_those_of_the_lines(told: dict[str, list[str]]) -> None:
    sums = {row["sum"]: money(row["amount"]) for row in table(told["Sums"])}
    balance = sums.pop("= balance")
    outstanding = sums.pop("outstanding")
    credit = sums.pop("credit (outstanding − credit = balance)")
    assert sum(sums.values()) == balance == outstanding - credit
    assert outstanding == sum(money(row["open"]) for row in table(told["Instalments"]))
    assert balance == money(table(told["Transactions"])[-1]["balance"])


def test_the_top_says_what_the_instalments_say(told: dict[str, list[str]]) -> None:
    top = facts(told)
    late = [row for row in table(told["Instalments"]) if row["state"] == "overdue"]
    assert money(top.get("Overdue", "CNY 0.00").split()[1]) == sum(money(r["open"]) for r in late)
    assert top.get("Days past due", "0") == (late[0]["days late"] if late else "0")


def test_the_line_of_the_balance_adds_up(told: dict[str, list[str]]) -> None:
    total, end, owed = facts(told)["Balance"].split(" = ")
    signs = [1 if sign == "+" else -1 for sign in re.findall(r" ([+−]) ", f" + {total}")]
    amounts = [money(text) for text in MONEY.findall(total)]
    assert sum(sign * amount for sign, amount in zip(signs, amounts, strict=True)) == money(end)
    outstanding, credit = (money(text) for text in MONEY.findall(owed))
    assert outstanding - credit == money(end)


def test_penalty_interest_is_days_times_rate_times_base(told: dict[str, list[str]]) -> None:
    if "Penalty interest" not in told:
        return
    for row in table(told["Penalty interest"]):
        exact = Decimal(row["days"]) * money(row["base"]) * Decimal(row["% a year"]) / 36000
        assert exact == Decimal(row["accrued"]), row
