"""An import that is taken back leaves the facts as they were before it, whatever the file held."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from overdue_cli.store.ledger.voids import FACTS

pytestmark = pytest.mark.law
Run = Callable[..., Any]
NOW = "2026-06-30T10:00:00+08:00"

CUSTOMERS = (
    "customer_id,name,phone,email,time_zone,language,income\n"
    "C1,Ann,+86 138 0013 8000,ann@example.org,Asia/Shanghai,en,5000\nC2,Bo,,,,zh-CN,\n"
)
LOANS = (
    "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments,officer\n"
    "L1,C1,1200,2026-01-15,12,equal_principal,12,lin\nL2,C1,600,2026-02-15,0,equal_principal,6,\n"
    "L3,C2,300,2026-03-15,0,,,chen\n"
)
PLAN = "loan_id,seq,due_on,principal,interest\nL3,1,2026-04-15,100,1\nL3,2,2026-05-15,200,2\n"
PAID = (
    "transaction_id,loan_id,date,amount,type\nT1,L1,2026-02-15,112,\nT2,L1,2026-03-15,50,\n"
    "T3,L2,2026-03-15,100,\nF1,L2,2026-04-01,5,fee\n"
)
INVOICES = (
    "invoice_id,customer_id,issued_on,due_on,amount,outstanding,as_of\n"
    "I1,C2,2026-03-01,2026-04-01,500,,2026-06-20\n"
    "I2,C2,2026-03-05,2026-04-05,200,80,2026-06-20\n"
)
CONTACTS = "customer_id,at,channel,outcome,note\nC1,2026-06-01 10:00,call,NA,from another system\n"
LIST = (
    "loan_id,customer_id,name,phone,days_past_due,overdue_principal,overdue_interest,"
    "outstanding,as_of\n"
)
LIST_27 = LIST + "S1,D1,Dee,1,30,100,5,900,2026-06-27\nS2,D2,Eve,2,3,50,1,500,2026-06-27\n"
PAID_28 = "transaction_id,loan_id,date,amount\nT1,S1,2026-06-28,80\n"
BOTH_28 = LIST + "S1,D1,Dee,1,1,20,1,800,2026-06-28\nS2,D2,Eve,2,4,50,1,500,2026-06-28\n"
LIST_28 = LIST + "S1,D1,Dee,1,1,20,1,800,2026-06-28\nS3,D1,Dee,3,2,70,0,700,2026-06-28\n"


def statement(number: int, *lines: tuple[str, str, str]) -> str:
    """A bank's page: (day in June, sign and amount, text) a line."""
    head = f":20:X{number}\n:25:DE02120300000000202051\n:28C:{number}/1\n"
    body = "".join(
        f":61:2606{day}06{day}{amount},00NTRFNONREF\n:86:{text}\n" for day, amount, text in lines
    )
    return f"{head}{body}-\n"


def credit(reference: str, payer: str, account: str) -> str:
    return f"166?00CREDIT?20SVWZ+{reference}?31{account}?32{payer}"


IN = statement(
    1,
    ("10", "C100", credit("Rate L-2042", "Ann Bank", "DE89370400440532013000")),
    ("12", "C70", credit("danke", "Unbekannt", "DE75512108001245126199")),
)
RETURN = statement(
    2,
    (
        "15",
        "D100",
        "109?00RETURN?20SVWZ+RETOURE Rate L-2042?31DE89370400440532013000?32Ann Bank?34901",
    ),
)


class Case(NamedTuple):
    """Files that stand in the ledger, and those of the import that is taken back."""

    before: Mapping[str, str]
    files: Mapping[str, str]
    options: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    """Tables in which the import must have done something, so that the case is one."""


