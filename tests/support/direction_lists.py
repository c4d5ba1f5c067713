"""Lists of movements in many shapes, of which the true direction of every row is known."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from places import CASES

PAIRS = [
    (row["in"], row["out"], row["header"])
    for row in csv.DictReader(
        (CASES / "statements" / "directions.csv").read_text("utf-8").splitlines()
    )
]
PLAIN = [
    ("C", "D", "D/C"), ("C", "D", ""), ("credit", "debit", "Q7"), ("Haben", "Soll", ""),
    ("H", "S", ""), ("收入", "支出", "xyz"), ("in", "out", "way"), ("Wpływ", "Wydatek", ""),
    ("received", "sent", "Kind"), ("entrada", "salida", "F12"), ("Ma", "Wn", "Strona"),
]  # fmt: skip
STRANGE = [
    ("zork", "blip"), ("Plus", "Minus"), ("Aktiv", "Passiv"), ("甲", "乙"), ("1st", "2nd"),
    ("toward us", "away"), ("Y", "N"), ("true", "false"), ("Kommt", "Geht"), ("L", "R"),
]  # fmt: skip
DAYS = ["Date", "Datum", "交易日期", "Fecha", "Booking date", "Data operacji", "Buchungstag"]
AMOUNTS = ["Amount", "Betrag", "金额", "Importe", "Montant", "Bedrag", "Kwota"]
BALANCES = ["Balance", "Saldo", "余额", "Running balance", "Solde"]
TEXTS = ["Description", "Verwendungszweck", "摘要", "Concepto", "Libellé", "Opis operacji"]
TWO = [
    ("Credit", "Debit"), ("Haben", "Soll"), ("收入", "支出"), ("Paid in", "Paid out"),
    ("Avere", "Dare"), ("Deposit", "Withdrawal"), ("Amount Credit", "Amount Debit"),
]  # fmt: skip
UNKNOWN = ["", "Q7", "Feld 3", "xyz", "列五", "Kolumna", "F12"]
Write = Callable[[int], str]


@dataclass(slots=True)
class Listed:
    """A list, the true amounts of its rows in cents, and what is left to tell their direction."""

    names: list[str]
    rows: list[list[str]]
    truth: list[int]
    carriers: set[str] = field(default_factory=set)
    newest_first: bool = False

    @property
    def oldest(self) -> int:
        """The line of the row before which there is no balance."""
        return len(self.rows) + 1 if self.newest_first else 2

    def text(self) -> str:
        """The list as CSV."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([self.names, *self.rows])
        return out.getvalue()

    def add(self, name: str, cells: list[str]) -> None:
        """A column more."""
        self.names.append(name)
        for row, cell in zip(self.rows, cells, strict=True):
            row.append(cell)

    def reorder(self, rng: random.Random) -> None:
        """The columns in another order."""
        order = list(range(len(self.names)))
        rng.shuffle(order)
        self.names = [self.names[place] for place in order]
        self.rows = [[row[place] for place in order] for row in self.rows]


def _plain(cents: int) -> str:
    return f"{abs(cents) / 100:.2f}"


SIGNS: list[Write] = [
    lambda cents: f"{cents / 100:.2f}",
    lambda cents: f"({_plain(cents)})" if cents < 0 else _plain(cents),
    lambda cents: f"{_plain(cents)}-" if cents < 0 else _plain(cents),
    lambda cents: f"{cents / 100:+.2f}",
    lambda cents: f"{_plain(cents)} {'Dr' if cents < 0 else 'Cr'}",
    lambda cents: f"{cents / 100:,.2f}",
    lambda cents: f"$ {_plain(cents)}" if cents > 0 else f"-$ {_plain(cents)}",
]


