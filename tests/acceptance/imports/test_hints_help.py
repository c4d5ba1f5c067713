"""A hint that names an option leads on: typed as it stands, it answers the question.

Each file leaves something open. It is imported again with the option that its message names, until
it is read: no option may be asked for twice. MT940 leaves nothing open, and what is wrong in it no
option answers.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from command import overdue

LOANS = "loan_id,customer_id,principal,disbursed_on,method,instalments,annual_rate\n"
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>{currency}<BANKACCTFROM><ACCTID>1</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260628<TRNAMT>{amount}<FITID>1<NAME>Anna
</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
CAMT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Id>S1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
<Ntry><Amt>1250.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-06-28</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>
"""
QIF = "!Type:Bank\nD{day}\nT{amount}\nPAnna\n^\n"
FILES = {
    "days.csv": LOANS + "L1,C1,100,03/04/2026,bullet,2,6\n",
    "marks.csv": LOANS + 'L1,C1,"1,250",2026-04-03,bullet,2,6\n',
    "rates.csv": LOANS + "L1,C1,100,2026-04-03,bullet,2,0.06\n",
    "terms.csv": "invoice_id,customer_id,issued_on,amount\nI1,C1,2026-05-01,100\n",
    "list.csv": "loan_id,customer_id,days_past_due,overdue_amount\nL1,C1,30,100\n",
    "strange.csv": "loan_id,customer_id,principal,disbursed_on,zork due\nL1,C1,9,2026-04-03,7\n",
    "bank.csv": "Date,Amount,Description\n03/04/2026,100.00,L1\n05/06/2026,50.00,L1\n",
    "letters.ofx": OFX.format(currency="<CURDEF>EUR", amount="1.250,00"),
    "money.ofx": OFX.format(currency="", amount="1250.00"),
    "days.qif": QIF.format(day="03/04/2026", amount="1250.00"),
    "letters.qif": QIF.format(day="2026-06-28", amount="1.250,00"),
    "money.xml": CAMT,
}
OPTION = re.compile(r"(--[a-z][a-z-]+) ('[^']*'|[.,](?=\.?(?:\s|$))|[^\s;:,]*[^\s;:.,])")
#: What a file is written with or left out by, not what answers a question.
BESIDE = ("--guess", "--map")
ASKS_FOR_A_DAY = {"--as-of": "2026-06-30"}


def _read(name: str) -> list[str]:
    """The options that a file needs, each as the message before it names it."""
    typed: list[str] = []
    for _ in range(5):
        done = overdue("import", name, *typed, code=None)
        if done.exit_code == 0:
            return typed
        said = done.stderr
        found = [(option, value) for option, value in OPTION.findall(said) if option not in BESIDE]
        assert found, f"no option leads on:\n{said}"
        option, value = found[0]
        assert option not in typed, f"{option} was typed, and is asked for again:\n{said}"
        typed += [option, ASKS_FOR_A_DAY.get(option) or shlex.split(value.replace('"', ""))[0]]
    raise AssertionError(f"{name} is never read: {typed}")


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30T10:00:00")


@pytest.mark.parametrize("name", FILES)
def test_what_a_message_names_answers_it(name: str) -> None:
    of_name = {"money": (), "marks": ("--currency", "KWD")}  # the dinar has three decimals
    overdue("init", *of_name.get(name.partition(".")[0], ("--currency", "EUR")))
    Path(name).write_text(FILES[name], encoding="utf-8")
    assert _read(name)


def test_what_is_wrong_in_mt940_is_answered_by_no_option() -> None:
    overdue("init", "--currency", "EUR")
    line = ":61:2606280628C12,5,00NTRFR1"
    Path("june.sta").write_text(
        f":20:J\n:25:DE02\n:28C:1/1\n:60F:C260601EUR0,00\n{line}\n:86:L1\n"
    )
    said = overdue("import", "june.sta", code=3).stderr
    assert set(re.findall(r"--[a-z-]+", said)) <= {"--accept-good"}


@pytest.mark.parametrize("name", ["days.csv", "marks.csv", "rates.csv", "terms.csv"])
def test_a_workbook_is_answered_by_the_same_options(name: str) -> None:
    overdue("init", "--currency", "KWD" if name == "marks.csv" else "EUR")
    book = Workbook()
    for row in FILES[name].splitlines():
        cells = [cell.strip('"') for cell in re.findall(r'"[^"]*"|[^,]+', row)]
        book.active.append(cells)
    book.save("book.xlsx")
    assert _read("book.xlsx")


def test_a_hidden_sheet_is_named_as_it_is_typed() -> None:
    overdue("init", "--currency", "EUR")
    book = Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("my loans")
    for row in (LOANS + "L1,C1,100,2026-04-03,bullet,2,6").splitlines():
        sheet.append(row.split(","))
    sheet.sheet_state = "hidden"
    book.save("book.xlsx")
    said = overdue("import", "book.xlsx", code=None).stderr
    assert "--sheet 'my loans'" in said
    overdue("import", "book.xlsx", "--sheet", "my loans")
