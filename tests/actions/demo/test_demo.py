"""The demo ledger is always the same and agrees with itself; the example files import."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from command import Result, Run
from command import overdue as typed
from overdue_cli.actions.demo.book import COLUMNS
from overdue_cli.ingest.headers.kinds import KINDS
from places import EXAMPLES

pytestmark = pytest.mark.law
STAGES = {"reminder", "phone", "message", "visit", "legal"}


def _invoke(folder: Path, *args: str, code: int = 0, now: str = "") -> Result:
    db = () if "--db" in args else ("--db", str(folder / "overdue.db"))
    return typed(*db, *args, code=code, now=now)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the default demo, which is only read; ``fresh.db`` was never opened."""
    folder = tmp_path_factory.mktemp("demo")
    _invoke(folder, "demo")
    shutil.copy(folder / "overdue.db", folder / "fresh.db")
    return folder


@pytest.fixture
def overdue(made: Path) -> Run:
    """``overdue("queue", "--stage", "phone")`` on the default demo, which is only read."""
    return lambda *args, **options: _invoke(made, *args, **options)


def rows(result: Result) -> list[dict[str, Any]]:
    return list(json.loads(result.stdout)["rows"])


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        return list(conn.iterdump())


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "overdue.db")) as conn:
        return conn.execute(query).fetchall()


@pytest.mark.parametrize("now", ["", "2026-06-30T09:15:00+08:00", "2031-01-01"])
def test_two_demos_have_the_same_content_whatever_the_clock(
    made: Path, tmp_path: Path, now: str
) -> None:
    _invoke(tmp_path, "demo", now=now)
    assert dump(tmp_path / "overdue.db") == dump(made / "fresh.db")


def test_a_larger_demo_begins_with_the_same_customers(made: Path, tmp_path: Path) -> None:
    query = "SELECT name, phone, loan_id, principal FROM customer JOIN loan USING (customer_id)"
    _invoke(tmp_path, "demo", "--customers", "150")
    assert set(ask(tmp_path, query)) > set(ask(made, query))


def test_every_stage_has_customers_and_most_customers_are_on_none_or_only_reminded(
    overdue: Run,
) -> None:
    stages = [row["stage"] for row in rows(overdue("queue", "--format", "json"))]
    assert set(stages) == STAGES
    assert 120 - len(stages) + stages.count("reminder") > 60
    assert min(stages.count("phone"), stages.count("message")) >= 5


def test_reading_it_writes_nothing(made: Path, overdue: Run) -> None:
    overdue("queue")
    overdue("report", "aging")
    assert dump(made / "overdue.db") == dump(made / "fresh.db")


def test_it_lives_on_its_own_day(overdue: Run) -> None:
    assert json.loads(overdue("queue", "--format", "json").stdout)["as_of"] == "2026-06-30"


def test_the_aged_debt_ties_and_no_bucket_of_its_own_currency_is_empty(overdue: Run) -> None:
    report = json.loads(overdue("report", "aging", "--format", "json").stdout)
    assert all(one["ties"] for one in report["currencies"])
    own = next(one for one in report["currencies"] if one["currency"] == "CNY")
    assert all(row["items"] > 0 for row in own["rows"])
    assert {one["currency"] for one in report["currencies"]} == {"CNY", "EUR", "JPY", "USD"}


@pytest.mark.parametrize("customers", ["1", "2", "7", "120", "400"])
def test_a_demo_of_any_size_agrees_with_itself(tmp_path: Path, customers: str) -> None:
    _invoke(tmp_path, "demo", "--customers", customers)
    assert _invoke(tmp_path, "check").stdout == ""
    assert ask(tmp_path, "SELECT count(*) FROM customer") == [(int(customers),)]


def test_the_journal_is_in_the_order_of_time_and_begins_in_june(made: Path) -> None:
    moments = [row[0] for row in ask(made, "SELECT at FROM journal ORDER BY journal_id")]
    assert moments == sorted(moments)
    assert moments[0] == "2026-06-01T07:30:00+08:00"
    assert moments[-1].startswith("2026-06-30")


