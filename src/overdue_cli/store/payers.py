"""Whom a bank credit can come from: ids, names, numbers and accounts of the whole ledger.

Read once for many credits, kept in dictionaries, so that each credit costs a few look-ups
whatever the size of the ledger. What a loan asks for is read when a credit first points at it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from overdue_cli.domain.matching import Clue, Dues, Written
from overdue_cli.domain.payer_text import (
    Likeness,
    WrittenId,
    account_key,
    differs_by_one,
    id_key,
    likeness,
    name_words,
    names_within,
    written_ids,
)

_MOST_NAMESAKES = 12
_OTHER_NAMESAKES = 3
_MOST_BY_AMOUNT = 25
_MOST_LOOKED_AT = 500
_SHORTEST_NUMBER = 8
_PHONE_ENDING = 9
_LONGEST_PHONE = 14
_TWIN_DAYS = 1
_SAME: Likeness = "same"
_RARE = 500
#: Loans whose movements are kept in memory at a time.
_KEPT_ACCOUNTS = 5_000
#: How many instalments at once an amount may be.
_TIMES = range(1, 7)
_GUESSED_TIMES = range(1, 4)
_ITEMS = """
SELECT i.due_on, i.principal + i.interest + i.fee
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id
 WHERE i.loan_id = ? AND p.voided_by IS NULL ORDER BY i.due_on, i.seq
"""
_ENTRIES = """
SELECT e.entry_id, e.kind, e.value_on, e.amount, e.due_on, e.transaction_id, e.inferred,
       EXISTS (SELECT 1 FROM line_match m
                WHERE m.entry_id = e.entry_id AND m.voided_by IS NULL) AS linked, t.kind
  FROM entry e LEFT JOIN entry t ON t.entry_id = e.reverses
 WHERE e.loan_id = ? AND e.voided_by IS NULL ORDER BY e.value_on, e.entry_id
"""
_BY_AMOUNT = """
SELECT DISTINCT l.currency, i.principal + i.interest + i.fee AS amount, i.loan_id
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id AND p.voided_by IS NULL
  JOIN loan l ON l.loan_id = i.loan_id AND l.voided_by IS NULL
  JOIN temp.credit_amount c ON c.amount = i.principal + i.interest + i.fee
   AND c.currency = l.currency
UNION
SELECT s.currency, s.overdue, s.loan_id FROM position s
  JOIN temp.credit_amount c ON c.amount = s.overdue AND c.currency = s.currency
UNION
SELECT s.currency, s.outstanding, s.loan_id FROM position s
  JOIN temp.credit_amount c ON c.amount = s.outstanding AND c.currency = s.currency
"""
_CHARGES = ("fee", "penalty", "opening", "chargeback", "credit_refund")
_PAYS = (
    "repayment",
    "recovery",
    "proceeds",
    "goodwill",
    "merchant_refund",
    "payout_refund",
    "waiver",
)


class Credit(NamedTuple):
    """What a bank line says of where its money comes from and what it is for."""

    amount: int
    currency: str
    on: date
    payer: str
    payer_account: str
    text: str
    """Reference, mandate and remittance text."""


class Owed(NamedTuple):
    """A loan that can be paid."""

    customer_id: str
    currency: str
    kind: str
    status: str


class Twin(NamedTuple):
    """An entry that may be the same payment, recorded in another way."""

    entry_id: int
    value_on: str
    transaction_id: str | None
    inferred: bool
    """Nobody recorded it: the daily lists of another system show that much as paid."""


class _Said(NamedTuple):
    """What one credit says, looked up in the ledger."""

    written: list[WrittenId]
    loans: dict[str, WrittenId]
    """Loans whose id is written, by loan id."""
    customers: dict[str, tuple[Written, bool]]
    """Customers of whom an id or a number is written, how, and whether strongly."""
    names: dict[str, Likeness]
    told: bool
    """Whether the names stand in the text; else they are the payer's."""
    accounts: frozenset[str]
    """Customers who are known to pay from the account."""


