"""Bank files at the edge of what is one: days that are missing, versions, headers that mislead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

CAMT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.05{of}"><{group}><{one}><Id>S1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>{days}</Ntry>
</{one}></{group}></Document>
"""
DAY = "<BookgDt><Dt>{}</Dt></BookgDt>"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR")


def _import(name: str, text: str, *options: str, code: int = 0) -> Any:
    Path(name).write_text(text, encoding="utf-8")
    result = overdue("import", name, "--format", "json", *options, code=code)
    return json.loads(result.stdout)["files"][0]


def test_a_booking_without_a_day_is_named_by_the_day_it_lacks() -> None:
    text = CAMT.format(of="3.001.02", group="BkToCstmrStmt", one="Stmt", days="")
    (problem,) = _import("camt.xml", text, code=3)["problems"]
    assert (problem["column"], problem["rule"]) == (
        "BookgDt",
        "nothing says on which day this was booked",
    )


def test_a_day_that_cannot_be_read_is_named_as_the_day() -> None:
    days = DAY.format("2026-02-30")
    text = CAMT.format(of="3.001.02", group="BkToCstmrStmt", one="Stmt", days=days)
    (problem,) = _import("camt.xml", text, code=3)["problems"]
    assert (problem["column"], problem["value"]) == ("BookgDt", "2026-02-30")


def test_the_first_version_of_the_standard_is_read() -> None:
    days = DAY.format("2026-06-28")
    text = CAMT.format(of="2.001.01", group="BkToCstmrAcctRptV01", one="Rpt", days=days)
    assert _import("camt.xml", text)["new"] == 1


def test_a_column_text_is_what_a_movement_was_for_and_an_empty_column_is_none() -> None:
    text = "Datum;Betrag;;Text\n28.06.2026;100,00;;Rechnung 12\n27.06.2026;50,00;;Rechnung 13\n"
    file = _import("liste.csv", text)
    assert (file["kind"], file["new"]) == ("statement", 2)


def test_a_title_in_quotes_is_no_header() -> None:
    text = '"Kontoauszug; Juni"\nDatum;Betrag;Text\n28.06.2026;100,00;Rechnung 12\n'
    file = _import("liste.csv", text)
    assert (file["kind"], file["new"]) == ("statement", 1)


def test_a_file_in_which_only_one_row_looks_like_a_header_is_refused() -> None:
    text = (
        "Diary\nit was nice today\nand tomorrow\nname,date,amount,note\nAnna,yesterday,much,yes\n"
    )
    (problem,) = _import("diary.csv", text, code=3)["problems"]
    assert problem["rule"] == (
        "row 4 reads as the header of a list of movements, and no row below has a day"
    )


def test_a_list_of_a_time_without_movements_is_none_the_worse() -> None:
    text = "Datum;Betrag;Verwendungszweck\nKeine Umsätze;;\n"
    assert _import("liste.csv", text)["new"] == 0


def test_a_list_of_extensions_is_called_by_its_name() -> None:
    text = "合同编号,贷款主体,展期应还本金,展期未还本金\nHT001,王小甲,100.00,80.00\n"
    (problem,) = _import("list.csv", text, code=3)["problems"]
    assert problem["rule"] == "this is a list of extensions, which is not read"
