"""Every bank statement beside the project is read to its own figures, or refused with a reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bank_files import STATEMENTS
from command import Run

pytestmark = pytest.mark.law
#: What is refused, and a word of the reason; everything else must be read.
REFUSED = {
    "camt_file.csv": "no column that is known",
    "invalid.xml": "no statement of an account",
    "pain.001.001.03.xml": "holds CstmrCdtTrfInitn",
    "htsec__example-htsec-records.xlsx": "a broker's list of trades",
    "betterplace__amount_formats.sta": "no movement (:61:)",
    "betterplace__missing_crlf_at_end.sta": "no movement (:61:)",
    "cmxl__account_balance_credit.sta": "no movement (:61:)",
    "cmxl__account_balance_debit.sta": "no movement (:61:)",
    "cmxl__available_balance.sta": "no movement (:61:)",
    "cmxl__closing_balance.sta": "no movement (:61:)",
    "cmxl__reference.sta": "no movement (:61:)",
    "self-provided__invalid_statement.sta": "",
    "error_message.ofx": "General Server Error",
    "signon_fail.ofx": "invalid identification code",
    "empty.qif": "the file is empty",
    "test_category_inherit.qif": "no movement",
    "test_clear_autoswitch.qif": "no movement",
    "test_nosymbol.qif": "no movement",
    "test_option_autoswitch.qif": "no movement",
    "test_unknown_account_type.qif": "no movement",
}
#: Files with rows that cannot be used, and the value that each names.
REJECTED = {
    "golden__camt053_garbled_amount.xml": "12..34",
    "golden__csv_garbled_amount.csv": "12..34",
    "fail_nice__decimal_error.ofx": "$120",
    "self-provided__raphaelm.sta": "DEM",
}
OPTIONS = {
    "wechat__example-wechat-records.xlsx": ("--sheet", "Sheet1"),
    "bmo__credit__example-bmo-records.csv": ("--sign", "card"),
}


def expected() -> list[dict[str, str]]:
    path = STATEMENTS / "expected.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def read(run: Run) -> Callable[[dict[str, str]], tuple[int, dict[str, Any]]]:
    """Imports a file into a ledger of its own: exit status and what is said of it."""
    run("init", "--currency", "EUR")

    def call(row: dict[str, str]) -> tuple[int, dict[str, Any]]:
        path = STATEMENTS / row["file"]
        options = OPTIONS.get(path.name, ())
        done = run("import", str(path), *options, "--dry-run", "--format", "json", code=None)
        assert done.exit_code in (0, 3), done.stderr
        return done.exit_code, json.loads(done.stdout)["files"][0]

    return call


@pytest.mark.skipif(not expected(), reason="no real files beside the repository")
def test_every_real_statement_is_read_to_its_figures_or_refused_with_a_reason(
    read: Callable[[dict[str, str]], tuple[int, dict[str, Any]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    told, wrong = [], []
    for row in expected():
        status, file = read(row)
        name = Path(row["file"]).name
        fault = _fault(row, name, status, file)
        said = file["problems"][0]["rule"] if file["problems"] else f"{file['read']} lines"
        told.append(f"{fault or 'ok':4} {row['file']}: {said}")
        if fault:
            wrong.append(f"{row['file']}: {fault}")
    with capsys.disabled():
        print("\n" + "\n".join(told))
    assert wrong == []
    assert len(told) == len(expected()) > 80


def _fault(row: dict[str, str], name: str, status: int, file: dict[str, Any]) -> str:
    """What is not as it should be with one file; '' for nothing."""
    rules = [problem["rule"] for problem in file["problems"]]
    if name in REFUSED:
        refused = status == 3 and not file["read"] and rules
        return "" if refused and REFUSED[name] in rules[0] else f"not refused so: {rules}"
    if name in REJECTED:
        values = {problem["value"] for problem in file["problems"]}
        return "" if status == 3 and values == {REJECTED[name]} else f"rejected: {values}"
    if status or rules:
        return f"refused: {rules}"
    return _wrong_figures(row, file) or _wrong_balance(row, file)


def _wrong_figures(row: dict[str, str], file: dict[str, Any]) -> str:
    if row["format"] in ("CSV", "xls", "xlsx"):
        lines = file["read"] + len(file["left_out"]) + 1
        asked = int(row["transactions"] or lines)
        return "" if lines == asked and file["read"] else f"{lines} rows, not {asked}"
    lines = int(row["amounts_read"] if row["format"] == "QIF" else row["transactions"])
    if file["read"] != lines:
        return f"{file['read']} lines, not {lines}"
    for name in ("credit", "debit"):
        total = sum(Decimal(one[name]) for one in file["statement"]["totals"])
        if total != Decimal(row[f"{name}_total"] or 0):
            return f"{name} {total}, not {row[f'{name}_total']}"
    return ""


def _wrong_balance(row: dict[str, str], file: dict[str, Any]) -> str:
    """A statement that is known not to balance is read, with a warning."""
    warned = any("does not balance" in one["rule"] for one in file["warnings"])
    asked = {"True": False, "False": True}.get(row["balance_identity"], warned)
    return "" if warned == asked else f"warned of its balance: {warned}"
