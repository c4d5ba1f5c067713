"""``overdue enter``: one entry of any kind by hand, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

TODAY = "2026-06-30T09:00"
LOANS = """loan_id,customer_id,principal,disbursed_on,product
L1,C1,1000,2026-01-15,late
L2,C2,500,2026-01-15,
"""
PLAN = """loan_id,seq,due_on,principal,interest,fee
L1,1,2026-02-15,500,20,5
L1,2,2026-08-15,500,10,0
L2,1,2026-12-15,500,0,0
"""
PAYMENTS = """transaction_id,loan_id,date,amount,type,due_on
T1,L1,2026-02-15,100,,
F1,L1,2026-03-01,30,fee,2026-03-10
"""
POLICY = """name = "own"
[product.late]
penalty_rate = "18"
"""


@pytest.fixture
def book(run, monkeypatch):
    monkeypatch.setenv("OVERDUE_NOW", TODAY)
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    for name, text in {"l": LOANS, "p": PLAN, "t": PAYMENTS}.items():
        Path(f"{name}.csv").write_text(text)
    Path("own.toml").write_text(POLICY)
    run("init", "--currency", "CNY")
    run("import", "l.csv", "p.csv", "t.csv")


@pytest.fixture
def loan(data, book):
    def call(name="L1", **options):
        return data("show", name, **options)

    return call


def test_a_fee_has_its_due_date_and_its_remark(run, loan):
    said = run(
        "enter", "L1", "fee", "25", "--due", "2026-08-20", "--note", "debit returned"
    ).stdout
    assert said.startswith("Entered fee due 2026-08-20: CNY 25.00 on L1, value date 2026-06-30 [")
    shown = loan()
    assert [i["fee"] for i in shown["instalments"]] == ["5.00", "30.00", "25.00"]
    assert shown["transactions"][-1]["note"] == "debit returned"


def test_a_penalty_is_due_at_once(run, loan):
    run("enter", "L1", "penalty", "7")
    assert loan()["outstanding"]["penalty"] == "7.00"


@pytest.mark.parametrize("kind", ["goodwill", "merchant_refund", "payout-refund", "proceeds"])
def test_a_credit_is_allocated_like_money(run, loan, kind):
    before = loan()["outstanding"]["total"]
    run("enter", "L2", kind, "100")
    after = loan("L2")
    assert after["transactions"][-1]["type"] == kind.replace("-", "_")
    assert after["transactions"][-1]["allocated"]["principal"] == "100.00"
    assert loan()["outstanding"]["total"] == before


def test_a_waiver_forgives_the_named_components_only(run, loan):
    run("enter", "L1", "waiver", "8", "--components", "interest")
    taken = loan()["transactions"][-1]
    assert taken["allocated"] == {
        "penalty": "0.00",
        "fee": "0.00",
        "interest": "8.00",
        "principal": "0.00",
        "credit": "0.00",
    }


def test_all_of_a_component_is_what_is_owed_of_it_on_the_day_penalty_too(run, loan):
    accrued = loan()["penalty_accrued"]
    assert accrued != "0.00"
    said = run("enter", "L1", "waiver", "all", "--components", "penalty, fee").stdout
    owed = float(accrued) + 30
    assert f"Entered waiver of penalty, fee: CNY {owed:.2f} on L1" in said
    shown = loan()
    assert (shown["outstanding"]["fee"], shown["outstanding"]["penalty"]) == ("0.00", "0.00")
    assert shown["penalty_accrued"] == "0.00"
    assert shown["credit"] == "0.00"


def test_a_credit_can_be_paid_out_and_no_more_than_it(run, loan):
    run("pay", "L2", "540")
    assert loan("L2")["credit"] == "40.00"
    said = run("enter", "L2", "credit_refund", "40.01", code=6).stderr
    assert "credit refund on 2026-06-30: at most CNY 40.00" in said
    run("enter", "L2", "credit_refund", "all")
    assert (loan("L2")["credit"], loan("L2")["status"]) == ("0.00", "closed")
    assert "the loan has no credit" in run("enter", "L2", "credit_refund", "1", code=6).stderr


def test_a_write_off_and_what_is_recovered_of_it(run, loan):
    assert (
        "nothing of the loan is written off" in run("enter", "L2", "recovery", "5", code=6).stderr
    )
    run("enter", "L2", "write_off", "all")
    assert (loan("L2")["status"], loan("L2")["outstanding"]["total"]) == ("written_off", "0.00")
    run("enter", "L2", "recovery", "120", "--channel", "court")
    assert loan("L2")["transactions"][-1]["allocated"]["principal"] == "120.00"
    run("enter", "L2", "recovery", "380.01")
    assert (loan("L2")["status"], loan("L2")["credit"]) == ("overpaid", "0.01")
    assert "everything is recovered" in run("enter", "L2", "recovery", "all", code=6).stderr


def test_a_reversal_takes_back_what_is_left_of_its_target(run, loan):
    before = loan()
    run("enter", "L1", "reversal", "40", "--reverses", "T1")
    said = run("enter", "L1", "reversal", "60.01", "--reverses", "T1", code=6).stderr
    assert "reversal on 2026-06-30: at most CNY 60.00" in said
    run("enter", "L1", "reversal", "all", "--reverses", "T1")
    assert loan()["transactions"][0]["reversed"] is True
    again = run("enter", "L1", "reversal", "all", "--reverses", "T1", code=6).stderr
    assert "this is taken back already" in again
    run("undo")
    run("undo")
    assert loan() == before


def test_an_entry_without_an_id_of_its_own_is_named_as_show_prints_it(run, loan):
    run("pay", "L2", "50")
    name = loan("L2")["transactions"][-1]["transaction_id"]
    assert name.startswith("#")
    run("enter", "L2", "reversal", "all", "--reverses", name)
    assert loan("L2")["outstanding"]["total"] == "500.00"


def test_a_chargeback_puts_new_debt_on_its_day(run, loan):
    run("enter", "L1", "chargeback", "all", "--reverses", "T1", "--on", "2026-06-01")
    assert [i["due_on"] for i in loan()["instalments"]].count("2026-06-01") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("L9 fee 5", 2, "no customer or loan 'L9'"),
        ("L1 fees 5", 2, "Did you mean fee?"),
        ("L1 disbursement 5", 2, "unknown kind of entry 'disbursement'"),
        ("L1 fee 5.005", 2, "CNY has 2 digits after the decimal mark"),
        ("L1 fee 0", 2, "an entry must be above zero"),
        ("L1 fee all", 2, "the amount of a fee is not 'all'"),
        ("L1 fee 5 --on 2026-07-01", 2, "which is still to come"),
        ("L1 fee 5 --on 2026-01-14", 2, "before the loan began on 2026-01-15"),
        ("L1 waiver 5 --due 2026-07-01", 2, "a waiver has no due date"),
        ("L1 fee 5 --components fee", 2, "goes to components by the loan's order"),
        ("L1 waiver 5 --components interst", 2, "Did you mean interest?"),
        ("L1 waiver 5 --reverses T1", 2, "a waiver takes nothing back"),
        ("L1 reversal 5", 2, "a reversal names what it takes back"),
        ("L1 reversal 5 --reverses T9", 2, "there is no transaction 'T9'"),
        ("L2 reversal 5 --reverses T1", 2, "it is on L1"),
        (
            "L1 reversal 5 --reverses T1 --on 2026-02-14",
            2,
            "before what it takes back (2026-02-15)",
        ),
        ("L1 chargeback 5 --reverses F1", 6, "a fee cannot be taken back by a chargeback"),
        ("L1 waiver 99 --components interest", 6, "waiver on 2026-06-30: at most CNY"),
        ("L2 waiver 1 --components fee", 6, "nothing of that is owed"),
        ("L2 write_off 500.01", 6, "write-off on 2026-06-30: at most CNY 500.00"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(run, book, words, code, said):
    done = run("enter", *words.split(), code=code)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert run("undo", "3", code=2).stderr.startswith("overdue: there is no journal entry 3")


def test_each_entry_is_one_journal_line_and_can_be_taken_back(run, data, loan):
    before = loan()
    kinds = ("fee", "penalty", "goodwill", "waiver", "write_off")
    for kind in kinds:
        run("enter", "L1", kind, "3")
    run("check")
    for _ in kinds:
        run("undo")
    assert loan() == before
    run("check")


def file(*rows: str) -> str:
    head = "transaction_id,loan_id,date,amount,type,components"
    Path("w.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return "w.csv"


def test_a_file_names_what_a_waiver_and_a_write_off_cover(run, data, loan):
    run(
        "import",
        file("W1,L1,2026-06-30,35,减免,利息 费用", "W2,L1,2026-06-30,90,write_off,principal"),
    )
    first, second = loan()["transactions"][-2:]
    assert (first["allocated"]["interest"], first["allocated"]["fee"]) == ("10.00", "25.00")
    assert second["allocated"]["principal"] == "90.00"
    again = data("import", file("W1,L1,2026-06-30,35,waiver,interest fee"))
    assert again["files"][0]["unchanged"] == 1
    other = data("import", file("W1,L1,2026-06-30,35,waiver,fee interest"))
    assert other["files"][0]["changed"] == 1
    run("check")


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("W1,L1,2026-06-30,5,waiver,intrest", "components", "Did you mean interest?"),
        ("W1,L1,2026-06-30,5,,interest", "components", "a repayment goes to components by"),
        ("W1,L1,2026-06-30,5,opening,fee interest", "components", "is of one component"),
        ("W1,L2,2026-06-30,5,waiver,fee", "amount", "nothing of that is owed on 2026-06-30"),
        ("W1,L1,2026-06-30,99,waiver,interest", "amount", "at most CNY 10.00 of that is owed"),
        ("W1,L2,2026-06-30,501,write_off,", "amount", "at most CNY 500.00 of that is owed"),
    ],
)
def test_a_waiver_that_cannot_be_is_a_rejected_row(run, loan, row, column, said):
    done = run("import", file(row), code=3)
    assert f"w.csv:2: column '{column}'" in done.stderr
    assert said in done.stderr


def test_good_rows_beside_a_waiver_above_the_debt_are_kept(run, loan):
    rows = ("W1,L1,2026-06-30,99,waiver,interest", "W2,L1,2026-06-30,10,waiver,interest")
    run("import", file("P1,L1,2026-06-30,10,,", *rows), "--accept-good", code=3)
    names = [t["transaction_id"] for t in loan()["transactions"]]
    assert names == ["T1", "F1", "P1", "W2"]
    run("check")


def test_a_rejected_correction_leaves_what_was_there(run, loan):
    run("import", file("W1,L1,2026-06-30,8,waiver,interest", "W2,L1,2026-06-30,30,waiver,fee"))
    Path("r.csv").write_text(
        "transaction_id,loan_id,date,amount,type,reverses\nR1,L1,2026-06-30,3,reversal,W1\n"
    )
    run("import", "r.csv")
    before = loan()
    bad = file("W1,L1,2026-06-30,99,waiver,interest", "P1,L1,2026-06-30,10,,")
    run("import", bad, "--accept-good", code=3)
    run("check")
    run("enter", "L1", "reversal", "all", "--reverses", "P1")
    kept = loan()["transactions"][: len(before["transactions"])]
    assert kept == before["transactions"]


def test_what_reverses_a_rejected_waiver_is_rejected_too(run, loan):
    Path("w.csv").write_text(
        "transaction_id,loan_id,date,amount,type,components,reverses\n"
        "W1,L1,2026-06-30,99,waiver,interest,\n"
        "R1,L1,2026-06-30,99,reversal,,W1\n"
    )
    done = run("import", "w.csv", code=3)
    assert (
        "w.csv:3: column 'reverses' value 'W1': what it reverses is itself rejected" in done.stderr
    )
