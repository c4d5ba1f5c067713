"""A doubt about a file is a question on a terminal, and stops the import everywhere else."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

pytestmark = pytest.mark.process
pty = pytest.importorskip("pty", reason="pseudo terminals are POSIX")
termios = pytest.importorskip("termios", reason="pseudo terminals are POSIX")

DATES = "loan_id,customer_id,principal,disbursed_on\nL1,C1,300,3/4/2026\n"
DECIMALS = "loan_id,customer_id,principal,disbursed_on\nL1,C1,1.234,2026-04-03\n"
RATES = "loan_id,customer_id,principal,disbursed_on,annual_rate\nL1,C1,300,2026-04-03,0.12\n"
TWO = "loan_id,customer_id,principal,贷款金额,disbursed_on\nL1,C1,300,200,2026-04-03\n"
UNITS = 'loan_id,customer_id,贷款金额(万元),disbursed_on\nL1,C1,"1,234",2026-04-03\n'
MIXED = (
    "loan_id,customer_id,principal,disbursed_on,first_due_on,method,instalments\n"
    "L1,C1,300,25/4/2026,05/06/2026,equal_principal,3\n"
)
LIST = "loan_id,customer_id,days_past_due,overdue_amount\nL1,C1,3,50\n"
MONTHS = "loan_id,customer_id,principal,disbursed_on,利率\nL1,C1,300,2026-04-03,6.5‰\n"
WAIVED = "loan_id,customer_id,principal,disbursed_on,减免金额\nL1,C1,300,2026-04-03,5\n"
BANK = "date,description,amount,balance\n2026-06-12,hello,500.00,900.00\n"
PLAIN = "loan_id,customer_id,principal,disbursed_on\nL1,C1,300,2026-04-03\n"


class Told(NamedTuple):
    """What a terminal showed, what went down the pipe, and how the command ended."""

    shown: str
    piped: str
    status: int


Terminal = Callable[..., Told]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any) -> Terminal:
    """``terminal(["2\\r"], "import", "a.csv")``: each answer is typed when it is asked for."""
    run("init", "--time-zone", "Asia/Shanghai")

    def call(keys: Sequence[str], *args: str, pipe: bool = False) -> Told:
        master, slave = pty.openpty()
        with (tmp_path / "piped").open("w+") as piped:
            child = subprocess.Popen(
                [sys.executable, "-m", "overdue_cli", *args],
                cwd=tmp_path,
                env={**os.environ, "OVERDUE_NOW": "2026-06-30"},
                stdin=slave,
                stdout=piped if pipe else slave,
                stderr=slave,
                start_new_session=True,
                preexec_fn=_at_the_terminal,
            )
            os.close(slave)
            shown = _talk(master, list(keys))
            os.close(master)  # hangs up on who still waits for a key
            status = child.wait(timeout=20)
            piped.seek(0)
            return Told(shown, piped.read(), status)

    return call


def _at_the_terminal() -> None:
    """Makes the terminal the child's own, so that Ctrl-C reaches it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _talk(master: int, keys: list[str]) -> str:
    """What the terminal shows until its other end closes; keys are typed after each question."""
    shown = b""
    asked = 0
    while select.select([master], [], [], 20)[0]:
        try:
            block = os.read(master, 4096)
        except OSError:
            break
        if not block:
            break
        shown += block
        if keys and shown.count(b"(empty: stop): ") > asked:
            asked += 1
            time.sleep(0.2)  # an interrupt between the question and the reading would be lost
            os.write(master, keys.pop(0).encode())
    return shown.decode().replace("\r\n", "\n")


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def stored(what: str) -> Any:
    with closing(sqlite3.connect("overdue.db")) as conn:
        return conn.execute(f"SELECT {what} FROM loan ORDER BY loan_id").fetchall()


