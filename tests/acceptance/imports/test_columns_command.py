"""``overdue columns``: the names that imports know, and what a header means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+00:00"
MAP = 'kind = "loans"\n[columns]\n"Vorgang" = "loan_id"\n"Wer" = "customer_id"\n'
STATEMENT = ":20:S\n:25:1\n:28C:1\n:60F:C260505EUR1,00\n:62F:C260505EUR1,00\n"
LOANS = "Vorgang,Wer,principal,disbursed_on\nL-1,C-1,100.00,2026-01-05\n"


def test_every_field_of_every_kind_is_listed_without_a_ledger(rows: Any) -> None:
    from overdue_cli.ingest.headers.kinds import KINDS

    listed = {(kind, row["field"]) for row in rows("columns") for kind in row["kinds"].split()}
    wanted = {(kind.name, field.name) for kind in KINDS.values() for field in kind.fields}
    assert wanted | {("statement", "booked_on"), ("statement", "payer")} <= listed


def test_a_kind_and_a_language_narrow_the_list(rows: Any) -> None:
    listed = rows("columns", "statement", "--language", "de")
    assert {(row["kinds"], row["language"]) for row in listed} == {("statement", "de")}
    assert any("valuta" in row["names"].lower().split(" | ") for row in listed)


def test_what_must_be_there_is_told_apart_from_what_is_not_read(rows: Any) -> None:
    uses = {(row["field"], row["kinds"]): row["use"] for row in rows("columns", "loans")}
    assert uses["loan_id", "loans"] == "required"
    assert uses["annual_rate", "loans"] == "read"
    assert uses["gender", "loans"] == "known"


def test_parts_and_their_words_have_sections_of_their_own(rows: Any) -> None:
    parts = rows("columns", "invoices", "--section", "parts")
    assert "open amount" in {one["field"]: one["parts"] for one in parts}["outstanding"]
    words = rows("columns", "invoices", "--language", "fr", "--section", "words")
    assert {row["language"] for row in words} == {"fr"}


@pytest.mark.parametrize(
    ("words", "field", "by", "what"),
    [
        (("loans", "贷款余额(万元)"), "outstanding_principal", "name", ""),
        (("invoices", "Restbetrag"), "outstanding", "parts", "amount + open"),
        (("loans", "逾期月利率"), "penalty_rate", "rate", "month"),
        (("invoices", "IVA"), "", "detail", "tax"),
        (("loans", "性别"), "", "known", "gender"),
        (("statement", "Kontostand"), "balance", "name", ""),
        (("loans", "Loan colour"), "", "unknown", "no such word: colour"),
        (("loans", "Ghoti balance"), "", "unknown", "asked about: money; no such word: ghoti"),
    ],
)
def test_a_header_is_looked_up(
    rows: Any, words: tuple[str, ...], field: str, by: str, what: str
) -> None:
    (row,) = rows("columns", *words)
    assert (row["kinds"], row["field"], row["by"], row["what"]) == (words[0], field, by, what)


def test_kinds_that_agree_stand_in_one_row(rows: Any) -> None:
    (row,) = rows("columns", "姓名")
    assert (row["field"], row["kinds"]) == ("name", "customers loans invoices snapshot")


def test_a_header_that_nothing_knows_has_names_like_it(rows: Any) -> None:
    (row,) = rows("columns", "invoices", "Invoise No")
    assert (row["by"], "invoice no" in row["near"]) == ("unknown", True)


def test_the_headers_of_a_file_are_told_as_the_import_takes_them(
    rows: Any, run: Any, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_text(
        "Num,Customer,Date,Due Date,Amount,Open Balance,Tax,Colour\n"
        "1,Ana,2026-05-01,2026-06-01,9.00,9.00,1.00,red\n"
    )
    told = {row["header"]: row for row in rows("columns", "--of", "f.csv")}
    assert {row["kinds"] for row in told.values()} == {"invoices"}
    assert (told["Due Date"]["field"], told["Due Date"]["number"]) == ("due_on", "4")
    assert (told["Tax"]["by"], told["Tax"]["what"]) == ("detail", "tax")
    assert told["Colour"]["by"] == "unknown"
    run("init", "--currency", "EUR", now=NOW)
    read = run("import", "f.csv", "--format", "json", now=NOW).stdout
    for header in ("Num", "Date"):
        assert f'"{header}": "{told[header]["field"]}"' in read


def test_the_columns_of_a_bank_list_are_told_as_it_is_read(rows: Any, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(
        "Buchungsdatum,Zahlungspflichtige*r,Zahlungsempfänger*in,Verwendungszweck,IBAN,Betrag\n"
        "2026-06-01,Ana,Wir,R-1,DE02120300000000202051,5.00\n"
        "2026-06-02,Bob,Wir,R-2,DE02500105170137075030,-6.00\n",
        encoding="utf-8",
    )
    told = {row["header"]: row for row in rows("columns", "--of", "b.csv")}
    assert (told["IBAN"]["field"], told["IBAN"]["by"]) == ("payer_account", "cells")
    assert {row["kinds"] for row in told.values()} == {"statement"}


def test_a_column_that_the_import_asks_about_is_marked(rows: Any, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on,贷款金额\nL,C,9,2026-01-01,24\n"
    )
    told = {row["header"]: row["by"] for row in rows("columns", "loans", "--of", "f.csv")}
    assert (told["loan_id"], told["贷款金额"]) == ("name", "asked")


def test_a_map_that_the_ledger_remembers_is_listed(rows: Any, run: Any, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(LOANS)
    (tmp_path / "l.toml").write_text(MAP)
    run("init", "--currency", "EUR", now=NOW)
    assert rows("columns", "Vorgang")[0]["by"] == "unknown"
    run("import", "l.csv", "--map", "l.toml", now=NOW)
    (row,) = rows("columns", "Vorgang")
    assert (row["kinds"], row["field"], row["by"]) == ("loans", "loan_id", "map")
    yours = rows("columns", "--language", "yours")
    assert {(one["field"], one["names"]) for one in yours} >= {("loan_id", "vorgang")}
    told = {one["header"]: one["by"] for one in rows("columns", "--of", "l.csv")}
    assert (told["Wer"], told["principal"]) == ("map", "name")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--language", "xx"), "no name is known in the language 'xx'"),
        (("--of", "f.csv", "Betrag"), "and 'Betrag' is another"),
        (("Betrag", "--language", "de"), "--language is for the list of names"),
        (("--of", "gone.csv"), "there is no file gone.csv"),
        (("--of", "b.sta"), "in a format of banks"),
        (("--section", "colours"), "there is no section 'colours'"),
    ],
)
def test_wrong_use_is_told(run: Any, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    (tmp_path / "f.csv").write_text("a,b\n1,2\n")
    (tmp_path / "b.sta").write_text(STATEMENT)
    assert said in run("columns", *args, code=2).stderr
