"""Every option of ``overdue import`` for every kind of file: it has its effect, or is refused.

``TABLE`` says of each option what it must do to each kind. The options are those of the command
itself, so that a new one without an entry here fails. Each pair is tried through the real command
and held against the same command without the option: the ledger, the output, the files beside it.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main
from openpyxl import Workbook

from command import overdue
from overdue_cli.cli.main import app

pytestmark = pytest.mark.law
NOW = "2026-07-01T09:00:00+00:00"
EFFECT, REFUSED = "effect", "refused"
TABLES = ("customers", "loans", "instalments", "transactions", "invoices", "snapshot", "contacts")
STATEMENTS = ("list", "MT940", "CAMT", "OFX", "QIF")
KINDS = (*TABLES, *STATEMENTS)

#: A plain file of each kind, with nothing in it that could be read in two ways.
FILES = {
    "customers": "customer_id,name,income\nC9,Zoé,2000.50\n",
    "loans": "loan_id,customer_id,name,principal,disbursed_on,annual_rate\n"
    "L-9,C9,Zoé,1000.00,2026-01-05,12\n",
    "instalments": "loan_id,seq,due_on,principal,Zoé\nL-1,1,2026-05-06,1000.00,\n",
    "transactions": "transaction_id,loan_id,date,amount,note\nT-9,L-1,2026-05-06,10.50,Zoé\n",
    "invoices": "invoice_id,customer_id,name,due_on,amount\nI-9,C9,Zoé,2026-05-06,10.50\n",
    "snapshot": "loan_id,customer_id,name,as_of,days_past_due,overdue_amount,outstanding,"
    "disbursed_on,annual_rate\n"
    "X-1,C1,Zoé,2026-05-02,6,10.50,100.00,2026-01-01,12\n"
    "X-2,C1,Zoé,2026-05-02,6,10.50,100.00,2026-01-01,12\n",
    "contacts": "customer_id,at,channel,outcome,note,promise_amount,promise_on\n"
    "C2,2026-05-06 10:00,call,PTP,Zoé,10.50,2026-05-20\n",
    "list": "Date,Amount,Description,Balance\n2026-05-06,10.50,Zoé,110.50\n",
    "MT940": ":20:STMT\n:25:DE02120300000000202051\n:28C:5/1\n:60F:C260505EUR100,00\n"
    ":61:2605060506C10,50NTRFNONREF\n:86:166?00GUTSCHRIFT?20Zoé?32Zoé\n:62F:C260506EUR110,50\n-\n",
    "CAMT": '<?xml version="1.0"?>\n'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'
    "<BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id>"
    '<Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
    "<Sts>BOOK</Sts><BookgDt><Dt>2026-05-06</Dt></BookgDt><AddtlNtryInf>Zoé</AddtlNtryInf>"
    "</Ntry></Stmt></BkToCstmrStmt></Document>\n",
    "OFX": "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR\n"
    "<BANKACCTFROM><ACCTID>123</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT\n"
    "<DTPOSTED>20260506\n<TRNAMT>10.50\n<FITID>1\n<NAME>Zoé\n</STMTTRN></BANKTRANLIST></STMTRS>"
    "</STMTTRNRS></BANKMSGSRSV1></OFX>\n",
    "QIF": "!Type:Bank\nD2026-05-06\nT10.50\nPZoé\n^\n",
}
#: What stands in the files in place of the plain one, so that an option has something to decide.
SLASHED = {"2026-05-06": "03/04/2026", "2026-01-05": "03/04/2026", "2026-01-01": "01/02/2026"}
THREE = {"10.50": "1.050", "2000.50": "2.000", "1000.00": "1.000"}
LATE = {
    "loans": "loan_id,customer_id,principal,disbursed_on,days_past_due,overdue_amount\n"
    "L-9,C9,1000.00,2026-01-05,5,100.00\nX-1,C1,100.00,2026-01-01,6,10.50\n"
    "X-2,C1,100.00,2026-01-01,6,10.50\n",
    "snapshot": FILES["snapshot"].replace("as_of,", "").replace("2026-05-02,", ""),
}
BAD = {
    "customers": "customer_id,name\nC8,Ann\n,Bo\n",
    "loans": FILES["loans"] + "L-8,C9,Zoé,x,2026-01-05,12\n",
    "instalments": FILES["instalments"] + "L-2,1,2026-05-06,x,\n",
    "transactions": FILES["transactions"] + "T-8,L-1,2026-05-06,x,\n",
    "invoices": FILES["invoices"] + "I-8,C9,Zoé,2026-05-06,x\n",
    "snapshot": FILES["snapshot"] + "X-3,C1,Zoé,2026-05-02,6,x,100.00,2026-01-01,12\n",
    "contacts": FILES["contacts"] + "C2,2026-05-07 10:00,call,x,,,\n",
    "list": FILES["list"] + "2026-05-07,x,Zoé,110.50\n",
    "MT940": FILES["MT940"].replace(":62F:", ":61:2605320506C10,50NTRFNONREF\n:62F:"),
    "CAMT": FILES["CAMT"].replace(
        "</Ntry>", '</Ntry><Ntry><Amt Ccy="EUR">x</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        "<BookgDt><Dt>2026-05-06</Dt></BookgDt></Ntry>"),
    "OFX": FILES["OFX"].replace(
        "</BANKTRANLIST>", "<STMTTRN><DTPOSTED>20260507\n<TRNAMT>x\n<FITID>2\n</STMTTRN>"
        "</BANKTRANLIST>"),
    "QIF": FILES["QIF"] + "D2026-05-07\nTx\n^\n",
}  # fmt: skip
#: A column of money that no kind reads.
WAIVED = {
    kind: "\n".join(
        line + (",5.00" if number else ",amount waived")
        for number, line in enumerate(FILES[kind].splitlines())
    )
    for kind in (*TABLES, "list")
}
#: The first column of each kind under a name that only a map knows.
OF_ONE_LOAN = {"instalments": "seq,due_on,principal,Zoé\n1,2026-05-06,1000.00,\n"}
OWN_NAMES = {kind: re.sub(r"^\w+", "Kolumne", FILES[kind]) for kind in TABLES}


class Entry(NamedTuple):
    """What an option is given, what it does to which kinds, and the files that show it."""

    args: tuple[str, ...]
    kinds: Mapping[str, str]
    files: Mapping[str, str] = {}
    also: tuple[str, ...] = ()
    """Options that are given in both runs."""
    before: tuple[tuple[str, ...], ...] = ()
    """Commands that are run before both."""


def swapped(*texts: Mapping[str, str]) -> dict[str, str]:
    """The plain files with some of their texts in another form."""
    found = {}
    for kind, text in FILES.items():
        for old, new in (pair for one in texts for pair in one.items()):
            text = text.replace(old, new)
        found[kind] = text
    return found


def only(*kinds: str) -> dict[str, str]:
    return {kind: EFFECT if kind in kinds else REFUSED for kind in KINDS}


def map_of(kind: str) -> str:
    key = FILES[kind].partition(",")[0] if kind in TABLES else "loan_id"
    known = kind if kind in TABLES else "loans"
    return f'kind = "{known}"\n\n[columns]\n"Kolumne" = "{key}"\n'


EVERY = only(*KINDS)
DATED = only(*TABLES[1:], "list", "QIF")
TABLE: dict[str, Entry] = {
    "--as": Entry(("--as", "{other}"), EVERY),
    "--dry-run": Entry(("--dry-run",), EVERY),
    "--accept-good": Entry(("--accept-good",), EVERY, BAD),
    "--date-order": Entry(("--date-order", "dmy"), DATED, swapped(SLASHED)),
    "--decimal": Entry(("--decimal", ","), only(*TABLES, "list", "QIF", "OFX"), swapped(THREE)),
    "--rate": Entry(
        ("--rate", "fraction"), only("loans", "snapshot"), swapped({",12\n": ",0.12\n"})
    ),
    "--encoding": Entry(("--encoding", "ascii"), EVERY),
    "--currency": Entry(
        ("--currency", "USD"),
        only("customers", "loans", "transactions", "invoices", "snapshot", "list", "QIF"),
    ),
    "--sheet": Entry(("--sheet", "all"), only()),
    "--account": Entry(("--account", "4711"), only(*STATEMENTS)),
    "--sign": Entry(("--sign", "card"), only("list")),
    "--money-out": Entry(
        ("--money-out", "aller"),
        only("list"),
        {"list": "Date,Amount,Sort,Description\n2026-05-06,10.50,aller,Zoé\n"
         "2026-05-07,3.00,venir,Zoé\n2026-05-08,3.00,venir,Zoé\n"},
    ),
    "--as-of": Entry(("--as-of", "2026-05-02"), only("loans", "snapshot"), LATE),
    "--terms": Entry(
        ("--terms", "30"),
        only("invoices"),
        {"invoices": FILES["invoices"].replace("due_on", "issued_on")},
    ),
    "--loan": Entry(("--loan", "L-1"), only("instalments"), OF_ONE_LOAN),
    "--list": Entry(
        ("--list", "complete"),
        only("snapshot"),
        {"snapshot": FILES["snapshot"].rsplit("X-2", 1)[0]},
    ),
    "--leave-out": Entry(("--leave-out", "amount waived"), only(*TABLES, "list"), WAIVED),
    "--map": Entry(("--map", "map.toml"), only(*TABLES), OWN_NAMES),
    "--guess": Entry(("--guess",), only(*TABLES, "list")),
    "--explain": Entry(("--explain", "2"), only(*TABLES)),
    "--archive": Entry(("--archive",), EVERY),
    "--no-archive": Entry(
        ("--no-archive",), EVERY, before=(("set", "ledger", "archive=always"),)
    ),
    "--format": Entry(("--format", "json"), EVERY),
    "--output": Entry(("--output", "out.csv"), EVERY),
    "--actor": Entry(("--actor", "somebody"), EVERY),
    "--db": Entry(("--db", "other.db"), EVERY),
}  # fmt: skip


def options_of_import() -> set[str]:
    """The options that the command takes, by their long names, those that negate included."""
    root: Any = typer.main.get_command(app)
    ctx = root.make_context("overdue", [], resilient_parsing=True)
    command = root.get_command(ctx, "import")
    options = [one for one in command.params if one.param_type_name == "option"]
    names = [one.opts[-1] for one in options]
    names += [name for one in options for name in one.secondary_opts]
    return set(names) - {"--help"}


class Seen(NamedTuple):
    """What came of a command: how it ended, what it printed, the ledgers, the files."""

    code: int
    out: str
    told: str
    ledgers: tuple[tuple[str, ...], ...]
    files: frozenset[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in EUR with loans of two customers, and a daily list of the first of May."""
    folder = tmp_path_factory.mktemp("made")
    loans = "loan_id,customer_id,name,principal,disbursed_on\n" + "".join(
        f"L-{n},C{n},Name {n},1000,2026-01-01\n" for n in (1, 2)
    )
    listed = FILES["snapshot"].replace("05-02", "05-01")
    for name, text in (("loans.csv", loans), ("list.csv", listed)):
        (folder / name).write_text(text, encoding="utf-8")
    for args in (
        ["init", "--currency", "EUR"],
        ["import", str(folder / "loans.csv")],
        ["import", str(folder / "list.csv"), "--list", "complete"],
    ):
        overdue("--db", str(folder / "made.db"), *args, now=NOW)
    return folder / "made.db"