BANK = {
    "bank.csv": "loan_id,customer_id,name,principal,disbursed_on,method,instalments\n"
    "L-2042,B1,Ann Bank,600,2026-02-10,equal_principal,6\n"
}
BOOK = {"customers.csv": CUSTOMERS, "loans.csv": LOANS, "plan.csv": PLAN, "paid.csv": PAID}
CASES = {
    "customers, new": Case({}, {"customers.csv": CUSTOMERS}, (), ("customer",)),
    "customers, changed": Case(
        BOOK,
        {"more.csv": "customer_id,name,phone,employer\nC1,Anne,+86 139 1111 22,Mill\nC9,Zoe,,\n"},
        (),
        ("customer",),
    ),
    "loans, new, with customers": Case({}, {"loans.csv": LOANS}, (), ("loan", "plan", "customer")),
    "loans, with other terms": Case(
        BOOK, {"loans.csv": LOANS.replace("1200,2026-01-15", "1500,2026-01-20")}, (), ("plan",)
    ),
    "loans, with another customer": Case(
        BOOK, {"loans.csv": LOANS.replace("L2,C1", "L2,C2")}, (), ("loan",)
    ),
    "loans, without a name for the customer": Case(
        {},
        {
            "loans.csv": "loan_id,name,phone,principal,disbursed_on\n"
            "L1,Ann,+86 138 0013 8000,100,2026-01-15\n"
        },
        (),
        ("loan", "customer"),
    ),
    "instalments, new": Case(
        {"loans.csv": LOANS}, {"plan.csv": PLAN}, (), ("plan",)
    ),
    "instalments, others": Case(
        BOOK,
        {"plan.csv": "loan_id,seq,due_on,principal\nL3,1,2026-05-01,150\nL3,2,2026-06-01,150\n"},
        (),
        ("plan",),
    ),
    "transactions, new": Case(
        {"loans.csv": LOANS, "plan.csv": PLAN}, {"paid.csv": PAID}, (), ("entry",)
    ),
    "transactions, corrected": Case(
        BOOK, {"paid.csv": PAID.replace("2026-03-15,50", "2026-03-20,60")}, (), ("entry",)
    ),
    "transactions, a reversal and a waiver": Case(
        BOOK,
        {
            "more.csv": "transaction_id,loan_id,date,amount,type,reverses,components\n"
            "R1,L1,2026-03-20,50,reversal,T2,\nW1,L2,2026-04-10,5,waiver,,fee\n"
        },
        (),
        ("entry",),
    ),
    "transactions, of a customer": Case(
        BOOK,
        {"more.csv": "transaction_id,customer_id,date,amount\nP1,C1,2026-05-20,400\n"},
        (),
        ("entry",),
    ),
    "invoices, new": Case(
        {"customers.csv": CUSTOMERS}, {"invoices.csv": INVOICES}, (),
        ("loan", "plan", "stated_balance")
    ),
    "invoices, paid and disputed": Case(
        {"invoices.csv": INVOICES},
        {
            "invoices.csv": "invoice_id,customer_id,issued_on,due_on,amount,outstanding,"
            "settled_on,disputed\nI1,C2,2026-03-01,2026-04-01,500,,2026-04-20,\n"
            "I2,C2,2026-03-05,2026-04-05,200,20,,yes\nI3,C2,2026-05-01,2026-06-01,-50,,,\n"
        },
        ("--as", "invoices", "--as-of", "2026-06-25"),
        ("loan", "entry", "stated_balance"),
    ),
    "contacts": Case(BOOK, {"contacts.csv": CONTACTS}, ("--as", "contacts"), ("contact",)),
    "contacts with all that they set": Case(
        BOOK,
        {
            "contacts.csv": "customer_id,at,channel,outcome,loan_id,phone,"
            "promise_amount,promise_on,callback_at\n"
            "C1,2026-06-01 10:00,call,DISP,L1,,,,\n"
            "C1,2026-06-20 10:00,call,PTP,L2,,50,2026-07-02,\n"
            "C1,2026-06-21 10:00,call,WN,,+86 138 0013 8000,,,\n"
            "C2,2026-06-22 10:00,call,CB,,,,,2026-07-01 10:00\n"
            "C2,2026-06-23 10:00,sms,SENT,,,,,\n"
        },
        ("--as", "contacts"),
        ("contact", "hold", "promise", "contact_state"),
    ),
    "a first list": Case({}, {"27.csv": LIST_27}, (), ("snapshot", "loan", "inferred")),
    "a complete list after another": Case(
        {"27.csv": LIST_27}, {"28.csv": LIST_28}, ("--list", "complete"), ("snapshot", "listing")
    ),
    "a list again, of which one row is corrected": Case(
        {"27.csv": LIST_27},
        {"27b.csv": LIST_27.replace("30,100,5", "31,120,6")},
        (),
        ("snapshot", "inferred"),
    ),
    "a list over a book with a plan": Case(
        BOOK,
        {"list.csv": LIST + "L1,C1,Ann,1,20,100,3,900,2026-06-27\n"},
        (),
        ("snapshot",),
    ),
    "payments that two lists tell of too": Case(
        {"27.csv": LIST_27, "28.csv": BOTH_28},
        {"paid.csv": PAID_28},
        (),
        ("entry", "inferred"),
    ),
    "a list that tells of payments that are known": Case(
        {"27.csv": LIST_27, "paid.csv": PAID_28},
        {"28.csv": BOTH_28},
        (),
        ("snapshot", "inferred"),
    ),
    "a statement that two lists tell of too": Case(
        {"27.csv": LIST_27.replace("S1", "S-1001"), "28.csv": BOTH_28.replace("S1", "S-1001")},
        {
            "june.sta": statement(
                3, ("28", "C84", credit("Rate S-1001", "Dee", "DE89370400440532013000"))
            )
        },
        (),
        ("statement_line", "entry", "inferred"),
    ),
    "a statement with a booking": Case(
        BANK, {"june.sta": IN}, (), ("statement", "statement_line", "entry", "line_match")
    ),
    "a statement with a return": Case(
        {**BANK, "june.sta": IN}, {"back.sta": RETURN}, (), ("statement_line", "entry")
    ),
    "a statement whose lines are known": Case(
        {**BANK, "june.sta": IN},
        {"again.sta": IN.removesuffix("-\n") + RETURN[RETURN.index(":61:") :]},
        (),
        ("statement_sighting", "statement_line"),
    ),
    "a whole delivery": Case(
        {},
        {**BOOK, **BANK, "invoices.csv": INVOICES, "june.sta": IN},
        (),
        ("customer", "loan", "plan", "entry", "statement_line"),
    ),
}  # fmt: skip


