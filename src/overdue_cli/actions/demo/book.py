"""Loans, invoices and payments of the demo, written as the files of an ordinary import.

Every loan is dated backwards from its customer's fate: the oldest unpaid due date lies so many
days before (or after) the demo day, everything before it was paid.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from overdue_cli.actions.demo.people import BRANCHES, PACKAGE, Chance, Customer, customer
from overdue_cli.domain.loan.day_count import step
from overdue_cli.domain.loan.loan import Method, Terms, Unit
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.domain.money import Money, decimal_text
from overdue_cli.ingest.word_lists import list_rows

DEMO_DAY = date(2026, 6, 30)
#: The days on which files came in; each brought what was dated before it.
DELIVERIES = (
    date(2026, 6, 1),
    date(2026, 6, 8),
    date(2026, 6, 15),
    date(2026, 6, 22),
    date(2026, 6, 29),
    DEMO_DAY,
)

COLUMNS = {
    "customers": "customer_id name kind phone email address region time_zone language employer "
    "income".split(),
    "loans": "loan_id customer_id currency principal disbursed_on annual_rate method instalments "
    "every unit penalty_rate product officer branch purpose security".split(),
    "invoices": "invoice_id customer_id currency amount issued_on due_on disputed "
    "settled_on".split(),
    "instalments": "loan_id seq due_on principal interest".split(),
    "payments": "transaction_id loan_id date amount type reverses due_on channel note".split(),
}


class DemoProduct(NamedTuple):
    """What is lent: each loan draws its terms from these lists. Principals are whole yuan."""

    name: str
    methods: str
    principals: str
    rates: str
    counts: str
    unit: str
    purposes: str
    securities: str
    penalty_rate: str


PRODUCTS = {row["name"]: DemoProduct(**row) for row in list_rows(PACKAGE, "products.csv")}
# A weekly loan always falls due within the week: only for those who are late or nearly so.
_CALM = "consumer|" * 6 + "car|car|housing|school|school|harvest|season"
_LATE = _CALM + "|micro" * 4

#: Days before the demo day on which a customer with this twist paid what was late.
_PAID_LATE = {"promise kept": 4, "paid yesterday": 1}
_CHANNELS = "bank transfer|bank transfer|WeChat Pay|Alipay|direct debit|cash"
#: Lowest and highest amount of an invoice, in minor units, and what it is a multiple of.
_INVOICED = {
    "CNY": (500_000, 8_000_000, 50),
    "EUR": (40_000, 1_200_000, 5),
    "USD": (40_000, 1_200_000, 5),
    "JPY": (60_000, 1_500_000, 10),
}


class Due(NamedTuple):
    """What falls due on a day, in minor units."""

    on: date
    principal: int
    interest: int

    @property
    def total(self) -> int:
        """Principal and interest."""
        return self.principal + self.interest


class OldestItem(NamedTuple):
    """The oldest unpaid item of a customer: what a call would be about."""

    loan_id: str
    due_on: date
    unpaid: Money
    officer: str


class Debtor(NamedTuple):
    """A customer and the item their stage follows from; None when nothing is unpaid.

    ``with_officer`` is false where only invoices are owed: these name no officer.
    """

    customer: Customer
    arrears: OldestItem | None
    with_officer: bool


class Files:
    """The CSV files of every delivery, opened when their first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._writers: dict[tuple[str, date], Any] = {}
        self.paths: dict[date, list[Path]] = {day: [] for day in DELIVERIES}
        self.counts: Counter[str] = Counter()

    def put(self, kind: str, day: date, *cells: object) -> None:
        """Adds a row to the file of that kind in the first delivery after ``day``."""
        key = (kind, next(at for at in DELIVERIES if at > day))
        writer = self._writers.get(key) or self._opened(*key)
        writer.writerow(cells)
        self.counts[kind] += 1

    def _opened(self, kind: str, delivery: date) -> Any:
        path = self._folder / f"{kind}-{delivery - timedelta(days=1)}.csv"
        file: IO[str] = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[kind])
        self._writers[kind, delivery] = writer
        self.paths[delivery].append(path)
        return writer


