"""What a cap counts is what its text counts, in whatever order contacts are written down."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.contact.may import PlannedContact, may_contact
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.book import Writing, book_at
from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import (
    AttemptCap,
    ContactQuestion,
    ContactRule,
    ContactRules,
    DebtBasis,
)
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from sizes import size

pytestmark = pytest.mark.law

LIVES = size("OVERDUE_CONTACTS", small=150, large=3000)
LEDGERS = size("OVERDUE_CONTACT_LEDGERS", small=4, large=60)
FIRST = datetime(2026, 6, 15, 9, tzinfo=UTC)
DAYS = 14
SPOKEN = "RPC PTP PAID RTP HARD VUL DISP DEC".split()
OUTCOMES = [*SPOKEN, *"NA NA NA BUSY DISC LM LCM WN WPC SKIP SENT".split()]
NUMBERS = ("", "+8613800138000", "+8613900139000")
DEBTS = ("A", "B")
PACKS = {name: load(name) for name in ("us_regf", "cn_bank", "cn_online", "au_rg96", "standard")}


class Lived(NamedTuple):
    """One contact of a random life."""

    day: int
    minute: int
    channel: str
    outcome: str
    loan: str | None
    number: str
    person: str
    inbound: bool

    @property
    def at(self) -> datetime:
        return FIRST + timedelta(days=self.day, minutes=self.minute)


def lives(longest: int = 24) -> st.SearchStrategy[list[Lived]]:
    """Contacts of two weeks in the order of their time, no two of one minute."""
    one = st.builds(
        Lived,
        day=st.integers(0, DAYS - 1),
        minute=st.integers(0, 400),
        channel=st.sampled_from(["call"] * 5 + ["sms", "email", "letter", "visit"]),
        outcome=st.sampled_from(OUTCOMES),
        loan=st.sampled_from([None, None, *DEBTS]),
        number=st.sampled_from(NUMBERS),
        person=st.sampled_from(["self"] * 6 + ["neighbour"]),
        inbound=st.sampled_from([False] * 5 + [True]),
    )
    unique = st.lists(one, max_size=longest, unique_by=lambda lived: lived.at)
    return unique.map(lambda life: sorted(life, key=lambda lived: lived.at))


def contact(number: int, lived: Lived, policy: Policy) -> Contact:
    outcome = policy.outcomes[lived.outcome]
    return Contact(
        number,
        lived.at,
        lived.channel,
        lived.outcome,
        outcome.flags,
        lived.loan,
        person=lived.person,
        point=lived.number,
        inbound=lived.inbound,
        reached=outcome.reached,
    )


def case_of(life: Sequence[Lived], policy: Policy) -> Case:
    """A person with two debts that have been due for long, and this life."""
    late = date(2026, 1, 1)
    loans = tuple(CaseLoan(one, "USD", "active", 1, 1, late, late, None, 0) for one in DEBTS)
    contacts = tuple(contact(n, lived, policy) for n, lived in enumerate(life, 1))
    return Case("C", loans=loans, contacts=contacts, time_zones=("UTC",))


ASKED_AT = FIRST + timedelta(days=DAYS - 1, minutes=500)


def objects(pack: str, rule_id: str, life: Sequence[Lived], **asked: Any) -> bool:
    """Whether a rule of a pack is against a contact after a life."""
    rules = PACKS[pack].contact_rules("agency")
    rule = rules.named(rule_id)
    assert rule is not None
    question = ContactQuestion(asked.pop("channel", "call"), ASKED_AT, **asked)
    said = verdict(replace(rules, rules=(rule,)), case_of(life, PACKS[pack]), question)
    return said.decision != "allow"


def days_before(lived: Lived) -> int:
    return DAYS - 1 - lived.day


def outbound_calls(life: Sequence[Lived]) -> list[Lived]:
    return [one for one in life if one.channel == "call" and not one.inbound]


def spoken(lived: Lived) -> bool:
    """Whether somebody was spoken to by word of mouth."""
    others = lived.outcome == "WPC" and lived.person != "self"
    return lived.channel in ("call", "visit") and (lived.outcome in SPOKEN or others)


@settings(max_examples=LIVES, deadline=None)
@given(lives(), st.sampled_from(NUMBERS[1:]))
def test_unconnected_dials_to_one_number_on_one_day(life: list[Lived], number: str) -> None:
    today = [one for one in outbound_calls(life) if days_before(one) == 0]
    dials = [
        one
        for one in today
        if one.outcome in ("NA", "BUSY", "DISC") and one.number in ("", number)
    ]
    assert objects("cn_bank", "cba_six_dials", life, point=number) == (len(dials) >= 6)


@settings(max_examples=LIVES, deadline=None)
@given(lives())
def test_talks_of_one_day(life: list[Lived]) -> None:
    talks = [one for one in outbound_calls(life) if days_before(one) == 0 and spoken(one)]
    assert objects("cn_online", "gbt_three_talks", life) == (len(talks) >= 3)


@settings(max_examples=LIVES, deadline=None)
@given(lives(), st.sampled_from(DEBTS))
def test_contacts_of_one_week_about_one_account(life: list[Lived], debt: str) -> None:
    monday = ASKED_AT.date() - timedelta(days=ASKED_AT.weekday())

    def is_contact(one: Lived) -> bool:
        if one.channel == "call":
            return spoken(one) or one.outcome in ("LM", "LCM", "SENT")
        return one.channel != "visit" and one.outcome not in ("DISC", "WN", "SKIP")

    held = [
        one
        for one in life
        if not one.inbound
        and one.at.date() >= monday
        and one.person == "self"
        and one.loan in (None, debt)
        and is_contact(one)
        and not is_taken_out(one, life)
    ]
    assert objects("au_rg96", "rg96_three_a_week", life, loan_id=debt) == (len(held) >= 3)


def is_taken_out(one: Lived, life: Sequence[Lived]) -> bool:
    """Whether the number was learnt to be somebody else's, then or later."""
    return any(
        other.outcome == "WN" and other.number and other.number == one.number
        for other in life
        if other.at >= one.at
    )