@pytest.mark.parametrize(
    ("text", "args", "key", "choices", "option", "what", "value"),
    [
        (DATES, ("--currency", "CNY"), "2", ("1  mdy", "2  dmy"),
         "--date-order disbursed_on=dmy, or --date-order dmy for every column",
         "disbursed_on", "2026-04-03"),
        (DATES, ("--currency", "CNY"), "MDY", ("1  mdy", "2  dmy"),
         "--date-order disbursed_on=mdy, or --date-order mdy for every column",
         "disbursed_on", "2026-03-04"),
        (DECIMALS, ("--currency", "CNY"), ",", ("1  .", "2  ,"), "or --decimal , for every column",
         "principal", 123400),
        (RATES, ("--currency", "CNY"), "fraction", ("1  percent", "2  fraction"),
         "--rate annual_rate=fraction", "annual_rate", "12"),
        (MONTHS, ("--currency", "CNY"), "1", ("1  permille-month", "2  permille"),
         "利率=permille-month", "annual_rate", "7.80"),
        (WAIVED, ("--currency", "CNY"), "1", ("1  leave them out",),
         "'减免金额' is not used", "principal", "30000"),
        (UNITS, ("--currency", "CNY"), "2", ("1  .", "2  ,"), "or --decimal , for every column",
         "principal", 1234000),
        (MIXED, ("--currency", "CNY"), "1", ("1  mdy", "2  dmy"), "first_due_on=mdy",
         "disbursed_on, first_due_on", "2026-04-25 2026-05-06"),
        (PLAIN, (), "usd", ("Currency code",), "--currency USD", "currency", "USD"),
        (PLAIN, (), "人民币", ("Currency code",), "--currency CNY", "currency", "CNY"),
        (PLAIN, (), "rmb", ("Currency code",), "--currency CNY", "currency", "CNY"),
        (PLAIN, (), "£", ("Currency code",), "--currency GBP", "currency", "GBP"),
        (TWO, ("--currency", "CNY"), "2", ("1  principal", "2  贷款金额"),
         "'principal' is not used", "principal", 20000),
    ],
)  # fmt: skip
def test_the_answer_counts_as_if_the_option_had_been_given(
    terminal: Terminal,
    text: str,
    args: tuple[str, ...],
    key: str,
    choices: tuple[str, ...],
    option: str,
    what: str,
    value: object,
) -> None:
    write("a.csv", text)
    told = terminal([f"{key}\r"], "import", "a.csv", "--as", "loans", *args)
    assert told.status == 0, told.shown
    assert all(choice in told.shown for choice in choices)
    assert option in told.shown
    (row,) = stored(what)
    assert " ".join(map(str, row)) == str(value)


@pytest.mark.parametrize(
    ("key", "status", "said"),
    [
        pytest.param("\r", 2, "No answer: nothing was written", id="empty"),
        pytest.param("\x04", 2, "No answer: nothing was written", id="Ctrl-D"),
        pytest.param("\x03", 130, "Interrupted: nothing was written", id="Ctrl-C"),
    ],
)
def test_no_answer_stops_the_import_and_names_the_option(
    terminal: Terminal, data: Any, key: str, status: int, said: str
) -> None:
    write("a.csv", DATES)
    told = terminal([key], "import", "a.csv", "--currency", "CNY")
    assert told.status == status
    assert said in told.shown
    assert "--date-order mdy or --date-order dmy" in told.shown
    assert "Traceback" not in told.shown
    assert data("imports")["rows"] == []
    assert stored("*") == []


def test_what_is_no_choice_is_asked_again(terminal: Terminal) -> None:
    write("a.csv", DATES)
    told = terminal(["3\r", "ymd\r", "1\r"], "import", "a.csv", "--currency", "CNY")
    assert told.status == 0
    assert "'3' is none of them" in told.shown
    assert "'ymd' is none of them" in told.shown
    assert stored("disbursed_on") == [("2026-03-04",)]


def test_each_doubt_of_each_file_is_asked_for_itself(terminal: Terminal) -> None:
    write("a.csv", DATES)
    write("b.csv", DATES.replace("L1", "L2").replace("300", "1.234"))
    told = terminal(["mdy\r", ",\r", "dmy\r"], "import", "a.csv", "b.csv", "--currency", "CNY")
    assert told.status == 0, told.shown
    asked = "row 2, column 'disbursed_on', value '3/4/2026'"
    assert [told.shown.count(f"{name}, {asked}") for name in ("a.csv", "b.csv")] == [1, 1]
    assert stored("disbursed_on, principal") == [("2026-03-04", 30000), ("2026-04-03", 123400)]


