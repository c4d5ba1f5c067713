"""A seeded book of loans, and a month of bank credits on them as people really send them.

Truth is known for every credit; what the bank shows of it is spoiled at stated rates, each drawn
independently of the others, so that they also meet:

- the reference: the loan's id as it is 32 %, written otherwise (case, blanks, digits alone) 13 %,
  with one slip (two digits swapped, one wrong, one missing) 10 %, the customer's id 12 %, the
  customer's phone or identity number 5 %, the customer's name 6 %, words only 16 %, nothing 6 %;
- the payer: the customer 76 %, with a slip in the name 6 %, with an initial or in another order
  6 %, the spouse (seven in ten of the same surname, one in ten a customer too) 8 %, a company for
  its employee 4 % (a company always says for whom or for what);
- the amount: one instalment or what is overdue 70 %, one instalment in two payments 8 %, one
  payment for two loans 6 %, the same amount twice on one day and both meant 5 %, a round or odd
  amount 6 %, two or three instalments at once 3 %, everything that is left 2 %;
- ids of loans run on without gaps, so that most slips hit another loan; two loans in
  five are of four products with the same amounts; every twelfth customer shares the full name
  with another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

GIVEN = (
    "Anna Jan Maria Peter Laura Thomas Julia Michael Sophie Daniel Emma David Lena Markus Clara "
    "Stefan Nina Andreas Eva Martin Paula Simon Ida Lukas Mia Jonas Lea Felix Sarah Paul Hannah "
    "Max Lina Tim Ella Noah Rosa Erik Greta Karl Helen Oscar Alice Henry Grace George Ruth James"
).split()
SURNAMES = (
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch "
    "Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann "
    "Hartmann Lange Krause Smith Jones Taylor Brown Williams Wilson Johnson Davies "
    "Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke "
    "Novak Kowalski Nowak Silva Santos Rossi Russo Ferrari Bianchi Dubois Moreau Laurent "
    "Simon Lefebvre Jansen Visser Smit Bakker Meijer Mulder"
).split()
HAN_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
HAN_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"
WORDS = (
    "Rate",
    "monthly payment",
    "loan repayment June",
    "Ratenzahlung",
    "instalment",
    "payment thank you",
    "repayment 06/2026",
)
HAN_WORDS = ("还款", "六月还款", "贷款还款", "转账", "月供")
START = date(2026, 6, 1)


@dataclass(slots=True)
class Customer:
    """One customer of the book."""

    customer_id: str
    name: str
    phone: str
    id_no: str
    iban: str
    han: bool
    loans: list[BookLoan] = field(default_factory=list)


@dataclass(slots=True)
class BookLoan:
    """One loan with equal instalments and no interest, and how many of them are paid."""

    loan_id: str
    customer: Customer
    currency: str
    principal: int
    count: int
    first_due: date
    paid: int

    @property
    def instalment(self) -> int:
        return self.principal // self.count

    def due_on(self, number: int) -> date:
        month = self.first_due.month - 1 + number
        return date(self.first_due.year + month // 12, month % 12 + 1, self.first_due.day)


class Credit(NamedTuple):
    """What the bank shows, and the truth: which loans get how much (in cents)."""

    on: date
    amount: int
    currency: str
    payer: str
    account: str
    text: str
    truth: tuple[tuple[str, int], ...]
    faults: tuple[str, ...]


class Case(NamedTuple):
    """A book, its credits, and the seed they were drawn by."""

    seed: int
    customers: list[Customer]
    history: list[str]
    """Rows of a transactions file: what was paid before the month of the credits."""
    credits: list[Credit]


def case(seed: int, credits: int = 2_000, customers: int = 1_200) -> Case:
    """A book and a month of credits, the same for the same seed."""
    rng = random.Random(seed)
    people = list(_customers(rng, customers))
    numbers = iter(range(10_001, 9_999_999))
    for one in people:
        for _ in range(rng.choices((1, 2, 3), (78, 19, 3))[0]):
            one.loans.append(_loan(rng, one, next(numbers)))
    history = list(_history(people))
    found: list[Credit] = []
    while len(found) < credits:
        found += _payment(rng, people)
    return Case(seed, people, history, sorted(found[:credits], key=lambda credit: credit.on))


def _customers(rng: random.Random, count: int) -> Iterator[Customer]:
    names: list[str] = []
    for number in range(count):
        han = rng.random() < 0.25
        if names and rng.random() < 1 / 12:
            name = rng.choice(names)
            han = not name.isascii() and " " not in name
        elif han:
            name = rng.choice(HAN_SURNAMES) + "".join(
                rng.choices(HAN_GIVEN, k=rng.choice((1, 2, 2)))
            )
        else:
            name = f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}"
        names.append(name)
        digits = "".join(rng.choices("0123456789", k=18))
        yield Customer(
            f"C-{5_000 + number}",
            name,
            f"+49 170 {rng.randrange(10**7):07d}",
            digits,
            f"DE{rng.randrange(10, 99)}{rng.randrange(10**17):018d}",
            han,
        )


def _loan(rng: random.Random, owner: Customer, number: int) -> BookLoan:
    if rng.random() < 0.4:
        count, principal = rng.choice(
            ((12, 600_000), (12, 1_200_000), (24, 1_200_000), (24, 2_400_000))
        )
    else:
        count = rng.choice((6, 12, 18, 24, 36))
        principal = count * rng.randrange(50_00, 900_00, 25)
    months_ago = rng.randrange(1, min(count, 12))
    month = 2026 * 12 + 5 - months_ago
    first = date(month // 12, month % 12 + 1, rng.randrange(1, 29))
    due = sum(1 for n in range(count) if _plus(first, n) < START)
    late = rng.choices((0, 1, 2, 3), (80, 12, 5, 3))[0]
    return BookLoan(
        f"L-{number}",
        owner,
        "CNY" if owner.han else "EUR",
        principal,
        count,
        first,
        max(0, due - late),
    )


def _plus(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, first.day)


def _payment(rng: random.Random, people: list[Customer]) -> Iterator[Credit]:
    """One thing that a customer does: one credit, or two that belong together."""
    owner = rng.choice(people)
    open_loans = [loan for loan in owner.loans if loan.paid < loan.count]
    if not open_loans:
        return
    loan = rng.choice(open_loans)
    what = rng.choices(
        ("one", "split", "both", "twice", "odd", "several", "all"), (70, 8, 6, 5, 6, 3, 2)
    )[0]
    on = START + timedelta(days=rng.randrange(30))
    left = loan.count - loan.paid
    due = max(1, min(left, sum(1 for n in range(loan.count) if loan.due_on(n) < on) - loan.paid))
    if what == "both" and len(open_loans) > 1:
        others = [one for one in open_loans if one is not loan][:1]
        truth = ((loan.loan_id, loan.instalment), *((o.loan_id, o.instalment) for o in others))
        for one in (loan, *others):
            one.paid += 1
        yield _credit(rng, people, owner, loan, on, tuple(truth), "both")
    elif what == "split" and loan.instalment > 10_00:
        first = rng.randrange(20, 81) * loan.instalment // 100
        loan.paid += 1
        later = min(on + timedelta(days=rng.randrange(1, 9)), START + timedelta(days=29))
        for day, amount in ((on, first), (later, loan.instalment - first)):
            yield _credit(rng, people, owner, loan, day, ((loan.loan_id, amount),), "split")
    elif what == "twice" and left > 1:
        loan.paid += 2
        one = _credit(rng, people, owner, loan, on, ((loan.loan_id, loan.instalment),), "twice")
        yield from (one, one)
    elif what == "odd":
        amount = round(loan.instalment * rng.choice((0.5, 0.8, 1.1, 1.25)), -2) + rng.randrange(
            100
        )
        yield _credit(rng, people, owner, loan, on, ((loan.loan_id, int(amount)),), "odd")
    else:
        number = {"several": min(left, rng.choice((2, 3))), "all": left}.get(what, due)
        if what == "one" and due > 1 and rng.random() < 0.5:
            number = 1
        loan.paid += number
        yield _credit(
            rng, people, owner, loan, on, ((loan.loan_id, number * loan.instalment),), what
        )


def _credit(
    rng: random.Random,
    people: list[Customer],
    owner: Customer,
    loan: BookLoan,
    on: date,
    truth: tuple[tuple[str, int], ...],
    what: str,
) -> Credit:
    payer, account, paid_by = _payer(rng, people, owner)
    text, written = _text(rng, owner, truth, company=paid_by == "other")
    return Credit(
        on,
        sum(amount for _, amount in truth),
        loan.currency,
        payer,
        account if rng.random() < 0.8 else "",
        text,
        truth,
        (what, paid_by, written),
    )


def _payer(rng: random.Random, people: list[Customer], owner: Customer) -> tuple[str, str, str]:
    how = rng.choices(("self", "slip", "form", "spouse", "other"), (76, 6, 6, 8, 4))[0]
    words = owner.name.split()
    if how == "slip" and not owner.han:
        return _slip_in_name(rng, owner.name), owner.iban, how
    if how == "form" and not owner.han:
        short = f"{words[0][0]} {words[1]}"
        return rng.choice((short, f"{words[1].upper()}, {words[0].upper()}")), owner.iban, how
    if how == "spouse":
        partner = rng.choice(people)
        if rng.random() < 0.1 and partner.han == owner.han:
            return partner.name, partner.iban, how
        return _spouse(rng, owner), f"DE{rng.randrange(10**19):020d}", how
    if how == "other":
        return rng.choice(("Lohnbüro Nord GmbH", "City Pay Ltd", "财务公司")), "", how
    return owner.name, owner.iban, "self"


def _spouse(rng: random.Random, owner: Customer) -> str:
    if owner.han:
        return rng.choice(HAN_SURNAMES) + "".join(rng.choices(HAN_GIVEN, k=2))
    surname = owner.name.split()[1] if rng.random() < 0.7 else rng.choice(SURNAMES)
    return f"{rng.choice(GIVEN)} {surname}"


def _slip_in_name(rng: random.Random, name: str) -> str:
    at = rng.randrange(len(name) - 1)
    while name[at] == " " or name[at + 1] == " ":
        at = rng.randrange(len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    wrong = name[:at] + rng.choice("aeiounrst") + name[at + 1 :]
    return rng.choice((swapped, wrong, name[:at] + name[at + 1 :]))


def _slip_in_id(rng: random.Random, text: str) -> str:
    digits = [at for at, mark in enumerate(text) if mark.isdigit()]
    at = rng.choice(digits[:-1])
    how = rng.choices(("swap", "wrong", "missing"), (50, 30, 20))[0]
    if how == "swap" and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if how == "missing":
        return text[:at] + text[at + 1 :]
    return text[:at] + str((int(text[at]) + rng.randrange(1, 10)) % 10) + text[at + 1 :]


def _text(
    rng: random.Random, owner: Customer, truth: tuple[tuple[str, int], ...], *, company: bool
) -> tuple[str, str]:
    words = 0 if company else 1
    how = rng.choices(
        ("id", "otherwise", "slip", "customer", "number", "name", "words", "nothing"),
        (32, 13, 10, 12, 5, 6, 16 * words, 6 * words),
    )[0]
    word = rng.choice(HAN_WORDS if owner.han else WORDS)
    ids = [loan_id for loan_id, _ in truth]
    if how == "id":
        return f"{word} {' '.join(ids)}", how
    if how == "otherwise":
        return f"{word} {' / '.join(_otherwise(rng, one) for one in ids)}", how
    if how == "slip":
        return f"{word} {' '.join(_slip_in_id(rng, one) for one in ids)}", how
    said = {
        "customer": f"{owner.customer_id} {word}",
        "number": f"{word} {rng.choice((owner.phone, owner.id_no))}",
        "name": f"{word} {'' if owner.han else 'for '}{owner.name}",
        "words": word,
        "nothing": "",
    }
    return said[how], how


def _otherwise(rng: random.Random, loan_id: str) -> str:
    digits = loan_id.split("-")[1]
    return rng.choice((loan_id.lower(), f"L{digits}", f"L {digits}", f"Nr. {digits}", digits))


def write_book(folder: Path, made: Case) -> list[str]:
    """The files of the book, ready to be imported: customers, loans, schedules, payments."""
    customers = ["customer_id,name,phone,id_no"]
    loans = ["loan_id,customer_id,principal,disbursed_on,currency"]
    plans = ["loan_id,seq,due_on,principal"]
    for one in made.customers:
        customers.append(f'{one.customer_id},"{one.name}",{one.phone},{one.id_no}')
        for loan in one.loans:
            start = _plus(loan.first_due, 0) - timedelta(days=25)
            loans.append(
                f"{loan.loan_id},{one.customer_id},{money(loan.principal)},{start},{loan.currency}"
            )
            plans += [
                f"{loan.loan_id},{number + 1},{loan.due_on(number)},{money(loan.instalment)}"
                for number in range(loan.count)
            ]
    paths = []
    texts = {
        "customers": customers,
        "loans": loans,
        "instalments": plans,
        "transactions": made.history,
    }
    for name, lines in texts.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def _history(people: list[Customer]) -> Iterator[str]:
    yield "transaction_id,loan_id,date,amount"
    for one in people:
        for loan in one.loans:
            for number in range(loan.paid):
                name = f"{loan.loan_id}-{number + 1}"
                yield f"{name},{loan.loan_id},{loan.due_on(number)},{money(loan.instalment)}"


def money(cents: int) -> str:
    """Cents as a decimal string."""
    return f"{cents // 100}.{cents % 100:02d}"


def camt(credits: list[Credit]) -> str:
    """The credits as one CAMT.053 document, an account for each currency."""
    statements = []
    for currency in sorted({one.currency for one in credits}):
        entries = "\n".join(_entry(one) for one in credits if one.currency == currency)
        statements.append(
            f"<Stmt><Id>S-{currency}</Id><Acct><Id><Othr><Id>OWN-{currency}-1</Id></Othr></Id>"
            f"<Ccy>{currency}</Ccy></Acct>\n{entries}\n</Stmt>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>\n'
        + "\n".join(statements)
        + "\n</BkToCstmrStmt></Document>\n"
    )


def _entry(one: Credit) -> str:
    account = f"<DbtrAcct><Id><IBAN>{one.account}</IBAN></Id></DbtrAcct>" if one.account else ""
    return (
        f'<Ntry><Amt Ccy="{one.currency}">{money(one.amount)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{one.on}</Dt></BookgDt>"
        f"<ValDt><Dt>{one.on}</Dt></ValDt><NtryDtls><TxDtls><RltdPties>"
        f"<Dbtr><Nm>{escape(one.payer)}</Nm></Dbtr>{account}</RltdPties>"
        f"<RmtInf><Ustrd>{escape(one.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