def test_imports_are_by_the_demo_and_contacts_by_the_officers(made: Path) -> None:
    actors = dict(
        ask(made, "SELECT command, group_concat(DISTINCT actor) FROM journal GROUP BY 1")
    )
    assert actors["import"] == "demo"
    assert set(actors["log-call"].split(",")) == {"chen", "lin", "novak", "haddad"}


def test_an_actor_can_be_named(tmp_path: Path) -> None:
    _invoke(tmp_path, "demo", "--customers", "1", "--actor", "kim")
    assert ask(tmp_path, "SELECT actor FROM journal LIMIT 2") == [("kim",), ("kim",)]


def test_the_name_with_brackets_prints_as_it_is(overdue: Run) -> None:
    assert "Jo [jr] Lee [/b]" in overdue("show", "000003").stdout
    assert "=1+1 Trading Ltd" in overdue("show", "C-0004").stdout


SHOWN = {
    "a customer with three loans": "SELECT 1 FROM loan GROUP BY customer_id, kind "
    "HAVING kind = 'loan' AND count(*) = 3",
    "one who owes in several currencies": "SELECT 1 FROM position WHERE overdue > 0 "
    "GROUP BY customer_id HAVING count(DISTINCT currency) > 1",
    "a returned payment": "SELECT 1 FROM entry WHERE kind = 'reversal'",
    "a fee": "SELECT 1 FROM entry WHERE kind = 'fee'",
    "a disputed invoice": "SELECT 1 FROM loan WHERE disputed = 1 AND kind = 'invoice'",
    "a credit note": "SELECT 1 FROM loan WHERE kind = 'credit_note'",
    "an overpaid loan": "SELECT 1 FROM position JOIN loan USING (loan_id) "
    "WHERE status = 'overpaid' AND kind = 'loan'",
    "a closed loan": "SELECT 1 FROM position WHERE status = 'closed'",
    "an imported schedule": "SELECT 1 FROM plan WHERE source = 'file'",
    "a part payment": "SELECT 1 FROM open_item o JOIN instalment i USING (loan_id, seq) "
    "WHERE o.amount < i.principal + i.interest",
    "a weekly loan": "SELECT 1 FROM loan WHERE unit = 'weeks'",
    "an id with leading zeros": "SELECT 1 FROM customer WHERE customer_id LIKE '00%'",
    "a call-back due in the morning": "SELECT 1 FROM contact "
    "WHERE callback_utc BETWEEN '2026-06-30T00' AND '2026-06-30T02'",
    "a call-back tomorrow": "SELECT 1 FROM contact WHERE callback_at LIKE '2026-07-01%'",
    "a call of today": "SELECT 1 FROM contact WHERE channel = 'call' AND at LIKE '2026-06-30%'",
    "a promise due today": "SELECT 1 FROM promise WHERE due_on = '2026-06-30'",
    "a pending promise": "SELECT 1 FROM promise WHERE due_on > '2026-06-30'",
    "a kept promise": "SELECT 1 FROM promise p JOIN entry e USING (loan_id) "
    "WHERE e.kind = 'repayment' AND e.amount = p.amount "
    "AND e.value_on BETWEEN p.made_on AND p.due_on",
    "a broken promise": "SELECT 1 FROM promise p WHERE due_on < '2026-06-27' AND NOT EXISTS "
    "(SELECT 1 FROM entry e WHERE e.loan_id = p.loan_id AND e.value_on >= p.made_on)",
    "a changed officer": "SELECT 1 FROM assignment JOIN loan l USING (customer_id) "
    "WHERE l.officer NOT IN ('', assignment.officer)",
    "penalty interest on a late loan": "SELECT 1 FROM position JOIN loan USING (loan_id) "
    "WHERE penalty_rate IS NOT NULL AND overdue > 0",
    "a visit": "SELECT 1 FROM contact WHERE channel = 'visit' AND outcome = 'MET'",
}


@pytest.mark.parametrize("what", list(SHOWN))
def test_it_shows(made: Path, what: str) -> None:
    assert ask(made, SHOWN[what])


def test_the_methods_of_lending_are_all_there(made: Path) -> None:
    methods = {row[0] for row in ask(made, "SELECT DISTINCT method FROM loan")}
    assert methods >= {"annuity", "equal_principal", "interest_only", "flat", "bullet", "invoice"}