def test_the_sheet_is_asked_for_by_its_name(terminal: Terminal) -> None:
    book = openpyxl.Workbook()
    for name, loan_id, more in (("1", "L1", "note"), ("2", "L2", "remark")):
        sheet = book.create_sheet(name)
        sheet.append(["loan_id", "customer_id", "principal", "disbursed_on", more])
        sheet.append([loan_id, "C1", 300, "2026-04-03"])
    book.save("book.xlsx")
    told = terminal(["2\r"], "import", "book.xlsx", "--currency", "CNY")
    assert "1  1" not in told.shown, "a number that is a sheet's name is its name"
    assert stored("loan_id") == [("L2",)]


def test_an_answer_about_columns_is_remembered_for_the_same_header(
    terminal: Terminal, run: Any
) -> None:
    write("a.csv", TWO)
    assert terminal(["1\r"], "import", "a.csv", "--currency", "CNY").status == 0
    write("b.csv", TWO.replace("L1", "L2"))
    run("import", "b.csv", "--currency", "CNY")
    assert stored("principal") == [(30000,), (30000,)]


def test_the_same_file_again_asks_again_and_changes_nothing(terminal: Terminal) -> None:
    write("a.csv", DATES)
    args = ("import", "a.csv", "--currency", "CNY")
    terminal(["1\r"], *args)
    assert "Nothing new" in terminal(["1\r"], *args).shown


def test_nothing_is_asked_where_a_program_waits_for_the_output(terminal: Terminal) -> None:
    write("a.csv", DATES)
    args = ("import", "a.csv", "--currency", "CNY", "--format", "json")
    told = terminal([], *args, pipe=True)
    assert (told.status, told.piped) == (2, "")
    assert "(empty: stop)" not in told.shown


