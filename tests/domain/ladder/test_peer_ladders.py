"""Who gets which notice on which day, as other open programs have it: packs and facts only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from overdue_cli.domain.ladder.assessment import standing
from overdue_cli.domain.ladder.case import Contact, Hold
from peer_ladders import (
    Desk,
    Notice,
    cents,
    customer,
    figures,
    invoice,
    notice,
    on,
    pack,
    runs,
    stage,
)

DAY = date(2024, 6, 30)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize("number", [1, 3, 5])
def test_monthly_runs_propose_the_notices_of_the_case(number: int) -> None:
    case = figures(number)
    found = dict(runs(case))[case["expected"]["run"]]
    expected = {
        (one["item"], one["level"], one["channel"], cents(one["balance"]))
        for one in case["expected"]["notices"]
    }
    assert {_figures(one) for one in found} == expected
    assert len(found) == len(expected)


def _figures(one: Notice) -> tuple[str, int, str, int]:
    return one.item, one.level, one.channel, int(one.balance * 100)


def test_an_ignored_notice_is_proposed_again() -> None:
    case = figures(8)
    day, due_on = date.fromisoformat(case["run"]), date.fromisoformat(case["item"]["due_date"])
    sent = tuple(
        notice(f"level_{one['level']}", date.fromisoformat(one["date"]), "letter", one["state"])
        for one in case["history"]
    )
    loan = invoice("I", due_on, cents(case["item"]["amount"]), day)
    found = standing(pack("chased_three_times"), customer([loan], contacts=sent), day)
    assert (stage(found), found.acted_on) == ("level_3", None)
    last = case["expected"]["notices_at_level_3"][-1]
    assert last == {"date": day.isoformat(), "state": "draft"}


def test_the_state_follows_days_since_the_first_unpaid_invoice() -> None:
    case, ladder = figures(25), pack("days_since_invoice")
    issued = [(date.fromisoformat(one["date"]), cents(one["balance"])) for one in case["invoices"]]
    for text, expected in case["expected"].items():
        day = date.fromisoformat(text)
        loans = [
            invoice(str(since), since, sum_, day, since) for since, sum_ in issued if since <= day
        ]
        assert (text, stage(standing(ladder, customer(loans), day))) == (text, expected)
    paid = [invoice(str(since), since, 0, day, since) for since, _ in issued]
    assert stage(standing(ladder, customer(paid), day)) == case["after_all_paid"]


def test_the_state_follows_the_number_of_unpaid_invoices() -> None:
    for count, expected in figures(26)["expected"].items():
        loans = [invoice(str(n), ago(40 - n), 100_00, DAY) for n in range(int(count))]
        assert stage(standing(pack("number_unpaid"), customer(loans), DAY)) == expected


def test_the_state_follows_the_unpaid_balance() -> None:
    for balance, expected in figures(27)["expected"].items():
        loans = [invoice("I", ago(5), cents(balance), DAY)]
        assert stage(standing(pack("balance_unpaid"), customer(loans), DAY)) == expected


def test_a_written_off_invoice_or_a_hold_is_clear_and_lifting_it_brings_the_state_back() -> None:
    case = figures(30)
    issued, balance = (
        date.fromisoformat(case["invoice"]["date"]),
        cents(case["invoice"]["balance"]),
    )
    for row in case["expected"]:
        day = date.fromisoformat(row["date"])
        loan = invoice("I", issued, balance, day, issued)
        if row["invoice_written_off"]:
            loan = loan._replace(status="written_off")
        hold = Hold(1, "other", issued, None, frozenset({"ladder"}))
        holds = (hold,) if row["account_hold"] else (hold._replace(released_on=day),)
        found = standing(pack("held_is_clear"), customer([loan], holds=holds), day)
        assert stage(found) == row["state"]


def test_one_level_at_a_time_a_draft_is_processed_first_and_a_blocked_one_stays() -> None:
    case = figures(32)
    desk = Desk(pack("one_level_at_a_time"), date(2024, 1, 1) + timedelta(days=case["due_day"]))
    for step in case["steps"]:
        if "run_day" in step:
            shown = desk.run(step["run_day"])
        else:
            getattr(desk, step["action"])()
            shown = desk.shown()
        assert "expected" not in step or shown == step["expected"], step


def test_a_notice_is_due_by_days_and_never_on_a_disputed_invoice() -> None:
    case = figures(34)
    packs = {False: pack("after_ten_days"), True: pack("all_that_is_due")}
    assert packs[False].steps[0].from_days == case["level_days_after_due"]
    for row in case["tests"]:
        due_on = ago(row["days_due"])
        loan = invoice("I", due_on, cents(row["open"]), DAY)
        hold = Hold(0, "dispute", due_on, None, frozenset({"contact", "ladder"}), "I")
        facts = customer([loan], holds=(hold,) if row["dispute"] else ())
        found = standing(packs[row["show_all_due"]], facts, DAY)
        assert (found.step is not None) is row["expected"], row


def test_a_gap_is_kept_since_the_last_notice() -> None:
    case, ladder = figures(36), pack("ten_days_apart")
    sent = date.fromisoformat(case["last_sent"])
    for row in case["tests"]:
        day = date.fromisoformat(row["run"])
        loan = invoice("I", sent - timedelta(days=20), 100_00, day)
        found = standing(
            ladder, customer([loan], contacts=(notice("first", sent, "letter", "sent"),)), day
        )
        assert (stage(found) == "second") is row["expected"], row


def test_reminders_follow_the_calendar_and_then_repeat() -> None:
    case, ladder = figures(38), pack("three_then_fortnightly")
    issued = date.fromisoformat(case["invoice_date"])
    due_on = issued + timedelta(days=case["payment_terms_days"])
    assert due_on.isoformat() == case["expected"]["due_date"]
    sent: list[Contact] = []
    last = date.fromisoformat(case["expected"]["dates"][-1])
    day = issued
    while day < last + timedelta(days=14):
        loan = invoice("I", due_on, 100_00, day, issued)
        found = standing(ladder, customer([loan], contacts=tuple(sent)), day)
        if found.step and found.due_by and found.due_by <= day:
            sent.append(
                Contact(
                    len(sent), on(day), "email", "SENT", frozenset({"attempt"}), step=stage(found)
                )
            )
        day += timedelta(days=1)
    assert [str(one.at.date()) for one in sent] == case["expected"]["dates"]
    assert [one.step for one in sent][:3] == ["reminder_1", "reminder_2", "reminder_3"]


def test_nobody_is_asked_below_the_least_balance_and_then_for_all_of_it() -> None:
    case, ladder = figures(40), pack("least_balance")
    for row in case["expected"]:
        day = date.fromisoformat(row["as_of"])
        loans = [
            invoice(one["due"], date.fromisoformat(one["due"]), cents(one["balance"]), day)
            for one in case["invoices"]
        ]
        assert sum(loan.overdue for loan in loans) == cents(row["overdue_balance"])
        found = standing(ladder, customer(loans), day)
        asked: Any = row["overdue_balance"] if found.step else None
        assert asked == row["requested"]