def imported(run: Run, files: Mapping[str, str], *options: str) -> int:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    done = run("import", *files, *options, "--format", "json", now=NOW)
    return int(json.loads(done.stdout)["journal"])


def book(run: Run, files: Mapping[str, str]) -> None:
    run("init", "--currency", "CNY", now=NOW)
    for name, text in files.items():
        imported(run, {name: text})


def rows(query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect("overdue.db")) as conn:
        return sorted(conn.execute(query).fetchall(), key=repr)


def columns(table: str, *without: str) -> str:
    names = [row[1] for row in rows(f"PRAGMA table_info({table})")]
    return ", ".join(name for name in names if name not in without)


def in_force() -> dict[str, list[tuple[Any, ...]]]:
    """Every fact that counts with all its columns, and everything derived from the facts.

    What is inferred from lists is derived again, so it counts without its numbers.
    """
    found = {}
    for table in FACTS:
        kept = "voided_by IS NULL" + (" AND inferred = 0" if table == "entry" else "")
        found[table] = rows(f"SELECT * FROM {table} WHERE {kept}")
    inferred = columns("entry", "entry_id", "journal_id", "voided_by", "reverses")
    found["inferred"] = rows(
        f"SELECT {inferred} FROM entry WHERE voided_by IS NULL AND inferred = 1"
    )
    found["instalment"] = rows(
        "SELECT i.* FROM instalment i JOIN plan p ON p.plan_id = i.plan_id "
        "AND p.loan_id = i.loan_id WHERE p.voided_by IS NULL"
    )
    found["setting"] = rows("SELECT * FROM setting")
    found["position"] = rows("SELECT * FROM position")
    found["open_item"] = rows("SELECT * FROM open_item")
    found["day_total"] = rows("SELECT * FROM day_total WHERE amount <> 0")
    return found


def _unnumbered(value: Any) -> Any:
    return re.sub(r"^bank line \d+$", "bank line", value) if isinstance(value, str) else value


def answers(run: Run) -> dict[str, Any]:
    """What the queue and the report on aged debt say."""
    asked = {"queue": ("queue",), "aging": ("report", "aging"), "match": ("match", "--all")}
    return {
        name: json.loads(run(*words, "--format", "json", now=NOW).stdout)
        for name, words in asked.items()
    }


