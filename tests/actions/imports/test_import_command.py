"""``overdue import`` as it is typed: exit status, what is said where, and json."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from command import overdue

LOANS = "loan_id,customer_id,principal,disbursed_on,shoe size\n"

run = partial(overdue, code=None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30")
    for name in ("OVERDUE_DB", "OVERDUE_POLICY"):
        monkeypatch.delenv(name, raising=False)
    assert run("init", "--currency", "CNY").exit_code == 0
    return tmp_path


def test_success_says_what_was_done_and_how_to_take_it_back(folder: Path) -> None:
    (folder / "loans.csv").write_text(LOANS + "A,C,100,2026-01-01,44\n")
    result = run("import", "loans.csv")
    assert result.exit_code == 0
    assert "overdue undo 2" in result.stderr
    assert "not used: shoe size" in result.stderr
    told = json.loads(run("import", "loans.csv", "--format", "json").stdout)
    assert (told["journal"], told["files"][0]["unchanged"]) == (None, 1)


def test_a_rejected_row_is_told_with_its_place_and_stops_the_import(folder: Path) -> None:
    (folder / "loans.csv").write_text(LOANS + "A,C,1OO,2026-01-01,44\n")
    result = run("import", "loans.csv", "--format", "json")
    assert result.exit_code == 3
    assert "loans.csv:2: column 'principal' value '1OO': a number has no letters." in result.stderr
    told = json.loads(result.stdout)
    assert (told["written"], told["journal"]) == (False, None)
    (file,) = told["files"]
    assert {name: file[name] for name in ("read", "new", "changed", "unchanged", "rejected")} == {
        "read": 1, "new": 0, "changed": 0, "unchanged": 0, "rejected": 1,
    }  # fmt: skip
    assert file["problems"] == [
        {
            "row": 2,
            "column": "principal",
            "value": "1OO",
            "rule": "a number has no letters",
            "hint": "Keep the number alone in the cell.",
        }
    ]
    assert len(file["sha256"]) == 64


def test_good_rows_are_kept_when_asked(folder: Path) -> None:
    (folder / "loans.csv").write_text(LOANS + "A,C,1OO,2026-01-01,\nB,C,100,2026-01-01,\n")
    result = run("import", "loans.csv", "--accept-good")
    assert result.exit_code == 3
    assert "loans.csv.rejects.csv" in result.stderr
    assert "overdue undo 2" in result.stderr
    assert (folder / "loans.csv.rejects.csv").exists()


@pytest.mark.parametrize(
    ("content", "args", "code", "said"),
    [
        (LOANS + "A,C,1,1/2/2026,\n", (), 2, "--date-order mdy or --date-order dmy"),
        (LOANS + "A,C,1,1/2/2026,\n", ("--date-order", "myd"), 2, "Use ymd or mdy or dmy."),
        ("", (), 3, "the file is empty"),
        (LOANS + "A,C,1,2026-01-01,\n", ("--dry-run",), 0, "nothing was written"),
    ],
)
def test_exit_status(
    content: str, args: tuple[str, ...], code: int, said: str, folder: Path
) -> None:
    (folder / "loans.csv").write_text(content)
    result = run("import", "loans.csv", *args)
    assert result.exit_code == code, result.stderr
    assert said in result.stderr


def test_a_missing_file_and_a_missing_ledger(folder: Path) -> None:
    assert run("import", "no.csv").exit_code == 2
    (folder / "overdue.db").unlink()
    result = run("import", "no.csv")
    assert result.exit_code == 2
    assert "overdue init" in result.stderr


def test_what_is_not_used_is_told_with_what_it_is(folder: Path) -> None:
    (folder / "f.csv").write_text(
        "Rechnungsnummer,Kunde,Fällig am,Betrag,MwSt,Farbe\nR-1,Ana,2026-06-01,119.00,19.00,rot\n",
        encoding="utf-8",
    )
    done = run("import", "f.csv", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["ignored"], file["details"]) == (["MwSt", "Farbe"], {"MwSt": "tax"})
    assert "not used: MwSt (tax), Farbe" in done.stderr


def test_what_a_bank_list_tells_beside_its_lines_is_named_too(folder: Path) -> None:
    (folder / "b.csv").write_text(
        "Date,Description,Amount,Balance,Exchange rate\n2026-06-01,ACME,5.00,5.00,7.1\n"
        "2026-06-02,Bob,7.00,12.00,7.1\n"
    )
    done = run("import", "b.csv", "--as", "statement", "--account", "A1", "--format", "json")
    assert json.loads(done.stdout)["files"][0]["details"] == {"Exchange rate": "an exchange rate"}


def test_what_the_customer_did_not_pay_is_named_so(folder: Path) -> None:
    (folder / "p.csv").write_text(
        "Date,Description,Amount,Fee,Net\n2026-06-01,x,100.00,1.50,98.50\n"
    )
    done = run("import", "p.csv", "--as", "statement", "--account", "A", "--format", "json")
    details = json.loads(done.stdout)["files"][0]["details"]
    assert details == dict.fromkeys(("Fee", "Net"), "no part of a payment")
