"""Wrong files, one fault each: what is said about them, and that the ledger stays as it was."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import ImportResult
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing
from overdue_cli.domain.errors import MachineFailure, OverdueError, WrongUse
from overdue_cli.ingest.faults import Undecided
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)

BOOK = {
    "customers.csv": "customer_id,name\nC1,Ann\nC2,Bo\nC3,Nobody\n",
    "loans.csv": (
        "loan_id,customer_id,principal,disbursed_on,currency\n"
        "L1,C1,1000,2026-01-01,CNY\nL2,C1,5000,2026-01-01,JPY\nL3,C2,600,2026-01-01,CNY\n"
    ),
    "instalments.csv": (
        "loan_id,seq,due_on,principal,interest\n"
        "L1,1,2026-02-01,500,10\nL1,2,2026-03-01,500,5\nL2,1,2026-02-01,5000,0\n"
    ),
    "transactions.csv": (
        "transaction_id,loan_id,date,amount,type,reverses\n"
        "T1,L1,2026-02-01,510,,\nT2,L1,2026-02-02,100,,\nT3,L1,2026-02-03,100,reversal,T2\n"
    ),
    "invoices.csv": "invoice_id,customer_id,due_on,amount\nI1,C1,2026-02-01,99\n",
}


class Wrong(NamedTuple):
    """A file with a fault, and what must be said of it."""

    name: str
    kind: str
    text: str
    rule: str
    hint: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    encoding: str = "utf-8"
    currency: str = ""
    stops: str = ""


def cases(*, stops: bool) -> list[Any]:
    text = Path(__file__).with_name("wrong_files.toml").read_text(encoding="utf-8")
    found = [Wrong(**case) for case in tomllib.loads(text)["case"]]
    return [pytest.param(w, id=w.name) for w in found if bool(w.stops) == stops]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger without a currency of its own, holding a small book."""
    with create_ledger(tmp_path / "book.db", {"currency": ""}, actor="me", at=AT) as made:
        for name, text in BOOK.items():
            (tmp_path / "book").mkdir(exist_ok=True)
            (tmp_path / "book" / name).write_text(text, encoding="utf-8")
        files = [tmp_path / "book" / name for name in BOOK]
        done = import_files(
            Writing(made, load(""), "me", AT), files, ImportOptions(currency="CNY")
        )
        assert done.written, [file.problems for file in done.files]
        yield made


Import = Callable[..., ImportResult]


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path) -> Import:
    def call(wrong: Wrong, **more: Any) -> ImportResult:
        path = tmp_path / f"{wrong.kind}.csv"
        path.write_bytes(wrong.text.encode(wrong.encoding))
        said = "currency" in wrong.rule or ",currency" in wrong.text
        needs_currency = wrong.kind in ("loans", "invoices") and not said
        currency = wrong.currency or ("CNY" if needs_currency else "")
        options = ImportOptions(**{"currency": currency.replace("none", ""), **more})
        return import_files(Writing(ledger, load(""), "me", AT), [path], options)

    return call


def dump(ledger: Ledger) -> list[str]:
    return list(ledger.conn.iterdump())


@pytest.mark.parametrize("wrong", cases(stops=False))
def test_a_wrong_row_is_named_and_nothing_is_written(
    wrong: Wrong, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    result = run(wrong)
    assert dump(ledger) == before
    assert not result.written
    assert result.journal is None
    (file,) = result.files
    assert file.file.endswith(f"{wrong.kind}.csv")
    assert file.read == file.new + file.changed + file.unchanged + file.rejected
    said = [p for p in file.problems if p.row == wrong.row and p.column == wrong.column]
    assert said, file.problems
    assert said[0].value == wrong.value
    assert wrong.rule in said[0].rule
    assert wrong.hint in said[0].hint
    if file.read:
        assert file.rejected == len({problem.row for problem in file.problems})


@pytest.mark.parametrize("wrong", cases(stops=True))
def test_what_only_the_user_can_tell_stops_the_import(
    wrong: Wrong, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    with pytest.raises(Undecided) as caught:
        run(wrong)
    assert dump(ledger) == before
    assert caught.value.exit_status == 2
    assert caught.value.option == wrong.stops
    problem = caught.value.problem
    assert (problem.row, problem.column, problem.value) == (wrong.row, wrong.column, wrong.value)
    assert wrong.rule in problem.rule
    assert wrong.hint in problem.hint
    assert caught.value.file == f"{wrong.kind}.csv"


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("date_order", "myd", "Use ymd or mdy or dmy."),
        ("decimal", ";", "Use . or ,."),
        ("rate", "promille", "Use percent or fraction or permille or percent-month"),
        ("currency", "RMB", "ISO 4217"),
        ("kind", "loan", "Did you mean loans?"),
        ("encoding", "utf-9", "gb18030"),
    ],
)
def test_an_option_without_such_a_value_is_wrong_use(
    option: str, value: str, hint: str, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    with pytest.raises(WrongUse) as caught:
        run(Wrong("", "customers", "customer_id\nC9\n", ""), **{option: value})
    assert hint in caught.value.hint
    assert dump(ledger) == before


def test_a_file_that_is_not_there_and_a_folder_are_wrong_use(
    ledger: Ledger, tmp_path: Path
) -> None:
    before = dump(ledger)
    for path, said in ((tmp_path / "no.csv", "there is no file"), (tmp_path, "is a folder")):
        with pytest.raises(WrongUse, match=said):
            import_files(Writing(ledger, load(""), "me", AT), [path], ImportOptions())
    assert dump(ledger) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_permission_is_a_failure_of_the_machine(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("customer_id\nC9\n")
    path.chmod(0)
    with pytest.raises(MachineFailure, match="cannot read"):
        import_files(Writing(ledger, load(""), "me", AT), [path], ImportOptions())


def test_a_read_only_ledger_is_a_failure_of_the_machine(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("customer_id\nC9\n")
    ledger.writable = False
    with pytest.raises(OverdueError) as caught:
        import_files(Writing(ledger, load(""), "me", AT), [path], ImportOptions())
    assert caught.value.exit_status == 1


def test_a_file_that_cannot_be_read_keeps_those_that_rest_on_it_waiting(
    ledger: Ledger, tmp_path: Path
) -> None:
    loans, payments = tmp_path / "l.csv", tmp_path / "t.csv"
    loans.write_text('loan_id,customer_id,principal,disbursed_on\nA,"C1,1,2026-01-01\n')
    payments.write_text(
        "transaction_id,loan_id,customer_id,date,amount,type,reverses\nA,A,,2026-02-01,5,,\n"
    )
    options = ImportOptions(accept_good=True, currency="CNY")
    result = import_files(Writing(ledger, load(""), "me", AT), [payments, loans], options)
    assert not result.written
    assert "l.csv cannot be read" in result.files[0].problems[0].rule