class _Account(NamedTuple):
    """Everything that moved on one loan."""

    items: list[tuple[str, int]]
    paid: list[tuple[str, int]]
    twins: list[tuple[str, int, Twin]]


class Payers:
    """The ledger's customers and loans as a bank credit sees them."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.loans: dict[str, Owed] = {}
        self._loans_of: dict[str, list[str]] = defaultdict(list)
        self._loans_by_key: dict[str, list[str]] = defaultdict(list)
        self._loans_by_digits: dict[str, list[str]] = defaultdict(list)
        self._customers_by_key: dict[str, list[tuple[str, Written]]] = defaultdict(list)
        self._customers_by_phone: dict[str, list[str]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._name_of: dict[str, tuple[str, ...]] = {}
        self._accounts: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_amount: dict[tuple[str, int], dict[str, None]] = {}
        self._open: dict[str, int] = defaultdict(int)
        self._moved: dict[str, _Account] = {}
        self._near: _NearNames | None = None
        self._read()

    def _read(self) -> None:
        cursor = self._conn.cursor()
        cursor.row_factory = None
        for loan_id, *owed in cursor.execute(
            "SELECT l.loan_id, l.customer_id, l.currency, l.kind, coalesce(s.status, 'active') "
            "FROM loan l LEFT JOIN position s ON s.loan_id = l.loan_id "
            "WHERE l.voided_by IS NULL AND l.kind <> 'credit_note'"
        ):
            one = Owed(*owed)
            self.loans[loan_id] = one
            self._loans_of[one.customer_id].append(loan_id)
            key = id_key(loan_id)
            self._loans_by_key[key].append(loan_id)
            self._loans_by_digits[digits_of(key)].append(loan_id)
            self._open[one.currency] += one.status == "active"
        for customer_id, name, id_no, phone in cursor.execute(
            "SELECT customer_id, name, id_no, phone FROM customer WHERE voided_by IS NULL"
        ):
            self._note_customer(customer_id, name, id_no, phone)
        for account, customer_id, number in cursor.execute(
            "SELECT account, customer_id, payer_account_id FROM payer_account "
            "WHERE voided_by IS NULL"
        ):
            self._accounts[account][customer_id] = number

    def _note_customer(self, customer_id: str, name: str, id_no: str, phone: str) -> None:
        self._customers_by_key[id_key(customer_id)].append((customer_id, "customer"))
        if len(id_key(id_no)) >= _SHORTEST_NUMBER:
            self._customers_by_key[id_key(id_no)].append((customer_id, "number"))
        ending = "".join(filter(str.isdigit, phone))[-_PHONE_ENDING:]
        if len(ending) == _PHONE_ENDING:
            self._customers_by_phone[ending].append(customer_id)
        words = name_words(name)
        if words:
            self._names[words].append(customer_id)
            self._name_of[customer_id] = words

    def expect(self, amounts: Iterable[tuple[str, int]]) -> None:
        """Reads which loans ask for these amounts (currency, minor units), all in one pass."""
        conn = self._conn
        conn.execute(
            "CREATE TEMP TABLE IF NOT EXISTS credit_amount "
            "(amount INTEGER, currency TEXT, PRIMARY KEY (amount, currency)) WITHOUT ROWID"
        )
        conn.execute("DELETE FROM temp.credit_amount")
        wanted = {
            (currency, amount // times): None
            for currency, amount in amounts
            for times in _TIMES
            if not amount % times
        }
        conn.executemany("INSERT INTO temp.credit_amount (currency, amount) VALUES (?, ?)", wanted)
        self._by_amount = {one: {} for one in wanted}
        for currency, amount, loan_id in conn.execute(_BY_AMOUNT):
            self._by_amount[currency, amount][loan_id] = None

    def is_rare(self, credit: Credit) -> bool:
        """Whether so few loans ask for the amount that it is evidence by itself."""
        few = max(1, self._open[credit.currency] // _RARE)
        return all(
            len(self._by_amount.get((credit.currency, credit.amount // times), ())) <= few
            for times in _TIMES
            if not credit.amount % times
        )

    def account_id(self, customer_id: str, account: str) -> int | None:
        """The learnt account of a customer, by its number; None where it is not known."""
        return self._accounts.get(account_key(account), {}).get(customer_id)

    def clues(self, credit: Credit) -> list[Clue]:
        """The loans that a credit points at, with what does so."""
        said = self._said(credit)
        concerned = dict.fromkeys(
            [
                *(self.loans[loan_id].customer_id for loan_id in said.loans),
                *said.customers,
                *said.accounts,
                *said.names,
            ]
        )
        found = [
            self._clue(loan_id, customer_id, credit, said)
            for customer_id in concerned
            for loan_id in self._loans_of.get(customer_id, ())
            if self.loans[loan_id].currency == credit.currency
        ]
        return found + self._guesses(credit, said, {clue.loan_id for clue in found})

    def _said(self, credit: Credit) -> _Said:
        """Everything that a credit says, looked up."""
        written = list(dict.fromkeys(written_ids(credit.text)))
        loans: dict[str, WrittenId] = {}
        customers: dict[str, tuple[Written, bool]] = {}
        for one in written:
            for loan_id in self._loans_called(one):
                if self.loans[loan_id].currency == credit.currency:
                    loans.setdefault(loan_id, one)
            for customer_id, how in self._customers_by_key.get(one.key, ()):
                customers.setdefault(customer_id, (how, one.strong))
            if one.key.isdecimal() and _PHONE_ENDING <= len(one.key) <= _LONGEST_PHONE:
                for customer_id in self._customers_by_phone.get(one.key[-_PHONE_ENDING:], ()):
                    customers.setdefault(customer_id, ("number", True))
        told = self._told(credit)
        names = dict.fromkeys(told, _SAME) if told else self._paying(credit)
        accounts = self._accounts.get(account_key(credit.payer_account), {})
        return _Said(written, loans, customers, names, bool(told), frozenset(accounts))

    def _loans_called(self, one: WrittenId) -> list[str]:
        """Loans of an id; of digits alone, the one loan whose id has these digits."""
        found = self._loans_by_key.get(one.key)
        if found is None and one.key.isdecimal() and not one.joined:
            found = self._loans_by_digits.get(one.key)
        return found if found and len(found) == 1 else []

    def _clue(self, loan_id: str, customer_id: str, credit: Credit, said: _Said) -> Clue:
        how: Written = ""
        strong = True
        key = id_key(loan_id)
        if loan_id in said.loans:
            how, strong = "loan", said.loans[loan_id].strong
        elif any(one.strong and differs_by_one(one.key, key) for one in said.written):
            how = "near"
        elif customer_id in said.customers:
            how, strong = said.customers[customer_id]
        name = self._name_of.get(customer_id, ())
        like = said.names.get(customer_id) or likeness(name_words(credit.payer), name)
        if said.told and customer_id not in said.names and like in ("same", "near"):
            like = "part"  # the text names somebody else
        return Clue(
            loan_id,
            customer_id,
            how,
            strong,
            like,
            len(self._names.get(name, ())) or 1,
            told=said.told and customer_id in said.names,
            account=customer_id in said.accounts,
        )

    def _told(self, credit: Credit) -> list[str]:
        """Customers whose name stands in the text of a credit."""
        told = {
            customer_id
            for words in names_within(credit.text)
            if len(self._names.get(words, ())) <= _MOST_NAMESAKES
            for customer_id in self._names.get(words, ())
        }
        return sorted(told)

    def _paying(self, credit: Credit) -> dict[str, Likeness]:
        """Customers whose name is the payer's, or else near to it."""
        payer = name_words(credit.payer)
        same = list(self._names.get(payer, ()))
        if not same:
            same = [
                one for words in names_within(credit.payer) for one in self._names.get(words, ())
            ]
        if same:
            return dict.fromkeys(self._few(same, credit), "same")
        if self._near is None:
            self._near = _NearNames(self._names)
        return dict.fromkeys(self._few(self._near.of(payer), credit), "near")

    def _few(self, customers: list[str], credit: Credit) -> list[str]:
        """Namesakes; of many only those whose loans ask for the amount, and a few others."""
        if len(customers) <= _MOST_NAMESAKES:
            return customers
        asking = self._by_amount.get((credit.currency, credit.amount), ())
        first = [
            one for one in customers if any(loan in asking for loan in self._loans_of.get(one, ()))
        ][:_MOST_NAMESAKES]
        return list(dict.fromkeys([*first, *customers[:_OTHER_NAMESAKES]]))

    def _guesses(self, credit: Credit, said: _Said, known: set[str]) -> list[Clue]:
        """Loans that only an id with a slip, or the amount alone, points at.

        None where the credit says whose it is: by an id or an account that agrees with the name.
        """
        owners = {self.loans[loan_id].customer_id for loan_id in said.loans} | set(said.customers)
        sure = {customer_id for customer_id, like in said.names.items() if like == "same"}
        if said.accounts or owners & sure:
            return []
        payer = name_words(credit.payer)
        asking = self._asking(credit)
        found: dict[str, Written] = {}
        for one in said.written:
            for key in _slips(one.key) if one.strong else ():
                for loan_id in self._loans_by_key.get(key, ()):
                    if any(loan_id in loans for loans in asking) or self._part(
                        payer, self.loans[loan_id].customer_id
                    ):
                        found[loan_id] = "near"
        count = sum(map(len, asking))
        few = count <= _MOST_BY_AMOUNT
        for loan_id in chain.from_iterable(asking) if count <= _MOST_LOOKED_AT else ():
            if loan_id in self.loans and (
                few or self._part(payer, self.loans[loan_id].customer_id)
            ):
                found.setdefault(loan_id, "")
        return [
            Clue(loan_id, owed.customer_id, how, name=self._part(payer, owed.customer_id))
            for loan_id, how in found.items()
            if loan_id not in known
            and (owed := self.loans.get(loan_id)) is not None
            and owed.currency == credit.currency
        ]

    def _asking(self, credit: Credit) -> list[dict[str, None]]:
        """Loans that ask for the amount of a credit, once or a few times."""
        return [
            self._by_amount.get((credit.currency, credit.amount // times), {})
            for times in _GUESSED_TIMES
            if not credit.amount % times
        ]

    def _part(self, payer: tuple[str, ...], customer_id: str) -> Likeness:
        """Whether a payer shares a word of the name with a customer."""
        return "part" if likeness(payer, self._name_of.get(customer_id, ())) else ""

    def dues(self, loan_id: str, credit: Credit) -> Dues:
        """What a loan asks for on the day of a credit, the same payment elsewhere left out."""
        account = self._account(loan_id)
        day = credit.on.isoformat()
        twins = {twin.entry_id for twin in self.twins(loan_id, credit, _TWIN_DAYS)}
        skipped = sum(
            amount
            for _, amount, twin in account.twins
            if twin.entry_id in twins and twin.value_on <= day
        )
        left = sum(amount for on, amount in account.paid if on <= day) - skipped
        items, regular, overdue = [], 0, 0
        for due_on, amount in account.items:
            taken = min(left, amount) if left > 0 else 0
            left -= taken
            if taken < amount:
                regular = regular or amount
                items.append((due_on, amount - taken))
                overdue += amount - taken if due_on < day else 0
        return Dues(tuple(items), regular, overdue)

    def twins(self, loan_id: str, credit: Credit, days: int) -> list[Twin]:
        """Payments of the same amount about the same day that no bank line stands behind."""
        return [
            twin
            for on, amount, twin in self._account(loan_id).twins
            if amount == credit.amount and abs((date.fromisoformat(on) - credit.on).days) <= days
        ]

    def forget(self, loan_id: str) -> None:
        """Reads a loan anew when it is next asked for, as after a payment was booked on it."""
        self._moved.pop(loan_id, None)

    def _account(self, loan_id: str) -> _Account:
        found = self._moved.get(loan_id)
        if found is None:
            if len(self._moved) >= _KEPT_ACCOUNTS:
                self._moved.clear()
            found = self._moved[loan_id] = self._read_account(loan_id)
        return found

    def _read_account(self, loan_id: str) -> _Account:
        cursor = self._conn.cursor()
        cursor.row_factory = None
        items: list[tuple[str, int]] = cursor.execute(_ITEMS, (loan_id,)).fetchall()
        paid, twins = [], []
        for entry_id, kind, on, amount, due_on, name, inferred, linked, of in cursor.execute(
            _ENTRIES, (loan_id,)
        ):
            if kind in _CHARGES:
                items.append((due_on or on, amount))
            elif kind in _PAYS:
                paid.append((on, amount))
                if not linked and kind in ("repayment", "recovery"):
                    twins.append((on, amount, Twin(entry_id, on, name, bool(inferred))))
            elif kind == "reversal":
                paid.append((on, amount if of in _CHARGES else -amount))
        items.sort()
        return _Account(items, paid, twins)


def digits_of(key: str) -> str:
    """The digits of an id where they are four or more, else ''.

    >>> digits_of("L2041"), digits_of("A1")
    ('2041', '')
    """
    digits = "".join(filter(str.isdigit, key))
    return digits if len(digits) > 3 else ""


def _slips(key: str) -> Iterator[str]:
    """What an id may have been before two signs were swapped or one digit was written wrong."""
    for at in range(len(key) - 1):
        if key[at] != key[at + 1]:
            yield key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    for at, mark in enumerate(key):
        if mark.isdigit():
            for other in "0123456789":
                if other != mark:
                    yield key[:at] + other + key[at + 1 :]


class _NearNames:
    """Finds names that differ from a written one by one slip, an initial, or a middle name."""

    def __init__(self, names: dict[tuple[str, ...], list[str]]) -> None:
        self._names = names
        self._words: dict[str, list[str]] = defaultdict(list)
        self._initials: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
        self._shorter: dict[tuple[str, ...], list[str]] = defaultdict(list)
        vocabulary = {word for words in names for word in words if word.isascii()}
        for word in vocabulary:
            for shape in _shapes(word):
                self._words[shape].append(word)
        for words, customers in names.items():
            for at, word in enumerate(words if len(words) > 1 else ()):
                rest = words[:at] + words[at + 1 :]
                self._initials[rest, word[0]].extend(customers)
                if len(rest) > 1:
                    self._shorter[rest].extend(customers)

    def of(self, written: tuple[str, ...]) -> list[str]:
        """Customers whose name is near to the written one."""
        found: list[str] = list(self._shorter.get(written, ()))
        for at, word in enumerate(written if len(written) > 1 else ()):
            rest = written[:at] + written[at + 1 :]
            if len(word) == 1:
                found += self._initials.get((rest, word), ())
            else:
                others = [word[0], *self._neighbours(word)]
                for other in others:
                    found += self._names.get(tuple(sorted((*rest, other))), ())
            if len(rest) > 1:
                found += self._names.get(rest, ())
        return list(dict.fromkeys(found))

    def _neighbours(self, word: str) -> list[str]:
        near = {other for shape in _shapes(word) for other in self._words.get(shape, ())}
        return [other for other in near if differs_by_one(word, other)]


def _shapes(word: str) -> list[str]:
    """A word, and what is left of it when one sign is taken out."""
    if len(word) < 3:
        return [word]
    return [word, *dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))]
