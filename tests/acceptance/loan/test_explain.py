"""``explain`` and ``show --history``: every figure printed follows from other printed lines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from command import Run
from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.domain.loan.loan import (
    Amounts,
    Early,
    Entry,
    Instalment,
    Loan,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.reports.loan.statement_walk import Share, penalties
from overdue_cli.reports.loan.statement_walk import story_of as walked

Json = dict[str, Any]
Explain = Callable[..., Json]
PARTS = ("penalty", "fee", "interest", "principal")
MONEY_IN = ("repayment", "recovery", "proceeds")
CREDITED = ("goodwill", "merchant_refund", "payout_refund")
CHARGES = ("fee", "penalty", "opening", "chargeback", "credit_refund")
CENT = Decimal("0.01")

TERMS = "principal,disbursed_on,annual_rate,method,instalments,grace_days,penalty_rate,allocation"
LOANS = f"""loan_id,customer_id,currency,{TERMS}
L1,C1,CNY,12000,2026-01-15,12,annuity,12,3,,cn_561
DONE,C1,CNY,300,2026-01-10,0,equal_principal,3,,,
BARE,C1,CNY,500,2026-01-10,12,,,,,
OFF,C1,CNY,900,2026-01-10,0,equal_principal,3,,,
BACK,C8,CNY,300,2026-01-10,0,equal_principal,3,,,
PEN,C1,CNY,1200,2026-01-10,12,equal_principal,3,,18,
YEN,C1,JPY,1000,2026-01-10,0,equal_principal,3,,,
"""
INVOICES = """invoice_id,customer_id,due_on,amount,issued_on,currency,settled_on,outstanding
INV,C1,2026-03-01,1000,2026-02-01,CNY,2026-03-20,400
NOTE,C9,2026-03-01,-250,2026-02-01,CNY,,
"""
ENTRIES = """transaction_id,loan_id,date,amount,type,reverses,due_on
T1,L1,2026-02-10,1066.19,repayment,,
T2,L1,2026-03-20,500,repayment,,
F1,L1,2026-03-25,50,fee,,2026-03-25
T3,L1,2026-03-28,800,repayment,,
R3,L1,2026-04-03,800,reversal,T3,
T4,L1,2026-05-20,1500,repayment,,
F2,L1,2026-05-25,30,fee,,2026-05-25
RF,L1,2026-05-28,30,reversal,F2,
D1,DONE,2026-02-10,100,repayment,,
D2,DONE,2026-03-15,120,repayment,,
D3,DONE,2026-04-10,80,repayment,,
U1,BARE,2026-03-01,50,repayment,,
W1,OFF,2026-02-10,300,repayment,,
W2,OFF,2026-06-01,600,write_off,,
W3,OFF,2026-06-10,120,recovery,,
K1,BACK,2026-02-10,100,repayment,,
K2,BACK,2026-03-10,250,repayment,,
K3,BACK,2026-03-20,40,credit_refund,,
K4,BACK,2026-04-01,100,chargeback,K1,
K5,BACK,2026-04-05,90,waiver,,
K6,BACK,2026-04-20,60,repayment,,
K7,BACK,2026-04-25,25,reversal,K6,
P1,PEN,2026-03-01,300,repayment,,
P2,PEN,2026-03-15,100,repayment,,
P3,PEN,2026-03-20,100,reversal,P2,
P4,PEN,2026-05-05,500,repayment,,
Y1,YEN,2026-03-01,400,repayment,,
"""
BACKDATED = """transaction_id,loan_id,date,amount
B1,L1,2026-04-20,200
"""


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    """A ledger with one loan of each kind, and a payment that was recorded late."""
    texts = {
        "customers": "customer_id,name\nC1,王小明\nC8,李\nC9,赵\n",
        "loans": LOANS,
        "invoices": INVOICES,
        "transactions": ENTRIES,
        "late": BACKDATED,
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    first = [f"{name}.csv" for name in texts if name != "late"]
    run("init", "--currency", "CNY", now="2026-04-25T10:00:00+00:00")
    run("import", *first, now="2026-04-25T10:00:00+00:00")
    run("import", "late.csv", "--as", "transactions", now="2026-05-10T10:00:00+00:00")
    return run


@pytest.fixture
def explain(book: Run, data: Callable[..., Any], rows: Callable[..., Any]) -> Explain:
    """``explain(loan, day)``: the json, after every figure was recomputed from its lines."""

    def call(loan: str, day: str, *more: str) -> Json:
        args = ("explain", loan, "--as-of", day, *more)
        told: Json = data(*args)
        check_lines(told)
        check_instalments(told)
        check_sums(told)
        check_lateness(told)
        check_penalty(told)
        check_csv(told, lambda section: rows(*args, "--section", section))
        check_show(told, data("show", f"loan:{loan}", "--as-of", day, *more))
        return told

    return call


# --- the recomputation ----------------------------------------------------------------------


def amount(row: Json, name: str) -> Decimal:
    return Decimal(row[name])


def parts(row: Json) -> Counter[str]:
    return Counter({name: amount(row, name) for name in PARTS})  # type: ignore[arg-type]


def added_up(found: list[Json]) -> dict[str, Decimal]:
    return {name: sum((amount(row, name) for row in found), Decimal(0)) for name in PARTS}


def total(found: list[Json]) -> Decimal:
    for row in found:
        assert sum(amount(row, name) for name in PARTS) == amount(row, "total")
    return sum((amount(row, "total") for row in found), Decimal(0))


def day(text: str) -> date:
    return date.fromisoformat(text)


def check_lines(told: Json) -> None:
    """Balances run from nothing, and the parts of every line come to its amount."""
    balance = Decimal(0)
    lines = {line["entry"]: line for line in told["entries"] if line["entry"]}
    for line in told["entries"]:
        assert amount(line, "balance_before") == balance
        balance += amount(line, "change")
        assert amount(line, "balance_after") == balance
        added, settled = total(line["added"]), total(line["allocated"])
        elsewhere = sum(amount(line, name) for name in ("to_written_off", "credit", "paid_out"))
        debt = added + amount(line, "from_credit")
        recovered = amount(line, "to_written_off")
        assert amount(line, "change") == debt - settled - elsewhere + recovered
        check_amount(line, debt, settled + elsewhere)
        check_reversal(line, lines)
        assert line["backdated"] == ("recorded on" in line["remark"])
    assert [line["date"] for line in told["entries"]] == sorted(
        line["date"] for line in told["entries"]
    )


def check_amount(line: Json, debt: Decimal, credit: Decimal) -> None:
    figure = amount(line, "amount")
    if line["type"] == "reversal":
        assert {debt, credit} == {-figure, Decimal(0)}
    elif line["type"] in (*CHARGES, "schedule", "penalty_interest"):
        assert (debt, credit) == (figure, 0)
    else:
        assert (debt, credit) == (0, figure)


def check_reversal(line: Json, lines: dict[str, Json]) -> None:
    """What a reversal takes away is what its target did, instalment by instalment."""
    back = sum((amount(one, "amount") for one in line["reversed_by"]), Decimal(0))
    assert line["reversed"] == (0 < back == amount(line, "amount"))
    for one in line["reversed_by"]:
        assert lines[one["entry"]]["reverses"] == line["entry"]
        assert one["date"] == lines[one["entry"]]["date"]
    if line["reversed"]:
        took = [lines[one["entry"]] for one in line["reversed_by"]]
        for side in ("added", "allocated"):
            sums: Counter[tuple[int, str]] = Counter()
            for share in [s for each in (line, *took) for s in each[side]]:
                sums.update({(share["seq"], name): amount(share, name) for name in PARTS})  # type: ignore[misc]
            assert not any(sums.values())


def check_instalments(told: Json) -> None:
    for item in told["instalments"]:
        assert amount(item, "total") == sum(amount(item, name) for name in PARTS)
        assert added_up(item["asked_by"]) == {name: amount(item, name) for name in PARTS}
        assert added_up(item["settled_by"]) == {n: amount(item["paid_parts"], n) for n in PARTS}
        for name in PARTS:
            open_part = amount(item, name) - amount(item["paid_parts"], name)
            assert amount(item["unpaid"], name) == open_part >= 0
        assert amount(item, "paid") == total(item["settled_by"]) == total([item["paid_parts"]])
        assert amount(item, "outstanding") == amount(item, "total") - amount(item, "paid")
        check_days(told, item)
    for side, key in (("asked_by", "added"), ("settled_by", "allocated")):
        by_item = [
            (item["seq"], s["entry"], s["type"], *(s[n] for n in PARTS))
            for item in told["instalments"]
            for s in item[side]
        ]
        by_line = [
            (s["seq"], line["entry"], line["type"], *(s[n] for n in PARTS))
            for line in told["entries"]
            for s in line[key]
        ]
        assert Counter(by_item) == Counter(by_line)


def check_days(told: Json, item: Json) -> None:
    due_on, as_of = day(item["due_on"]), day(told["as_of"])
    for share in item["settled_by"]:
        if share["type"] == "reversal":
            assert share["days_late"] is None
        else:
            assert share["days_late"] == max(0, (day(share["date"]) - due_on).days)
    if item["paid_on"]:
        assert item["paid_on"] in [share["date"] for share in item["settled_by"]]
        assert item["days_late"] == max(0, (day(item["paid_on"]) - due_on).days)
        assert (item["outstanding"], item["unpaid_since"]) == (item["unpaid"]["total"], None)
        assert amount(item, "outstanding") == 0
    elif due_on < as_of:
        assert item["unpaid_since"] == item["due_on"]
        assert item["days_late"] == item["days_past_due"] == (as_of - due_on).days
    else:
        assert (item["unpaid_since"], item["days_late"]) == (None, 0)


def group_of(line: Json) -> str:
    """The sum that a line belongs to."""
    kind = line["type"]
    if kind in MONEY_IN:
        return "paid"
    if kind in CREDITED:
        return "credited"
    if kind == "reversal":
        back = amount(line, "change") - amount(line, "to_written_off")
        return "payments_taken_back" if back > 0 else "charges_taken_back"
    return {
        "schedule": "scheduled",
        "disbursement": "scheduled",
        "fee": "charged",
        "penalty": "charged",
        "penalty_interest": "penalty_posted",
        "opening": "opened",
        "chargeback": "put_back",
        "credit_refund": "paid_out",
        "waiver": "waived",
        "write_off": "written_off",
    }[str(kind)]


def check_sums(told: Json) -> None:
    found: dict[str, Decimal] = {}
    for line in told["entries"]:
        group = group_of(line)
        moved = amount(line, "change") - amount(line, "to_written_off")
        found[group] = found.get(group, Decimal(0)) + moved
        found["recovered"] = found.get("recovered", Decimal(0)) + amount(line, "to_written_off")
    sums = {name: Decimal(v) for name, v in told["sums"].items() if name not in ("ties", "words")}
    balance, outstanding, credit = (sums.pop(n) for n in ("balance", "outstanding", "credit"))
    assert sums == {name: found.get(name, Decimal(0)) for name in sums}
    assert set(found) <= set(sums)
    assert sum(sums.values()) == balance == outstanding - credit
    last = told["entries"][-1]["balance_after"] if told["entries"] else "0"
    assert balance == Decimal(last)
    assert outstanding == sum(amount(item, "outstanding") for item in told["instalments"])
    assert outstanding == Decimal(told["outstanding"]["total"])
    for name in PARTS:
        open_parts = sum(amount(item["unpaid"], name) for item in told["instalments"])
        assert open_parts == Decimal(told["outstanding"][name])
    assert credit == sum(amount(line, "credit") for line in told["entries"])
    assert told["sums"]["ties"] is True
    figures = [n for n in [*sums.values(), balance, outstanding, credit] if n]
    for figure in figures:
        assert f"{abs(figure):,}" in told["sums"]["words"]


def check_lateness(told: Json) -> None:
    late = told["lateness"]
    open_items = [item for item in told["instalments"] if item["unpaid_since"]]
    overdue = sum((amount(item, "outstanding") for item in open_items), Decimal(0))
    assert overdue == Decimal(told["overdue"]["total"])
    if not open_items:
        assert (late["oldest_due_on"], late["days_past_due"], late["bucket"]) == (
            None,
            0,
            "current",
        )
        assert "nothing is overdue" in late["words"]
        return
    oldest = min(item["due_on"] for item in open_items)
    days = (day(told["as_of"]) - day(oldest)).days
    delinquent = max(0, days - late["grace_days"] - late["paused_days"])
    assert (late["oldest_due_on"], late["days_past_due"]) == (oldest, days)
    assert late["delinquent_days"] == delinquent == told["delinquent_days"]
    edges = {0: "current", 1: "1-30", 31: "31-60", 61: "61-90", 91: "91+"}
    assert late["bucket"] == edges[max(edge for edge in edges if edge <= delinquent)]
    assert f"{told['as_of']} − {oldest} = {days} days" in late["words"]
    assert f"{delinquent} delinquent days; bucket {late['bucket']}" in late["words"]


def check_penalty(told: Json) -> None:
    """Base × rate × days / 360, in all less what was posted, is what accrued since."""
    penalty = told["penalty"]
    posted = [line for line in told["entries"] if line["type"] == "penalty_interest"]
    assert Decimal(penalty["posted"]) == sum(amount(line, "amount") for line in posted)
    for one in penalty["periods"]:
        days = (day(one["to"]) - day(one["from"])).days
        exact = amount(one, "base") * amount(one, "percent") / 100 * days / 360
        assert one["days"] == days
        assert abs(exact - amount(one, "accrued")) < Decimal("0.000001")
    for item in penalty["instalments"]:
        periods = [one for one in penalty["periods"] if one["seq"] == item["seq"]]
        accrued = sum(amount(one, "accrued") for one in periods)
        assert abs(accrued - amount(item, "accrued_exact")) < Decimal("0.00001")
        charged = sum(
            amount(share, "penalty")
            for line in posted
            for share in line["added"]
            if share["seq"] == item["seq"]
        )
        assert amount(item, "posted") == charged
        rest = amount(item, "accrued_exact") - amount(item, "left_out")
        assert rest.quantize(CENT, ROUND_HALF_UP) - charged == amount(item, "accrued")
    waiting = sum((amount(item, "accrued") for item in penalty["instalments"]), Decimal(0))
    assert Decimal(penalty["accrued"]) == waiting


def check_csv(told: Json, section: Callable[[str], list[dict[str, str]]]) -> None:
    """The csv sections say what the json says, and add up on their own."""
    lines = section("entries")
    same = ("date", "amount", "balance_before", "change", "balance_after", "credit", "taken")
    for row, line in zip(lines, told["entries"], strict=True):
        assert [row[name] for name in same] == [line[name] for name in same]
        changed = Decimal(row["balance_after"]) - Decimal(row["balance_before"])
        assert changed == Decimal(row["change"])
    settled, added = section("settled"), section("added")
    for item, row in zip(told["instalments"], section("instalments"), strict=True):
        assert row["seq"] == str(item["seq"])
        for found, name in ((settled, "paid"), (added, "total")):
            shares = [Decimal(s["total"]) for s in found if s["seq"] == row["seq"]]
            assert sum(shares, Decimal(0)) == Decimal(row[name])
        assert Decimal(row["total"]) - Decimal(row["paid"]) == Decimal(row["outstanding"])
    sums = {row["name"]: Decimal(row["amount"]) for row in section("sums")}
    ends = [sums.pop(name) for name in ("balance", "outstanding", "credit")]
    assert sum(sums.values()) == ends[0] == ends[1] - ends[2]
    assert [row["setting"] for row in section("rules")] == [r["setting"] for r in told["rules"]]
    assert len(section("penalty")) == len(told["penalty"]["periods"])


def check_show(told: Json, shown: Json) -> None:
    """``show`` and ``explain`` agree on everything that both print."""
    for name in ("status", "days_past_due", "delinquent_days", "bucket", "stage", "credit"):
        assert told[name] == shown[name]
    for name in ("outstanding", "overdue", "not_due"):
        assert told[name] == shown[name]
    for mine, theirs in zip(told["instalments"], shown["instalments"], strict=True):
        for name in ("due_on", *PARTS, "total", "paid", "outstanding", "paid_on"):
            assert mine[name] == theirs[name]
    entries = [line for line in told["entries"] if line["entry"]]
    for line, other in zip(entries, shown["transactions"], strict=True):
        assert (line["entry"], line["reversed"]) == (other["transaction_id"], other["reversed"])
        if not line["reversed_by"] and line["type"] in (*MONEY_IN, *CREDITED):
            taken = added_up(line["allocated"])
            for name in PARTS:
                assert taken[name] <= Decimal(other["allocated"][name])


# --- the loans ------------------------------------------------------------------------------


def entry(told: Json, name: str) -> Json:
    return next(line for line in told["entries"] if line["entry"] == name)


def item(told: Json, seq: int) -> Json:
    return next(one for one in told["instalments"] if one["seq"] == seq)


def settled(told: Json, seq: int) -> list[tuple[str, str, str]]:
    return [(s["entry"], s["date"], s["total"]) for s in item(told, seq)["settled_by"]]


def test_a_disputed_loan_reads_right_after_a_bounced_payment(explain: Explain) -> None:
    told = explain("L1", "2026-06-30")
    assert settled(told, 1) == [("T1", "2026-02-10", "1066.19")]
    assert settled(told, 2) == [
        ("T2", "2026-03-20", "500.00"),
        ("T3", "2026-03-28", "566.19"),
        ("R3", "2026-04-03", "-566.19"),
        ("B1", "2026-04-20", "200.00"),
        ("T4", "2026-05-20", "366.19"),
    ]
    assert settled(told, 4) == [("T4", "2026-05-20", "17.62")]
    assert item(told, 3)["asked_by"][1]["entry"] == "F1"
    assert (item(told, 2)["state"], item(told, 2)["days_late"]) == ("paid late", 66)
    assert item(told, 4)["unpaid_since"] == "2026-05-15"
    assert told["lateness"]["words"] == (
        "oldest unpaid instalment (4) fell due 2026-05-15; 2026-06-30 − 2026-05-15 = 46 days; "
        "grace 3 days, paused 0 days: 43 delinquent days; bucket 31-60; "
        "stage visit (31…90, standard 2026.2)"
    )
    assert told["sums"]["words"] == (
        "12,794.23 scheduled + 80.00 charged − 4,066.19 paid + 800.00 payments taken back "
        "− 30.00 charges taken back = 9,578.04 = 9,578.04 outstanding − 0.00 credit"
    )


def test_a_bounced_payment_stands_with_its_reversal_and_what_it_took_back(
    explain: Explain,
) -> None:
    told = explain("L1", "2026-06-30")
    paid, back = entry(told, "T3"), entry(told, "R3")
    assert (paid["reversed"], paid["remark"]) == (True, "taken back by R3 on 2026-04-03")
    assert paid["taken"] == ("#2 principal 566.19; #3 fee 50.00, interest 100.98, principal 82.83")
    assert back["remark"] == "takes back T3 of 2026-03-28"
    assert back["taken"] == (
        "#2 principal -566.19; #3 fee -50.00, interest -100.98, principal -82.83"
    )
    assert paid["balance_before"] == back["balance_after"] == "11278.04"
    assert entry(told, "RF")["change"] == "-30.00"


def test_the_day_before_the_reversal_the_payment_stands(explain: Explain) -> None:
    told = explain("L1", "2026-04-02")
    assert not entry(told, "T3")["reversed"]
    assert "R3" not in [line["entry"] for line in told["entries"]]
    assert settled(told, 2)[1] == ("T3", "2026-03-28", "566.19")
    assert item(told, 2)["paid_on"] == "2026-03-28"
    assert told["days_past_due"] == 0


def test_a_backdated_payment_is_marked_and_hidden_from_those_who_did_not_know(
    explain: Explain,
) -> None:
    told = explain("L1", "2026-06-30")
    assert entry(told, "B1")["remark"] == "recorded on 2026-05-10 for 2026-04-20"
    assert [line["entry"] for line in told["entries"] if line["backdated"]] == ["B1"]
    before = explain("L1", "2026-06-30", "--known-on", "2026-05-09")
    assert "B1" not in [line["entry"] for line in before["entries"]]
    assert settled(before, 3)[-1] == ("T4", "2026-05-20", "933.81")


@pytest.mark.parametrize("day", ["2026-02-10", "2026-03-24", "2026-04-03", "2026-05-27"])
def test_every_day_of_the_loan_can_be_recomputed(explain: Explain, day: str) -> None:
    assert explain("L1", day)["as_of"] == day


def test_a_loan_on_its_first_day_asks_for_its_schedule(explain: Explain) -> None:
    told = explain("L1", "2026-01-15")
    assert [line["type"] for line in told["entries"]] == ["schedule"]
    assert entry(told, None)["balance_after"] == "12794.23"  # type: ignore[arg-type]


def test_a_closed_loan_owes_nothing(explain: Explain) -> None:
    told = explain("DONE", "2026-06-30")
    assert (told["status"], told["sums"]["balance"]) == ("closed", "0.00")
    assert [one["state"] for one in told["instalments"]] == ["paid", "paid late", "paid"]
    assert settled(told, 3) == [("D2", "2026-03-15", "20.00"), ("D3", "2026-04-10", "80.00")]


def test_a_loan_without_a_schedule_says_so_and_keeps_the_money(explain: Explain) -> None:
    told = explain("BARE", "2026-06-30")
    assert (told["instalments"], told["sums"]["balance"]) == ([], "-50.00")
    assert entry(told, "U1")["taken"] == "waits as credit 50.00"


def test_a_loan_without_any_entry_ties(explain: Explain) -> None:
    assert explain("BARE", "2026-02-01")["entries"] == []


def test_an_invoice_is_one_instalment(explain: Explain) -> None:
    told = explain("INV", "2026-06-30")
    assert settled(told, 1) == [("settlement:INV", "2026-03-20", "600.00")]
    assert told["lateness"]["words"].startswith("the invoice fell due 2026-03-01")


def test_a_credit_note_is_credit(explain: Explain) -> None:
    told = explain("NOTE", "2026-06-30")
    assert (told["credit"], told["sums"]["credited"]) == ("250.00", "-250.00")


def test_a_write_off_leaves_the_balance_and_a_recovery_does_not_come_back(
    explain: Explain,
) -> None:
    told = explain("OFF", "2026-06-30")
    assert told["status"] == "written_off"
    assert [one["state"] for one in told["instalments"]] == [
        "paid",
        "written off",
        "written off",
    ]
    assert entry(told, "W3")["taken"] == "debt written off 120.00"
    assert (told["written_off"]["total"], told["recovered"]) == ("480.00", "120.00")
    assert told["sums"]["recovered"] == "120.00"


def test_a_chargeback_a_refund_a_waiver_and_a_part_reversal_add_up(explain: Explain) -> None:
    told = explain("BACK", "2026-06-30")
    assert entry(told, "K2")["paid_out"] == entry(told, "K3")["from_credit"] == "40.00"
    assert entry(told, "K4")["remark"] == "puts back K1 of 2026-02-10"
    assert [s["entry"] for s in item(told, 4)["settled_by"]] == ["K2", "K5"]
    assert item(told, 4)["state"] == "waived in part"
    assert entry(told, "K6")["remark"] == "taken back in part (25.00) by K7 on 2026-04-25"
    assert (entry(told, "K6")["reversed"], told["credit"]) == (False, "35.00")


def test_penalty_interest_is_shown_by_days_base_and_rate(explain: Explain) -> None:
    told = explain("PEN", "2026-06-30")
    first = told["penalty"]["periods"][0]
    assert first == {
        "seq": 1,
        "from": "2026-02-10",
        "to": "2026-03-01",
        "days": 19,
        "base": "400.00",
        "percent": "18",
        "accrued": "3.800000",
        "cap": "",
    }
    assert (told["penalty"]["posted"], told["penalty"]["accrued"]) == ("23.76", "12.29")
    assert explain("L1", "2026-06-30")["penalty"]["words"].startswith("none")


def test_a_cap_that_held_penalty_interest_down_is_named(explain: Explain, tmp_path: Path) -> None:
    pack = 'name = "house"\nversion = "1"\n[product.default]\npenalty_cap = "10"\n'
    (tmp_path / "house.toml").write_text(pack, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OVERDUE_POLICY", "house.toml")
        told = explain("PEN", "2026-06-30")
    assert {one["cap"] for one in told["penalty"]["periods"]} == {"10 %"}
    assert {one["percent"] for one in told["penalty"]["periods"]} == {"10"}
    assert "the cap of 10 % held it down" in told["penalty"]["words"]


def test_yen_has_no_decimals(explain: Explain) -> None:
    told = explain("YEN", "2026-06-30")
    assert entry(told, "Y1")["taken"] == "#1 principal 333; #2 principal 67"


def test_each_setting_names_where_it_was_set(explain: Explain) -> None:
    rules = {
        one["setting"]: (one["value"], one["from"]) for one in explain("L1", "2026-06-30")["rules"]
    }
    assert rules["allocation"] == ("cn_561", "loan")
    assert rules["grace_days"] == ("3", "loan")
    assert rules["early"] == ("next", "product default")
    assert rules["policy"][0] == "standard 2026.2"
    assert rules["allocation_order"][0].startswith("past due and due: fee, interest, penalty")
    bare = {one["setting"]: one["from"] for one in explain("DONE", "2026-06-30")["rules"]}
    assert bare["allocation"] == bare["grace_days"] == "product default"


def test_people_read_a_statement(book: Run) -> None:
    text = book("explain", "L1", "--all", "--as-of", "2026-06-30").stdout
    for title in ("Instalments", "What settled each instalment", "Sums", "Which setting decided"):
        assert f"\n{title}\n" in text
    assert "Statement of loan L1  as of 2026-06-30" in text
    assert "+ 80.00 charged − 4,066.19 paid" in text
    assert "from credit" not in text
    assert book("explain", "loan:L1", "--format", "md").stdout.startswith("# Statement of loan L1")


def test_the_first_screen_says_what_decides_and_how_to_see_the_rest(book: Run) -> None:
    text = book("explain", "L1", "--as-of", "2026-06-30").stdout
    assert len(text.splitlines()) <= 24
    assert "How counted:" in text
    assert "+ 80.00 charged − 4,066.19 paid" in text
    assert "\nEverything: overdue explain L1 --all\n" in text
    assert "Which setting decided" not in text
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == len(set(lines))


def test_files_and_other_formats_have_everything(book: Run, tmp_path: Path) -> None:
    book("explain", "L1", "--as-of", "2026-06-30", "-o", "statement.txt", code=0)
    whole = (tmp_path / "statement.txt").read_text(encoding="utf-8")
    assert "Which setting decided" in whole
    assert "Everything:" not in whole
    assert "## Sums" in book("explain", "L1", "--format", "md").stdout


def test_an_invoice_is_called_an_invoice(book: Run) -> None:
    """No loan, principal, schedule or instalment is spoken of where there is none."""
    for words in (("show", "INV"), ("explain", "INV"), ("explain", "INV", "--all")):
        text = book(*words, "--as-of", "2026-06-30", code=0).stdout
        assert "nvoice INV" in text
        told = text.partition("Which setting decided")[0].lower()
        if words[0] == "explain":
            assert not re.search(r"\b(loan|principal|scheduled|instalments?)\b", told), told


def test_what_is_not_there_cannot_be_explained(book: Run) -> None:
    assert "no customer or loan 'L9'" in book("explain", "L9", code=2).stderr
    assert (
        "no customer or loan 'L1'" in book("explain", "L1", "--as-of", "2026-01-14", code=2).stderr
    )
    assert "no section 'x'" in book("explain", "L1", "--section", "x", code=2).stderr
    early = book("explain", "L1", "--known-on", "2026-01-01", code=2)
    assert "was not on the book on 2026-01-01" in early.stderr


def test_four_hundred_entries_are_explained(
    run: Run, data: Callable[..., Any], tmp_path: Path
) -> None:
    head = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments,penalty_rate"
    (tmp_path / "c.csv").write_text("customer_id,name\nC1,A\n", encoding="utf-8")
    (tmp_path / "l.csv").write_text(
        f"{head}\nBIG,C1,36000,2022-01-01,12,annuity,36,18\n", encoding="utf-8"
    )
    lines = [
        f"T{n},BIG,{date.fromordinal(date(2022, 2, 3).toordinal() + n * 3)},{90 + n % 7}"
        for n in range(400)
    ]
    content = "\n".join(["transaction_id,loan_id,date,amount", *lines])
    (tmp_path / "t.csv").write_text(content + "\n", encoding="utf-8")
    run("init", "--currency", "CNY")
    run("import", "c.csv", "l.csv", "t.csv")
    told = data("explain", "BIG", "--as-of", "2026-06-30")
    check_lines(told)
    check_instalments(told)
    check_sums(told)
    check_penalty(told)


# --- laws -----------------------------------------------------------------------------------

START = date(2024, 1, 1)
MOVING = (*MONEY_IN, "goodwill", "waiver", "write_off", *CHARGES, "repayment", "repayment")
EARLY: tuple[Early, ...] = ("next", "last", "reamortise", "credit")


def some_day(chance: Random, most: int = 220) -> date:
    return START + timedelta(days=chance.randint(0, most))


def some_entry(chance: Random, number: int, kind: str) -> Entry:
    due_on = some_day(chance, 260) if kind in ("fee", "penalty", "opening") else None
    return Entry(number, kind, some_day(chance), chance.randint(1, 900), due_on)


def some_reversals(chance: Random, entries: list[Entry]) -> list[Entry]:
    """Whole and part reversals of some of the entries, each on or after its target's day."""
    found = []
    for target in entries:
        if target.kind != "opening" and chance.random() < 0.3:
            amount = chance.choice([target.amount, chance.randint(1, target.amount)])
            on = max(target.value_on, some_day(chance))
            number = 100 + target.entry_id
            found.append(Entry(number, "reversal", on, amount, reverses=target.entry_id))
    return found