def made(rng: random.Random) -> Listed:
    """A list of one shape, with at least one carrier of the direction."""
    size = rng.choice([2, 3, 4, 6, 9, 15, 30])
    truth = [
        rng.choice([-1, 1, 1]) * rng.choice([rng.randrange(1, 200_000), 10_000])
        for _ in range(size)
    ]
    days = [1, *sorted(rng.randrange(1, 28) for _ in truth[2:]), 28]
    one = Listed([], [[] for _ in truth], truth)
    one.add(rng.choice(DAYS), [f"2026-02-{day:02d}" for day in days])
    kinds = rng.sample(["sign", "side", "balance", "two"], rng.choice([1, 1, 1, 2, 2, 3]))
    _add_amounts(one, rng, kinds)
    if "side" in kinds:
        _add_side(one, rng)
    if "balance" in kinds:
        _add_balance(one, rng)
    _add_noise(one, rng)
    one.reorder(rng)
    if rng.random() < 0.4:
        one.newest_first = True
        one.rows.reverse()
        one.truth.reverse()
    if one.carriers - {"balance"} and rng.random() < 0.2:
        _disturb(one, rng)
    return one


def _disturb(one: Listed, rng: random.Random) -> None:
    """Rows are missing or in no order, so that the balance proves nothing."""
    rows = list(zip(one.rows, one.truth, strict=True))
    rows = rng.sample(rows, max(2, len(rows) * 2 // 3))
    amounts = [cents for _, cents in rows]
    if not one.carriers & {"sign", "two"} and min(amounts) * max(amounts) > 0:
        return  # one word alone is no direction
    one.rows = [row for row, _ in rows]
    one.truth = [cents for _, cents in rows]


def _add_amounts(one: Listed, rng: random.Random, kinds: list[str]) -> None:
    if "two" in kinds:
        one.carriers.add("two")
        money_in, money_out = rng.choice(TWO)
        minus = rng.random() < 0.2
        empty = rng.choice(["", "0.00", "-"])
        one.add(money_in, [_plain(cents) if cents > 0 else empty for cents in one.truth])
        out = [f"-{_plain(cents)}" if minus else _plain(cents) for cents in one.truth]
        one.add(money_out, [t if c < 0 else empty for t, c in zip(out, one.truth, strict=True)])
        return
    if "sign" in kinds and min(one.truth) < 0:
        one.carriers.add("sign")
    write = rng.choice(SIGNS) if "sign" in kinds else _plain
    one.add(rng.choice(AMOUNTS), [write(cents) for cents in one.truth])


def _add_side(one: Listed, rng: random.Random) -> None:
    money_in, money_out, header = rng.choice(PAIRS)
    if rng.random() < 0.25:
        money_in, money_out = rng.choice(STRANGE)
    if rng.random() < 0.5:
        header = rng.choice(UNKNOWN)
    if min(one.truth) * max(one.truth) > 0:  # one word alone is no direction unless it is known
        money_in, money_out, header = rng.choice(PLAIN)
    one.carriers.add("side")
    one.add(header, [money_out if cents < 0 else money_in for cents in one.truth])


def _add_balance(one: Listed, rng: random.Random) -> None:
    one.carriers.add("balance")
    held, cells = rng.randrange(-50_000, 900_000), []
    for cents in one.truth:
        held += cents
        cells.append(f"{held / 100:.2f}")
    one.add(rng.choice([*BALANCES, *UNKNOWN]), cells)


def _add_noise(one: Listed, rng: random.Random) -> None:
    """Columns that say nothing of the direction."""
    size = len(one.truth)
    if rng.random() < 0.8:
        texts = ["rent", "Rate L-1", "thank you", "invoice 12", "refund of a double payment"]
        one.add(rng.choice(TEXTS), [f"{rng.choice(texts)} {n}" for n in range(size)])
    if rng.random() < 0.3:
        one.add("Ref no", [f"R{rng.randrange(10**6)}" for _ in range(size)])
    if rng.random() < 0.2:
        one.add("Branch", ["Main St"] * size)
    if rng.random() < 0.2:
        one.add(
            rng.choice(["Channel", ""]), [rng.choice(["app", "web", "desk"]) for _ in range(size)]
        )
    if rng.random() < 0.2:
        one.add("Line", [str(n) for n in range(1, size + 1)])