def test_nothing_is_asked_where_nobody_can_answer(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", DATES)
    assert "--date-order mdy or --date-order dmy" in run("import", "a.csv", code=2).stderr


def test_a_dry_run_asks_too_and_writes_nothing(terminal: Terminal) -> None:
    write("a.csv", DATES)
    told = terminal(["1\r"], "import", "a.csv", "--currency", "CNY", "--dry-run")
    assert told.status == 0
    assert stored("*") == []


@pytest.mark.parametrize(("key", "day"), [("1", "2026-06-12"), ("2026-06-11", "2026-06-11")])
def test_the_day_of_a_list_is_offered_and_any_other_can_be_named(
    terminal: Terminal, data: Any, key: str, day: str
) -> None:
    write("late-20260612.csv", LIST)
    told = terminal([f"{key}\r"], "import", "late-20260612.csv", "--currency", "CNY")
    assert told.status == 0, told.shown
    assert "1  2026-06-12" in told.shown
    assert f"read as with --as-of {day}" in told.shown
    assert data("show", "L1", "--as-of", day)["days_past_due"] == 3


def test_the_day_of_the_figures_of_a_loan_book_is_asked_for(terminal: Terminal, data: Any) -> None:
    book = (
        "loan_id,customer_id,principal,disbursed_on,method,instalments,days_past_due,"
        "overdue_principal\nL1,C1,1200,2026-01-15,equal_principal,12,3,100\n"
    )
    write("book-20260612.csv", book)
    told = terminal(["1\r"], "import", "book-20260612.csv", "--currency", "CNY")
    assert told.status == 0, told.shown
    assert "of which day the figures of 'days_past_due' are" in told.shown
    assert data("show", "L1", "--as-of", "2026-06-12")["days_past_due"] == 3


@pytest.mark.parametrize(("key", "left"), [("complete", "0.00"), ("2", "50.00")])
def test_whether_a_list_is_complete_is_asked_for(
    terminal: Terminal, run: Any, data: Any, key: str, left: str
) -> None:
    write("1.csv", LIST + "L2,C2,3,70\n")
    write("2.csv", LIST.replace("L1,C1", "L2,C2"))
    run("import", "1.csv", "--currency", "CNY", "--as-of", "2026-06-11")
    assert (
        "--list complete"
        in run("import", "2.csv", "--currency", "CNY", "--as-of", "2026-06-12", code=2).stderr
    )
    args = ("import", "2.csv", "--currency", "CNY", "--as-of", "2026-06-12")
    told = terminal([f"{key}\r"], *args)
    assert told.status == 0, told.shown
    assert "1  complete" in told.shown
    assert "read as with --list" in told.shown
    assert data("show", "L1", "--as-of", "2026-06-12")["outstanding"]["total"] == left


def test_the_currency_of_a_statement_is_asked_for(terminal: Terminal, run: Any) -> None:
    write("bank.csv", BANK)
    told = terminal(["eur\r"], "import", "bank.csv")
    assert told.status == 0, told.shown
    assert "read as with --currency EUR" in told.shown
    assert "EUR" in run("match", "--format", "csv").stdout
    write("other.csv", BANK.replace("hello", "again"))
    assert "--currency" in run("import", "other.csv", code=2).stderr


def test_the_currencies_of_a_sign_are_offered(terminal: Terminal, run: Any) -> None:
    write("d.csv", "invoice_id,customer_id,due_on,Amount ($)\nI-1,C1,2026-05-31,10\n")
    told = terminal(["2\r"], "import", "d.csv")
    assert told.status == 0, told.shown
    assert "2  AUD" in told.shown
    assert "read as with --currency AUD" in told.shown
    assert "AUD" in run("show", "I-1").stdout


@pytest.mark.parametrize(
    ("key", "expected"),
    [("1", "-10.00 20.00 5.00"), ("venir", "10.00 -20.00 -5.00"), ("none", "10.00 20.00 5.00")],
)
def test_which_words_are_money_out_is_asked_for(
    terminal: Terminal, run: Any, key: str, expected: str
) -> None:
    rows = "2026-06-12,a,10.00,aller\n2026-06-13,b,20.00,venir\n2026-06-14,c,5.00,venir\n"
    write("bank.csv", f"date,description,amount,mouvement\n{rows}")
    told = terminal(["retour\r", f"{key}\r"], "import", "bank.csv", "--currency", "EUR")
    assert told.status == 0, told.shown
    assert "'retour' is none of them" in told.shown
    assert "1  aller" in told.shown
    assert "read as with --money-out" in told.shown
    listed = run("match", "--all", "--format", "csv").stdout
    lines = csv.DictReader(io.StringIO(listed))
    assert " ".join(line["amount"] for line in lines) == expected


def test_sheets_are_asked_about_each_for_itself(terminal: Terminal) -> None:
    book = openpyxl.Workbook()
    for name, day in (("A", "3/4/2026"), ("B", "25/4/2026"), ("C", "5/4/2026")):
        sheet = book.create_sheet(name)
        sheet.append(["loan_id", "customer_id", "principal", "disbursed_on"])
        sheet.append([f"L{name}", "C1", 300, day])
    book.save("book.xlsx")
    args = ("import", "book.xlsx", "--sheet", "all", "--currency", "CNY")
    told = terminal(["mdy\r", "dmy\r"], *args)
    assert told.status == 0, told.shown
    assert "sheet 'A'" in told.shown
    assert "--date-order 'A!disbursed_on=mdy'" in told.shown
    assert stored("disbursed_on") == [("2026-03-04",), ("2026-04-25",), ("2026-04-05",)]
    again = terminal([], *args, "--date-order", "A!disbursed_on=mdy,C!disbursed_on=dmy")
    assert (again.status, "Nothing new" in again.shown) == (0, True)


def test_what_decided_a_column_is_told_with_its_row(run: Any, data: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", DATES + "L2,C1,300,25/4/2026\n")
    told = run("import", "a.csv", "--dry-run").stderr
    assert "a.csv:3: column 'disbursed_on' value '25/4/2026': dates of this column" in told
    (one,) = data("import", "a.csv")["files"][0]["decided"]
    assert (one["row"], one["column"]) == (3, "disbursed_on")
    assert stored("disbursed_on") == [("2026-04-03",), ("2026-04-25",)]


def test_a_column_that_is_not_there_is_named(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", DATES)
    told = run("import", "a.csv", "--date-order", "due_on=dmy", code=2).stderr
    assert "names the column 'due_on', which is not there" in told


def a_map(name: str = "a.csv") -> str:
    return Path(f"{name}.map.toml").read_text(encoding="utf-8")


def test_guess_asks_and_the_map_has_the_answer(terminal: Terminal, run: Any) -> None:
    write("a.csv", TWO)
    told = terminal(["2\r"], "import", "a.csv", "--guess")
    assert told.status == 0, told.shown
    assert "1  principal" in told.shown
    assert '"principal" = ""' in a_map()
    assert '"贷款金额" = "principal"' in a_map()
    run("import", "a.csv", "--map", "a.csv.map.toml", "--currency", "CNY")
    assert stored("principal") == [(20000,)]


def test_guess_asks_for_the_sheet_and_the_kind(terminal: Terminal) -> None:
    book = openpyxl.Workbook()
    for name in ("A", "B"):
        sheet = book.create_sheet(name)
        sheet.append(["loan_id", "note"])
        sheet.append(["L1", "hello"])
    book.save("book.xlsx")
    told = terminal(["2\r", "contacts\r"], "import", "book.xlsx", "--guess")
    assert told.status == 0, told.shown
    assert 'kind = "contacts"' in a_map("book.xlsx")


@pytest.mark.parametrize(("key", "status"), [("\r", 2), ("\x03", 130)], ids=["empty", "Ctrl-C"])
def test_guess_without_an_answer_writes_nothing(terminal: Terminal, key: str, status: int) -> None:
    write("a.csv", TWO)
    assert terminal([key], "import", "a.csv", "--guess").status == status
    assert not Path("a.csv.map.toml").exists()


def test_guess_in_a_script_leaves_what_fits_two_ways_to_be_taken_in(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", TWO)
    told = run("import", "a.csv", "--guess", code=2).stderr
    assert "1 thing could be read in two ways" in told
    assert "# Decide: the columns 'principal' and '贷款金额' both mean principal" in a_map()
    lines = a_map()
    for line in ('"principal" = ""', '"贷款金额" = "principal"'):
        lines = lines.replace(f"# {line}", line)
    write("a.csv.map.toml", lines)
    run("import", "a.csv", "--map", "a.csv.map.toml")
    assert stored("principal") == [(20000,)]


def test_guess_in_a_script_leaves_the_kind_to_be_taken_in(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", "loan_id,note\nL1,hello\n")
    run("import", "a.csv", "--guess", code=2)
    assert "# Decide what it holds" in a_map()
    assert "names no kind" in run("import", "a.csv", "--map", "a.csv.map.toml", code=2).stderr
    write("a.csv.map.toml", a_map().replace('# kind = "contacts"', 'kind = "contacts"'))
    assert "needs the columns" in run("import", "a.csv", "--map", "a.csv.map.toml", code=3).stderr


def test_two_columns_of_one_name_make_a_map_that_can_be_read(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("a.csv", TWO.replace("贷款金额", "principal"))
    run("import", "a.csv", "--guess", code=2)
    assert a_map().count('"principal" = "principal"') == 1


MT940 = ":20:S\n:25:{}\n:28C:1\n:60F:C260601CNY1,00\n:61:2606120612C5,00NMSCX\n:86:x\n-\n"


@pytest.mark.parametrize(
    ("key", "account", "said"),
    [
        ("1", "DE11", "--account DE11"),
        ("6222 0001", "6222 0001", "--account '6222 0001'"),
        ("none", "", "an account without a name"),
    ],
)
def test_the_account_of_a_list_is_asked_for_where_there_are_others(
    terminal: Terminal, run: Any, key: str, account: str, said: str
) -> None:
    write("other.sta", MT940.format("DE11"))
    write("bank.csv", BANK)
    run("import", "other.sta")
    told = terminal([f"{key}\r"], "import", "bank.csv", "--currency", "CNY")
    assert told.status == 0, told.shown
    assert "1  DE11" in told.shown
    assert said in told.shown
    with closing(sqlite3.connect("overdue.db")) as conn:
        query = "SELECT account FROM statement_line WHERE text = 'hello'"
        assert conn.execute(query).fetchone() == (account,)


def test_in_a_script_a_list_of_no_account_is_taken_with_a_warning(run: Any) -> None:
    run("init", "--currency", "CNY")
    write("other.sta", MT940.format("DE11"))
    write("bank.csv", BANK)
    run("import", "other.sta")
    assert "nothing says whose account this is" in run("import", "bank.csv").stderr


NAMED = "loan_id,customer_id,name,principal,disbursed_on\nL1,C1,{},3,2026-04-03\n"


@pytest.mark.parametrize(
    ("name", "content", "args", "key", "option", "readings"),
    [
        (
            "two.csv",
            "loan_id,seq,due_on,principal,interest,transaction_id,date,amount\nA\n",
            (),
            "instalments",
            "--as instalments",
            ("instalments", "transactions"),
        ),
        (
            "card.csv",
            "Date,Voucher No,Description,Debit,Credit,Balance\n2026-06-12,V1,sold,5.00,,5.00\n",
            ("--currency", "CNY"),
            "statement",
            "--as statement",
            (
                "the header fits a bank statement, but 'Voucher No' (an entry in accounts) does "
                "not belong there",
            ),
        ),
        (
            "one.csv",
            "流水号,借据号,还款日,还款金额\nA,L1,2026-01-01,1\n",
            ("--as", "transactions"),
            "date",
            "'还款日' is date",
            ("due_on", "date"),
        ),
        (
            "bank.csv",
            BANK.replace("2026-06-12", "06/05/2026"),
            ("--currency", "CNY"),
            "1",
            "--date-order date=mdy",
            ("2026-06-05 (mdy)", "2026-05-06 (dmy)"),
        ),
        (
            "bank.csv",
            BANK.replace("500.00", "1.234").replace("900.00", "9"),
            ("--currency", "CNY"),
            ",",
            "amount=,",
            ("1.234 (decimal '.')", "1234 (decimal ',')"),
        ),
    ],
)
def test_each_doubt_shows_both_readings_here_and_in_a_script(
    terminal: Terminal,
    run: Any,
    name: str,
    content: str,
    args: tuple[str, ...],
    key: str,
    option: str,
    readings: tuple[str, ...],
) -> None:
    write(name, content)
    alone = run("import", name, *args, code=2).stderr
    told = terminal([f"{key}\r", "\r", "\r"], "import", name, "--dry-run", *args).shown
    assert option in told
    for reading in readings:
        assert reading in alone
        assert reading in told


def test_the_sheet_of_a_statement_is_asked_for(terminal: Terminal, run: Any) -> None:
    book = openpyxl.Workbook()
    for name in ("May", "June"):
        sheet = book.create_sheet(name)
        sheet.append(["date", "description", "amount", "balance"])
        sheet.append(["2026-06-12", name, 5, 9])
    book.save("bank.xlsx")
    args = ("import", "bank.xlsx", "--currency", "CNY")
    assert "'May' and 'June'" in run(*args, code=2).stderr
    told = terminal(["june\r"], *args)
    assert (told.status, "read as with --sheet June" in told.shown) == (0, True)


def test_the_encoding_is_asked_for_with_how_it_would_look(terminal: Terminal, run: Any) -> None:
    Path("a.csv").write_bytes(NAMED.format("Straße Öö").encode("cp1252"))
    args = ("import", "a.csv", "--currency", "CNY")
    alone = run(*args, code=2).stderr
    told = terminal(["cp1252\r"], *args)
    assert told.status == 0, told.shown
    for reading in ("Straße Öö", "(cp1252)", "(gb18030)"):
        assert reading in alone
        assert reading in told.shown
    assert "read as with --encoding cp1252" in told.shown


@pytest.mark.parametrize(("name", "key", "day"), [
    ("open-20260612.csv", "1", "2026-06-12"),
    ("open.csv", "2026-06-11", "2026-06-11"),
])  # fmt: skip
def test_the_day_of_a_file_of_balances_is_asked_for(
    terminal: Terminal, data: Any, name: str, key: str, day: str
) -> None:
    Path(name).write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,outstanding\n"
        "I-1,K1,2026-04-01,2026-05-01,100.00,40.00\n"
    )
    told = terminal([f"{key}\r"], "import", name, "--currency", "CNY")
    assert "nothing says as of which day these balances are open" in told.shown
    assert f"read as with --as-of {day}" in told.shown
    paid = data("show", "I-1")["transactions"]
    assert [(one["date"], one["amount"]) for one in paid] == [(day, "60.00")]


def test_the_currency_is_asked_once_for_all_files_of_an_import(terminal: Terminal) -> None:
    for name in ("L1", "L2"):
        Path(f"{name}.csv").write_text(PLAIN.replace("L1", name), encoding="utf-8")
    told = terminal(["eur\r"], "import", "L1.csv", "L2.csv")
    assert told.status == 0
    assert told.shown.count("Currency code") == 1
    assert told.shown.count("read as with --currency EUR") == 2
    assert [one for (one,) in stored("currency")] == ["EUR", "EUR"]
