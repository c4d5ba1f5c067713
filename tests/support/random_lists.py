"""A core system from a seed, and the lists that it draws up each evening.

Loans fall due month by month, people pay nothing, something or everything, penalty is posted
daily. A list holds the loans that are late at the close of its day, and nothing else is known of
the core system outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from overdue_cli.domain.money import decimal_text

DAY = timedelta(days=1)
HEADER = "借据号,客户号,客户姓名,手机号,数据日期,逾期天数,逾期本金,逾期利息,罚息,贷款余额,币种"


class Row(NamedTuple):
    """One loan on the list of one day, minor units."""

    loan_id: str
    customer: int
    currency: str
    as_of: date
    days: int
    principal: int
    interest: int
    penalty: int
    balance: int

    def cells(self) -> str:
        money = (self.principal, self.interest, self.penalty, self.balance)
        texts = [decimal_text(amount, self.currency) for amount in money]
        who = f"C{self.customer:03},客户{self.customer},1380000{self.customer:04}"
        day = self.as_of.isoformat()
        return ",".join([self.loan_id, who, day, str(self.days), *texts, self.currency])

    @property
    def overdue(self) -> int:
        return self.principal + self.interest + self.penalty


@dataclass
class CoreLoan:
    """One loan inside the core system: what is unpaid by due date, and what is to come."""

    loan_id: str
    customer: int
    currency: str
    dues: list[date]
    part: int
    rate: int
    unpaid: dict[date, list[int]] = field(default_factory=dict)
    penalty: int = 0

    def close(self, day: date, rng: Random) -> None:
        """One day: something may fall due, something may be paid, penalty is posted."""
        if day in self.dues:
            self.unpaid[day] = [self.part, self.part * self.rate // 1000]
        late = [due for due in sorted(self.unpaid) if due < day]
        if late and rng.random() < 0.12:
            owed = self.penalty + sum(sum(self.unpaid[due]) for due in late)
            self.pay(rng.choice((owed, owed // 2, owed // 3, owed + self.part // 7)))
        elif rng.random() < 0.02:
            self.pay(self.part)
        self.penalty += sum(sum(self.unpaid[due]) for due in self.unpaid if due < day) // 2000

    def pay(self, amount: int) -> None:
        paid = min(amount, self.penalty)
        self.penalty -= paid
        amount -= paid
        for due in sorted(self.unpaid):
            for place in (1, 0):
                part = min(amount, self.unpaid[due][place])
                self.unpaid[due][place] -= part
                amount -= part
            if not any(self.unpaid[due]):
                del self.unpaid[due]

    def row(self, day: date) -> Row | None:
        """What the list of a day says of it, if it is late."""
        late = [due for due in self.unpaid if due < day]
        if not late:
            return None
        principal = sum(self.unpaid[due][0] for due in late)
        to_come = sum(self.part for due in self.dues if due > day)
        balance = sum(parts[0] for parts in self.unpaid.values()) + to_come
        interest = sum(self.unpaid[due][1] for due in late)
        days = (day - min(late)).days
        return Row(
            self.loan_id,
            self.customer,
            self.currency,
            day,
            days,
            principal,
            interest,
            self.penalty,
            balance,
        )


def core_loans(rng: Random, count: int, first: date) -> Iterator[CoreLoan]:
    for number in range(count):
        start = first - rng.randrange(10, 170) * DAY
        dues = [start + 30 * n * DAY for n in range(12)]
        currency = rng.choice(("CNY", "CNY", "USD", "JPY"))
        part, rate = rng.randrange(20_000, 90_000), rng.randrange(5, 30)
        yield CoreLoan(f"L{number:03}", number // 2, currency, dues, part, rate)


def lists(seed: int, count: int, first: date, days: int) -> list[list[Row]]:
    """The lists of so many days, from ``first`` on."""
    rng = Random(f"{seed}:core")
    loans = list(core_loans(rng, count, first))
    found: list[list[Row]] = []
    day = min(loan.dues[0] for loan in loans)
    while day < first + days * DAY:
        for loan in loans:
            loan.close(day, rng)
        if day >= first:
            found.append([row for loan in loans if (row := loan.row(day))])
        day += DAY
    return found


def write_list(folder: Path, name: str, rows: Sequence[Row]) -> Path:
    """The list as a file."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join([HEADER, *(row.cells() for row in rows)]) + "\n", encoding="utf-8")
    return path
