"""Whom a bank credit can come from: ids, names, numbers and accounts of the whole ledger.

Read once for many credits, kept in dictionaries, so that each credit costs a few look-ups
whatever the size of the ledger.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.bank.matching import Clue, Written
from overdue_cli.domain.bank.names_alike import Likeness, likeness, name_words, names_within
from overdue_cli.domain.bank.written_ids import (
    WrittenId,
    account_key,
    differs_by_one,
    id_key,
    written_ids,
)
from overdue_cli.store.bank.due_amount_index import DueAmounts
from overdue_cli.store.bank.id_index import IdIndex
from overdue_cli.store.bank.near_names import NearNames
from overdue_cli.store.derived import Derived
from overdue_cli.store.loan.account import is_debt

_MOST_NAMESAKES = 12
_OTHER_NAMESAKES = 3
_MOST_BY_AMOUNT = 25
_MOST_LOOKED_AT = 500
#: Customers who ask for the same amounts as many others and are kept in memory.
_MOST_KEPT = 100_000
_SHORTEST_NUMBER = 8
_PHONE_ENDING = 9
_LONGEST_PHONE = 14
_SAME: Likeness = "same"
_RARE = 500
#: So few loans of one amount are rare in any book, whoever may be meant.
_FEW_AT_ALL = 3
_Words = tuple[str, ...]


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
    status: str


class CreditText(NamedTuple):
    """What one credit says, looked up in the ledger."""

    strong: tuple[str, ...]
    """Keys of written ids that are too long to be met by chance."""
    loans: dict[str, WrittenId]
    """Loans whose id is written, by loan id."""
    customers: dict[str, tuple[Written, bool]]
    """Customers of whom an id or a number is written, how, and whether strongly."""
    payer: _Words
    names: dict[str, Likeness]
    in_text: bool
    """Whether the names stand in the text; else they are the payer's."""
    accounts: frozenset[str]
    """Customers who are known to pay from the account."""