@settings(max_examples=LIVES, deadline=None)
@given(lives(), st.sampled_from(DEBTS))
def test_calls_of_seven_days_where_each_names_its_debt(life: list[Lived], debt: str) -> None:
    named = [one._replace(loan=one.loan or "A") for one in life]
    held = [
        one
        for one in outbound_calls(named)
        if one.outcome not in ("BUSY", "DISC", "WN", "SKIP")
        and one.person == "self"
        and one.loan == debt
        and days_before(one) <= 6
        and not is_taken_out(one, named)
    ]
    assert objects("us_regf", "regf_7_in_7", named, loan_id=debt) == (len(held) >= 7)


@settings(max_examples=LIVES, deadline=None)
@given(lives(), st.sampled_from(DEBTS))
def test_rest_of_seven_days_after_a_talk_on_the_telephone(life: list[Lived], debt: str) -> None:
    talked = any(
        one.channel == "call"
        and spoken(one)
        and one.person == "self"
        and one.loan in (None, debt)
        and days_before(one) <= 6
        for one in life
    )
    assert objects("us_regf", "regf_after_talk", life, loan_id=debt) == talked


UNCOUNTED = [
    ("call", "BUSY", False),
    ("call", "DISC", False),
    ("call", "SKIP", False),
    ("call", "NA", True),
    ("visit", "MET", False),
    ("sms", "SENT", False),
    ("email", "DISP", True),
]


@settings(max_examples=LIVES, deadline=None)
@given(lives(), st.sampled_from(UNCOUNTED), st.integers(0, DAYS - 1), st.sampled_from(NUMBERS))
def test_what_does_not_count_changes_nothing(
    life: list[Lived], what: tuple[str, str, bool], day: int, number: str
) -> None:
    channel, outcome, inbound = what
    more = Lived(day, 450, channel, outcome, None, number, "self", inbound)
    longer = sorted([*life, more], key=lambda lived: lived.at)
    for rule, loan in product(("regf_7_in_7", "regf_after_talk"), (None, *DEBTS)):
        before = objects("us_regf", rule, life, loan_id=loan)
        assert objects("us_regf", rule, longer, loan_id=loan) == before


# A collector who asks before each call and obeys. The text lets each unnamed call count for any
# debt: some way of counting must keep every debt within its limit on every day.

CAP = AttemptCap(2, "rolling", 3, ("person", "debt"), by_debt=DebtBasis(unnamed="one"))
OBEYED = ContactRules((ContactRule("cap", "2 in 3", frozenset({"call"}), CAP),))


def counts_lawfully(calls: Sequence[tuple[int, str | None]]) -> bool:
    """Whether the unnamed of these calls (day, debt) can be counted so that no debt has too many.

    Tries every way, by the days alone.
    """
    held: dict[str, list[int]] = {debt: [] for debt in DEBTS}

    def fits(rest: Sequence[tuple[int, str | None]]) -> bool:
        if not rest:
            return True
        day, debt = rest[0]
        for one in DEBTS if debt is None else (debt,):
            if sum(day - other < 3 for other in held[one]) < 2:
                held[one].append(day)
                if fits(rest[1:]):
                    return True
                held[one].pop()
        return False

    return fits(calls)