def test_contacts_stay_few_however_many_customers(tmp_path: Path) -> None:
    _invoke(tmp_path, "demo", "--customers", "600")
    assert ask(tmp_path, "SELECT count(DISTINCT customer_id) FROM contact")[0][0] <= 60


def test_what_it_tells_to_try_works_with_the_ids_it_names(made: Path, tmp_path: Path) -> None:
    told = _invoke(tmp_path, "demo").stdout
    commands = [
        shlex.split(line.split("  ")[1])[1:]
        for line in told.splitlines()
        if line.startswith("  overdue ") and "my.db" not in line
    ]
    assert [command[0] for command in commands] == ["queue", "show", "log-call", "report"]
    for command in commands:
        _invoke(tmp_path, *command)


def test_what_it_tells_names_the_ledger_where_it_is_not_the_usual_one(tmp_path: Path) -> None:
    path = str(tmp_path / "an other.db")
    told = _invoke(tmp_path, "demo", "--customers", "1", "--db", path).stdout
    assert f"overdue queue --stage phone --db '{path}'" in told


def test_an_existing_file_stays_without_yes(tmp_path: Path) -> None:
    (tmp_path / "overdue.db").write_bytes(b"mine")
    result = _invoke(tmp_path, "demo", code=2)
    assert "exists already" in result.stderr
    assert "--yes" in result.stderr
    assert (tmp_path / "overdue.db").read_bytes() == b"mine"


def test_yes_replaces_a_ledger_and_its_side_files(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "overdue.db"
    _invoke(tmp_path, "init")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).write_bytes(b"")
    _invoke(tmp_path, "demo", "--yes")
    assert dump(path) == dump(made / "fresh.db")
    assert [one.name for one in tmp_path.iterdir()] == ["overdue.db"]


def test_yes_does_not_replace_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "overdue.db").write_bytes(b"my letters, of more than sixteen bytes")
    assert "is not a ledger" in _invoke(tmp_path, "demo", "--yes", code=2).stderr


@pytest.mark.parametrize("customers", ["0", "-1", "200001"])
def test_a_number_out_of_range_is_wrong_use(tmp_path: Path, customers: str) -> None:
    assert "1 to 200,000" in _invoke(tmp_path, "demo", "--customers", customers, code=2).stderr
    assert not list(tmp_path.iterdir())


def test_its_files_have_columns_that_the_import_knows() -> None:
    for kind, columns in COLUMNS.items():
        known = KINDS["transactions" if kind == "payments" else kind]
        assert set(columns) <= {field.name for field in known.fields}


def _documented() -> list[list[str]]:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    blocks = text.split("```console\n")[1:]
    lines = [line for block in blocks for line in block.split("```")[0].splitlines()]
    return [shlex.split(line)[1:] for line in lines]


def test_every_command_of_the_examples_does_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    commands = _documented()
    assert len(commands) > 8
    for command in commands:
        _invoke(tmp_path, *command, code=3 if "loans-with-mistakes.csv" in command else 0)
    assert (tmp_path / "loans-with-mistakes.csv.rejects.csv").exists()


def test_every_example_file_is_in_its_readme() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in EXAMPLES.glob("*.csv")}
    assert {name for name in files if f"| `{name}` |" in text} == files


def test_the_examples_tie_and_agree_with_themselves(tmp_path: Path) -> None:
    files = [str(p) for p in sorted(EXAMPLES.glob("*.csv")) if "mistakes" not in p.name]
    _invoke(tmp_path, "init", "--currency", "CNY")
    _invoke(tmp_path, "import", *files, "--list", "complete", "--as-of", "2026-06-30")
    _invoke(tmp_path, "report", "aging", "--as-of", "2026-06-30")
    _invoke(tmp_path, "check")


def test_the_file_with_mistakes_names_each_of_them(tmp_path: Path) -> None:
    _invoke(tmp_path, "init", "--currency", "CNY")
    path = str(EXAMPLES / "loans-with-mistakes.csv")
    result = _invoke(tmp_path, "import", path, "--format", "json", code=3)
    told = json.loads(result.stdout)
    assert told["written"] is False
    assert [problem["row"] for problem in told["files"][0]["problems"]] == list(range(3, 12))
