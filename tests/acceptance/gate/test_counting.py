"""What counts is the rule's choice: calls, dials, talks, messages, under each pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gate_cases import Said, said_of

#: A Tuesday on which no hours of any pack object at the times below.
DAY = datetime(2026, 6, 30)
ZONES = {
    "us_regf": "America/New_York",
    "au_rg96": "Australia/Sydney",
    "cn_bank": "Asia/Shanghai",
    "cn_online": "Asia/Shanghai",
    "uk_conc": "Europe/London",
    "standard": "Asia/Shanghai",
}
NUMBER = "+8613800138000"


class Row(NamedTuple):
    """Contacts of the past, the next one, and the rule that is against it ('' for none)."""

    pack: str
    name: str
    history: Sequence[Mapping[str, Any]]
    rule: str
    ask: Mapping[str, Any] = {}
    more: Mapping[str, Any] = {}


def back(days: int, hour: int, outcome: str, **more: Any) -> dict[str, Any]:
    """A contact so many days before the day."""
    at = DAY - timedelta(days=days) + timedelta(hours=hour)
    return {"at": at, "outcome": outcome, **more}


def daily(outcome: str, times: int, **more: Any) -> list[dict[str, Any]]:
    """One contact on each of the days before the day, the last one yesterday."""
    return [back(days, 9, outcome, **more) for days in range(times, 0, -1)]


def today(outcomes: str, **more: Any) -> list[dict[str, Any]]:
    """Contacts of the day itself, an hour between them from 9 o'clock on."""
    return [back(0, 9 + hour, code, **more) for hour, code in enumerate(outcomes.split())]