def write_book(customers: int, files: Files) -> Iterator[Debtor]:
    """Writes that many customers with all they owe and paid; yields where each one stands."""
    for number in range(1, customers + 1):
        chance = Chance(number)
        person = customer(number, chance)
        files.put("customers", date.min, *person[:11])
        owed = _Owed(person, number, chance, files)
        arrears = owed.write()
        yield Debtor(person, arrears, owed.loans > 0)


class _Owed:
    """Everything one customer owes, numbered as it is written."""

    def __init__(self, owner: Customer, number: int, chance: Chance, files: Files) -> None:
        self._customer = owner
        self._number = number
        self._chance = chance
        self._files = files
        self._officer = _officer(owner, chance)
        self.loans = 0
        self._payments = 0
        self._invoices = 0

    def write(self) -> OldestItem | None:
        """Writes it all; the arrears that the customer's fate names."""
        fate = self._customer.fate
        if self._customer.kind == "company" and (fate.twist or not self._chance.hit(25)):
            arrears = self._trade_debts()
            if fate.twist or self._chance.hit(40):
                self._lend("trade", -self._chance.whole(16, 28))
            return arrears
        if fate.stage == "closed":
            self._closed(extra=15_000 if fate.twist == "overpaid" else 0)
            return None
        arrears = self._lend(self._product(), fate.late, fate.twist)
        if fate.twist == "three loans":
            self._lend("car", -self._chance.whole(16, 28))
            self._closed()
        elif self._chance.hit(20):
            self._lend(self._chance.word(_CALM), -self._chance.whole(16, 28))
        return arrears

    def _product(self) -> str:
        fate = self._customer.fate
        if self._customer.kind == "company":
            return "trade"
        if fate.twist:
            return "consumer"
        return self._chance.word(_LATE if fate.late > -7 else _CALM)

    def _closed(self, extra: int = 0) -> None:
        """A loan that was paid off some time ago, perhaps with too much money."""
        product = self._chance.word("school|consumer")
        last = _steady_day(DEMO_DAY - timedelta(days=self._chance.whole(20, 150)))
        loan_id, dues = self._loan(PRODUCTS[product], last, paid=10**6)
        self._pay_all(loan_id, dues)
        if extra:
            day = dues[-1].on + timedelta(days=3)
            self._pay(loan_id, day, extra, note="paid once more by standing order")

    def _lend(self, product: str, late: int, twist: str = "") -> OldestItem:
        """A loan whose oldest unpaid instalment is ``late`` days old on the demo day."""
        anchor = _steady_day(DEMO_DAY - timedelta(days=late))
        paid = self._chance.whole(1, 9)
        loan_id, dues = self._loan(PRODUCTS[product], anchor, paid)
        before = [due for due in dues if due.on < anchor]
        self._pay_all(loan_id, before[:-1])
        if before:
            self._pay_last(loan_id, before[-1], twist)
        due = next(due for due in dues if due.on == anchor)
        unpaid = due.total - self._twisted(loan_id, due, twist)
        return OldestItem(loan_id, anchor, Money(unpaid, "CNY"), self._officer)

    def _loan(self, product: DemoProduct, anchor: date, paid: int) -> tuple[str, Sequence[Due]]:
        """Writes the terms of a loan of which ``paid`` due dates lie before ``anchor``."""
        chance, name, unit = self._chance, product.name, cast(Unit, product.unit)
        method, rate = chance.word(product.methods), chance.word(product.rates)
        count, principal = int(chance.word(product.counts)), int(chance.word(product.principals))
        gap = 3 if name == "season" else 1
        steps = count if method == "bullet" else min(paid, count - 1) + 1
        start = step(anchor, -steps * gap, unit)
        self.loans += 1
        loan_id = f"L{self._number:04d}-{self.loans}"
        terms = (principal, start, rate, method, count, 1, unit)
        known = terms if method else (principal, start, "", "", "", "", "")
        more = (self._officer, BRANCHES[self._officer])
        extras = (chance.word(product.purposes), chance.word(product.securities))
        self._put("loans", start, loan_id, *known, product.penalty_rate, name, *more, *extras)
        parts = _parts(method, principal, rate, count, unit)
        first = count if method == "bullet" else 1
        dues = [Due(step(start, (first + k) * gap, unit), *part) for k, part in enumerate(parts)]
        if not method:
            self._write_instalments(loan_id, dues)
        return loan_id, dues

    def _put(self, kind: str, day: date, loan_id: str, *cells: object) -> None:
        first = (loan_id, self._customer.customer_id, "CNY")
        self._files.put(kind, day, *first, *cells)

    def _write_instalments(self, loan_id: str, dues: Sequence[Due]) -> None:
        for seq, due in enumerate(dues, 1):
            money = (decimal_text(due.principal, "CNY"), decimal_text(due.interest, "CNY"))
            self._files.put("instalments", date.min, loan_id, seq, due.on, *money)

    def _pay_all(self, loan_id: str, dues: Sequence[Due]) -> None:
        """Payments of instalments: most on the day or just before, some a few days late."""
        for due in dues:
            shift = self._chance.whole(1, 5) if self._chance.hit(15) else -self._chance.whole(0, 2)
            self._pay(loan_id, due.on + timedelta(days=shift), due.total)

    def _pay_last(self, loan_id: str, due: Due, twist: str) -> None:
        """The payment of the last instalment that was paid; some twists pay it late."""
        ago = _PAID_LATE.get(twist)
        day = (
            DEMO_DAY - timedelta(days=ago)
            if ago
            else due.on - timedelta(days=self._chance.whole(0, 2))
        )
        self._pay(loan_id, day, due.total)

    def _twisted(self, loan_id: str, due: Due, twist: str) -> int:
        """Does what is special about the oldest unpaid instalment; what of it was paid."""
        if twist == "bounced":
            self._bounce(loan_id, due)
        elif twist == "fee":
            day = due.on + timedelta(days=10)
            self._pay(loan_id, day, 5_000, kind="fee", due_on=day, note="reminder fee")
        elif twist in ("part", "promise partly kept"):
            part = max(1_000, due.total * self._chance.whole(25, 60) // 100_000 * 1_000)
            day = due.on + timedelta(days=self._chance.whole(1, due_age(due.on) - 1))
            kept = DEMO_DAY - timedelta(days=6)
            self._pay(loan_id, kept if "kept" in twist else day, part)
            return part
        return 0

    def _bounce(self, loan_id: str, due: Due) -> None:
        back = due.on + timedelta(days=min(3, due_age(due.on) - 1))
        paid = self._pay(loan_id, due.on, due.total, channel="direct debit")
        note = "returned by the bank: insufficient funds"
        self._pay(loan_id, back, due.total, kind="reversal", reverses=paid, note=note)

    def _pay(
        self,
        loan_id: str,
        day: date,
        minor: int,
        *,
        currency: str = "CNY",
        kind: str = "repayment",
        reverses: str = "",
        due_on: date | str = "",
        channel: str = "",
        note: str = "",
    ) -> str:
        """Writes one movement of money, at the latest on the eve of the demo day; its id."""
        self._payments += 1
        name = f"T{self._number:04d}-{self._payments:02d}"
        day = min(day, DEMO_DAY - timedelta(days=1))
        if kind == "repayment" and not channel:
            channel = self._chance.word(_CHANNELS)
        cells = (decimal_text(minor, currency), kind, reverses, due_on, channel, note)
        self._files.put("payments", day, name, loan_id, day, *cells)
        self._files.counts[kind] += 1
        return name

    def _trade_debts(self) -> OldestItem | None:
        """Invoices of a company: paid ones, the one its fate names, and some still to come."""
        fate, chance = self._customer.fate, self._chance
        currency = self._customer.land.currency
        currency = "EUR" if currency == "CNY" and chance.hit(20) else currency
        for age in range(chance.whole(1, 3), 0, -1):
            due_on = DEMO_DAY - timedelta(days=max(fate.late, 0) + 20 + 25 * age)
            self._invoice(due_on, currency, paid=True)
        arrears = None
        if fate.stage != "closed":
            due_on = DEMO_DAY - timedelta(days=fate.late)
            arrears = self._invoice(due_on, currency, disputed=fate.twist == "disputed")
            self._invoice(DEMO_DAY + timedelta(days=chance.whole(16, 28)), currency)
        if fate.twist == "currencies":
            self._invoice(DEMO_DAY - timedelta(days=fate.late - 5), "USD")
            self._invoice(DEMO_DAY + timedelta(days=20), "JPY")
        elif fate.twist == "credit note" or chance.hit(8):
            self._credit_note(currency)
        return arrears

    def _invoice(
        self, due_on: date, currency: str, *, paid: bool = False, disputed: bool = False
    ) -> OldestItem:
        """Writes an invoice with thirty days to pay, and what paid it, wholly or in part."""
        low, high, unit = _INVOICED[currency]
        minor = self._chance.whole(low // unit, high // unit) * unit
        issued = due_on - timedelta(days=30)
        settled = _before_first(due_on + timedelta(days=self._chance.whole(-5, 12)))
        by_column = paid and settled is not None and self._chance.hit(50)
        invoice_id = self._next_invoice("INV")
        self._files.put(
            "invoices",
            issued,
            invoice_id,
            self._customer.customer_id,
            currency,
            decimal_text(minor, currency),
            issued,
            due_on,
            "yes" if disputed else "",
            settled if by_column else "",
        )
        left = minor
        if not by_column:
            left -= self._pay_invoice(invoice_id, due_on, Money(minor, currency), whole=paid)
        return OldestItem(invoice_id, due_on, Money(left, currency), self._officer)

    def _pay_invoice(self, invoice_id: str, due_on: date, money: Money, *, whole: bool) -> int:
        """What was paid of an invoice through the bank: all, a part of an old one, or nothing."""
        if not whole and (due_age(due_on) < 20 or not self._chance.hit(30)):
            return 0
        part = money.minor if whole else money.minor // 3
        day = due_on + timedelta(days=self._chance.whole(0, 9))
        self._pay(invoice_id, day, part, currency=money.currency, channel="bank transfer")
        return part

    def _credit_note(self, currency: str) -> None:
        low, _, unit = _INVOICED[currency]
        day = DEMO_DAY - timedelta(days=self._chance.whole(3, 40))
        amount = decimal_text(-(low // unit * unit), currency)
        cells = (self._customer.customer_id, currency, amount, day, day, "", "")
        self._files.put("invoices", day, self._next_invoice("CN"), *cells)

    def _next_invoice(self, prefix: str) -> str:
        self._invoices += 1
        return f"{prefix}{self._number:04d}-{self._invoices}"


def due_age(due_on: date) -> int:
    """Days from a due date to the demo day."""
    return (DEMO_DAY - due_on).days


def _officer(owner: Customer, chance: Chance) -> str:
    """The officer of the customer's country; one in ten is with somebody else."""
    return chance.pick(tuple(BRANCHES)) if chance.hit(10) else owner.land.officer


def _steady_day(day: date) -> date:
    """The day, or the 28th where a month may not have it: due days then never move."""
    return day.replace(day=min(day.day, 28))


def _before_first(day: date) -> date | None:
    """The day if the first delivery can know it, else None."""
    return day if day < DELIVERIES[0] else None


@lru_cache(maxsize=4096)
def _parts(
    method: str, principal: int, rate: str, count: int, unit: Unit
) -> tuple[tuple[int, int], ...]:
    """Principal and interest of every instalment in fen; they do not depend on the date."""
    if not method:
        return _season_parts(principal)
    terms = Terms(
        principal * 100,
        date(2025, 1, 1),
        "CNY",
        Fraction(rate) / 100,
        cast(Method, method),
        count,
        unit=unit,
    )
    return tuple((due.principal, due.interest) for due in schedule(terms))


def _season_parts(principal: int) -> tuple[tuple[int, int], ...]:
    """Four uneven instalments that follow the harvests, as an imported schedule has them."""
    return tuple((principal * share, principal * share // 50) for share in (10, 20, 30, 40))
