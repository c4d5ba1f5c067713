"""Importing files: what is written, and that a second time changes nothing."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import ImportResult
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.book import Writing
from overdue_cli.policies.pack import load
from overdue_cli.store.bulk import triggers
from overdue_cli.store.ledger.ledger import Ledger, open_ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from places import SHARED

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
POLICY = load("")

LOANS = "loan_id,customer_id,principal,disbursed_on\nL1,C1,1000,2026-01-01\nL2,C1,600,2026-01-02\n"
PLAN = (
    "loan_id,seq,due_on,principal,interest\n"
    "L1,1,2026-02-01,500,10\nL1,2,2026-03-01,500,5\nL2,1,2026-02-01,600,6\n"
)
PAID = (
    "transaction_id,loan_id,customer_id,date,amount,type,reverses\n"
    "T1,L1,,2026-02-01,510,,\nT2,L2,,2026-02-02,100,,\n"
)
TERMS = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments\n"

CNY = {"currency": "CNY"}
Files = dict[str, str | bytes]
Run = Callable[..., ImportResult]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(tmp_path / "book.db", {"currency": "CNY"}, actor="me", at=AT) as made:
        yield made


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path) -> Run:
    """``run({"loans.csv": text}, accept_good=True)``: the result; facts and totals are checked."""

    def call(files: Files | list[Path], **options: Any) -> ImportResult:
        paths = files if isinstance(files, list) else [tmp_path / name for name in files]
        if isinstance(files, dict):
            for path, content in zip(paths, files.values(), strict=True):
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        chosen = ImportOptions(**options)
        schema = set(query(ledger, "SELECT name, sql FROM sqlite_master"))
        result = import_files(Writing(ledger, POLICY, "me", AT), paths, chosen)
        assert set(query(ledger, "SELECT name, sql FROM sqlite_master")) == schema
        check(ledger)
        return result

    return call


def check(ledger: Ledger) -> None:
    """Totals equal the facts, nothing is left touched, nothing temporary is left."""
    conn = ledger.conn
    totals = (
        "SELECT currency, day, kind, sum(amount) FROM {} {} GROUP BY 1, 2, 3 HAVING sum(amount)"
    )
    kept = {tuple(row) for row in conn.execute(totals.format("day_total", ""))}
    facts = {
        tuple(row)
        for view in ("entry_total", "instalment_total")
        for row in conn.execute(totals.format(view, "WHERE voided_by IS NULL"))
    }
    assert kept == facts
    assert query(ledger, "SELECT count(*) FROM touched") == [(0,)]
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not conn.in_transaction
    assert query(ledger, "SELECT name FROM temp.sqlite_master") == []


def query(ledger: Ledger, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in ledger.conn.execute(sql)]


def dump(ledger: Ledger) -> list[str]:
    return list(ledger.conn.iterdump())


def counts(result: ImportResult) -> list[tuple[int, int, int, int]]:
    for file in result.files:
        assert file.read == file.new + file.changed + file.unchanged + file.rejected
    return [(f.new, f.changed, f.unchanged, f.rejected) for f in result.files]


def problems(result: ImportResult) -> list[Any]:
    return [problem for file in result.files for problem in file.problems]


# ---- several files, twice, dry


def test_several_files_in_any_order_are_one_journal_entry(run: Run, ledger: Ledger) -> None:
    result = run({"t.csv": PAID, "p.csv": PLAN, "l.csv": LOANS})
    assert counts(result) == [(2, 0, 0, 0), (3, 0, 0, 0), (2, 0, 0, 0)]
    assert result.journal == 2
    assert query(ledger, "SELECT DISTINCT journal_id FROM entry") == [(2,)]
    assert query(ledger, "SELECT customer_id, name FROM customer") == [("C1", "")]
    summary = query(ledger, "SELECT command, summary FROM journal WHERE journal_id = 2")
    assert summary == [
        ("import", "t.csv: 2 new, 0 changed transactions; p.csv: 3 new, 0 changed instalments; "
         "l.csv: 2 new, 0 changed loans")
    ]  # fmt: skip


def test_the_same_files_again_change_nothing(run: Run, ledger: Ledger) -> None:
    files: Files = {"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID}
    run(files)
    before = dump(ledger)
    again = run(files)
    assert counts(again) == [(0, 0, 2, 0), (0, 0, 3, 0), (0, 0, 2, 0)]
    assert again.journal is None
    assert dump(ledger) == before


def test_the_same_rows_in_another_file_change_nothing(run: Run, ledger: Ledger) -> None:
    files: Files = {"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID}
    run(files)
    before = dump(ledger)
    again = run({name: str(text).replace("\n", "\r\n") for name, text in files.items()})
    assert counts(again) == [(0, 0, 2, 0), (0, 0, 3, 0), (0, 0, 2, 0)]
    assert dump(ledger) == before


def test_an_earlier_version_of_a_file_is_not_taken_for_known(run: Run, ledger: Ledger) -> None:
    run({"l.csv": LOANS})
    run({"l.csv": LOANS.replace("C1,600", "C2,600")})
    assert counts(run({"l.csv": LOANS})) == [(0, 1, 1, 0)]
    assert query(ledger, "SELECT DISTINCT customer_id FROM loan") == [("C1",)]


def test_a_dry_run_tells_everything_and_writes_nothing(run: Run, ledger: Ledger) -> None:
    before = dump(ledger)
    result = run({"l.csv": LOANS, "p.csv": PLAN}, dry_run=True)
    assert counts(result) == [(2, 0, 0, 0), (3, 0, 0, 0)]
    assert not result.written
    assert dump(ledger) == before
    assert not ledger.path.with_name("book.db.backup").exists()


def test_an_undone_import_can_be_imported_again(run: Run, ledger: Ledger) -> None:
    files: Files = {"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID}
    first = run(files)
    undo(Writing(ledger, POLICY, "me", AT), first.journal)
    check(ledger)
    assert query(ledger, "SELECT count(*) FROM position") == [(0,)]
    again = run(files)
    assert counts(again) == [(2, 0, 0, 0), (3, 0, 0, 0), (2, 0, 0, 0)]
    assert query(ledger, "SELECT loan_id, outstanding FROM position") == [
        ("L1", 50500), ("L2", 50600),
    ]  # fmt: skip


def test_a_backup_of_the_ledger_is_kept_before_an_import(run: Run, ledger: Ledger) -> None:
    kept = ledger.path.with_name("book.db.backup")
    run({"l.csv": LOANS})
    assert not kept.exists()
    run({"p.csv": PLAN})
    with open_ledger(kept) as before:
        assert query(before, "SELECT count(*) FROM loan") == [(2,)]
        assert query(before, "SELECT count(*) FROM instalment") == [(0,)]


# ---- how files are written


@pytest.mark.parametrize(
    "content",
    [
        LOANS.encode("utf-8-sig"),
        LOANS.replace("\n", "\r").encode(),
        LOANS.replace(",", ";").encode(),
        LOANS.replace(",", "\t").encode(),
        LOANS.replace(",", "|").encode(),
        ("sep=;\n" + LOANS.replace(",", ";")).encode(),
        LOANS.encode("utf-16"),
        LOANS.replace("\n", "\n\n,,,\n").encode(),
        LOANS.replace("1000", '"1,000.00"').encode(),
        LOANS.replace("2026-01-01", "2026年1月1日").replace("2026-01-02", "20260102").encode(),
        LOANS.replace("2026-01-01", "01.01.2026").replace("2026-01-02", "2026/1/2").encode(),
    ],
    ids=["bom", "cr", "semicolon", "tab", "bar", "sep", "utf-16", "blank", "thousands", "年", "."],
)
def test_one_content_in_many_dresses(content: bytes, run: Run, ledger: Ledger) -> None:
    run({"plain.csv": LOANS})
    before = dump(ledger)
    assert counts(run({"dressed.csv": content})) == [(0, 0, 2, 0)]
    assert dump(ledger) == before


def test_another_encoding_and_a_decimal_comma_are_read_when_asked(
    run: Run, ledger: Ledger
) -> None:
    text = "客户编号;客户姓名;借据号;贷款金额;放款日期\n001;王芳;00012;1.234,50;31.12.2025\n"
    result = run({"l.csv": text.encode("gb18030")}, encoding="gb18030", decimal=",")
    assert counts(result) == [(1, 0, 0, 0)]
    assert query(ledger, "SELECT * FROM loan")[0][:6] == (
        "00012", "001", "loan", "CNY", 123450, "2025-12-31",
    )  # fmt: skip
    assert query(ledger, "SELECT customer_id, name FROM customer") == [("001", "王芳")]


def test_chinese_headers_words_and_units(run: Run, ledger: Ledger) -> None:
    result = run(
        {
            "贷款.csv": "借据号,客户编号,客户姓名,贷款金额（万元）,放款日期,年利率(%),还款方式,"
            "期数\n"
            "J1,K1,王芳,1.2,2026-01-01,12%,等额本息,12\n"
        }
    )
    assert counts(result) == [(1, 0, 0, 0)]
    assert result.files[0].mapping["贷款金额（万元）"] == "principal"
    loan = "SELECT principal, annual_rate, method, instalments FROM loan"
    assert query(ledger, loan) == [(1200000, "12", "annuity", 12)]
    plan = "SELECT count(*), sum(principal), min(due_on) FROM instalment"
    assert query(ledger, plan) == [(12, 1200000, "2026-02-01")]


def test_the_currency_of_a_header_counts(run: Run, ledger: Ledger) -> None:
    run({"i.csv": "invoice no,customer id,due date,Amount (JPY)\n1,C,2026-01-01,500\n"})
    assert query(ledger, "SELECT currency, principal FROM loan") == [("JPY", 500)]


def test_columns_that_are_not_used_are_named(run: Run) -> None:
    result = run({"c.csv": "customer_id,shoe size,name,\nC1,44,Ann,\n"})
    assert result.files[0].ignored == ("shoe size",)


def test_ids_keep_their_zeros_and_lose_their_blanks(run: Run, ledger: Ledger) -> None:
    run({"c.csv": "customer_id,name\n 007 ,James \n7,Jim\n1e5,Jo\n"})
    assert query(ledger, "SELECT customer_id, name FROM customer ORDER BY 1") == [
        ("007", "James"), ("1e5", "Jo"), ("7", "Jim"),
    ]  # fmt: skip


def test_text_is_kept_as_it_is(run: Run, ledger: Ledger) -> None:
    run({"c.csv": 'customer_id,name,address\nC1,=1+1 [b]Jo[/b],"1 Way\r\nTown, 2"\n'})
    assert query(ledger, "SELECT name, address FROM customer") == [
        ("=1+1 [b]Jo[/b]", "1 Way\nTown, 2")
    ]


def test_dates_of_one_order_need_no_option(run: Run, ledger: Ledger) -> None:
    text = LOANS.replace("2026-01-01", "1/13/26 19:31").replace("2026-01-02", "1/2/26")
    run({"l.csv": text})
    assert query(ledger, "SELECT disbursed_on FROM loan ORDER BY 1") == [
        ("2026-01-02",), ("2026-01-13",),
    ]  # fmt: skip


def test_rates_as_fractions_are_told_apart_when_asked(run: Run, ledger: Ledger) -> None:
    text = TERMS + "A,C,1000,2026-01-01,0.125,flat,2\nB,C,1000,2026-01-01,6%,flat,2\n"
    run({"l.csv": text}, rate="fraction")
    assert query(ledger, "SELECT annual_rate FROM loan ORDER BY loan_id") == [("12.5",), ("6",)]


# ---- all or nothing


def test_one_bad_row_stops_everything(run: Run, ledger: Ledger) -> None:
    before = dump(ledger)
    result = run({"l.csv": LOANS + "L3,C1,x,2026-01-01\n", "p.csv": PLAN})
    assert counts(result) == [(2, 0, 0, 1), (3, 0, 0, 0)]
    assert not result.written
    assert dump(ledger) == before


def test_good_rows_are_kept_and_mended_rejects_come_after(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    text = (
        "loan_id;customer_id;principal;disbursed_on;shoe size\n"
        "L1;C1;1000;2026-01-01;44\n"
        "L2;C1;6OO;2026-02-30;45\n"
        '"L3";"C;3";700;2026-01-03;46\n'
        "L4;C1;800;2026-01-04;47;48\n"
    )
    result = run({"l.csv": text}, accept_good=True)
    assert counts(result) == [(2, 0, 0, 2)]
    assert result.written
    rejects = tmp_path / "l.csv.rejects.csv"
    assert result.files[0].rejects == rejects
    rows = list(csv.reader(rejects.read_text().splitlines(), delimiter=";"))
    assert rows[0] == [*text.split("\n")[0].split(";"), "row", "reason", "hint"]
    assert rows[1][:6] == ["L2", "C1", "6OO", "2026-02-30", "45", "3"]
    assert rows[1][6].startswith("principal: a number has no letters; disbursed_on: ")
    assert rows[2][5] == "5"
    mended = rejects.read_text().replace("6OO", "600").replace("02-30", "02-28")
    rejects.write_text(mended.rsplit(";48", 1)[0] + "\n")
    again = run([rejects])
    assert counts(again) == [(2, 0, 0, 0)]
    assert again.files[0].ignored == ("shoe size",)
    assert query(ledger, "SELECT loan_id, principal FROM loan ORDER BY 1") == [
        ("L1", 100000), ("L2", 60000), ("L3", 70000), ("L4", 80000),
    ]  # fmt: skip


def test_rejects_keep_the_unit_that_stands_above_the_header(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    head = "台账,,,单位：万元\n借据号,客户号,贷款金额,放款日期\n"
    text = f"{head}L1,C1,1.2,2026-01-01\nL2,C1,x,2026-01-01\n"
    run({"l.csv": text}, accept_good=True)
    rejects = tmp_path / "l.csv.rejects.csv"
    assert rejects.read_text(encoding="utf-8").startswith("台账,,,单位：万元\n借据号,")
    rejects.write_text(rejects.read_text(encoding="utf-8").replace(",x,", ",3,"), encoding="utf-8")
    assert counts(run([rejects])) == [(1, 0, 0, 0)]
    assert query(ledger, "SELECT principal FROM loan ORDER BY 1") == [(1_200_000,), (3_000_000,)]


def test_rejects_of_rejects_keep_one_set_of_columns(run: Run, tmp_path: Path) -> None:
    run({"c.csv": "customer_id,language\nC1,1\nC2,en\n"}, accept_good=True)
    first = tmp_path / "c.csv.rejects.csv"
    result = run([first], accept_good=True)
    assert result.files[0].rejects is not None
    assert result.files[0].rejects.read_text() == first.read_text().replace(",2,", ",2,", 1)


def test_what_rests_on_a_rejected_loan_is_rejected_too(run: Run, ledger: Ledger) -> None:
    bad = LOANS.replace("L2,C1,600", "L2,C1,6OO")
    result = run({"l.csv": bad, "p.csv": PLAN, "t.csv": PAID}, accept_good=True)
    assert counts(result) == [(1, 0, 0, 1), (2, 0, 0, 1), (1, 0, 0, 1)]
    assert problems(result)[1].rule == "the loan itself is rejected"
    assert problems(result)[1].hint == "Mend row 3 of the loans file."
    assert query(ledger, "SELECT loan_id FROM loan") == [("L1",)]


def test_a_loan_with_one_bad_instalment_keeps_none(run: Run, ledger: Ledger) -> None:
    bad = PLAN.replace("L1,2,2026-03-01,500", "L1,2,2026-03-01,499")
    result = run({"l.csv": LOANS, "p.csv": bad}, accept_good=True)
    assert counts(result) == [(2, 0, 0, 0), (1, 0, 0, 2)]
    assert query(ledger, "SELECT DISTINCT loan_id FROM instalment") == [("L2",)]


def test_a_row_that_repeats_another_word_for_word_is_unchanged(run: Run, ledger: Ledger) -> None:
    result = run(
        {
            "l.csv": LOANS + "L2,C1,600.00,2026-01-02\n",
            "p.csv": PLAN + "L2,1,2026-02-01,600,6\n",
            "t.csv": PAID + "T2,L2,,2026-02-02,100.00,,\n",
        }
    )
    assert counts(result) == [(2, 0, 1, 0), (3, 0, 1, 0), (2, 0, 1, 0)]
    assert query(ledger, "SELECT count(*) FROM instalment") == [(3,)]
    assert query(ledger, "SELECT count(*) FROM entry") == [(2,)]


def test_two_files_of_one_import_must_not_contradict_each_other(run: Run, ledger: Ledger) -> None:
    before = dump(ledger)
    result = run(
        {
            "l1.csv": LOANS,
            "l2.csv": LOANS.replace("600", "601"),
            "p1.csv": PLAN,
            "p2.csv": PLAN.replace("500,10", "500,11"),
            "t1.csv": PAID,
            "t2.csv": PAID.replace("510", "500"),
        }
    )
    assert counts(result) == [
        (2, 0, 0, 0), (0, 0, 1, 1), (3, 0, 0, 0), (0, 0, 1, 2), (2, 0, 0, 0), (0, 0, 1, 1),
    ]  # fmt: skip
    assert all("another file of this import" in problem.rule for problem in problems(result))
    assert dump(ledger) == before


def test_the_same_file_twice_in_one_import_counts_once(run: Run, ledger: Ledger) -> None:
    names = ("l1.csv", "l2.csv"), ("p1.csv", "p2.csv"), ("t1.csv", "t2.csv")
    pairs = zip(names, (LOANS, PLAN, PAID), strict=True)
    result = run({name: text for both, text in pairs for name in both})
    assert counts(result) == [
        (2, 0, 0, 0), (0, 0, 2, 0), (3, 0, 0, 0), (0, 0, 3, 0), (2, 0, 0, 0), (0, 0, 2, 0),
    ]  # fmt: skip


def test_many_rows_go_the_same_way_as_few(
    run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID})
    standing = query(ledger, "SELECT * FROM position ORDER BY 1")
    monkeypatch.setattr(triggers, "_MANY", 1)
    with create_ledger(ledger.path.with_name("o.db"), CNY, actor="me", at=AT) as other:
        paths = [ledger.path.with_name(name) for name in ("l.csv", "p.csv", "t.csv")]
        import_files(Writing(other, POLICY, "me", AT), paths, ImportOptions())
        check(other)
        assert query(other, "SELECT * FROM position ORDER BY 1") == standing


# ---- customers


def test_what_is_blank_says_nothing(run: Run, ledger: Ledger) -> None:
    run({"c.csv": "customer_id,name,phone,income\nC1,Ann,1,10\nC2,Bo,2,\n"})
    result = run({"c.csv": "customer_id,name,phone\nC1,,1\nC2,Bob,\n"})
    assert counts(result) == [(0, 1, 1, 0)]
    assert query(ledger, "SELECT name, phone, income, income_currency FROM customer") == [
        ("Ann", "1", 1000, "CNY"), ("Bob", "2", None, ""),
    ]  # fmt: skip
    assert query(ledger, "SELECT of_table, of_id, field, old, new FROM change") == [
        ("customer", "C2", "name", "Bo", "Bob")
    ]


def test_customers_ride_with_loans_and_the_last_word_counts(run: Run, ledger: Ledger) -> None:
    head = "loan_id,customer_id,principal,disbursed_on,name,phone\n"
    rows = "A,C1,1,2026-01-01,Ann,1\nB,C1,1,2026-01-01,,2\n"
    assert counts(run({"l.csv": head + rows})) == [(2, 0, 0, 0)]
    assert query(ledger, "SELECT name, phone FROM customer") == [("Ann", "2")]
    more = run({"l.csv": head + rows + "C,C1,1,2026-01-01,Anna,\n"})
    assert counts(more) == [(1, 0, 2, 0)]
    told = run({"l.csv": head + rows.replace(",2\n", ",3\n")})
    assert counts(told) == [(0, 2, 0, 0)]
    assert query(ledger, "SELECT name, phone FROM customer") == [("Ann", "3")]


# ---- loans and their plans


def test_terms_make_a_plan_and_new_terms_another(run: Run, ledger: Ledger) -> None:
    row = "A,C1,1200,2026-01-31,12,equal_principal,3\n"
    run({"l.csv": TERMS + row})
    plan = (
        "SELECT due_on, principal, interest FROM instalment i JOIN plan p USING (plan_id) "
        "WHERE p.voided_by IS NULL ORDER BY seq"
    )
    assert query(ledger, plan) == [
        ("2026-02-28", 40000, 1200), ("2026-03-31", 40000, 800), ("2026-04-30", 40000, 400),
    ]  # fmt: skip
    assert counts(run({"l.csv": TERMS + row.replace("1200", "1200.00")})) == [(0, 0, 1, 0)]
    changed = run({"l.csv": TERMS + row.replace(",12,", ",6,")})
    assert counts(changed) == [(0, 1, 0, 0)]
    assert [interest for _, _, interest in query(ledger, plan)] == [600, 400, 200]
    assert query(ledger, "SELECT plan_id, voided_by FROM plan ORDER BY 1") == [(1, 3), (2, None)]
    assert query(ledger, "SELECT field, old, new FROM change") == [("annual_rate", "12", "6")]


def test_an_officer_can_change_without_a_new_plan(run: Run, ledger: Ledger) -> None:
    run({"l.csv": TERMS + "A,C1,1200,2026-01-31,12,flat,3\n"})
    result = run({"o.csv": "loan_id,customer_id,principal,disbursed_on,officer\n"
                  "A,C1,1200,2026-01-31,lin\n"})  # fmt: skip
    assert counts(result) == [(0, 1, 0, 0)]
    assert query(ledger, "SELECT officer, method, annual_rate FROM loan") == [
        ("lin", "flat", "12")
    ]
    assert query(ledger, "SELECT count(*) FROM plan") == [(1,)]


def test_instalments_of_a_file_win_over_terms(run: Run, ledger: Ledger) -> None:
    terms = TERMS + "L1,C1,1000,2026-01-01,12,flat,2\nL2,C1,600,2026-01-02,12,flat,1\n"
    together = run({"l.csv": terms, "p.csv": PLAN})
    assert counts(together) == [(2, 0, 0, 0), (3, 0, 0, 0)]
    assert query(ledger, "SELECT DISTINCT source FROM plan") == [("file",)]
    assert counts(run({"l.csv": terms.replace(",12,", ",6,")})) == [(0, 2, 0, 0)]
    assert query(ledger, "SELECT count(*) FROM plan") == [(2,)]


def test_instalments_after_terms_void_the_computed_plan(run: Run, ledger: Ledger) -> None:
    run({"l.csv": TERMS + "L2,C1,600,2026-01-02,12,flat,1\n"})
    same = "loan_id,seq,due_on,principal,interest\nL2,1,2026-02-02,600,6\n"
    result = run({"p.csv": same})
    assert counts(result) == [(0, 0, 1, 0)]
    assert result.written
    plans = "SELECT source, voided_by FROM plan ORDER BY plan_id"
    assert query(ledger, plans) == [("terms", 3), ("file", None)]
    assert run({"p.csv": same + "\n"}).journal is None


def test_changed_instalments_void_the_plan_of_that_loan_only(run: Run, ledger: Ledger) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN})
    result = run({"p.csv": PLAN.replace("2026-03-01,500,5", "2026-03-15,500,5")})
    assert counts(result) == [(0, 1, 2, 0)]
    assert query(ledger, "SELECT loan_id, voided_by FROM plan ORDER BY plan_id") == [
        ("L1", 3), ("L2", None), ("L1", None),
    ]  # fmt: skip


def test_a_plan_that_lost_its_end_is_replaced(run: Run, ledger: Ledger) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN + ""})
    longer = PLAN.replace("L2,1,2026-02-01,600,6", "L2,1,2026-02-01,600,6\nL2,2,2026-03-01,0,3")
    assert counts(run({"p.csv": longer})) == [(1, 0, 3, 0)]
    result = run({"p.csv": PLAN})
    assert result.written
    active = "SELECT count(*) FROM instalment JOIN plan USING (plan_id) WHERE voided_by IS NULL"
    assert query(ledger, active) == [(3,)]


def test_principal_and_instalments_can_change_together(run: Run, ledger: Ledger) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN})
    result = run(
        {
            "l.csv": LOANS.replace("1000", "1100"),
            "p.csv": PLAN.replace("L1,2,2026-03-01,500", "L1,2,2026-03-01,600"),
        }
    )
    assert counts(result) == [(0, 1, 1, 0), (0, 1, 2, 0)]


# ---- money


def test_a_changed_payment_voids_the_old_entry(run: Run, ledger: Ledger) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID})
    result = run({"t.csv": PAID.replace("510", "500")})
    assert counts(result) == [(0, 1, 1, 0)]
    entries = "SELECT transaction_id, amount, voided_by FROM entry ORDER BY entry_id"
    assert query(ledger, entries) == [("T1", 51000, 3), ("T2", 10000, None), ("T1", 50000, None)]


def test_entries_keep_the_order_of_the_file(run: Run, ledger: Ledger) -> None:
    head = "transaction_id,loan_id,customer_id,date,amount,type,reverses\n"
    rows = [f"T{n},{'L1' if n % 3 else ''},{'' if n % 3 else 'C1'},2026-02-05,{n + 1},,\n"
            for n in range(20)]  # fmt: skip
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": head + "".join(rows)})
    order = [
        int(name[1:])
        for (name,) in query(
            ledger,
            "SELECT transaction_id FROM entry GROUP BY transaction_id ORDER BY min(entry_id)",
        )
    ]
    assert order == list(range(20))


def test_a_customers_payment_is_one_entry_that_pays_the_oldest_due_first(
    run: Run, ledger: Ledger
) -> None:
    """L1 asks for 510 on 1 February and 505 on 1 March, L2 for 606 on 1 February."""
    head = "transaction_id,customer_id,date,amount\n"
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": head + "T1,C1,2026-02-15,1200\n"})
    entries = "SELECT loan_id, amount FROM entry WHERE voided_by IS NULL"
    left = "SELECT loan_id, outstanding, credit FROM position ORDER BY 1"
    assert query(ledger, entries) == [("account:C1:CNY", 120000)]
    assert query(ledger, left) == [("L1", 42100, 0), ("L2", 0, 0), ("account:C1:CNY", 0, 0)]
    assert counts(run({"t.csv": head + "T1,C1,2026-02-15,1200.00\n"})) == [(0, 0, 1, 0)]
    assert counts(run({"t.csv": head + "T1,C1,2026-02-15,2000\n"})) == [(0, 1, 0, 0)]
    assert query(ledger, entries) == [("account:C1:CNY", 200000)]
    assert query(ledger, left) == [("L1", 0, 0), ("L2", 0, 0), ("account:C1:CNY", 0, 37900)]


def test_a_payment_that_is_told_its_loan_later_leaves_the_account(
    run: Run, ledger: Ledger
) -> None:
    run({"l.csv": LOANS, "p.csv": PLAN,
         "t.csv": "transaction_id,customer_id,date,amount\nT1,C1,2026-02-15,510\n"})  # fmt: skip
    named = "transaction_id,loan_id,date,amount\nT1,L2,2026-02-15,510\n"
    assert counts(run({"t.csv": named})) == [(0, 1, 0, 0)]
    assert query(ledger, "SELECT loan_id FROM entry WHERE voided_by IS NULL") == [("L2",)]
    again = "transaction_id,customer_id,date,amount\nT1,C1,2026-02-15,510\n"
    assert counts(run({"t.csv": again})) == [(0, 0, 1, 0)]


def test_a_refund_of_a_customer_pays_out_what_the_account_holds(run: Run, ledger: Ledger) -> None:
    """1,700 came; 510, 606 and 505 are due by 1 March: 79 are left on that day."""
    head = "transaction_id,customer_id,date,amount,type\n"
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": head + "T1,C1,2026-02-15,1700,\n"})
    more = head + "R1,C1,2026-03-02,79.01,credit refund\n"
    (problem,) = run({"t.csv": more}).files[0].problems
    assert (problem.column, problem.rule) == (
        "amount",
        "the customer's account holds only CNY 79.00 on 2026-03-02",
    )
    assert counts(run({"t.csv": more.replace("79.01", "79")})) == [(1, 0, 0, 0)]
    left = "SELECT loan_id, outstanding, credit FROM position ORDER BY 1"
    assert query(ledger, left) == [("L1", 0, 0), ("L2", 0, 0), ("account:C1:CNY", 0, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "loan_id,customer_id,principal,disbursed_on\naccount:C1:CNY,C1,5,2026-01-01\n",
        "invoice_id,customer_id,due_on,amount\nAccount:C1:CNY,C1,2026-02-01,5\n",
        "loan_id,customer_id,days_past_due,overdue_amount,as_of\naccount:C1:CNY,C1,1,5,2026-06-29\n",
    ],
)
def test_an_id_of_a_file_is_none_of_an_account(run: Run, text: str) -> None:
    (problem,) = run({"f.csv": text}).files[0].problems
    assert problem.rule == "ids that begin with 'account:' are those of customers' accounts"


def test_a_reversal_takes_back_what_it_names(run: Run, ledger: Ledger) -> None:
    head = "transaction_id,loan_id,customer_id,date,amount,type,reverses\n"
    rows = (
        "R1,L1,,2026-02-20,100,reversal,T1\nT1,L1,,2026-02-01,510,,\n"
        "T2,,C1,2026-02-02,700,,\nR2,,,2026-02-21,650,reversal,T2\n"
    )
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": head + rows})
    back = (
        "SELECT r.transaction_id, r.loan_id, r.amount, e.transaction_id, e.loan_id FROM entry r "
        "JOIN entry e ON e.entry_id = r.reverses ORDER BY r.entry_id"
    )
    found = query(ledger, back)
    assert found == [
        ("R1", "L1", 10000, "T1", "L1"),
        ("R2", "account:C1:CNY", 65000, "T2", "account:C1:CNY"),
    ]
    assert counts(run({"t.csv": head + rows + "\n"})) == [(0, 0, 4, 0)]


def test_a_reversal_follows_the_payment_that_replaces_its_target(run: Run, ledger: Ledger) -> None:
    paid = PAID + "R1,L1,,2026-02-20,100,reversal,T1\n"
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": paid})
    result = run({"t.csv": paid.replace("2026-02-01,510", "2026-02-03,510")})
    assert counts(result) == [(0, 1, 2, 0)]
    active = (
        "SELECT e.value_on, e.voided_by FROM entry r JOIN entry e ON e.entry_id = r.reverses "
        "WHERE r.voided_by IS NULL AND r.kind = 'reversal'"
    )
    assert query(ledger, active) == [("2026-02-03", None)]


def test_a_fee_with_its_due_date(run: Run, ledger: Ledger) -> None:
    text = (
        "transaction_id,loan_id,date,amount,type,due_on,note,channel\n"
        "F1,L1,2026-02-10,25,late fee,2026-02-20,first reminder,post\n"
    )
    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": text})
    assert query(ledger, "SELECT kind, amount, due_on, note, channel FROM entry") == [
        ("fee", 2500, "2026-02-20", "first reminder", "post")
    ]


# ---- invoices

BILLS = "invoice_id,customer_id,name,issued_on,due_on,amount,disputed,settled_on,outstanding\n"


def test_an_invoice_is_a_loan_of_one_due_date(run: Run, ledger: Ledger) -> None:
    rows = (
        "I1,C1,Ann,2026-01-01,2026-02-01,100,no,,\n"
        "I2,C1,,,2026-02-01,200,yes,2026-01-20,\n"
        "I3,C1,,2026-01-05,2026-02-01,300,,,120.50\n"
        "I4,C1,,2026-01-05,2026-02-01,-40,,,\n"
        "I5,C1,,2026-01-05,2026-02-01,-50,,2026-02-10,\n"
    )
    run({"i.csv": BILLS + rows}, as_of="2026-06-29")
    loan = "SELECT loan_id, kind, method, principal, disbursed_on, disputed FROM loan ORDER BY 1"
    assert query(ledger, loan) == [
        ("I1", "invoice", "invoice", 10000, "2026-01-01", 0),
        ("I2", "invoice", "invoice", 20000, None, 1),
        ("I3", "invoice", "invoice", 30000, "2026-01-05", 0),
        ("I4", "credit_note", "", 0, "2026-01-05", 0),
        ("I5", "credit_note", "", 0, "2026-01-05", 0),
    ]
    entry = "SELECT transaction_id, kind, value_on, amount FROM entry ORDER BY entry_id"
    assert query(ledger, entry) == [
        ("settlement:I2", "repayment", "2026-01-20", 20000),
        ("credit:I4", "merchant_refund", "2026-01-05", 4000),
        ("credit:I5", "merchant_refund", "2026-01-05", 5000),
        ("settlement:I5", "credit_refund", "2026-02-10", 5000),
        (None, "repayment", "2026-06-29", 14950),  # inferred, on the day of the file
    ]
    standing = "SELECT loan_id, outstanding, credit FROM position ORDER BY 1"
    assert query(ledger, standing) == [
        ("I1", 9000, 0), ("I2", 0, 0), ("I3", 12050, 0), ("I4", 0, 0), ("I5", 0, 0),
    ]  # fmt: skip
    assert counts(run({"i.csv": BILLS + rows + "\n"}, as_of="2026-06-29")) == [(0, 0, 5, 0)]


def test_an_invoice_follows_its_file(run: Run, ledger: Ledger) -> None:
    row = "I1,C1,Ann,2026-01-01,2026-02-01,100,no,{settled},{left}\n"
    entry = "SELECT value_on, amount FROM entry WHERE voided_by IS NULL"

    def after(settled: str = "", left: str = "", changed: int = 1) -> list[tuple[Any, ...]]:
        text = BILLS + row.format(settled=settled, left=left)
        result = run({"i.csv": text}, as_of="2026-06-29")
        assert counts(result)[0][1] == changed
        return query(ledger, entry)

    assert after(changed=0) == []
    assert after(settled="2026-02-10") == [("2026-02-10", 10000)]
    assert after(settled="2026-02-11") == [("2026-02-11", 10000)]
    assert after(left="30") == [("2026-06-29", 7000)]
    assert after() == []
    without = "invoice_id,customer_id,due_on,amount\nI1,C1,2026-03-01,110\n"
    after(settled="2026-02-10")
    assert counts(run({"i.csv": without})) == [(0, 1, 0, 0)]
    assert query(ledger, entry) == [("2026-02-10", 10000)]
    assert query(ledger, "SELECT outstanding, next_due_on FROM position") == [(1000, None)]
    assert query(ledger, "SELECT field, old, new FROM change") == [("principal", "10000", "11000")]


def test_an_invoice_can_become_a_credit_note(run: Run, ledger: Ledger) -> None:
    text = "invoice_id,customer_id,due_on,amount\nI1,C1,2026-02-01,{}\n"
    run({"i.csv": text.format(100)})
    assert counts(run({"i.csv": text.format(-100)})) == [(0, 1, 0, 0)]
    assert query(ledger, "SELECT status, outstanding, credit FROM position") == [
        ("overpaid", 0, 10000)
    ]
    run({"i.csv": text.format(100)})
    assert query(ledger, "SELECT outstanding, credit FROM position") == [(10000, 0)]


def real(name: str) -> Path:
    path = SHARED / "data" / "invoices_ibm" / name
    if not path.exists():
        pytest.skip("the real data is not here")
    return path


def test_real_invoices(run: Run, ledger: Ledger) -> None:
    path = real("invoices.csv")
    result = run([path], kind="invoices", date_order="mdy", currency="USD")
    assert counts(result) == [(2466, 0, 0, 0)]
    assert query(ledger, "SELECT count(*), sum(disputed) FROM loan WHERE currency = 'USD'") == [
        (2466, 561)
    ]
    assert counts(run([path], date_order="mdy", currency="USD")) == [(0, 0, 2466, 0)]


def test_real_invoices_tell_kind_and_date_order_themselves(run: Run, ledger: Ledger) -> None:
    result = run([real("invoices.csv")])
    assert (result.files[0].kind, counts(result)) == ("invoices", [(2466, 0, 0, 0)])
    assert query(ledger, "SELECT min(disbursed_on), max(disbursed_on) FROM loan") == [
        ("2012-01-03", "2013-12-02")
    ]


def test_real_invoices_with_holes(run: Run) -> None:
    result = run([real("invoices_with_missing.csv")])
    assert counts(result) == [(2586, 0, 0, 0)]
    assert "PaperlessDate" in result.files[0].ignored


# ---- laws


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_and_files_does_not_matter(
    seed: int, ledger: Ledger, run: Run, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    loans = [f"L{n},C{n % 4},{600 + n},2026-01-{n + 1:02d}" for n in range(12)]
    plans = [
        f"L{n},{s},2026-0{s + 1}-15,{(600 + n) / 2:.2f},{s}" for n in range(12) for s in (1, 2)
    ]
    head = {"l.csv": "loan_id,customer_id,principal,disbursed_on",
            "p.csv": "loan_id,seq,due_on,principal,interest"}  # fmt: skip
    run({"l.csv": "\n".join([head["l.csv"], *loans]), "p.csv": "\n".join([head["p.csv"], *plans])})
    standing = "SELECT loan_id, overdue, outstanding, oldest_due_on FROM {} ORDER BY 1"
    expected = query(ledger, standing.format("position"))
    chance.shuffle(loans)
    chance.shuffle(plans)
    of_first = [row for row in plans if row.split(",")[0] < "L5"]
    rest = [row for row in plans if row not in of_first]
    files = [("p2.csv", head["p.csv"], rest), ("l.csv", head["l.csv"], loans),
             ("p1.csv", head["p.csv"], of_first)]  # fmt: skip
    paths = []
    for name, first, rows in files:
        paths.append(tmp_path / f"{seed}{name}")
        paths[-1].write_text("\n".join([first, *rows]))
    with create_ledger(tmp_path / "other.db", {"currency": "CNY"}, actor="me", at=AT) as other:
        import_files(Writing(other, POLICY, "me", AT), paths, ImportOptions())
        check(other)
        assert query(other, standing.format("position")) == expected


def test_what_is_derived_equals_a_rebuild(run: Run, ledger: Ledger) -> None:
    from overdue_cli.store.loan.derived_positions import rebuild

    run({"l.csv": LOANS, "p.csv": PLAN, "t.csv": PAID})
    run({"t.csv": PAID.replace("510", "300"), "p.csv": PLAN.replace("03-01", "03-02")})
    tables = ("position", "open_item")
    before = [sorted(query(ledger, f"SELECT * FROM {table}")) for table in tables]
    rebuild(ledger.conn, POLICY.rules, AT.date())
    assert [sorted(query(ledger, f"SELECT * FROM {table}")) for table in tables] == before
