"""Random customers with debts and money that names no debt, as the rows of files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

START = date(2025, 1, 1)
Row = dict[str, str]


@dataclass
class Facts:
    """Rows of files, by the name of the file."""

    files: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, file: str, **cells: object) -> None:
        self.files.setdefault(file, []).append({k: str(v) for k, v in cells.items()})

    def rows(self, *files: str) -> list[Row]:
        return [row for file in files for row in self.files.get(file, [])]

    def where(self, keep: Callable[[str, Row], bool]) -> Facts:
        """The same with some of the rows."""
        return Facts(
            {name: [row for row in rows if keep(name, row)] for name, rows in self.files.items()}
        )

    def write(self, folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
        """The files of these names that have rows."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name in names:
            rows = self.files.get(name)
            if not rows:
                continue
            fields = list(dict.fromkeys(key for row in rows for key in row))
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, fields)
                writer.writeheader()
                writer.writerows(rows)
            paths.append(path)
        return tuple(paths)


#: Files in an order in which each finds what it rests on.
FILES = tuple("customers loans plan bills1 bills2 money1 money2 paid back backs".split())
#: What each file rests on.
RESTS = {
    "plan": ("loans",),
    "paid": ("loans", "bills1", "bills2"),
    "back": ("money1", "money2"),
    "backs": ("paid",),
}


def day(number: int) -> str:
    return str(START + timedelta(number))


def cents(rng: Random, most: int) -> str:
    return f"{rng.randint(100, most * 100) / 100:.2f}"


def random_facts(rng: Random, customers: int) -> Facts:
    """Debts and money of so many customers; some owe in two currencies."""
    facts = Facts()
    for number in range(customers):
        customer = f"C{number}"
        facts.add("customers", customer_id=customer, name=f"Name {number}")
        for currency in ("CNY", "EUR") if rng.random() < 0.2 else ("CNY",):
            _of_currency(rng, facts, customer, currency)
    return facts


def _of_currency(rng: Random, facts: Facts, customer: str, currency: str) -> None:
    own = f"{customer}-{currency}"
    debts = _invoices(rng, facts, customer, currency)
    if rng.random() < 0.4:
        debts.append(_loan(rng, facts, customer, currency))
    for number in range(rng.randint(0, 4)):
        name, on = f"P-{own}-{number}", rng.randint(0, 300)
        row = {"customer_id": customer, "date": day(on), "amount": cents(rng, 400)}
        facts.add(rng.choice(("money1", "money2")), transaction_id=name, currency=currency, **row)
        if rng.random() < 0.25:
            _reversal(rng, facts, "back", name, on, row)
    for number in range(rng.randint(0, 2) if debts else 0):
        name, on = f"L-{own}-{number}", rng.randint(0, 300)
        row = {"loan_id": rng.choice(debts), "date": day(on), "amount": cents(rng, 500)}
        facts.add("paid", transaction_id=name, currency=currency, **row)
        if rng.random() < 0.25:
            _reversal(rng, facts, "backs", name, on, row)


def _reversal(rng: Random, facts: Facts, file: str, name: str, on: int, taken: Row) -> None:
    later = {"date": day(on + rng.randint(0, 40)), "type": "reversal", "reverses": name}
    facts.add(file, transaction_id=f"R-{name}", **{**taken, **later})


def _invoices(rng: Random, facts: Facts, customer: str, currency: str) -> list[str]:
    bills = []
    for number in range(rng.randint(0, 4)):
        issued, name = rng.randint(0, 250), f"I-{customer}-{currency}-{number}"
        bill = {"invoice_id": name, "customer_id": customer, "currency": currency}
        due, file = issued + rng.randint(0, 60), rng.choice(("bills1", "bills2"))
        facts.add(
            file,
            **bill,
            issued_on=day(issued),
            due_on=day(due),
            amount=cents(rng, 500),
            disputed="yes" if rng.random() < 0.15 else "no",
            applies_to="",
        )
        bills.append(name)
        if rng.random() < 0.3:
            note = {**bill, "invoice_id": f"N-{customer}-{currency}-{number}"}
            on = day(rng.randint(0, 300))
            named = name if rng.random() < 0.5 else ""
            facts.add(
                file,
                **note,
                issued_on=on,
                due_on=on,
                amount=f"-{cents(rng, 300)}",
                disputed="no",
                applies_to=named,
            )
    return bills


def _loan(rng: Random, facts: Facts, customer: str, currency: str) -> str:
    name, since, count = f"B-{customer}-{currency}", rng.randint(0, 150), rng.randint(1, 4)
    parts = [rng.randint(50, 300) for _ in range(count)]
    facts.add(
        "loans",
        loan_id=name,
        customer_id=customer,
        currency=currency,
        principal=sum(parts),
        disbursed_on=day(since),
        annual_rate=rng.choice(("", "6", "12")),
        security=rng.choice(("", "car")),
    )
    for seq, part in enumerate(parts, 1):
        due = day(since + 30 * seq)
        facts.add("plan", loan_id=name, seq=seq, due_on=due, principal=part, interest=seq)
    return name