def meaning() -> dict[str, list[tuple[Any, ...]]]:
    """What the facts that count say, whatever numbers they and their journal entry have."""
    ids = {f"{table}_id" for table in FACTS} - {"customer_id", "loan_id"}
    found = {}
    for table in FACTS:
        names = columns(table, "journal_id", "voided_by", "reverses", "file_id", *ids)
        found[table] = [
            tuple(_unnumbered(value) for value in row)
            for row in rows(f"SELECT {names or 1} FROM {table} WHERE voided_by IS NULL")
        ]
    found["position"] = rows("SELECT * FROM position")
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_undo_restores_every_fact_and_all_that_follows_from_it(case: Case, run: Run) -> None:
    book(run, case.before)
    answered = answers(run)
    before = in_force()
    number = imported(run, case.files, *case.options)
    after = in_force()
    assert [table for table in case.expects if after[table] == before[table]] == []
    run("undo", str(number), now=NOW)
    assert in_force() == before
    assert answers(run) == answered
    run("check", now=NOW)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_taken_back_can_be_imported_again(case: Case, run: Run) -> None:
    book(run, case.before)
    first = imported(run, case.files, *case.options)
    meant = meaning()
    run("undo", str(first), now=NOW)
    imported(run, case.files, *case.options)
    assert meaning() == meant
    run("check", now=NOW)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_nothing_is_deleted(case: Case, run: Run) -> None:
    book(run, case.before)
    number = imported(run, case.files, *case.options)
    count = {table: len(rows(f"SELECT 1 FROM {table}")) for table in (*FACTS, "instalment")}
    run("undo", str(number), now=NOW)
    left = {table: len(rows(f"SELECT 1 FROM {table}")) for table in count}
    assert {table: n for table, n in left.items() if n < count[table]} == {}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_second_undo_restores_the_facts_like_the_first(case: Case, run: Run) -> None:
    book(run, case.before)
    run("queue", now=NOW)
    before = in_force()
    for _ in range(2):
        run("undo", str(imported(run, case.files, *case.options)), now=NOW)
    assert in_force() == before


LATER = {
    "a call": (("log-call", "L1", "--outcome", "NA"), "contact about one of its loans", "loan L1"),
    "a call of the customer": (
        ("log-call", "C1", "--outcome", "NA"),
        "contact about one of its loans",
        "customer C1",
    ),
    "a call with a promise": (
        ("log-call", "C1", "--loan", "L2", "--outcome", "PTP", "--promise", "100@2026-07-02"),
        "promise about one of its loans",
        "loan L2",
    ),
    "a message": (
        ("log-message", "L2", "--channel", "sms", "--text", "x"),
        "contact about one of its loans",
        "loan L2",
    ),
    "a visit": (("log-visit", "C2", "--found", "no"), "contact with one", "customer C2"),
    "a note": (("log-note", "C2", "asked the registry"), "contact with one", "customer C2"),
    "a promise": (("promise", "add", "L1", "100@2026-07-03"), "promise about one", "loan L1"),
    "a hold of a loan": (
        ("hold", "add", "L1", "--kind", "dispute", "--note", "x"),
        "a hold of one of its loans",
        "loan L1",
    ),
    "a hold of a customer": (
        ("hold", "add", "C1", "--kind", "hardship", "--note", "x"),
        "a hold of one of its customers",
        "customer C1",
    ),
    "a preference": (
        ("preference", "add", "C1", "opt_out", "--channel", "sms"),
        "a preference of one of its customers",
        "customer C1",
    ),
    "a number": (
        ("point", "add", "C1", "phone", "+86 139 0000 1111"),
        "a number or address of one of its customers",
        "customer C1",
    ),
    "an assignment": (
        ("assign", "C1", "--officer", "chen"),
        "an assignment of one of its customers",
        "customer C1",
    ),
    "a payment": (("pay", "L1", "10"), "a later entry on one of its loans", "loan L1"),
    "a charge": (
        ("enter", "L1", "fee", "25", "--due", "2026-07-10"),
        "a later entry on one of its loans",
        "loan L1",
    ),
    "a field of a loan": (
        ("set", "L1", "grace_days=3"),
        "a later change of one of its loans",
        "loan L1",
    ),
    "a field of a customer": (
        ("set", "C1", "name=Anne"),
        "a later change of one of its customers",
        "customer C1",
    ),
    "instalments": (("import", "plan.csv"), "instalments of one of its loans", "loan L3"),
    "transactions": (("import", "paid.csv"), "a later entry on one of its loans", "loans L1, L2"),
    "contacts": (
        ("import", "contacts.csv", "--as", "contacts"),
        "a contact with one of its customers",
        "customer C1",
    ),
    "invoices": (
        ("import", "invoices.csv"),
        "a later loan of one of its customers",
        "customer C2",
    ),
    "a customers file": (
        ("import", "customers.csv"),
        "a later change of one of its customers",
        "customers C1, C2",
    ),
    "a list": (("import", "list.csv"), "a later list with one of its loans", "loan L1"),
    "a statement": (("import", "june.sta"), "a later entry on one of its loans", "loan L-2042"),
    "a match": (
        ("match", "1", "--loan", "L1"),
        "a later entry on one of its loans",
        "loan L1",
    ),
}
FILES = {
    "plan.csv": PLAN,
    "paid.csv": PAID,
    "contacts.csv": CONTACTS,
    "invoices.csv": INVOICES,
    "customers.csv": CUSTOMERS,
    "list.csv": LIST + "L1,C1,Ann,1,20,100,3,900,2026-06-27\n",
    "june.sta": IN,
    "other.sta": statement(7, ("11", "C9", credit("?", "Wer", "DE75512108001245126199"))),
}


