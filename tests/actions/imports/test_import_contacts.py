"""Contacts from a file: what was said when, each as often as it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import FileResult
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.book import Writing
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger

NOW = datetime.fromisoformat("2026-06-30T09:00:00+08:00")
BOOK = (
    "loan_id,customer_id,name,principal,disbursed_on,currency,time_zone\n"
    "L1,C1,Ann,100,2026-01-01,CNY,Asia/Shanghai\nL2,C2,Bo,100,2026-01-01,CNY,Europe/Lisbon\n"
)
HEADER = "customer_id,at,channel,outcome,loan_id,officer,note\n"
Import = Callable[..., FileResult]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(tmp_path / "l.db", {"time_zone": "UTC"}, actor="me", at=NOW) as made:
        yield made


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path) -> Import:
    def call(text: str, name: str = "contacts.csv", **options: Any) -> FileResult:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        result = import_files(
            Writing(ledger, load(""), "me", NOW), [path], ImportOptions(**options)
        )
        return result.files[0]

    call(BOOK, "loans.csv")
    return call


def told(ledger: Ledger) -> list[tuple[Any, ...]]:
    query = (
        "SELECT customer_id, at_utc, channel, outcome, loan_id, officer, note FROM contact "
        "WHERE voided_by IS NULL ORDER BY contact_id"
    )
    return list(map(tuple, ledger.conn.execute(query)))


def test_moments_are_in_the_customers_own_zone_unless_they_say_theirs(
    run: Import, ledger: Ledger
) -> None:
    file = run(
        f"{HEADER}C1,2026-06-01 14:05,call,NA,L1,lin,\nC2,2026-06-01T14:05,电话,无人接听,,,busy\n"
        "C2,2026-06-01T14:05+08:00,sms,sent,,,\nC1,2026年6月2日,visit,PTP,,,\n"
        "C1,6/13/2026 2:05 pm,微信,承诺还款,,,\n",
        date_order="mdy",
    )
    assert (file.kind, file.new, file.problems) == ("contacts", 5, ())
    assert [row[:4] for row in told(ledger)] == [
        ("C1", "2026-06-01T06:05:00Z", "call", "NA"),
        ("C2", "2026-06-01T13:05:00Z", "call", "NA"),
        ("C2", "2026-06-01T06:05:00Z", "sms", "SENT"),
        ("C1", "2026-06-02T04:00:00Z", "visit", "PTP"),
        ("C1", "2026-06-13T06:05:00Z", "chat", "PTP"),
    ]


def test_a_chinese_header_is_known(run: Import) -> None:
    file = run(
        "客户编号,催收时间,催收方式,催收结果,催收员,催收记录\n"
        "C1,2026-06-01 10:00,电催,拒绝还款,王,骂人\n"
    )
    assert (file.kind, file.new) == ("contacts", 1)


def test_the_same_contact_twice_is_two_and_the_same_file_twice_is_one(
    run: Import, ledger: Ledger
) -> None:
    line = "C1,2026-06-01 14:05,call,NA,,lin,\n"
    assert run(HEADER + line * 2).new == 2
    again = run(HEADER + line * 2, "copy.csv")
    assert (again.new, again.unchanged) == (0, 2)
    more = run(HEADER + line * 3 + "C1,2026-06-02 14:05,call,NA,,lin,\n", "more.csv")
    assert (more.new, more.unchanged) == (2, 2)
    assert len(told(ledger)) == 4


def test_an_import_of_contacts_is_taken_back(run: Import, ledger: Ledger) -> None:
    run(f"{HEADER}C1,2026-06-01 14:05,call,NA,,,\n")
    undo(Writing(ledger, load(""), "me", NOW), None)
    assert told(ledger) == []
    assert run(f"{HEADER}C1,2026-06-01 14:05,call,NA,,,\n").new == 1


@pytest.mark.parametrize(
    ("line", "column", "rule", "hint"),
    [
        ("C9,2026-06-01,call,NA,,,", "customer_id", "no such customer", "Import"),
        ("C1,2026-06-01,call,NA,L9,,", "loan_id", "no such loan", "leave the cell empty"),
        ("C1,2026-06-01,call,NA,L2,,", "loan_id", "belongs to customer C2", "one of the two"),
        ("C1,2026-06-01,call,NAA,,,", "outcome", "no outcome", "Did you mean NA?"),
        ("C1,2026-07-01,call,NA,,,", "at", "still to come", "was made"),
        ("C1,2026-06-01 25:00,call,NA,,,", "at", "no such time", "14:05"),
        ("C1,2026-06-01,cal,NA,,,", "channel", "no channel", "Did you mean call?"),
        ("C1,,call,NA,,,", "at", "must not be empty", "Fill it in"),
    ],
)
def test_a_wrong_contact_is_named(
    line: str, column: str, rule: str, hint: str, run: Import, ledger: Ledger
) -> None:
    file = run(f"{HEADER}{line}\nC1,2026-06-01 14:05,call,NA,,,\n")
    (problem,) = file.problems
    assert (problem.row, problem.column) == (2, column)
    assert rule in problem.rule
    assert hint in problem.hint
    assert told(ledger) == []
    assert (file.read, file.rejected) == (2, 1)