Try = Callable[..., Seen]


@pytest.fixture
def attempt(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Try:
    """``attempt({"f.csv": text}, "--sign", "card")``: an import on ledgers as they were made."""
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    for name in ("OVERDUE_DB", "OVERDUE_POLICY"):
        monkeypatch.delenv(name, raising=False)
    tried = iter(range(100))

    run = partial(overdue, code=None, now=NOW)

    def call(
        files: Mapping[str, str | bytes], *args: str, before: tuple[tuple[str, ...], ...] = ()
    ) -> Seen:
        folder = tmp_path / str(next(tried))
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name in ("overdue.db", "other.db"):
            shutil.copy(made, name)
        for command in before:
            assert run(*command).exit_code == 0
        for name, text in files.items():
            content = text.encode() if isinstance(text, str) else text
            Path(name).write_bytes(content)
        Path("map.toml").exists() or Path("map.toml").write_text("")
        imported = [name for name in files if not name.endswith(".toml")]
        done = run("import", *imported, *args)
        beside = {str(one) for one in Path().rglob("*") if not one.name.startswith("o")}
        beside |= {str(one) for one in Path().glob("out.*")}
        beside |= {str(one) for one in Path().glob("overdue.db.files/*")}
        return Seen(
            done.exit_code,
            re.sub(r"\d\.\d{2,}(?=\n|,|$)|\"seconds\": [\d.]+", "", done.stdout),
            done.stderr,
            tuple(map(facts, ("overdue.db", "other.db"))),
            frozenset(beside),
        )

    return call


def facts(ledger: str) -> tuple[str, ...]:
    """What a ledger holds, but for how its files were read and when."""
    with closing(sqlite3.connect(ledger)) as conn:
        names = [
            row[0]
            for row in conn.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        found = [str(row) for row in conn.execute("SELECT journal_id, actor FROM journal")]
        for name in sorted({*names} - {"journal", "imported_file"}):
            found += [f"{name} {row}" for row in conn.execute(f"SELECT * FROM {name}")]
    return tuple(found)


def test_every_option_of_the_command_has_its_entry() -> None:
    assert options_of_import() == set(TABLE)
    assert all(set(entry.kinds) == set(KINDS) for entry in TABLE.values())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("option", TABLE)
def test_an_option_has_its_effect_or_is_refused(attempt: Try, option: str, kind: str) -> None:
    entry = TABLE[option]
    files = {"f.csv": entry.files.get(kind, FILES[kind]), "map.toml": map_of(kind)}
    other = "contacts" if kind != "contacts" else "loans"
    args = [arg.replace("{other}", other) for arg in entry.args]
    without = attempt(files, *entry.also, before=entry.before)
    done = attempt(files, *entry.also, *args, before=entry.before)
    if entry.kinds[kind] == REFUSED:
        assert done.code == 2, done.told
        assert option in done.told
        assert done.ledgers == attempt({}, "no.csv", before=entry.before).ledgers
        assert done.files == without.files
    else:
        assert done.code in (0, 3), done.told
        assert done._replace(told="") != without._replace(told=""), done.told


def test_without_options_every_plain_file_is_taken(attempt: Try) -> None:
    assert {kind: attempt({"f.csv": FILES[kind]}).code for kind in KINDS} == dict.fromkeys(
        KINDS, 0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_command_twice_leaves_the_same(attempt: Try, kind: str) -> None:
    first, second = (attempt({"f.csv": FILES[kind]}) for _ in range(2))
    assert first == second


def book(**sheets: str) -> bytes:
    """A workbook with the cells of texts."""
    made = Workbook()
    made.remove(made.active)
    for name, text in sheets.items():
        sheet = made.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(","))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


LOANS, TX, LIST = FILES["loans"], FILES["transactions"], FILES["list"]
EUR_TX = TX.replace("amount,", "Amount (EUR),")
COLUMN = "transaction_id,loan_id,date,amount,currency\nT-9,L-1,2026-05-06,10.50,{}\n"
WITH_SIDE = "Date,Amount,Dr/Cr,Description,Balance\n2026-05-06,10.50,Cr,Zoé,110.50\n"
TWO_SIDED = "Date,Credit,Debit,Description\n2026-05-06,10.50,,Zoé\n"
NO_CURDEF = FILES["OFX"].replace("<CURDEF>EUR\n", "")


@pytest.mark.parametrize(
    ("files", "args", "said"),
    [
        ({"f.csv": LOANS}, "--as-of 2026-05-02", "--as-of is the day of a daily list, and f.csv"),
        ({"f.csv": FILES["snapshot"]}, "--as-of 2026-05-03", "names another in every row"),
        ({"f.csv": LATE["loans"]}, "--as loans --list complete", "does not say of which day"),
        ({"f.csv": EUR_TX}, "--currency USD", "f.csv says by the header that they are in EUR"),
        ({"f.csv": COLUMN.format("EUR")}, "--currency USD", "f.csv names another in every row"),
        ({"f.csv": "customer_id,name\nC9,Ann\n"}, "--currency USD", "no amounts"),
        ({"f.csv": "customer_id,name\nC9,Ann\n"}, "--decimal ,", "no such column"),
        ({"f.csv": FILES["CAMT"]}, "--currency USD", "says that it is in EUR"),
        ({"f.csv": WITH_SIDE}, "--sign card", "says it itself, in words or columns"),
        ({"f.csv": TWO_SIDED}, "--sign card", "says it itself, in words or columns"),
        ({"f.csv": LOANS}, "--date-order principal=dmy", "the column 'principal'"),
        ({"f.csv": LIST}, "--date-order Amount=dmy", "the column 'Amount'"),
        ({"f.csv": FILES["MT940"]}, "--date-order Datum=dmy", "--date-order is the order"),
        ({"f.xlsx": book(a=LOANS)}, "--encoding utf-8", "f.xlsx says its encoding itself"),
        ({"f.json": '[{"customer_id": "C9"}]'}, "--encoding utf-8", "says its encoding itself"),
        ({"f.csv": LOANS, "m.toml": map_of("loans")}, "--map m.toml", "none of them is there"),
        ({"f.csv": OWN_NAMES["loans"], "m.toml": map_of("loans")},
         "--map m.toml --as transactions", "the map of these columns says loans"),
        ({"f.csv": LOANS}, "--guess --currency EUR", "so --currency does nothing"),
        ({"f.csv": LOANS}, "--guess --sheet a", "--sheet names a sheet of a workbook"),
        ({"f.sta": FILES["MT940"]}, "--guess --as statement", "is in a format of banks"),
        ({"f.csv": LOANS}, "--guess --as loanz", "unknown kind of file 'loanz'"),
    ],
)  # fmt: skip
def test_what_the_file_says_itself_refuses_the_option(
    attempt: Try, files: dict[str, str | bytes], args: str, said: str
) -> None:
    done = attempt(files, *args.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.told
    assert done.ledgers == attempt({}, "no.csv").ledgers


@pytest.mark.parametrize(
    ("files", "args"),
    [
        ({"f.csv": EUR_TX}, "--currency EUR"),
        ({"f.csv": COLUMN.format("EUR")}, "--currency EUR"),
        ({"f.csv": FILES["MT940"]}, "--currency EUR"),
        ({"f.csv": FILES["snapshot"]}, "--as-of 2026-05-02"),
        ({"f.csv": LOANS, "g.csv": LIST}, "--sign bank --account 4711"),
        ({"f.xlsx": book(a=LOANS), "g.csv": FILES["customers"]}, "--sheet a --encoding utf-8"),
        ({"f.csv": LOANS, "g.csv": FILES["instalments"]}, "--currency EUR --rate percent"),
        ({"f.csv": swapped(SLASHED)["loans"]}, "--date-order dmy,disbursed_on=mdy"),
        ({"f.csv": FILES["OFX"], "g.csv": TX}, "--date-order ymd --decimal . --explain 2"),
    ],
)
def test_what_agrees_or_is_for_another_file_of_the_command_is_taken(
    attempt: Try, files: dict[str, str | bytes], args: str
) -> None:
    done = attempt(files, *args.split())
    assert done.code == 0, done.told


def test_a_sheet_that_is_named_is_the_one_that_is_read(attempt: Try) -> None:
    files = {"f.xlsx": book(a=LOANS, b=LOANS.replace("L-9", "L-8"))}
    assert attempt(files).code == 0
    one, both = attempt(files, "--sheet", "b"), attempt(files, "--sheet", "all")
    assert [any("'L-8'" in fact for fact in seen.ledgers[0]) for seen in (one, both)] == [True] * 2
    assert [any("'L-9'" in fact for fact in seen.ledgers[0]) for seen in (one, both)] == [
        False, True,
    ]  # fmt: skip


def test_ofx_without_a_currency_takes_the_one_that_is_named(attempt: Try) -> None:
    done = attempt({"f.csv": NO_CURDEF}, "--currency", "USD")
    assert any("'USD'" in fact for fact in done.ledgers[0])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--date-order dmy", "--date-order was not needed: every date says its order itself"),
        ("--decimal .", "--decimal was not needed: no amount has a decimal mark"),
    ],
)
@pytest.mark.parametrize("kind", ["transactions", "list", "QIF"])
def test_what_no_cell_needed_is_told(attempt: Try, kind: str, args: str, said: str) -> None:
    text = FILES[kind].replace("110.50", "110").replace("10.50", "10")
    done = attempt({"f.csv": text}, *args.split())
    assert done.code == 0
    assert said in done.told
    slashed = FILES[kind].replace("2026-05-06", "13/05/2026")
    assert said not in attempt({"f.csv": slashed}, *args.split()).told


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LOANS.encode("utf-8-sig"), "gb18030"),
        (LOANS.encode("utf-16"), "utf-8"),
        (FILES["OFX"].encode("utf-8-sig"), "cp1252"),
    ],
)
def test_an_encoding_that_the_first_bytes_deny_is_refused(
    attempt: Try, content: bytes, encoding: str
) -> None:
    done = attempt({"f.csv": content}, "--encoding", encoding)
    assert done.code == 3
    assert f"not {encoding}" in done.told


def test_an_encoding_overrules_what_a_document_declares(attempt: Try) -> None:
    declared = FILES["CAMT"].replace("?>", ' encoding="ISO-8859-2"?>', 1)
    done = attempt({"f.csv": declared.encode("cp1252")}, "--encoding", "cp1252")
    assert any("Zoé" in fact for fact in done.ledgers[0])


def test_a_dry_run_says_what_would_be_kept(attempt: Try) -> None:
    done = attempt({"f.csv": BAD["transactions"]}, "--dry-run", "--accept-good", "--archive")
    assert done.code == 3
    assert "f.csv: the original would be kept" in done.told
    assert "the good rows would be kept without those rejected" in done.told


def test_a_daily_list_without_a_day_is_asked_for_its_day_whether_it_is_complete_or_not(
    attempt: Try,
) -> None:
    listed = {"f.csv": "loan_id,customer_id,days_past_due,overdue_amount\nL-9,C9,3,10.00\n"}
    for args in ((), ("--list", "complete"), ("--list", "partial")):
        done = attempt(listed, *args)
        assert (done.code, done.out) == (2, "")
        assert "nothing says at the close of which day the list holds" in done.told
        assert "--as-of" in done.told
