"""WHO is an id in any case, else a name, a phone or an ID number of one customer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T12:00:00+08:00"
CUSTOMERS = """customer_id,name,id_no,phone
C-0117,王伟,110101199003070011,+86 139 0000 3692
C-0118,王伟,110101199003070012,+86 139 0000 4441
C-0119,阿依古丽·买买提,65010119850101002X,13800138000
C-0120,Anna Muster,,+49 30 23125 867
C-0121,Jo Lee,,+1 202 555 0143
"""
LOANS = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
L-7,C-0119,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


@pytest.fixture
def book(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "customers.csv", "loans.csv", now=NOW)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("typed", "customer"),
    [
        ("c-0119", "C-0119"),
        ("customer:c-0119", "C-0119"),
        ("阿依古丽·买买提", "C-0119"),
        ("阿依古丽\u3000买买提", "C-0119"),
        ("古丽", "C-0119"),
        ("+86 138 0013 8000", "C-0119"),
        ("65010119850101002x", "C-0119"),
        ("650101 1985 0101 002X", "C-0119"),
        ("Muster, Anna", "C-0120"),
        ("ANNA  MUSTER", "C-0120"),
        ("030 23125867", "C-0120"),
        ("(202) 555-0143", "C-0121"),
        ("139 0000 3692", "C-0117"),
        ("110101199003070012", "C-0118"),
    ],
)
def test_a_command_that_reads_takes_a_single_hit(run: Any, typed: str, customer: str) -> None:
    assert f"Customer:         {customer}" in run("show", typed, now=NOW).stdout


@pytest.mark.usefixtures("book")
def test_a_loan_is_known_in_any_case(run: Any) -> None:
    assert "L-7" in run("explain", "l-7", now=NOW).stdout
    assert "on L-7" in run("pay", "l-7", "10", now=NOW).stdout


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("command", [("show",), ("log-call", "--outcome", "NA")])
def test_several_customers_of_a_name_are_listed_with_what_tells_them_apart(
    run: Any, command: tuple[str, ...]
) -> None:
    said = run(*command, "王伟", code=2, now=NOW).stderr
    assert "'王伟' fits 2 customers" in said
    assert "C-0117" in said
    assert "phone … 3692" in said
    assert "C-0118" in said
    assert "phone … 4441" in said


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    "command",
    [
        ("log-call", "Jo Lee", "--outcome", "NA"),
        ("log-visit", "Jo Lee", "--found", "no"),
        ("log-message", "Jo Lee", "--channel", "sms"),
        ("log-note", "Jo Lee", "moved"),
        ("promise", "add", "Jo Lee", "10@2026-06-20"),
        ("hold", "add", "Jo Lee", "--kind", "dispute"),
        ("point", "add", "Jo Lee", "phone", "+1 202 555 0199"),
        ("preference", "add", "Jo Lee", "opt_out"),
        ("set", "Jo Lee", "language=en"),
        ("assign", "Jo Lee", "--officer", "lin"),
    ],
)
def test_a_command_that_writes_asks_for_the_id_where_nobody_can_be_asked(
    run: Any, command: tuple[str, ...]
) -> None:
    said = run(*command, code=2, now=NOW).stderr
    assert "'Jo Lee' is no id; it fits Jo Lee, C-0121, phone … 0143" in said
    assert "type the id: C-0121" in said


@pytest.mark.usefixtures("book")
def test_may_reads_and_takes_a_name(run: Any) -> None:
    assert "C-0121" in run("may", "jo lee", "--format", "json", code=None, now=NOW).stdout


@pytest.mark.usefixtures("book")
def test_find_knows_id_cards(run: Any) -> None:
    assert "C-0119" in run("find", "198501010", "--format", "csv", now=NOW).stdout


CONFIRMED = [
    (("log-call", "C-0119", "--outcome", "NA"), "Logged call of C-0119 (阿依古丽·买买提): NA"),
    (("promise", "add", "L-7", "10@2026-06-20"), "Promised by L-7 (阿依古丽·买买提): CNY 10.00"),
    (("hold", "add", "C-0120", "--kind", "dispute"), "Held C-0120 (Anna Muster) as dispute"),
    (("point", "add", "C-0121", "email", "jo@x.org"), "to C-0121 (Jo Lee) (point 1)"),
    (("preference", "add", "C-0121", "opt_out"), "Noted for C-0121 (Jo Lee): opt_out"),
    (("set", "C-0121", "language=en"), "Set customer C-0121 (Jo Lee): language empty -> en"),
    (("set", "L-7", "branch=north"), "Set loan L-7 (阿依古丽·买买提): branch empty -> north"),
    (("assign", "C-0121", "--officer", "lin"), "Assigned C-0121 (Jo Lee) to lin"),
    (("pay", "L-7", "10"), "on L-7 (阿依古丽·买买提), value date 2026-06-10"),
    (("enter", "L-7", "fee", "10"), "on L-7 (阿依古丽·买买提), value date 2026-06-10"),
]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(("command", "line"), CONFIRMED, ids=lambda one: one[0])
def test_every_confirmation_names_the_customer_beside_the_id(
    run: Any, command: tuple[str, ...], line: str
) -> None:
    assert line in run(*command, now=NOW).stdout


@pytest.mark.usefixtures("book")
def test_the_journal_keeps_ids_and_no_names(run: Any) -> None:
    run("log-call", "C-0121", "--outcome", "NA", now=NOW)
    assert "(log-call: Logged call of C-0121: NA)" in run("undo", now=NOW).stdout


@pytest.mark.usefixtures("book")
def test_an_entry_takes_a_customer_who_has_one_loan(run: Any) -> None:
    assert "CNY 10.00 on L-7 (" in run("enter", "c-0119", "fee", "10", now=NOW).stdout
    said = run("enter", "阿依古丽 买买提", "fee", "10", code=2, now=NOW).stderr
    assert "type the id: C-0119" in said
    assert "customer 'C-0120' has no loan" in run("enter", "C-0120", "fee", "1", code=2).stderr


@pytest.mark.usefixtures("book")
def test_the_loans_of_a_customer_who_has_several_are_listed(run: Any, tmp_path: Path) -> None:
    more = (
        LOANS.replace("L-7", "L-8").replace(",300,", ",500,").replace("2026-04-01", "2026-04-02")
    )
    (tmp_path / "more.csv").write_text(more, encoding="utf-8")
    run("import", "more.csv", now=NOW)
    said = run("enter", "C-0119", "fee", "10", code=2, now=NOW).stderr
    assert "customer 'C-0119' has 2 loans" in said
    assert "L-8         CNY 500.00 of 2026-04-02\n    L-7         CNY 300.00 of 2026-04-01" in said


@pytest.mark.usefixtures("book")
def test_what_was_taken_back_is_near_nothing(run: Any) -> None:
    assert "C-0119" in run("show", "C-0199", code=2, now=NOW).stderr
    run("undo", now=NOW)
    assert "Near it" not in run("show", "C-0119", code=2, now=NOW).stderr
    assert "Near it" not in run("show", "L-7", code=2, now=NOW).stderr
