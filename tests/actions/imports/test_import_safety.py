"""What keeps an import safe: rows that look alike are said, batches are listed and taken back."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from command import overdue

LOANS = (
    "loan_id,customer_id,principal,disbursed_on\nL1,C1,100,2026-01-01\nL2,C1,100,2026-01-01\n"
    "L3,C2,100,2026-01-01\n"
)
PAYMENTS = (
    "transaction_id,loan_id,date,amount\nT1,L1,2026-02-01,10\nT2,L1,2026-02-01,10\n"
    "T3,L3,2026-02-01,10\nT4,L1,2026-02-02,10\n"
)

run = partial(overdue, code=None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30")
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    assert run("init", "--currency", "CNY").exit_code == 0
    (tmp_path / "loans.csv").write_text(LOANS)
    (tmp_path / "payments.csv").write_text(PAYMENTS)
    return tmp_path


def test_rows_that_look_alike_are_said_and_all_of_them_kept(folder: Path) -> None:
    done = run("import", "loans.csv", "payments.csv", "--format", "json")
    assert done.exit_code == 0
    loans, payments = json.loads(done.stdout)["files"]
    assert [(w["row"], w["value"]) for w in loans["warnings"]] == [(0, ""), (3, "L2")]
    assert "neither terms nor instalments" in loans["warnings"][0]["rule"]
    assert "looks like row 2 (L1)" in loans["warnings"][1]["rule"]
    assert [(w["row"], w["value"]) for w in payments["warnings"]] == [(3, "T2")]
    assert "looks like row 2 (T1)" in payments["warnings"][0]["rule"]
    assert (loans["new"], payments["new"]) == (3, 4)


def test_a_payment_that_looks_like_one_of_the_ledger_is_said(folder: Path) -> None:
    run("import", "loans.csv", "payments.csv")
    (folder / "more.csv").write_text("transaction_id,loan_id,date,amount\nX1,L3,2026-02-01,10\n")
    done = run("import", "more.csv")
    assert "more.csv:2:" in done.stderr
    assert "looks like T3 in the ledger: same amount and date, another id" in done.stderr


def test_imports_are_listed_with_what_became_of_them(folder: Path) -> None:
    run("import", "loans.csv", "payments.csv")
    run("undo")
    run("import", "loans.csv")
    rows = json.loads(run("imports", "--format", "json").stdout)["rows"]
    assert [(r["journal"], r["file"], r["kind"], r["new"], r["undone_by"]) for r in rows] == [
        (4, "loans.csv", "loans", 3, None),
        (2, "loans.csv", "loans", 3, 3),
        (2, "payments.csv", "transactions", 4, 3),
    ]
    assert len(rows[0]["sha256"]) == 64


def test_an_undone_import_leaves_the_facts_as_they_were(folder: Path) -> None:
    run("import", "loans.csv")
    before = run("show", "L1", "--format", "json").stdout
    run("import", "payments.csv")
    assert run("show", "L1", "--format", "json").stdout != before
    assert run("undo").exit_code == 0
    assert run("show", "L1", "--format", "json").stdout == before
    assert run("check").exit_code == 0


def test_an_import_on_which_a_call_rests_is_not_taken_back(folder: Path) -> None:
    run("import", "loans.csv")
    assert run("log-call", "C1", "--outcome", "NA").exit_code == 0
    refused = run("undo", "2")
    assert refused.exit_code == 6
    assert "a contact with one of its customers" in refused.stderr


def test_the_standard_input_is_a_file(folder: Path) -> None:
    done = run("import", "-", "--as", "loans", stdin=LOANS)
    assert done.exit_code == 0, done.stderr
    assert "stdin" in done.stdout


STRANGE = (
    "Vertragsnr;Kundennr;Darlehensbetrag;Auszahlung am;Bemerkung\nA1;K1;1.500,00;31.01.2026;x\n"
)


def test_a_map_names_columns_and_is_remembered_by_the_header(folder: Path) -> None:
    (folder / "buch.csv").write_text(STRANGE)
    assert run("import", "buch.csv").exit_code == 3
    assert run("import", "buch.csv", "--guess", "--as", "loans").exit_code == 0
    written = (folder / "buch.csv.map.toml").read_text(encoding="utf-8")
    assert '"Vertragsnr" = "loan_id"' in written
    assert '"Auszahlung am" = ""  # not known' in written
    (folder / "my.toml").write_text(
        'kind = "loans"\n[columns]\n"Vertragsnr" = "loan_id"\n"Kundennr" = "customer_id"\n'
        '"Darlehensbetrag" = "principal"\n"Auszahlung am" = "disbursed_on"\n"Bemerkung" = ""\n'
    )
    done = run("import", "buch.csv", "--map", "my.toml")
    assert done.exit_code == 0, done.stderr
    assert "not used: Bemerkung" in done.stderr
    loan = json.loads(run("show", "A1", "--format", "json").stdout)
    assert (loan["customer_id"], loan["currency"]) == ("K1", "CNY")
    (folder / "next.csv").write_text(STRANGE.replace("A1;K1", "A2;K1"))
    assert run("import", "next.csv").exit_code == 0
    assert "Nothing new" in run("import", "next.csv").stderr
    assert run("show", "A2").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind = ", "is not a map of columns"),
        ('kind = "loan"\n[columns]\n', "names no kind"),
        ('kind = "loans"\n[columns]\n"A" = "loan_ids"\n', "Did you mean loan_id?"),
    ],
)
def test_a_map_that_cannot_be_used_is_named(text: str, said: str, folder: Path) -> None:
    (folder / "my.toml").write_text(text)
    refused = run("import", "loans.csv", "--map", "my.toml")
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_a_row_is_told_step_by_step_and_nothing_is_written(folder: Path) -> None:
    (folder / "l.csv").write_text(
        "借据号,客户编号,贷款金额(万元),放款日期,鞋码\n0001,C1,1.5,2026年1月31日,44\nB,C1,x,1,\n",
        encoding="utf-8",
    )
    told = json.loads(run("import", "l.csv", "--explain", "2", "--format", "json").stdout)
    assert (told["kind"], told["state"]) == ("loans", "new")
    steps = {step["header"]: step for step in told["rows"]}
    assert steps["借据号"]["value"] == steps["借据号"]["stored"] == "0001"
    assert "in units of 10,000" in steps["贷款金额(万元)"]["how"]
    assert (steps["贷款金额(万元)"]["value"], steps["贷款金额(万元)"]["stored"]) == (
        150_000_000,
        1_500_000,
    )
    assert steps["放款日期"]["stored"] == "2026-01-31"
    assert steps["鞋码"]["how"] == "not used"
    bad = run("import", "l.csv", "--explain", "3")
    assert "a number has no letters" in bad.stdout
    assert run("import", "l.csv", "--explain", "9").exit_code == 2
    assert json.loads(run("imports", "--format", "json").stdout)["rows"] == []


INVOICES = "invoice_id,customer_id,due_on,amount"
BESIDE = [
    (INVOICES, "A,C1,2026-04-15,5", "A,C1,soon,5", "B,C2,2026-04-15,7"),
    (LOANS.split("\n")[0], "A,C1,5,2026-04-15", "A,C1,5,soon", "B,C2,7,2026-04-15"),
    ("customer_id,name,language", "A,Ann,zh", "A,Ann,12", "B,Bo,zh"),
    (PAYMENTS.split("\n")[0], "A,L1,2026-04-15,5", "A,L1,soon,5", "B,L2,2026-04-15,7"),
]


@pytest.mark.parametrize(("header", "good", "bad", "fine"), BESIDE)
def test_a_row_beside_a_rejected_one_of_the_same_id_is_rejected_and_not_lost(
    folder: Path, header: str, good: str, bad: str, fine: str
) -> None:
    """Which of the two is right cannot be known; both go to the rejects."""
    run("import", "loans.csv")
    (folder / "f.csv").write_text("\n".join((header, bad, good, fine, "")))
    for new in (1, 0):
        done = run("import", "f.csv", "--accept-good", "--format", "json")
        assert done.exit_code == 3
        (file,) = json.loads(done.stdout)["files"]
        assert (file["read"], file["new"], file["rejected"]) == (3, new, 2)
        assert "row 2 has the same" in next(p["rule"] for p in file["problems"] if p["row"] == 3)
        rejects = (folder / "f.csv.rejects.csv").read_text()
        assert good in rejects
        assert bad in rejects


def test_an_invoice_is_kept_though_another_file_has_a_bad_row_of_its_id(folder: Path) -> None:
    header = f"{INVOICES}\n"
    (folder / "a.csv").write_text(header + "A,C1,soon,5\n")
    (folder / "b.csv").write_text(header + "A,C1,2026-04-15,5\n")
    done = run("import", "a.csv", "b.csv", "--accept-good", "--format", "json")
    assert [(file["new"], file["rejected"]) for file in json.loads(done.stdout)["files"]] == [
        (0, 1),
        (1, 0),
    ]
    assert run("show", "A").exit_code == 0