@pytest.mark.parametrize("later", LATER.values(), ids=list(LATER))
def test_the_refusal_names_what_rests_on_it_and_what_to_do(
    later: tuple[tuple[str, ...], str, str], run: Run
) -> None:
    command, what, whom = later
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    run("init", "--currency", "CNY", now=NOW)
    run("import", "other.sta", now=NOW)
    number = imported(run, {"loans.csv": LOANS, **BANK})
    before = in_force()
    run(*command, now=NOW)
    after = in_force()
    refused = run("undo", str(number), code=6, now=NOW).stderr
    assert f"journal entry {number} cannot be undone, because" in refused
    assert what in refused
    (called,) = rows(f"SELECT command FROM journal WHERE journal_id = {number + 1}")[0]
    assert f"(journal {number + 1}: {called} of {whom})" in refused
    assert f"Undo {number + 1} first." in refused
    assert in_force() == after
    run("undo", str(number + 1), now=NOW)
    assert in_force() == before
    run("undo", str(number), now=NOW)
    assert rows("SELECT 1 FROM loan WHERE voided_by IS NULL") == []
    run("check", now=NOW)


@pytest.mark.parametrize(
    ("match", "said"),
    [
        (("--loan", "L1"), "a match of one of its bank lines (journal 4: match of loan L1)"),
        (("--not-ours",), "a match of one of its bank lines (journal 4: match)"),
    ],
)
def test_a_statement_is_not_taken_back_under_a_match(
    match: tuple[str, ...], said: str, run: Run
) -> None:
    book(run, {"loans.csv": LOANS})
    number = imported(run, {"other.sta": FILES["other.sta"]})
    run("match", "1", *match, now=NOW)
    assert said in run("undo", str(number), code=6, now=NOW).stderr


def test_a_file_that_found_its_rows_is_read_again_once_they_are_taken_back(run: Run) -> None:
    book(run, {})
    first = imported(run, {"loans.csv": LOANS})
    imported(run, {"more.csv": LOANS + "L9,C9,100,2026-01-01,0,equal_principal,2,\n"})
    run("undo", str(first), now=NOW)
    assert rows("SELECT loan_id FROM loan WHERE voided_by IS NULL") == [("L9",)]
    run("import", "more.csv", now=NOW)
    assert len(rows("SELECT 1 FROM loan WHERE voided_by IS NULL")) == 4
    run("check", now=NOW)


def test_customers_who_were_taken_back_stand_nowhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "--currency", "CNY")
    Path("customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    run("import", "customers.csv")
    run("queue")
    run("undo")
    assert run("check").stdout == ""
    run("import", "customers.csv")
    assert run("check").stdout == ""