def some_loan(chance: Random) -> Loan:
    plan = tuple(
        Instalment(n, START + timedelta(days=30 * n), *(chance.randint(0, 1000) for _ in range(3)))
        for n in range(1, chance.randint(1, 7))
    )
    kinds = [chance.choice(MOVING) for _ in range(chance.randint(0, 12))]
    entries = [some_entry(chance, number, kind) for number, kind in enumerate(kinds, 1)]
    rates = ((date.min, Fraction(chance.randint(5, 60), 100)),)
    cap = chance.choice([None, PenaltyCeiling("24 %", ((date.min, Fraction(24, 100)),))])
    rules = Rules(
        allocation=chance.choice(sorted(ORDERS)),
        early=(("", chance.choice(EARLY)), ("goodwill", chance.choice(EARLY))),
        extra_due=chance.choice(["first", "latest"]),
        chargeback_line=chance.choice(["own", "instalment"]),
        chargeback_credit=chance.choice(["pays", "covers", "waits"]),
        penalty=chance.choice([None, PenaltyTerms(rates, cap=cap, grace_days=5)]),
    )
    moved = (*entries, *some_reversals(chance, entries))
    return Loan("L", "CNY", START, plan, moved, rules)


def summed(shares: Iterable[Share], seq: int) -> tuple[int, ...]:
    found = [share.parts for share in shares if share.seq == seq]
    return tuple(sum(part[place] for part in found) for place in range(4))


