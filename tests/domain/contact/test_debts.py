"""For which debt a contact counts, by the figures of the decision that chose the rule."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from overdue_cli.domain.contact.attempt_caps import debts_at_rest
from overdue_cli.domain.contact.debts import Counting, by_debt
from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import (
    AttemptCap,
    ContactQuestion,
    ContactRule,
    ContactRules,
    DebtBasis,
)
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact, Hold, Payment

ONE = DebtBasis(unnamed="one")
CAP = AttemptCap(7, "rolling", 7, ("person", "debt"), by_debt=ONE)
RULE = ContactRule("cap", "7 in 7", frozenset({"call"}), CAP)


def loan(name: str, due: date | None, **more: Any) -> CaseLoan:
    """A loan, late since a day."""
    late = 100 if due else 0
    return CaseLoan(name, "USD", "active", late, 100, due, due, None, 0, **more)


A, B = loan("A", date(2026, 3, 1)), loan("B", date(2026, 3, 10))


def call(number: int, day: int, reached: str = "no_answer", about: str | None = None) -> Contact:
    """A call on a day of April at 9, later calls of a day a minute later each."""
    at = datetime(2026, 4, day, 9, number, tzinfo=UTC)
    return Contact(number, at, "call", "X", frozenset(), about, reached=reached)


def unnamed(number: int, *, first: int = 1, reached: str = "no_answer") -> list[Contact]:
    """So many calls that name no debt, two a day from 1 April on."""
    return [call(first + n, 1 + n // 2, reached) for n in range(number)]


def asked(case: Case, about: str | None = None) -> ProposedContact:
    question = ContactQuestion("call", datetime(2026, 4, 7, 12, tzinfo=UTC), loan_id=about)
    return ProposedContact(ContactRules((RULE,)), case, question, (UTC,))


def case(contacts: list[Contact], *loans: CaseLoan, **more: Any) -> Case:
    ordered = tuple(sorted(contacts, key=lambda one: one.at))
    return Case("C", loans=loans or (A, B), contacts=ordered, **more)


def counts(whole: Case, basis: DebtBasis = ONE) -> dict[str, list[int]]:
    """The numbers of the contacts that count for each debt."""
    counting = Counting(basis, RULE, lambda day: day.replace(day=max(1, day.day - 6)), 7)
    placed = by_debt(counting, asked(whole), whole.contacts)
    return {debt: [one.contact_id for one in those] for debt, those in placed.items()}


def test_unnamed_calls_go_to_the_debt_with_the_fewest_and_the_longest_due_first() -> None:
    assert counts(case(unnamed(7))) == {"A": [1, 3, 5, 7], "B": [2, 4, 6]}


def test_named_calls_count_for_their_debt() -> None:
    named = [call(n, 1, about="A") for n in (1, 2, 3)]
    assert counts(case([*named, call(4, 2), call(5, 2)])) == {"A": [1, 2, 3], "B": [4, 5]}


@pytest.mark.parametrize("reached", ["debtor", "voicemail", "message"])
def test_what_was_said_counts_for_every_debt(reached: str) -> None:
    assert counts(case(unnamed(2, reached=reached))) == {"A": [1, 2], "B": [1, 2]}


def test_every_debt_where_the_rule_does_not_say_one() -> None:
    assert counts(case(unnamed(2)), DebtBasis()) == {"A": [1, 2], "B": [1, 2]}


def test_a_debt_that_was_talked_about_takes_none() -> None:
    whole = case([call(1, 1, "debtor", "B"), *unnamed(3, first=2)])
    assert counts(whole) == {"A": [2, 3, 4], "B": [1]}


def test_a_debt_on_hold_takes_none() -> None:
    hold = Hold(1, "dispute", date(2026, 3, 20), None, frozenset({"contact"}), "B")
    assert counts(case(unnamed(3), holds=(hold,))) == {"A": [1, 2, 3], "B": []}


def test_a_debt_that_fell_due_later_takes_none_of_before() -> None:
    whole = case(unnamed(4), A, loan("B", date(2026, 4, 2)))
    assert counts(whole) == {"A": [1, 2], "B": [3, 4]}


def test_a_debt_paid_on_since_may_have_been_due() -> None:
    paid = Payment(date(2026, 4, 3), 50, "USD", "B")
    whole = case(unnamed(2), A, loan("B", date(2026, 4, 3)), payments=(paid,))
    assert counts(whole) == {"A": [1, 2], "B": [1, 2]}


def test_where_nothing_was_due_every_debt_counts() -> None:
    assert counts(case(unnamed(1), loan("A", None), loan("B", None))) == {"A": [1], "B": [1]}


def test_loans_under_one_account_number_are_one_debt() -> None:
    basis = DebtBasis("one", "account", frozenset({"student_loan"}))
    student = {"product": "student_loan", "account_no": "77-1"}
    loans = (
        loan("S1", date(2026, 3, 1), **student),
        loan("S2", date(2026, 3, 2), **student),
        loan("K", date(2026, 3, 3), product="card", account_no="77-1"),
    )
    calls = [call(1, 1, about="S1"), call(2, 1, about="S2"), call(3, 1), call(4, 1, about="K")]
    assert counts(case(calls, *loans), basis) == {"account 77-1": [1, 2], "K": [3, 4]}


WORKED = [
    (unnamed(7), "yes", "yes", "yes"),
    (unnamed(14), "no", "no", "no"),
    ([*(call(n, 1, about="A") for n in range(1, 8)), call(8, 2)], "no", "yes", "yes"),
    (unnamed(7, reached="voicemail"), "no", "no", "no"),
    # The cap alone lets A be named; the rest after a talk, a rule of its own, does not.
    ([call(1, 1, "debtor", "A"), *unnamed(7, first=2)], "yes", "no", "no"),
    ([call(1, 1, "debtor", "A"), *unnamed(6, first=2)], "yes", "yes", "yes"),
]


@pytest.mark.parametrize(("contacts", "about_a", "about_b", "about_none"), WORKED)
def test_the_worked_examples(
    contacts: list[Contact], about_a: str, about_b: str, about_none: str
) -> None:
    whole = case(contacts)

    def answer(about: str | None) -> str:
        question = ContactQuestion("call", datetime(2026, 4, 7, 12, tzinfo=UTC), loan_id=about)
        said = verdict(ContactRules((RULE,)), whole, question)
        return "yes" if said.decision == "allow" else "no"

    assert (answer("A"), answer("B"), answer(None)) == (about_a, about_b, about_none)


def test_the_debts_to_leave_out_are_named() -> None:
    whole = case([call(n, 1, about="A") for n in range(1, 8)])
    said = verdict(ContactRules((RULE,)), whole, asked(whole).question)
    assert said.not_about == ("A: 7 contacts in 7 days already, at most 7",)
    assert list(debts_at_rest(RULE, asked(whole, "B"))) == []


def test_the_next_moment_is_that_of_the_first_debt_with_room() -> None:
    named = [call(n, 2, about="A") for n in range(1, 8)]
    named += [call(n, 3, about="B") for n in range(11, 18)]
    question = ContactQuestion("call", datetime(2026, 4, 7, 12, tzinfo=UTC))
    said = verdict(ContactRules((RULE,)), case(named), question)
    assert (said.decision, said.next_at) == ("warn", datetime(2026, 4, 9, tzinfo=UTC))
