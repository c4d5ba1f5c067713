"""What a loans file says of due dates, down payments, zones and products reaches the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HEAD = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments"
TERMS = [
    {"roll": "following", "calendar": "CN"},
    {"roll": "modified_following", "calendar": "DE-BY"},
    {"roll": "preceding"},
    {"roll": "following", "calendar": "ECB", "down_payment": "20"},
    {"down_payment": "12.5"},
    {"roll": "none", "down_payment": "0"},
]


def loans(name: str, *rows: str, head: str = HEAD) -> str:
    Path(name).write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return name


def plan(shown) -> list[tuple[str, ...]]:
    return [tuple(row[n] for n in ("due_on", "principal", "interest")) for row in shown]


@pytest.mark.parametrize("terms", TERMS)
def test_a_loans_file_computes_the_plan_that_schedule_prints(run, data, terms):
    run("init", "--currency", "CNY")
    given = {"principal": "6000", "disbursed_on": "2026-01-15", "annual_rate": "6"}
    given |= {"method": "annuity", "instalments": "4", **terms}
    head = ",".join(("loan_id", "customer_id", *given))
    run("import", loans("l.csv", ",".join(("L1", "C1", *given.values())), head=head))
    options = [
        word for name, text in given.items() for word in (f"--{name}".replace("_", "-"), text)
    ]
    printed = data("schedule", *options)
    shown = data("show", "L1", "--as-of", "2026-02-01")
    assert plan(shown["instalments"]) == plan(printed["rows"])
    assert {name: shown[name] for name in terms} == terms


def test_a_charge_of_the_first_day_belongs_to_the_first_instalment_not_to_the_down_payment(
    run, data
):
    run("init", "--currency", "CNY")
    head = f"{HEAD},down_payment"
    run("import", loans("l.csv", "L1,C1,6000,2026-01-15,0,equal_principal,2,20", head=head))
    fee = "F1,L1,2026-01-15,30,fee"
    run("import", loans("t.csv", fee, head="transaction_id,loan_id,date,amount,type"))
    items = data("show", "L1", "--as-of", "2026-01-20")["instalments"]
    assert [item["fee"] for item in items] == ["0.00", "30.00", "0.00"]
    run("check")


def test_the_columns_have_chinese_names_and_words(run, data):
    run("init", "--currency", "CNY")
    head = "借据号,客户号,贷款金额,放款日期,还款方式,期数,首付比例,节假日规则,工作日历,时区"
    run(
        "import",
        loans("l.csv", "L1,C1,6000,2026-01-14,等额本金,2,25%,顺延,CN,Asia/Shanghai", head=head),
    )
    shown = data("show", "L1", "--as-of", "2026-01-14")
    names = ("down_payment", "roll", "calendar", "time_zone")
    assert [shown[n] for n in names] == ["25", "following", "CN", "Asia/Shanghai"]
    # 14 February 2026 is a Saturday that is worked; 14 March is one that is not.
    assert [row["due_on"] for row in shown["instalments"]] == [
        "2026-01-14",
        "2026-02-14",
        "2026-03-16",
    ]
    assert shown["instalments"][0]["principal"] == "1500.00"


def test_another_roll_is_another_plan_and_undo_brings_the_old_one_back(run, data):
    run("init", "--currency", "CNY")
    head, row = f"{HEAD},roll", "L1,C1,6000,2026-01-15,6,annuity,2"
    run("import", loans("a.csv", f"{row},none", head=head))
    before = data("show", "L1", "--as-of", "2026-02-01")["instalments"]
    run("import", loans("b.csv", f"{row},following", head=head))
    after = data("show", "L1", "--as-of", "2026-02-01")["instalments"]
    assert [r["due_on"] for r in after] == ["2026-02-16", "2026-03-16"]
    run("undo")
    assert data("show", "L1", "--as-of", "2026-02-01")["instalments"] == before
    run("check")


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("roll", "folowing", "Did you mean following?"),
        ("calendar", "china", "near to it are CN"),
        ("calendar", "US-XY", "the country has AK"),
        ("down_payment", "100", "less than 100 %"),
        ("down_payment", "-5", "a rate is not negative"),
        ("time_zone", "Asia/Shangai", "Did you mean Asia/Shanghai?"),
    ],
)
def test_a_term_that_cannot_be_is_named_by_row_and_column(run, column, text, said):
    run("init", "--currency", "CNY")
    row = f"L1,C1,6000,2026-01-15,6,annuity,2,{text}"
    done = run("import", loans("l.csv", row, head=f"{HEAD},{column}"), code=3)
    assert f"l.csv:2: column '{column}' value '{text}'" in done.stderr
    assert said in done.stderr


def test_a_calendar_that_changes_nothing_is_a_warning(run):
    run("init", "--currency", "CNY")
    row = "L{},C1,6000,2026-01-15,6,annuity,2,CN"
    done = run("import", loans("l.csv", row.format(1), row.format(2), head=f"{HEAD},calendar"))
    assert "l.csv:2: warning: column 'calendar' value 'CN'" in done.stderr
    assert "without a roll changes nothing (2 rows)" in done.stderr


def test_days_that_the_calendar_cannot_know_are_a_warning(run):
    run("init", "--currency", "CNY")
    row = "L1,C1,6000,2039-12-14,6,annuity,2,following,CN"
    done = run("import", loans("l.csv", row, head=f"{HEAD},roll,calendar"))
    assert "working weekends (make-up days) are known for 2001 to" in done.stderr


def zones(run, data, *rows: str) -> list[str]:
    """Zone of the customer and of each loan after an import of (loan, zone) pairs."""
    head = "loan_id,customer_id,principal,disbursed_on,time_zone"
    text = [f"{loan},C1,100,2026-01-15,{zone}" for loan, zone in (row.split() for row in rows)]
    run("import", loans("z.csv", *text, head=head))
    shown = [data("show", row.split()[0], "--as-of", "2026-02-01")["time_zone"] for row in rows]
    return [data("show", "C1", "--as-of", "2026-02-01").get("time_zone") or "", *shown]


def test_each_loan_has_its_own_zone_and_the_customer_keeps_its_own(run, data):
    run("init", "--currency", "CNY")
    Path("c.csv").write_text("customer_id,name,time_zone\nC1,Ann,Europe/Paris\n")
    run("import", "c.csv", "--as", "customers")
    found = zones(run, data, "L1 Asia/Shanghai", "L2 America/New_York")
    assert found == ["Europe/Paris", "Asia/Shanghai", "America/New_York"]
    assert zones(run, data, "L3 Asia/Tokyo") == ["Europe/Paris", "Asia/Tokyo"]
    run("check")


def test_the_zone_of_a_loan_can_be_set_by_hand(run, data):
    run("init", "--currency", "CNY")
    zones(run, data, "L1 Asia/Shanghai")
    run("set", "L1", "time_zone=Asia/Tokyo")
    assert data("show", "L1")["time_zone"] == "Asia/Tokyo"
    assert "unknown time zone" in run("set", "L1", "time_zone=Tokio", code=2).stderr


def test_a_zone_still_rides_to_a_customer_whose_loans_agree(run, data):
    run("init", "--currency", "CNY")
    assert zones(run, data, "L1 Asia/Shanghai", "L2 Asia/Shanghai")[0] == "Asia/Shanghai"
    assert zones(run, data, "L1 Asia/Tokyo", "L2 Asia/Tokyo")[0] == "Asia/Tokyo"


def test_importing_different_zones_twice_changes_nothing(run, data):
    run("init", "--currency", "CNY")
    found = zones(run, data, "L1 Asia/Shanghai", "L2 America/New_York")
    Path("again.csv").write_text(Path("z.csv").read_text() + "\n")
    done = json.loads(run("import", "again.csv", "--format", "json").stdout)
    assert done["files"][0]["unchanged"] == 2
    assert done["journal"] is None
    assert found[1:] == ["Asia/Shanghai", "America/New_York"]


def test_products_that_the_policy_does_not_have_are_one_warning(run):
    run("init", "--currency", "CNY")
    names = ["defualt", "defualt", "defualt", "house", "default"]
    rows = [f"L{n},C1,{100 + n},2026-01-15,bullet,2,{name}" for n, name in enumerate(names)]
    head = "loan_id,customer_id,principal,disbursed_on,method,instalments,product"
    done = run("import", loans("l.csv", *rows, head=head))
    lines = [line for line in done.stderr.splitlines() if "warning" in line]
    assert len(lines) == 1
    assert "l.csv:2: warning: column 'product' value 'defualt, house'" in lines[0]
    assert "[product.default] holds for 4 loans" in lines[0]
    assert lines[0].endswith("Did you mean default for defualt?")


def test_the_warning_is_in_the_json_of_the_import_and_rejects_nothing(run):
    run("init", "--currency", "CNY")
    head = "loan_id,customer_id,principal,disbursed_on,product"
    name = loans("l.csv", "L1,C1,100,2026-01-15,house", head=head)
    done = json.loads(run("import", name, "--format", "json").stdout)
    assert done["written"]
    warning = done["files"][0]["warnings"][0]
    assert (warning["row"], warning["column"], warning["value"]) == (2, "product", "house")
    assert done["files"][0]["problems"] == []


def test_check_and_show_tell_of_a_product_that_the_policy_does_not_have(run, data, monkeypatch):
    Path("own.toml").write_text('name = "own"\n[product.home]\ngrace_days = 3\n', encoding="utf-8")
    run("init", "--currency", "CNY")
    head = "loan_id,customer_id,principal,disbursed_on,product"
    run("import", loans("l.csv", "L1,C1,100,2026-01-15,house", "L2,C1,5,2026-01-15,", head=head))
    assert run("check").stderr == ""
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    said = "note: the policy does not have the product house; [product.default]"
    assert said in run("check").stderr
    assert "house (not in the policy: default rules)" in run("show", "L1").stdout
    shown = data("show", "L1")
    assert (shown["product"], shown["rules_of"]) == ("house", "default")


def test_a_known_product_is_told_without_a_remark(run, data, monkeypatch):
    run("init", "--currency", "CNY")
    Path("own.toml").write_text('name = "own"\n[product.house]\ngrace_days = 3\n')
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    head = "loan_id,customer_id,principal,disbursed_on,method,instalments,product"
    done = run("import", loans("l.csv", "L1,C1,100,2026-01-15,bullet,2,house", head=head))
    assert "warning" not in done.stderr
    assert data("show", "L1")["rules_of"] == "house"
    assert run("check").stderr == ""