def twice_daily(outcome: str, times: int, **more: Any) -> list[dict[str, Any]]:
    """Two contacts a day before the day, at 9 and 12, the last ones yesterday."""
    return [
        back(1 + n // 2, 9 if n % 2 else 12, outcome, **more) for n in range(times - 1, -1, -1)
    ]


SEVEN, REST = "regf_7_in_7", "regf_after_talk"
ROWS = [
    # Regulation F: calls placed, by 12 CFR 1006.14(b)(2)(i)(A) and (b)(3)
    Row("us_regf", "six calls without an answer", twice_daily("NA", 6), ""),
    Row("us_regf", "seven calls without an answer", twice_daily("NA", 7), SEVEN),
    Row("us_regf", "a voicemail is a call", [*twice_daily("LM", 6), *today("NA")], SEVEN),
    Row("us_regf", "a limited message is a call", [*twice_daily("LCM", 6), *today("NA")], SEVEN),
    Row("us_regf", "a third party who answers is a call", twice_daily("WPC", 7), SEVEN),
    Row("us_regf", "a busy line is none", [*twice_daily("NA", 6), *today("BUSY BUSY BUSY")], ""),
    Row("us_regf", "a dead number is none", [*twice_daily("NA", 6), *today("DISC DISC")], ""),
    Row("us_regf", "messages are no calls", twice_daily("SENT", 8, channel="sms"), ""),
    Row("us_regf", "visits are no calls", twice_daily("NA", 8, channel="visit"), ""),
    Row("us_regf", "calls that came in are none", [*twice_daily("NA", 8, inbound=True)], ""),
    Row(
        "us_regf",
        "a wrong number takes out earlier calls to it",
        [*twice_daily("NA", 7, point="+12125550101"), *today("WN", point="+12125550101")],
        "",
        ask={"point": "+12125550143"},
    ),
    Row(
        "us_regf",
        "and leaves those to another number",
        [*twice_daily("NA", 7, point="+12125550101"), *today("WN", point="+12125550177")],
        SEVEN,
        ask={"point": "+12125550143"},
    ),
    # (b)(2)(i)(B): who spoke on the telephone rests for seven days, whatever was said
    Row("us_regf", "spoke", daily("RPC", 1), REST),
    Row("us_regf", "was told of an illness", daily("VUL", 1), REST),
    Row("us_regf", "was told of money trouble", daily("HARD", 1), REST),
    Row("us_regf", "was told of an illness six days ago", [back(6, 9, "VUL")], REST),
    Row("us_regf", "was told of an illness seven days ago", [back(7, 9, "VUL")], ""),
    Row("us_regf", "told of an illness by letter", daily("VUL", 1, channel="letter"), ""),
    Row("us_regf", "told of an illness by e-mail", daily("VUL", 1, channel="email"), ""),
    Row("us_regf", "met at the door", daily("MET", 1, channel="visit"), ""),
    Row("us_regf", "a limited message is no talk", daily("LCM", 1), ""),
    Row("us_regf", "somebody else answered", daily("WPC", 1), ""),
    Row("us_regf", "the consumer called", [back(1, 9, "RPC", inbound=True)], REST),
    # RG 96: voicemail, e-mail and SMS are contacts, meetings are outside the count
    Row("au_rg96", "three voicemails", today("LM LM LM"), "rg96_three_a_week"),
    Row("au_rg96", "two voicemails", today("LM LM"), ""),
    Row("au_rg96", "three SMS", today("SENT SENT SENT", channel="sms"), "rg96_three_a_week"),
    Row(
        "au_rg96",
        "an SMS counts towards an e-mail",
        [*today("LM RPC"), *today("SENT", channel="sms")],
        "rg96_three_a_week",
        ask={"channel": "email"},
    ),
    Row("au_rg96", "calls that nobody took", today("NA BUSY DISC NA"), ""),
    Row("au_rg96", "talks at the door", today("MET MET MET", channel="visit"), ""),
    Row(
        "au_rg96", "e-mails of the debtor", today("RPC RPC RPC", channel="email", inbound=True), ""
    ),
    # CBA guideline: six dials to one number that did not connect
    Row(
        "cn_bank",
        "six busy lines",
        today("BUSY BUSY BUSY BUSY BUSY BUSY", point=NUMBER),
        "cba_six_dials",
        ask={"point": NUMBER},
    ),
    Row(
        "cn_bank",
        "busy, dead and unanswered together",
        today("NA BUSY DISC NA BUSY DISC", point=NUMBER),
        "cba_six_dials",
        ask={"point": NUMBER},
    ),
    Row(
        "cn_bank",
        "one of six connected",
        today("NA NA RPC NA NA NA", point=NUMBER),
        "",
        ask={"point": NUMBER},
    ),
    Row(
        "cn_bank",
        "somebody else answered one of six",
        today("NA NA WPC NA NA NA", point=NUMBER),
        "",
        ask={"point": NUMBER},
    ),
    Row(
        "cn_bank", "five dials", today("NA NA BUSY NA NA", point=NUMBER), "", ask={"point": NUMBER}
    ),
    # GB/T 45251: three effective conversations a day
    Row("cn_online", "three talks, one about an illness", today("RPC RPC VUL"), "gbt_three_talks"),
    Row("cn_online", "three times a wrong party", today("WPC WPC WPC"), ""),
    Row("cn_online", "two talks and dials", today("RPC NA BUSY HARD"), ""),
    # who was spoken to can be reached, and was told of a visit, whatever came of the talk
    Row(
        "cn_online",
        "tries, then told of an illness",
        [*daily("NA", 4), *today("VUL")],
        "gbt_contacts",
        {"person": "contact"},
    ),
    # our own choices
    Row("standard", "three calls in a day", today("NA LM WPC"), "calls_per_day"),
    Row("standard", "a busy line is none of three", today("NA LM BUSY"), ""),
    Row("uk_conc", "three talks in a week", daily("HARD", 3), "conc_three_contacts"),
    Row("uk_conc", "two talks and voicemails", [*daily("HARD", 2), *today("LM LM")], ""),
]

TWO = {"loans": ["A", "B"]}
ON_HOLD = {
    **TWO,
    "holds": [{"kind": "dispute", "from": (DAY - timedelta(days=15)).date(), "loan": "A"}],
}
STUDENT = {**TWO, "product": "student_loan", "accounts": {"A": "77-1", "B": "77-1"}}
CARDS = {**STUDENT, "product": "card"}
A, B = {"loan": "A"}, {"loan": "B"}
FOURTEEN = [*twice_daily("NA", 12), *today("NA NA")]
ROWS += [
    # 12 CFR 1006.14(b)(4): a call that names no debt counts for one of those that are due
    Row("us_regf", "seven unnamed calls, two debts", twice_daily("NA", 7), "", more=TWO),
    Row("us_regf", "of them four are for A", twice_daily("NA", 7), "", A, TWO),
    Row("us_regf", "thirteen unnamed calls", FOURTEEN[1:], "", more=TWO),
    Row("us_regf", "fourteen unnamed calls", FOURTEEN, SEVEN, more=TWO),
    Row("us_regf", "fourteen unnamed calls, about A", FOURTEEN, SEVEN, A, TWO),
    Row("us_regf", "seven about A", twice_daily("NA", 7, **A), SEVEN, A, TWO),
    Row("us_regf", "seven about A, then about B", twice_daily("NA", 7, **A), "", B, TWO),
    Row("us_regf", "seven about A, then about none", twice_daily("NA", 7, **A), "", more=TWO),
    Row(
        "us_regf",
        "the eighth that names none is for B",
        [*twice_daily("NA", 7, **A), *twice_daily("NA", 6, **B), *today("NA")],
        SEVEN,
        B,
        TWO,
    ),
    Row("us_regf", "voicemails may have named both", twice_daily("LM", 7), SEVEN, A, TWO),
    Row("us_regf", "limited messages name none", twice_daily("LCM", 7), "", A, TWO),
    Row("us_regf", "others who answered heard of none", twice_daily("WPC", 7), "", A, TWO),
    Row("us_regf", "a debt on hold takes no calls", twice_daily("NA", 7), SEVEN, B, ON_HOLD),
    Row(
        "us_regf",
        "a debt talked about takes no calls",
        [back(5, 9, "RPC", **A), *twice_daily("NA", 7)],
        SEVEN,
        B,
        TWO,
    ),
    Row(
        "us_regf",
        "A was talked about, and B has no room",
        [back(5, 9, "RPC", **A), *twice_daily("NA", 7)],
        SEVEN,
        more=TWO,
    ),
    Row("us_regf", "talked about A, then about B", daily("RPC", 1, **A), "", B, TWO),
    Row("us_regf", "talked about A, then about none", daily("RPC", 1, **A), "", more=TWO),
    Row("us_regf", "talked about both", daily("RPC", 1), REST, B, TWO),
    Row(
        "us_regf",
        "talked about each",
        [*daily("RPC", 1, **A), *today("RPC", **B)],
        REST,
        more=TWO,
    ),
    # student loans under one account number are one debt, other debts are not
    Row("us_regf", "seven about one student loan", twice_daily("NA", 7, **A), SEVEN, B, STUDENT),
    Row("us_regf", "talked about one student loan", daily("RPC", 1, **A), REST, B, STUDENT),
    Row(
        "us_regf",
        "seven about one student loan, spelt as in the file",
        twice_daily("NA", 7, **A),
        SEVEN,
        B,
        {**STUDENT, "product": "Student Loan"},
    ),
    Row("us_regf", "seven unnamed, student loans", twice_daily("NA", 7), SEVEN, more=STUDENT),
    Row("us_regf", "seven about one card of two", twice_daily("NA", 7, **A), "", B, CARDS),
    Row(
        "us_regf",
        "student loans under two numbers",
        twice_daily("NA", 7, **A),
        "",
        B,
        {**STUDENT, "accounts": {"A": "77-1", "B": "77-2"}},
    ),
    # elsewhere what names no debt is about every debt
    Row("au_rg96", "three talks about both", today("RPC RPC RPC"), "rg96_three_a_week", B, TWO),
    Row("au_rg96", "three talks about A", today("RPC RPC RPC", **A), "", B, TWO),
]


def situation(row: Row) -> dict[str, Any]:
    """The row as a case of a pack, asked at 17 o'clock of the day."""
    return {
        "name": row.name,
        "zones": [ZONES[row.pack]],
        "role": "agency" if row.pack == "us_regf" else "",
        "history": list(row.history),
        "ask": {"channel": "call", "at": DAY + timedelta(hours=17), **row.ask},
        **row.more,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.pack}: {row.name}")
def test_what_counts_is_said_alike_in_three_places(tmp_path: Path, row: Row) -> None:
    said = said_of(tmp_path / "ledger", row.pack, situation(row))
    assert said == Said("warn" if row.rule else "allow", row.rule)