class Payers:
    """The ledger's customers and loans as a bank credit sees them."""

    def __init__(self, conn: sqlite3.Connection, derived: Derived, amounts: DueAmounts) -> None:
        self._amounts = amounts
        self.loans: dict[str, Owed] = {}
        self._loans_of: IdIndex[str] = IdIndex()
        self._loans_by_key: IdIndex[str] = IdIndex()
        self._loans_by_digits: IdIndex[str] = IdIndex()
        self._customers_by_key: IdIndex[str] = IdIndex()
        self._customers_by_number: IdIndex[str] = IdIndex()
        self._customers_by_phone: IdIndex[str] = IdIndex()
        self._names: IdIndex[_Words] = IdIndex()
        self._name_of: dict[str, _Words] = {}
        self._accounts: dict[str, dict[str, int]] = defaultdict(dict)
        self._open: dict[str, int] = defaultdict(int)
        self._owners_by_amount: dict[tuple[str, int], frozenset[str]] = {}
        self._near: NearNames | None = None
        self._read(conn, derived)

    def _read(self, conn: sqlite3.Connection, derived: Derived) -> None:
        cursor = conn.cursor()
        cursor.row_factory = None
        texts: dict[str, str] = {}  # equal texts are kept once
        for customer_id, name, id_no, phone in cursor.execute(
            "SELECT customer_id, name, id_no, phone FROM customer WHERE voided_by IS NULL"
        ):
            texts[customer_id] = customer_id
            self._note_customer(customer_id, id_no, phone)
            self._note_name(customer_id, tuple(texts.setdefault(w, w) for w in name_words(name)))
        for loan_id, *owed in cursor.execute(
            "SELECT l.loan_id, l.customer_id, l.currency, coalesce(s.status, 'active') "
            f"FROM loan l LEFT JOIN {derived.position} s ON s.loan_id = l.loan_id "
            f"WHERE l.voided_by IS NULL AND {is_debt('l')}"
        ):
            self._note_loan(loan_id, Owed(*(texts.setdefault(text, text) for text in owed)))
        for account, customer_id, number in cursor.execute(
            "SELECT account, customer_id, payer_account_id FROM payer_account "
            "WHERE voided_by IS NULL"
        ):
            self._accounts[account][customer_id] = number

    def _note_customer(self, customer_id: str, id_no: str, phone: str) -> None:
        self._customers_by_key.add(id_key(customer_id), customer_id)
        number = id_key(id_no)
        if len(number) >= _SHORTEST_NUMBER:
            self._customers_by_number.add(number, customer_id)
        ending = "".join(filter(str.isdigit, phone))[-_PHONE_ENDING:]
        if len(ending) == _PHONE_ENDING:
            self._customers_by_phone.add(ending, customer_id)

    def _note_name(self, customer_id: str, words: _Words) -> None:
        if words:
            first = self._names.only(words)
            self._names.add(words, customer_id)
            self._name_of[customer_id] = self._name_of[first] if first else words

    def _note_loan(self, loan_id: str, owed: Owed) -> None:
        self.loans[loan_id] = owed
        self._loans_of.add(owed.customer_id, loan_id)
        key = id_key(loan_id)
        self._loans_by_key.add(key, loan_id)
        digits = digits_of(key)
        if digits and digits != key:
            self._loans_by_digits.add(digits, loan_id)
        self._open[owed.currency] += owed.status == "active"

    def is_rare(self, credit: Credit, credit_text: CreditText) -> bool:
        """Whether so few loans ask for the amount that it is evidence by itself.

        The more customers may be meant by the name, the fewer: one of many asks for any amount.
        """
        few = max(1, self._open[credit.currency] // _RARE)
        few = max(min(few, _FEW_AT_ALL), few // max(1, len(credit_text.names)))
        return self._amounts.at_most(credit.currency, credit.amount, few)

    def account_id(self, customer_id: str, account: str) -> int | None:
        """The learnt account of a customer, by its number; None where it is not known."""
        return self._accounts.get(account_key(account), {}).get(customer_id)

    def credit_text(self, credit: Credit) -> CreditText:
        """Everything that a credit says, looked up."""
        loans: dict[str, WrittenId] = {}
        customers: dict[str, tuple[Written, bool]] = {}
        written = list(dict.fromkeys(written_ids(credit.text)))
        whole = [one.key for one in written if one.joined and self._is_known(one.key)]
        for one in written:
            part = not one.joined and any(one.key in key for key in whole)
            loan_id = None if part else self._loan_called(one)
            if loan_id is not None and self.loans[loan_id].currency == credit.currency:
                loans.setdefault(loan_id, one)
            for customer_id, how, strong in self._customers_called(one):
                customers.setdefault(customer_id, (how, strong))
        payer = name_words(credit.payer)
        strong_keys = tuple(one.key for one in written if one.strong)
        named = self._names_in_text(payer, credit, strong_keys)
        names = dict.fromkeys(named, _SAME) if named else self._paying(payer, credit, strong_keys)
        accounts = self._accounts.get(account_key(credit.payer_account), {})
        return CreditText(
            strong_keys, loans, customers, payer, names, bool(named), frozenset(accounts)
        )

    def _is_known(self, key: str) -> bool:
        """Whether it is the id of a loan or of a customer."""
        return key in self._loans_by_key or key in self._customers_by_key

    def _loan_called(self, one: WrittenId) -> str | None:
        """The loan of an id; of digits alone, the one loan whose id has these digits."""
        if one.key in self._loans_by_key:
            return self._loans_by_key.only(one.key)
        if one.key.isdecimal() and not one.joined:
            return self._loans_by_digits.only(one.key)
        return None

    def _customers_called(self, one: WrittenId) -> Iterator[tuple[str, Written, bool]]:
        """Customers whose id or number it is, and whether that is no chance."""
        for customer_id in self._customers_by_key.of(one.key):
            yield customer_id, "customer", one.strong
        for customer_id in self._customers_by_number.of(one.key):
            yield customer_id, "number", one.strong
        if one.key.isdecimal() and _PHONE_ENDING <= len(one.key) <= _LONGEST_PHONE:
            for customer_id in self._customers_by_phone.of(one.key[-_PHONE_ENDING:]):
                yield customer_id, "number", True

    def _names_in_text(self, payer: _Words, credit: Credit, strong: tuple[str, ...]) -> list[str]:
        """Customers whose name stands in the text of a credit.

        A name that many carry is told too where it is not the payer's own.
        """
        written = {words for words in names_within(credit.text) if words in self._names}
        few = {words for words in written if self._names.count(words) <= _MOST_NAMESAKES}
        if few or payer in written:
            return sorted({one for words in few for one in self._names.of(words)})
        many = [one for words in sorted(written) for one in self._names.of(words)]
        return sorted(self._few(many, credit, strong))

    def _paying(
        self, payer: _Words, credit: Credit, strong: tuple[str, ...]
    ) -> dict[str, Likeness]:
        """Customers whose name is the payer's, or else near to it."""
        same: Iterable[str] = self._names.of(payer) or [
            one for words in names_within(credit.payer) for one in self._names.of(words)
        ]
        if same:
            return dict.fromkeys(self._few(same, credit, strong), "same")
        if self._near is None:
            self._near = NearNames(self._names)
        return dict.fromkeys(self._few(self._near.of(payer), credit, strong), "near")

    def _few(self, customers: Iterable[str], credit: Credit, strong: tuple[str, ...]) -> list[str]:
        """Namesakes; of many only those who are meant by an id or an amount, and a few others."""
        every = list(customers)
        if len(every) <= _MOST_NAMESAKES:
            return every
        meant = [one for one in every if strong and self._is_near(one, strong)]
        first = self._who_owe(every, credit)[:_MOST_NAMESAKES]
        return list(dict.fromkeys([*meant, *first, *every[:_OTHER_NAMESAKES]]))

    def _is_near(self, customer_id: str, strong: tuple[str, ...]) -> bool:
        """Whether the id of a loan of the customer is written with one slip."""
        keys = [id_key(loan_id) for loan_id in self._loans_of.of(customer_id)]
        return any(differs_by_one(one, key) for one in strong for key in keys)

    def _who_owe(self, customers: list[str], credit: Credit) -> list[str]:
        """Those customers of whose loans one asks for the amount."""
        owners = self._owners(credit.currency, credit.amount)
        return [one for one in customers if one in owners] if owners else []

    def _owners(self, currency: str, amount: int) -> frozenset[str]:
        """Customers of the loans that ask for an amount; kept where many do."""
        of = (currency, amount)
        owners = self._owners_by_amount.get(of)
        if owners is None:
            loans = filter(None, map(self.loans.get, self._amounts.by(currency, amount)))
            owners = frozenset(owed.customer_id for owed in loans)
            if len(owners) > _MOST_BY_AMOUNT:
                if sum(map(len, self._owners_by_amount.values())) > _MOST_KEPT:
                    self._owners_by_amount.clear()
                self._owners_by_amount[of] = owners
        return owners

    def clues(self, credit: Credit, credit_text: CreditText) -> list[Clue]:
        """The loans that a credit points at by an id, a name or an account."""
        concerned = dict.fromkeys(
            [
                *(self.loans[loan_id].customer_id for loan_id in credit_text.loans),
                *credit_text.customers,
                *credit_text.accounts,
                *credit_text.names,
            ]
        )
        return [
            clue
            for customer_id in concerned
            for clue in self._clues_of(customer_id, credit.currency, credit_text)
        ]

    def _clues_of(
        self, customer_id: str, currency: str, credit_text: CreditText
    ) -> Iterator[Clue]:
        """What a credit says of each loan of a customer in its currency."""
        name = self._name_of.get(customer_id, ())
        named = customer_id in credit_text.names
        like = credit_text.names.get(customer_id) or likeness(credit_text.payer, name)
        if credit_text.in_text and not named and like in ("same", "near"):
            like = "part"  # the text names somebody else
        namesakes = self._names.count(name) or 1
        account = customer_id in credit_text.accounts
        for loan_id in self._loans_of.of(customer_id):
            if self.loans[loan_id].currency == currency:
                how, strong = self._written(loan_id, customer_id, credit_text)
                in_text = credit_text.in_text and named
                yield Clue(loan_id, customer_id, how, strong, like, namesakes, in_text, account)

    def _written(
        self, loan_id: str, customer_id: str, credit_text: CreditText
    ) -> tuple[Written, bool]:
        """How a loan or its customer is written, and whether that is no chance."""
        if loan_id in credit_text.loans:
            return "loan", credit_text.loans[loan_id].strong
        if credit_text.strong:
            key = id_key(loan_id)
            if any(differs_by_one(strong, key) for strong in credit_text.strong):
                return "near", True
        return credit_text.customers.get(customer_id, ("", True))

    def guesses(self, credit: Credit, credit_text: CreditText, known: set[str]) -> Iterator[Clue]:
        """Other loans, that only an id with a slip, or the amount alone, points at.

        None where the credit says whose it is: by an id or an account that agrees with the name.
        """
        owners = {self.loans[loan_id].customer_id for loan_id in credit_text.loans} | set(
            credit_text.customers
        )
        sure = {customer_id for customer_id, like in credit_text.names.items() if like == "same"}
        if credit_text.accounts or owners & sure:
            return
        guessed = dict(self._slipped(credit, credit_text))
        for loan_id in self._by_amount(credit, credit_text):
            guessed.setdefault(loan_id, "")
        for loan_id, how in guessed.items():
            owed = self.loans[loan_id]
            if loan_id not in known and owed.currency == credit.currency:
                name = self._part(credit_text, owed.customer_id)
                yield Clue(loan_id, owed.customer_id, how, name=name)

    def _slipped(self, credit: Credit, credit_text: CreditText) -> Iterator[tuple[str, Written]]:
        """Loans whose id is written with one slip, where the amount or a word of the name fits."""
        for strong in credit_text.strong:
            for key in slips(strong):
                for loan_id in self._loans_by_key.of(key) if key in self._loans_by_key else ():
                    owed = self.loans[loan_id]
                    if self._amounts.may_be_due(
                        loan_id, credit.currency, credit.amount
                    ) or self._part(credit_text, owed.customer_id):
                        yield loan_id, "near"

    def _by_amount(self, credit: Credit, credit_text: CreditText) -> Iterator[str]:
        """Loans that ask for the amount; of many only those with a word of the payer's name."""
        loans = self._amounts.loans_due(credit.currency, credit.amount, _MOST_LOOKED_AT)
        few = len(loans) <= _MOST_BY_AMOUNT
        for loan_id in loans:
            owed = self.loans.get(loan_id)
            if owed is not None and (few or self._part(credit_text, owed.customer_id)):
                yield loan_id

    def _part(self, credit_text: CreditText, customer_id: str) -> Likeness:
        """Whether the payer shares a word of the name with a customer."""
        return "part" if likeness(credit_text.payer, self._name_of.get(customer_id, ())) else ""


def digits_of(key: str) -> str:
    """The digits of an id where they are four or more, else ''.

    >>> digits_of("L2041"), digits_of("A1")
    ('2041', '')
    """
    digits = "".join(filter(str.isdigit, key))
    return digits if len(digits) > 3 else ""


def slips(key: str) -> Iterator[str]:
    """What an id may have been before two signs were swapped or one digit was written wrong.

    >>> sorted(slips("A12"))[:3], len(list(slips("A12")))
    (['1A2', 'A02', 'A10'], 20)
    """
    for at in range(len(key) - 1):
        if key[at] != key[at + 1]:
            yield key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    for at, mark in enumerate(key):
        if mark.isdigit():
            for other in "0123456789":
                if other != mark:
                    yield key[:at] + other + key[at + 1 :]