@pytest.mark.parametrize("seed", range(0, 400, 20))
def test_what_entries_did_comes_to_the_position_for_any_loan(seed: int) -> None:
    for chance in map(Random, range(seed, seed + 20)):
        loan, as_of = some_loan(chance), some_day(chance, 400)
        story, standing = walked(loan, as_of), position(loan, as_of)
        effects = story.effects.values()
        planned = [
            Share(one.seq, one.due_on, Amounts(0, one.fee, one.interest, one.principal))
            for one in loan.plan
        ]
        posted = [share for _, share in story.final.posted]
        added = [*planned, *posted, *(s for effect in effects for s in effect.added)]
        for one in standing.items:
            assert summed(added, one.seq) == one.due
            assert summed((s for e in effects for s in e.settled), one.seq) == one.paid
        assert sum(effect.credit for effect in effects) == standing.credit
        assert sum(effect.recovered.total for effect in effects) == standing.recovered
        waiting = sum(one.waiting for one in penalties(story.final, loan, as_of))
        assert waiting == standing.penalty_accrued
        for moved in story.entries:
            effect = story.effects[moved.entry_id]
            debt = sum(s.parts.total for s in effect.added) + effect.from_credit
            money = sum(s.parts.total for s in effect.settled) + effect.recovered.total
            money += effect.credit + effect.paid_out
            signed = -moved.amount if moved.kind == "reversal" else moved.amount
            assert sorted((debt, money)) == sorted((0, signed))