@settings(max_examples=LIVES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from([None, *DEBTS])), max_size=18))
def test_who_obeys_never_calls_more_often_than_the_text_lets(
    wanted: list[tuple[int, str | None]],
) -> None:
    day, life, made = 0, [], []
    for wait, loan in wanted:
        day += wait
        lived = Lived(day, len(life), "call", "NA", loan, "", "self", False)
        question = ContactQuestion("call", lived.at, loan_id=loan)
        case = case_of(life, PACKS["standard"])
        if verdict(OBEYED, case, question).decision == "allow":
            life.append(lived)
            made.append((day, loan))
    assert counts_lawfully(made)


@settings(max_examples=LIVES, deadline=None)
@given(lives())
def test_what_a_call_counts_for_does_not_change_with_later_calls(life: list[Lived]) -> None:
    """Asked about the day of a contact, the later life makes no difference."""
    policy = PACKS["us_regf"]
    rules = policy.contact_rules("agency")
    whole = case_of(life, policy)
    for number, lived in enumerate(life[::4], 1):
        until = [one for one in life if one.at <= lived.at]
        for loan in (None, *DEBTS):
            question = ContactQuestion("call", lived.at, loan_id=loan)
            then = verdict(rules, case_of(until, policy), question)
            assert verdict(rules, whole, question)[:3] == then[:3], number


# The same in a ledger: whatever the order of writing down, and after what was written is undone.


@pytest.mark.parametrize("number", range(LEDGERS))
def test_the_order_of_logging_does_not_matter_and_undo_gives_the_count_before(
    tmp_path: Path, number: int
) -> None:
    chance = random.Random(20261130 + number)
    life = [lived for lived in _drawn(chance) if lived.outcome not in ("DISP", "DEC", "VUL")]
    with _ledger(tmp_path / "one") as straight, _ledger(tmp_path / "other") as mixed:
        for lived in life:
            _log(straight, lived)
        shuffled = chance.sample(life, len(life))
        for lived in shuffled:
            _log(mixed, lived)
        before = _answers(straight)
        assert _answers(mixed) == before
        last = _log(mixed, life[0]._replace(minute=449, day=DAYS - 1, outcome="RPC"))
        assert _answers(mixed) != before
        undo(_writing(mixed), last)
        assert _answers(mixed) == before


def _drawn(chance: random.Random) -> Iterator[Lived]:
    minutes = chance.sample(range(DAYS * 400), 16)
    for minute in sorted(minutes):
        day, within = divmod(minute, 400)
        loan, number = chance.choice([None, *DEBTS]), chance.choice(NUMBERS)
        channel = chance.choice(["call", "call", "call", "sms", "visit"])
        yield Lived(
            *(day, within, channel, chance.choice(OUTCOMES), loan, number, "self"),
            chance.random() < 0.1,
        )


def _ledger(folder: Path) -> Ledger:
    folder.mkdir()
    begun = FIRST - timedelta(days=60)
    settings = {"currency": "USD", "role": "agency", "time_zone": "UTC"}
    ledger = create_ledger(folder / "book.db", settings, actor="me", at=begun)
    (folder / "loans.csv").write_text(
        "loan_id,customer_id,name,principal,disbursed_on,instalments,method,first_due_on\n"
        + "".join(
            f"{loan},C,Ann,{amount},2026-01-01,1,equal_principal,2026-02-01\n"
            for loan, amount in zip(DEBTS, (100, 200), strict=True)
        ),
        encoding="utf-8",
    )
    writing = Writing(ledger, PACKS["us_regf"], "me", begun, named=PACKS["us_regf"])
    import_files(writing, (folder / "loans.csv",), ImportOptions())
    return ledger


def _writing(ledger: Ledger) -> Writing:
    return Writing(ledger, PACKS["us_regf"], "me", ASKED_AT, named=PACKS["us_regf"])


def _log(ledger: Ledger, lived: Lived) -> int:
    texts = ContactTexts(
        "C",
        lived.channel,
        lived.outcome,
        loan=lived.loan or "",
        at=lived.at.isoformat(),
        phone=lived.number,
        direction="in" if lived.inbound else "out",
    )
    return log_contact(_writing(ledger), texts).journal_id


def _answers(ledger: Ledger) -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """What is said of a call about none and about each debt, on two days."""
    said = {}
    for at in (ASKED_AT, ASKED_AT + timedelta(days=3)):
        with book_at(ledger, at.date(), at, needs="cases", named=PACKS["us_regf"]) as book:
            for loan in ("", *DEBTS):
                planned = PlannedContact("C", "call", at.isoformat(), NUMBERS[1], loan=loan)
                answer = may_contact(book, planned).verdict
                checks = tuple((one.rule.rule_id, one.text) for one in answer.checks)
                said[at.isoformat(), loan] = (*answer[:3], answer.not_about, checks)
    return said
