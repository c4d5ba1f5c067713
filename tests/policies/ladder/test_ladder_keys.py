"""What may stand in the ladder of a policy, and what is said of everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.ladder import CurrencyLimits, Gap, Noticed, Service, Sooner, Tried
from overdue_cli.policies.ladder.keys import (
    LADDER_KEYS,
    NEED_KEYS,
    NOTICE_KEYS,
    PRIORITY_KEYS,
    SERVICE_KEYS,
    SOONER_KEYS,
    STEP_KEYS,
    faults,
)
from overdue_cli.policies.ladder.lint import ladder_faults
from overdue_cli.policies.ladder.steps import ladder_of, weights_of
from overdue_cli.policies.layers import shipped_names
from overdue_cli.policies.pack import load
from places import ROOT

PHONE: dict[str, Any] = {"name": "phone", "from": 1, "to": 9, "text": "Call."}


def later(**given: Any) -> dict[str, Any]:
    """A ladder of two steps, the second one with these keys."""
    return {"step": [PHONE, {"name": "visit", "from": 10, "text": "Go.", **given}]}


def need(**given: Any) -> dict[str, Any]:
    return later(needs=[given])


def sooner(**given: Any) -> dict[str, Any]:
    return later(sooner=[given])


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"ladder": {"catchup": "next"}}, "catchup", "did you mean catch_up?"),
    ({"ladder": {"catch_up": "best"}}, "catch_up", "worst_but_announce"),
    ({"ladder": {"unit": "house"}}, "unit", "customer, loan, item"),
    ({"ladder": {"effect_percent": 0}}, "effect_percent", "from 1 to 100"),
    ({"ladder": {"effect_percent": "10"}}, "effect_percent", "from 1 to 100"),
    ({"ladder": {"held": "away"}}, "held", "stay, none"),
    ({"ladder": ["next"]}, "[ladder]", "Write a table"),
    ({"service": {"repeat_every": 0}}, "repeat_every", "1 or more"),
    ({"service": {"first_within": -1}}, "first_within", "0 or more"),
    ({"priority": {"amount": "10"}}, "amount", "whole points"),
    ({"priority": {"ammount": 10}}, "ammount", "did you mean amount?"),
    ({"notice": {"demand": "x"}}, "[notice.demand]", "Write a table"),
    ({"notice": {"demand": {"titel": "x"}}}, "titel", "did you mean title?"),
    ({"notice": "demand"}, "notice", "[notice.NAME]"),
    ({"step": {"phone": {}}}, "step", "[[step]]"),
    ({"step": [{"from": 1}]}, "name", "Give each step a name"),
    ({"step": [PHONE, PHONE]}, "name", "a name of its own"),
    (later(form=3), "form", "did you mean from?"),
    (later(**{"from": "10"}), "from", "whole days"),
    (later(to=9), "to", "on its first day (10) or later"),
    (later(channels=["phone"]), "channels", "call, sms"),
    (later(channels="call"), "channels", "Give a list"),
    (later(anchor="due"), "anchor", "due_on, end_of_month"),
    (later(anchor="issued_on", to=20), "to", "have no last day"),
    ({"step": [{"name": "a", "anchor": "previous_notice"}]}, "from", "how many days"),
    (later(amount="-5"), "amount", "Give an amount"),
    (later(amount={"EURO": "5"}), "amount", "Give an amount"),
    (later(amount={}), "amount", "Give an amount"),
    (later(amount=True), "amount", "Give an amount"),
    (later(items=0), "items", "1 or more"),
    (later(counts_when="read"), "counts_when", "sent, delivered, confirmed"),
    (later(decision="yes"), "decision", "true or false"),
    (later(decision=True), "from", "a person decides"),
    (later(text=3), "text", "text in quotes"),
    (later(responsible="baillif"), "responsible", "collector, field, legal, agency, supervisor"),
    (later(name=" "), "name", "Give a name"),
    (later(needs={"tried": 3}), "needs", "Give a list of tables"),
    (need(attempts=3), "needs", "tried, notice, gap"),
    (need(tried=3, gap=2), "needs", "tried, notice, gap"),
    (need(tried=3, days=2), "days", "There is no such key"),
    (need(tried=1, on_days=2), "on_days", "more days than that"),
    (need(tried=3, steps=["call"]), "steps", "Name an earlier step; known: phone."),
    (need(tried=3, steps=["visit"]), "steps", "Name an earlier step"),
    (need(tried=3, channels=["legal"]), "channels", "call, sms"),
    (need(notice="demand"), "notice", "[notice.demand]"),
    (need(notice="phone", state="read"), "state", "sent, delivered, confirmed"),
    (need(gap=0), "gap", "1 or more"),
    (sooner(on="anger"), "on", "refusal, unreachable"),
    (sooner(**{"from": 2}), "on", "Say what"),
    (sooner(on="refusal", **{"from": 10}), "from", "before the step's own first day (10)"),
    (sooner(on="amount"), "at_least", "from which amount on"),
    (sooner(on="refusal", time=2), "time", "did you mean times?"),
]


@pytest.mark.parametrize(("data", "key", "wanted"), FAULTS)
def test_each_fault_is_named_with_what_is_wanted(
    data: dict[str, Any], key: str, wanted: str
) -> None:
    (found,) = list(faults(data))
    assert found.fault.startswith(f"{key} is ")
    assert wanted in found.hint


def test_what_is_not_said_is_no_fault() -> None:
    assert list(faults({})) == []
    assert list(faults(later())) == []


OURS = [str(path) for path in sorted((ROOT / "tests" / "cases" / "packs").glob("*.toml"))]


@pytest.mark.parametrize(
    "name", [*shipped_names(), str(ROOT / "examples" / "law_firm.toml"), *OURS]
)
def test_the_ladders_that_ship_have_no_fault(name: str) -> None:
    assert list(faults(load(name).tables)) == []


def test_the_keys_become_a_ladder() -> None:
    data = {
        "ladder": {"unit": "loan", "catch_up": "next", "effect_percent": 25, "held": "none"},
        "service": {"first_within": 1, "repeat_every": 7},
        "promise": {"grace_days": 4},
        "step": [
            PHONE,
            {
                "name": "visit",
                "from": 30,
                "anchor": "end_of_month",
                "amount": {"EUR": "150", "USD": 170},
                "amount_at_most": "9000",
                "items": 2,
                "counts_when": "delivered",
                "repeat_every": 3,
                "responsible": "field",
                "needs": [
                    {"tried": 3, "on_days": 2, "steps": ["phone"], "legal": True},
                    {"notice": "phone", "days": 14, "legal": False},
                    {"gap": 10},
                ],
                "sooner": [{"on": "amount", "from": 5, "at_least": "500"}],
            },
        ],
    }
    assert list(faults(data)) == []
    ladder = ladder_of(data)
    assert (ladder.unit, ladder.catch_up, ladder.effect_percent, ladder.held) == (
        "loan", "next", 25, "none",
    )  # fmt: skip
    assert ladder.promise_grace_days == 4
    phone, visit = ladder.steps
    assert (phone.service, visit.service) == (Service(1, 7), Service(1, 3))
    assert (visit.anchor, visit.items, visit.counts_when) == ("end_of_month", 2, "delivered")
    assert (phone.responsible, visit.responsible) == (None, "field")
    assert visit.amount == CurrencyLimits("", (("EUR", "150"), ("USD", "170")))
    assert visit.amount_at_most == CurrencyLimits("9000")
    assert visit.needs == (
        Tried(3, 2, ("phone",), (), True),
        Noticed("phone", "delivered", 14, False),
        Gap(10),
    )
    assert visit.sooner == (Sooner("amount", 5, amount=CurrencyLimits("500")),)


def test_a_fault_in_a_users_file_stops_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('name = "ours"\n[ladder]\ncatch_up = "wurst"\n', encoding="utf-8")
    with pytest.raises(WrongUse, match="catch_up is 'wurst'") as caught:
        load(str(path))
    assert caught.value.hint == "Use one of next, worst, worst_but_announce."


def test_weights_of_the_priority_come_from_the_pack() -> None:
    assert load("standard").weights.per_day == 1
    assert weights_of({"priority": {"refusal": 99}}).refusal == 99


TABLES: dict[str, Mapping[str, Any]] = {
    "[ladder]": LADDER_KEYS,
    "[[step]]": {key: rule for key, rule in STEP_KEYS.items() if key not in SERVICE_KEYS},
    "[service]": SERVICE_KEYS,
    "needs": {key: rule for kind in NEED_KEYS.values() for key, rule in kind.items()},
    "sooner": SOONER_KEYS,
    "[notice.NAME]": NOTICE_KEYS,
    "[priority]": PRIORITY_KEYS,
}


@pytest.mark.parametrize("table", TABLES)
def test_the_page_lists_every_key(table: str) -> None:
    page = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    marker = f"| key of `{table}` |"
    assert marker in page
    rows = page.split(marker, 1)[1].split("\n\n", 1)[0]
    listed = set(re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", rows, re.MULTILINE))
    assert {key for cell in listed for key in re.findall(r"\w+", cell)} == set(TABLES[table])


def test_the_page_shows_the_example_as_it_ships() -> None:
    page = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    example = (ROOT / "examples" / "law_firm.toml").read_text(encoding="utf-8")
    shown = page.split("$ cat fees.toml\n", 1)[1].split("$ ", 1)[0]
    assert shown == example


def test_a_middle_step_without_a_last_day_is_found() -> None:
    rows: list[dict[str, object]] = [
        {"name": "call", "from": 1, "text": "Call."},
        {"name": "letter", "from": 16, "text": "Write."},
    ]
    faults = [(one.where, one.fault) for one in ladder_faults({"step": rows})]
    assert faults == [("step call", "has no last day, but letter begins on day 16")]
    rows[0]["to"] = 15
    assert not list(ladder_faults({"step": rows}))