# --- history --------------------------------------------------------------------------------

CHANGES = [
    ("2026-03-19", "current", "1-30", 1, "due", ""),
    ("2026-03-28", "1-30", "current", 0, "repayment", "T3"),
    ("2026-04-03", "current", "1-30", 16, "reversal", "R3"),
    ("2026-04-18", "1-30", "31-60", 31, "time", ""),
    ("2026-05-18", "31-60", "61-90", 61, "time", ""),
    ("2026-05-20", "61-90", "1-30", 2, "repayment", "T4"),
    ("2026-06-18", "1-30", "31-60", 31, "time", ""),
]
FIELDS = ("date", "from", "to", "days", "cause", "transactions")


def test_history_lists_every_change_of_bucket_with_day_and_cause(
    book: Run, data: Callable[..., Any]
) -> None:
    shown = data("show", "L1", "--history", "--as-of", "2026-06-30")
    assert [tuple(row[name] for name in FIELDS) for row in shown["history"]] == CHANGES
    assert shown["bucket"] == shown["history"][-1]["to"]
    assert len(shown["instalments"]) == 12
    assert "history" not in data("show", "L1")


@pytest.mark.parametrize("option", [("--history",), ("--section", "history")])
def test_history_is_a_section_of_its_own(
    book: Run, rows: Callable[..., Any], option: tuple[str, ...]
) -> None:
    found = rows("show", "L1", *option, "--as-of", "2026-06-30")
    assert [row["date"] for row in found] == [change[0] for change in CHANGES]
    told = book("show", "L1", *option, "--as-of", "2026-06-30", "--format", "jsonl").stdout
    assert [json.loads(line)["to"] for line in told.splitlines()] == [c[2] for c in CHANGES]


