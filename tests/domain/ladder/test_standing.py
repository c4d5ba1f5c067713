"""The step of a customer follows days and evidence, by the ladder that ships."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework import (
    at,
    case,
    coming,
    contact,
    day,
    held,
    item,
    loan,
    missing,
    notice,
    paid,
    promised,
    stage,
    step_on,
    steps_on,
)
from overdue_cli.domain.ladder.assessment import standing, standings
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.ladder.ladder import (
    CatchUp,
    CurrencyLimits,
    Gap,
    Ladder,
    Noticed,
    Service,
    Sooner,
    Step,
    Tried,
)
from overdue_cli.policies.pack import load

STANDARD = load("standard").ladder
TRIED = [contact(2), contact(3), contact(3, hour=15)]
DEMAND = notice("demand", 70, ("sent", 70), ("delivered", 74))


def ladder(*steps: Step, **given: Any) -> Ladder:
    return Ladder(steps, **given)


def step(name: str, start: int | None = None, **given: Any) -> Step:
    return Step(
        name, name, start, given.pop("to", None), given.pop("channels", ("call",)), **given
    )


def test_days_alone_lead_as_far_as_nothing_is_needed() -> None:
    days = (-15, -14, 0)
    assert steps_on(STANDARD, days, coming()) == ["", "reminder", "reminder"]
    days = (1, 15, 16, 30, 31, 60, 90)
    assert steps_on(STANDARD, days) == ["phone"] * 2 + ["message"] * 5


def test_a_book_of_sixty_days_late_without_history_is_held_back_and_says_why() -> None:
    found = standing(STANDARD, case(), day(60))
    assert found.furthest
    assert (stage(found), found.furthest.name) == ("message", "visit")
    assert missing(found) == ["visit: 3 attempts on 2 days missing"]
    assert [one.step for one in found.skipped] == ["phone"]


def test_three_attempts_on_two_days_open_the_visit() -> None:
    assert step_on(STANDARD, 31, *TRIED) == "visit"
    assert standing(STANDARD, case(*TRIED), day(60)).since == day(31)


def test_three_attempts_on_one_day_do_not() -> None:
    same = [contact(2, hour=hour) for hour in (9, 12, 15)]
    found = standing(STANDARD, case(*same), day(40))
    assert stage(found) == "message"
    assert missing(found) == ["visit: 3 attempts on 2 days needed, 3 on 1 so far"]


def test_tries_made_after_the_trigger_open_the_step_on_the_day_of_the_last() -> None:
    late = [contact(40), contact(41), contact(44)]
    assert standing(STANDARD, case(*late), day(60)).since == day(44)


def test_what_they_tell_us_is_no_attempt_of_ours() -> None:
    theirs = [contact(n, inbound=True) for n in (2, 3, 4)]
    assert step_on(STANDARD, 40, *theirs) == "message"


def test_calls_before_the_due_date_are_no_tries() -> None:
    assert step_on(STANDARD, 40, *[contact(n) for n in (-5, -4, -3)]) == "message"


def test_a_payment_on_the_day_of_the_first_try_is_an_effect_until_it_bounces() -> None:
    bounced = paid(2, 500_00, reversed_on=day(45))
    assert standing(STANDARD, case(*TRIED, bounced), day(50)).since == day(45)


def test_contacts_of_an_earlier_episode_do_not_count() -> None:
    old = [contact(n) for n in (-60, -59, -58)]
    assert step_on(STANDARD, 40, *old) == "message"


@pytest.mark.parametrize(
    ("amount", "where"),
    [(99_99, "visit"), (111_11, "visit"), (111_12, "message"), (500_00, "message")],
)
def test_money_of_a_tenth_of_what_was_overdue_is_an_effect(amount: int, where: str) -> None:
    assert step_on(STANDARD, 40, *TRIED, paid(10, amount)) == where


def test_tries_before_money_are_left_out_and_new_ones_count() -> None:
    again = [contact(n) for n in (20, 21, 22)]
    assert step_on(STANDARD, 40, *TRIED, paid(10, 500_00), *again) == "visit"


def test_money_before_the_first_try_is_no_effect_of_it() -> None:
    assert step_on(STANDARD, 40, *TRIED, paid(1, 500_00)) == "visit"


def test_a_payment_that_bounced_had_no_effect_from_the_day_it_bounced() -> None:
    bounced = paid(10, 500_00, reversed_on=day(45))
    assert steps_on(STANDARD, (44, 45), *TRIED, bounced) == ["message", "visit"]
    assert standing(STANDARD, case(*TRIED, bounced), day(50)).since == day(45)


def test_a_pending_promise_keeps_the_visit_away_and_says_until_when() -> None:
    found = standing(STANDARD, case(*TRIED, promised(30, 41)), day(40))
    assert missing(found) == [f"visit: a promise for {day(41)} is pending"]
    assert found.waiting
    assert found.waiting.until == day(43)
    assert found.next_change_on == day(44)


def test_a_broken_promise_opens_the_visit_on_the_day_it_broke() -> None:
    found = standing(STANDARD, case(*TRIED, promised(30, 41, "broken", 44)), day(46))
    assert (stage(found), found.since) == ("visit", day(44))


def test_legal_needs_a_delivered_demand_and_fourteen_days() -> None:
    assert steps_on(STANDARD, (91, 100), *TRIED, DEMAND) == ["legal", "legal"]
    late = notice("demand", 88, ("sent", 88), ("delivered", 90))
    assert steps_on(STANDARD, (103, 104), *TRIED, late) == ["visit", "legal"]
    found = standing(STANDARD, case(*TRIED, late), day(100))
    assert missing(found) == [
        f"legal: notice 'demand' delivered on {day(90)} runs until {day(104)}"
    ]
    assert found.next_change_on == day(104)


def test_the_first_delivery_of_a_demand_starts_its_days() -> None:
    again = notice("demand", 90, ("delivered", 95))
    assert step_on(STANDARD, 100, *TRIED, DEMAND, again) == "legal"


@pytest.mark.parametrize("state", ["draft", "sent", "failed", "ignored"])
def test_a_demand_that_was_not_delivered_does_not_count(state: str) -> None:
    assert step_on(STANDARD, 120, *TRIED, notice("demand", 70, (state, 70))) == "visit"


def test_a_demand_delivered_and_then_found_to_be_lost_does_not_count() -> None:
    lost = notice("demand", 70, ("delivered", 72), ("failed", 95))
    assert steps_on(STANDARD, (94, 95), *TRIED, lost) == ["legal", "visit"]


def test_a_demand_handed_over_in_person_is_delivered() -> None:
    assert step_on(STANDARD, 120, *TRIED, contact(80, "visit", "MET", step="demand")) == "legal"


def test_refusal_brings_the_visit_forward_and_stands_in_for_tries() -> None:
    no = contact(5, outcome="RTP")
    assert steps_on(STANDARD, (15, 16), no) == ["phone", "visit"]
    found = standing(STANDARD, case(no), day(20))
    assert found.sooner == f"refused on {day(5)}"
    assert found.since == day(16)


def test_refusal_never_stands_in_for_a_notice() -> None:
    found = standing(STANDARD, case(contact(5, outcome="RTP")), day(40))
    assert stage(found) == "visit"
    assert missing(found) == ["legal: notice 'demand' not delivered"]


def test_a_refusal_is_taken_back_by_a_promise_or_money() -> None:
    no = contact(5, outcome="RTP")
    assert step_on(STANDARD, 20, no, promised(6, 25)) == "message"
    assert step_on(STANDARD, 20, no, paid(6, 400_00)) == "message"
    assert step_on(STANDARD, 40, no, promised(6, 25, "broken", 28)) == "visit"


def test_two_broken_promises_bring_the_visit_forward() -> None:
    first, second = promised(2, 5, "broken", 8), promised(9, 12, "broken", 15)
    assert step_on(STANDARD, 16, first) == "message"
    assert step_on(STANDARD, 16, first, second) == "visit"


def test_promises_broken_before_the_debt_fell_due_do_not_count() -> None:
    old = [promised(-40, -30, "broken", -27), promised(-25, -20, "broken", -17)]
    assert step_on(STANDARD, 16, *old) == "message"


def test_a_refusal_inside_the_grace_waits_for_its_day() -> None:
    assert step_on(STANDARD, 20, contact(1, outcome="RTP"), loan(delinquent_on=None)) == "reminder"


def test_six_attempts_on_three_days_that_reach_nobody_bring_the_visit_forward() -> None:
    tried = [contact(n, hour=hour) for n in (3, 4, 5) for hour in (9, 16)]
    assert step_on(STANDARD, 16, *tried) == "visit"
    assert step_on(STANDARD, 16, *tried, contact(6, outcome="RPC")) == "message"


def test_no_working_contact_is_out_of_reach_until_somebody_is_spoken_to() -> None:
    gone = contact(3, "note", "SKIP")
    assert step_on(STANDARD, 16, gone) == "visit"
    assert step_on(STANDARD, 16, gone, contact(4, outcome="RPC")) == "message"


def test_a_large_amount_brings_a_step_forward_but_does_not_stand_in_for_tries() -> None:
    large = Sooner("amount", 5, amount=CurrencyLimits("1000"))
    steps = [step("phone", 1), step("visit", 31, sooner=(large,), needs=(Tried(2),))]
    assert step_on(ladder(*steps), 6) == "phone"
    assert step_on(ladder(*steps), 6, contact(2), contact(3)) == "visit"
    assert step_on(ladder(*steps), 6, contact(2), contact(3), loan(overdue=999_99)) == "phone"


def test_amounts_are_read_in_the_currency_that_is_owed() -> None:
    steps = ladder(step("any", 1), step("much", 1, amount=CurrencyLimits("", (("EUR", "150"),))))
    assert step_on(steps, 5, loan(currency="EUR", overdue=150_00)) == "much"
    assert step_on(steps, 5, loan(currency="EUR", overdue=149_99)) == "any"
    assert step_on(steps, 5, loan(currency="USD", overdue=150_00)) == "any"


def test_a_step_for_small_sums_lets_large_ones_pass() -> None:
    steps = ladder(step("any", 1), step("small", 5, amount_at_most=CurrencyLimits("100")))
    assert step_on(steps, 5, loan(overdue=100_00)) == "small"
    assert step_on(steps, 5, loan(overdue=100_01)) == "any"


def test_a_step_may_ask_for_a_number_of_overdue_items() -> None:
    steps = ladder(step("one", 1), step("three", 1, items=3))
    two = (item(1, 0), item(2, 10))
    assert step_on(steps, 20, loan(items=two)) == "one"
    assert step_on(steps, 20, loan(items=(*two, item(3, 15)))) == "three"
    assert step_on(steps, 20, loan(items=two), loan("L2")) == "three"


ANCHORS = [
    (step("end", 10, anchor="end_of_month"), [], [(29, ""), (30, "end")]),
    (step("end", 40, anchor="end_of_month"), [], [(57, ""), (58, "end")]),
    (
        step("issued", 30, anchor="issued_on"),
        [loan(issued_on=day(-20))],
        [(9, ""), (10, "issued")],
    ),
]


@pytest.mark.parametrize(("one", "facts", "expected"), ANCHORS)
def test_days_count_from_the_anchor_of_the_step(
    one: Step, facts: list[Any], expected: list[tuple[int, str]]
) -> None:
    assert [(n, step_on(ladder(one), n, *facts)) for n, _ in expected] == expected


def test_days_may_count_from_the_notice_before() -> None:
    steps = ladder(
        step("first", 5, counts_when="confirmed"), step("second", 10, anchor="previous_notice")
    )
    assert step_on(steps, 90) == "first"
    confirmed = notice("first", 20, ("draft", 20), ("confirmed", 22))
    assert steps_on(steps, (31, 32), confirmed) == ["first", "second"]
    assert step_on(steps, 90, notice("first", 20, ("sent", 20))) == "first"
    again = notice("first", 28, ("confirmed", 28))
    assert steps_on(steps, (37, 38), confirmed, again) == ["first", "second"]


def test_a_gap_is_kept_to_the_last_notice_of_an_earlier_step() -> None:
    steps = ladder(step("first", 1), step("second", 5, needs=(Gap(10),)))
    sent = notice("first", 3, ("sent", 3))
    assert steps_on(steps, (12, 13), sent) == ["first", "second"]
    assert steps_on(steps, (13, 14), sent, notice("second", 13, ("sent", 13))) == ["second"] * 2


LEGAL = Noticed("first")
CATCH_UP = [
    ("next", [], 90, "first"),
    ("next", [notice("first", 3, ("sent", 3))], 90, "first"),
    ("next", [notice("first", 3, ("delivered", 3))], 90, "second"),
    ("worst", [], 90, "fourth"),
    ("worst_but_announce", [], 90, "first"),
    ("worst_but_announce", [notice("first", 3, ("delivered", 3))], 90, "fourth"),
]


@pytest.mark.parametrize(("rule", "facts", "number", "expected"), CATCH_UP)
def test_catching_up_follows_the_rule(
    rule: CatchUp, facts: list[Any], number: int, expected: str
) -> None:
    steps = [step("first", 1), step("second", 10, needs=(LEGAL,)), step("third", 20)]
    steps.append(step("fourth", 30))
    assert step_on(ladder(*steps, catch_up=rule), number, *facts) == expected


def test_tries_that_are_missing_keep_nobody_from_the_steps_after() -> None:
    steps = ladder(step("phone", 1), step("visit", 10, needs=(Tried(3),)), step("write", 20))
    assert steps_on(steps, (15, 20)) == ["phone", "write"]
    legal = ladder(
        step("phone", 1), step("visit", 10, needs=(Tried(3, legal=True),)), step("write", 20)
    )
    assert step_on(legal, 20) == "phone"


def test_under_next_an_unnamed_attempt_by_a_steps_first_channel_carries_it_out() -> None:
    steps = ladder(
        step("phone", 1), step("write", 10, channels=("message", "call")), step("visit", 20),
        catch_up="next",
    )  # fmt: skip
    assert step_on(steps, 60) == "phone"
    assert step_on(steps, 60, contact(50)) == "write"
    assert step_on(steps, 60, contact(50), contact(51)) == "write"
    assert step_on(steps, 60, contact(50), contact(51, "sms", "SENT")) == "visit"
    found = standing(steps, case(contact(50)), day(60))
    assert (found.since, missing(found)) == (day(50), ["visit: write not carried out yet"])


def test_under_next_one_step_a_day_is_carried_out() -> None:
    steps = ladder(
        *(step(name, 1, channels=("letter",)) for name in ("one", "two", "three")), catch_up="next"
    )
    twice = [contact(10, "letter", "SENT", hour=hour) for hour in (9, 15)]
    assert step_on(steps, 12, *twice) == "two"


def test_under_next_steps_that_do_not_suit_the_customer_are_passed_over() -> None:
    steps = ladder(
        step("ahead", -7, to=0),
        step("large", 1, amount=CurrencyLimits("5000")),
        step("phone", 1),
        catch_up="next",
    )
    assert step_on(steps, 5) == "phone"
    assert step_on(steps, 5, loan(overdue=5000_00)) == "large"
    assert step_on(steps, -3, coming()) == "ahead"


def test_under_next_a_step_that_is_not_due_yet_is_waited_for() -> None:
    steps = ladder(step("one", 1), step("two", 10), catch_up="next")
    assert steps_on(steps, (9, 10), contact(2)) == ["one", "two"]


def test_days_between_steps_and_after_the_last_are_on_no_step() -> None:
    steps = ladder(step("one", 1, to=5), step("two", 11, to=20))
    assert steps_on(steps, (5, 6, 10, 11, 20, 21)) == ["one", "", "", "two", "two", ""]


def test_a_hold_keeps_the_step_of_the_day_before_and_its_end_brings_the_case_back() -> None:
    hold = held(10, 20)
    assert steps_on(STANDARD, (9, 10, 20, 21), hold) == ["phone"] * 3 + ["message"]
    found = standing(STANDARD, case(hold), day(18))
    assert (found.held, found.next_change_on, found.days) == ("dispute", day(21), 18)


def test_a_hold_that_was_released_ends_on_that_day() -> None:
    hold = held(10, 20, released_on=day(15))
    assert standing(STANDARD, case(hold), day(12)).next_change_on == day(15)


def test_a_hold_that_also_stops_days_keeps_the_step_too() -> None:
    hold = held(10, 40, stops=frozenset({"ladder", "dpd"}))
    on_day_30 = loan(delinquent_on=day(20))
    found = standing(STANDARD, case(hold, on_day_30), day(30))
    assert (stage(found), found.days) == ("phone", 10)


def test_holds_that_follow_one_another_are_one() -> None:
    assert step_on(STANDARD, 40, held(10, 20), held(21, 50)) == "phone"
    assert step_on(STANDARD, 40, held(10, 20), held(22, 50)) == "message"


def test_a_ladder_may_put_a_held_customer_on_no_step() -> None:
    steps = replace(STANDARD, held="none")
    assert steps_on(steps, (9, 10, 21), held(10, 20)) == ["phone", "", "message"]


def test_a_held_loan_leaves_the_stage_to_the_other_loans() -> None:
    facts = [loan(), loan("L2", due=day(35)), held(1, loan_id="L1")]
    found = standing(STANDARD, case(*facts), day(40))
    assert (stage(found), found.loan_id, found.held) == ("phone", "L2", "")


def test_a_written_off_or_paid_loan_is_on_no_step() -> None:
    for status in ("written_off", "closed", "overpaid"):
        assert step_on(STANDARD, 40, loan(status=status)) == ""


def test_the_worst_loan_decides() -> None:
    found = standing(STANDARD, case(loan("L2", due=day(20)), loan("L1")), day(25))
    assert (stage(found), found.loan_id, found.days) == ("message", "L1", 25)


def test_a_loan_inside_its_grace_is_reminded() -> None:
    assert step_on(STANDARD, 3, loan(delinquent_on=None)) == "reminder"


def test_each_loan_or_item_has_a_standing_of_its_own_where_the_ladder_says_so() -> None:
    whole = case(
        loan(items=(item(1, 0), item(2, 20))), loan("L2", due=day(30), items=(item(1, 30),))
    )
    by_loan = standings(replace(STANDARD, unit="loan"), whole, day(36))
    assert [stage(one) for one in by_loan] == ["message", "phone"]
    by_item = standings(replace(STANDARD, unit="item"), whole, day(36))
    assert [(one.loan_id, one.seq, one.days) for one in by_item] == [
        ("L1", 1, 36), ("L1", 2, 16), ("L2", 1, 6),
    ]  # fmt: skip


def test_a_held_item_alone_stays_behind() -> None:
    whole = case(loan(items=(item(1, 0), item(2, 0))), held(5, seq=2))
    by_item = standings(replace(STANDARD, unit="item"), whole, day(20))
    assert [stage(one) for one in by_item] == ["message", "phone"]


def test_a_note_that_names_a_step_by_decision_puts_the_customer_there() -> None:
    placed = contact(50, "note", "NOTE", step="agency")
    found = standing(STANDARD, case(placed), day(60))
    assert (stage(found), found.since) == ("agency", day(50))
    back = contact(55, "note", "NOTE", step="phone")
    assert step_on(STANDARD, 60, placed, back) == "message"


SERVICE = ladder(step("phone", 1, service=Service(2, 3)))


@pytest.mark.parametrize(
    ("facts", "due_by", "breach"),
    [
        ([], 3, "phone: first action was due by 2026-01-04"),
        ([contact(4)], 7, "phone: nothing since 2026-01-05, due by 2026-01-08"),
        ([contact(4), contact(9)], 12, ""),
        ([contact(4), promised(4, 15)], 18, ""),
        ([contact(9), promised(4, 8)], 12, ""),
        ([contact(4, outcome="CB", callback_at=at(14)), contact(5, "note", "NOTE")], 14, ""),
        ([contact(4), held(4, 20, stops=frozenset({"contact"}))], 21, ""),
        ([contact(4), held(4, stops=frozenset({"contact"}))], None, ""),
        ([contact(4, outcome="CB", callback_at=at(14))], 14, ""),
    ],
)
def test_service_levels_say_by_when_to_act_next(
    facts: list[Any], due_by: int | None, breach: str
) -> None:
    found = standing(SERVICE, case(*facts), day(10))
    assert found.due_by == (None if due_by is None else day(due_by))
    assert found.breach == breach


def test_what_was_done_on_the_step_before_is_no_action_on_this_one() -> None:
    found = standing(STANDARD, case(contact(15)), day(17))
    assert (found.acted_on, found.due_by) == (None, day(18))


def test_no_service_level_runs_before_the_customer_was_known_here() -> None:
    found = standing(SERVICE, Case("C1", loans=(loan(),), known_from=day(9)), day(10))
    assert (found.due_by, found.breach) == (day(11), "")


def test_the_next_change_is_the_day_on_which_the_next_step_opens() -> None:
    assert standing(STANDARD, case(), day(5)).next_change_on == day(16)
    assert standing(STANDARD, case(coming()), day(-40)).next_change_on == day(-14)
    assert standing(STANDARD, case(loan(valid_until=day(9))), day(5)).next_change_on == day(9)
    assert standing(STANDARD, case(), day(5) + timedelta(days=900)).next_change_on is None