def test_history_is_read_by_people_and_ends_on_the_day(book: Run) -> None:
    text = book("show", "L1", "--history", "--as-of", "2026-04-10").stdout
    history = text.split("\nHistory\n")[1].split("\n\n")[0].splitlines()
    assert len(history) == 4
    assert history[1].split()[:4] == ["2026-03-19", "current", "1-30", "1"]
    assert history[1].endswith("an instalment stayed unpaid")


def test_a_loan_that_was_never_late_says_so(book: Run, data: Callable[..., Any]) -> None:
    day = ("--as-of", "2026-03-01")
    assert "never late up to 2026-03-01" in book("show", "L1", "--history", *day).stdout
    assert data("show", "L1", "--history", *day)["history"] == []


def test_history_is_of_a_loan(book: Run) -> None:
    assert "'C1' is a customer" in book("show", "C1", "--history", code=2).stderr


def test_money_applied_between_debts_is_told_on_both_with_its_day(
    run: Run, data: Callable[..., Any], tmp_path: Path
) -> None:
    """60 too much on A meet B, due since 10 April, that day; 25 of them bounce on the 25th.

    On 24 April B owes 100 − 60; on 30 June 100 − 35, and A has nothing left.
    """
    (tmp_path / "invoices.csv").write_text(
        "invoice_id,customer_id,name,due_on,amount,issued_on\n"
        "A,C1,Alpha,2026-02-10,100,2026-01-10\nB,C1,Alpha,2026-04-10,100,2026-03-10\n"
    )
    (tmp_path / "payments.csv").write_text(
        "transaction_id,loan_id,date,amount,type,reverses\n"
        "K1,A,2026-02-10,100,repayment,\nK2,A,2026-04-20,60,repayment,\n"
        "K3,A,2026-04-25,25,reversal,K2\n"
    )
    now = "2026-06-30T10:00:00+00:00"
    run("init", "--currency", "EUR", now=now)
    run("import", "invoices.csv", "payments.csv", now=now, code=0)
    for day, applied, left in (("2026-04-24", "60.00", "40.00"), ("2026-06-30", "35.00", "65.00")):
        debt = data("explain", "B", "--as-of", day, now=now)
        (line,) = [one for one in debt["entries"] if one["type"] == "applied"]
        assert (line["date"], line["entry"], line["amount"]) == ("2026-04-20", "A", applied)
        assert (line["note"], debt["outstanding"]["total"]) == ("from A", left)
        assert debt["sums"]["applied"] == f"-{applied}"
        assert debt["sums"]["ties"]
        source = data("explain", "A", "--as-of", day, now=now)
        (line,) = [one for one in source["entries"] if one["type"] == "passed_on"]
        assert (line["entry"], line["amount"], source["credit"]) == ("B", applied, "0.00")
    text = run("explain", "B", "--as-of", "2026-06-30", now=now, code=0).stdout
    assert "100.00 invoiced − 35.00 applied = 65.00" in text
