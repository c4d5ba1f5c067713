"""A table of one kind is never taken for another: every pair of kinds, with mixed headers.

``OVERDUE_PAIRS`` is the number of headers for each pair of kinds and language (2 in an ordinary
run, which makes several hundred), ``OVERDUE_SEED`` repeats a run; both are printed.
"""

from __future__ import annotations

import csv
import os
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import permutations
from time import perf_counter
from typing import NamedTuple

import pytest

from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kind_choice import chosen, likely_kinds
from overdue_cli.ingest.headers.kind_evidence import evidence, known_fields, strange_columns
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.required_columns import missing_columns
from overdue_cli.ingest.statements.exports.list_header import known_headers, lacking
from sizes import size

EACH = size("OVERDUE_PAIRS", small=2, large=50)
SEED = int(os.environ.get("OVERDUE_SEED", "20261129"))
LANGUAGES = ("canonical", "en", "zh")
ALL = (*KINDS, STATEMENT)
#: Columns that a table of the kind commonly has beside the required ones.
COMMON = {
    "customers": "name phone id_no email address income segment employer note",
    "loans": "name phone annual_rate method instalments first_due_on maturity_on product officer",
    "invoices": "name issued_on currency outstanding",
    "snapshot": "as_of overdue_principal overdue_interest outstanding name phone product",
    "instalments": "interest fee",
    "transactions": "customer_id type channel note",
    "contacts": "loan_id officer note phone promise_on promise_amount",
    STATEMENT: "text balance payer payer_account reference currency value_on",
}
REQUIRED = {
    **{
        name: [field.name for field in kind.fields if field.required] + list(kind.any_of[:1])
        for name, kind in KINDS.items()
    },
    STATEMENT: ["booked_on", "amount"],
}
#: Loans, invoices and daily lists may say of the customer whatever they like, a loan book also how
#: late it is; a daily list may name the next instalment.
MAY_RIDE = {("customers", "loans"), ("customers", "snapshot"), ("customers", "invoices"),
            ("snapshot", "loans")}  # fmt: skip


@cache
def names(kind: str, language: str) -> dict[str, str]:
    """What the columns of a kind are called in a language, by field."""
    if kind == STATEMENT:
        return _bank_names(language)
    own = {field.name: field.name for field in KINDS[kind].fields}
    text = files("overdue_cli.ingest.headers").joinpath("headers.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        said = row["words"].split("|")[0] if row["language"] == language else ""
        known = (kind, row["field"]) in known_fields(said) if said else False
        if known and own.get(row["field"]) == row["field"]:
            own[row["field"]] = said
    return own


def _bank_names(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for header, (field, _) in known_headers().items():
        if header.isascii() == (language != "zh"):
            found.setdefault(field, header)
    return found


class Mixed(NamedTuple):
    """A header of one kind with columns of another."""

    of: str
    other: str
    header: list[str]


def mixed(rng: random.Random) -> Iterator[Mixed]:
    """For each pair of kinds: the columns of the one, whole or not, and some of the other's."""
    for of, other in permutations(ALL, 2):
        for language in LANGUAGES:
            own = names(of, language)
            full = {f: own[f] for f in (*REQUIRED[of], *COMMON[of].split()) if f in own}
            others = [h for h in names(other, language).values() if not means(h, of)]
            for _ in range(EACH if others else 0):
                some = rng.sample(others, rng.randint(1, len(others)))
                whole = [*full.values(), *some]
                yield Mixed(of, other, list(dict.fromkeys(whole)))
                lost = rng.choice([field for field in REQUIRED[of] if field in full])
                instead = rng.choice([f"column {lost}", "未知列", ""])
                partly = [instead if f == lost else h for f, h in full.items()]
                yield Mixed(of, other, list(dict.fromkeys([*partly, *some])))


def means(header: str, kind: str) -> bool:
    return any(known == kind for known, _ in known_fields(header))


def may_ride(one: Mixed, kind: str) -> bool:
    """Whether the header is a whole one of the other kind, which may have the columns of this."""
    if one.of == "instalments" and kind in ("snapshot", "transactions"):
        return not any(("instalments", "seq") in known_fields(text) for text in one.header)
    return (one.of, kind) in MAY_RIDE


@pytest.mark.law
def test_a_header_of_one_kind_with_columns_of_another_is_never_read_as_the_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong, found = [], Counter[str]()
    for one in mixed(random.Random(SEED)):
        choice = chosen(one.header)
        found["as it is" if choice.kind == one.of else "asked" if choice.open else "refused"] += (
            choice.kind in ("", one.of)
        )
        if choice.kind not in ("", one.of) and not may_ride(one, choice.kind):
            wrong.append(f"{one.of} as {choice.kind}: {','.join(one.header)}")
    with capsys.disabled():
        print(f"\nmixed headers, OVERDUE_SEED={SEED}: {dict(found)}, wrong: {len(wrong)}")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL)
def test_a_full_header_of_a_kind_is_that_kind(kind: str, language: str) -> None:
    own = names(kind, language)
    header = [own[field] for field in (*REQUIRED[kind], *COMMON[kind].split()) if field in own]
    assert chosen(header).kind == kind
    assert strange_columns(header, kind) == []


@pytest.mark.law
def test_a_kind_that_is_offered_has_all_that_it_requires() -> None:
    for one in mixed(random.Random(SEED)):
        choice = chosen(one.header)
        for fit in choice.fits if choice.open else ():
            fields = {field for text in one.header for kind, field in known_fields(text)}
            assert fit.whole
            assert fit.kind == STATEMENT or missing_columns(one.header, KINDS[fit.kind]) == []
            assert fit.kind != STATEMENT or lacking(fields, one.header) == []


@pytest.mark.parametrize(
    ("headers", "what", "kind"),
    [
        ("Due Date|Fälligkeit|Nettofälligkeit|Faelligkeitsdatum|Date d'échéance|"
         "Fecha vencimiento|Scadenza|Vervaldatum|Förfallodatum|Forfallsdato|Termin płatności|"
         "应还日期|付款到期日|Due In Date|Date Due|dueDate", "a due date", STATEMENT),
        ("Open Balance|Offener Betrag|Restbetrag|Offen|Restant dû|Pendiente|Residuo|Openstaand|"
         "Restbeløp|Do zapłaty|未付金额|未结算金额|欠费|Amount Due|Outstanding Amount",
         "an open balance", STATEMENT),
        ("Invoice #|InvoiceNumber|Rechnungsnr.|Rechnungsnummer|N° facture|Factura|Numero fattura|"
         "Factuurnummer|Fakturanr|fakturanummer|Numer faktury|发票号码|单据编号",
         "an invoice's number or day", STATEMENT),
        ("Loan ID|loan_id|Loan Account|Darlehensnummer|Prêt|Préstamo|Leningnummer|借据号|"
         "贷款编号|案件编号", "a loan's number", STATEMENT),
        ("Contract No|合同ID|合同号|贷款合同编号|Vertragsnummer|Contrat|Contratto",
         "a contract's number", STATEMENT),
        ("应还本金|展期应还本金（元）|当期应收总额|月供|Principal Due|Installment Amount|"
         "Ratennummer|Cuota", "an instalment's part", "transactions"),
        ("凭证摘要|期初余额|方向|科目名称|Voucher No", "an entry in accounts", STATEMENT),
        ("0-30|31-60 days|90+|121-Above|< 30 days|over 90 days|30天以上",
         "an ageing bucket", "customers"),
    ],
)  # fmt: skip
def test_words_of_many_languages_speak_against_a_kind(headers: str, what: str, kind: str) -> None:
    for header in headers.split("|"):
        assert strange_columns([header], kind) == [(header, what)]


BANK_COLUMNS = (
    "Date|Amount|Balance|Saldo|Valuta|Betrag|Description|Verwendungszweck|Transaction ID|凭证号|"
    "借贷方向|余额|对方户名|Original Amount|Exchange rate|Credit amount|Kreditkarte|Rate|"
    "Kontrahent|Verifikationsnummer|凭证种类|Taux de change|Method|Company|Income|"
    "Value Date|Type|Fee|手续费|Time|Name|Address|2026"
)


@pytest.mark.parametrize("header", BANK_COLUMNS.split("|"))
def test_columns_of_banks_do_not_speak_against_a_statement(header: str) -> None:
    assert strange_columns([header], STATEMENT) == []


def test_evidence_names_only_kinds_and_fields_that_there_are() -> None:
    fields = {(kind.name, field.name) for kind in KINDS.values() for field in kind.fields}
    fields |= {(STATEMENT, field) for field, _ in known_headers().values()}
    for one in evidence():
        assert one.against <= set(ALL)
        assert one.fields <= fields, one.what


def test_what_speaks_against_a_kind_outweighs_that_it_knows_more_columns() -> None:
    header = ["Date", "Invoice No", "Reference", "Customer", "Due Date", "Amount"]
    known = {
        kind: {field for text in header for of, field in known_fields(text) if of == kind}
        for kind in ("transactions", "invoices")
    }
    assert len(known["transactions"]) > len(known["invoices"])
    assert chosen(header).kind == "invoices"


def test_a_map_is_written_for_the_kinds_that_are_likely() -> None:
    assert likely_kinds(["loan_id", "customer_id", "principal"]) == ["loans"]
    assert likely_kinds(
        "loan_id,seq,due_on,principal,interest,transaction_id,date,amount".split(",")
    ) == ["instalments", "transactions"]
    assert likely_kinds(["foo"]) == []


def test_a_header_of_a_hundred_columns_is_judged_at_once() -> None:
    header = [h for kind in ALL for h in names(kind, "zh").values()]
    wide = [*dict.fromkeys(header), *(f"column {n}" for n in range(100))][:100]
    known_fields.cache_clear()
    begun = perf_counter()
    chosen(wide)
    assert perf_counter() - begun < 0.5  # some 10 ms; machines of tests are slow at times


@pytest.mark.parametrize(
    "header",
    [
        "客户号,客户姓名,身份证号,手机号,地址,客户经理,网点",
        "客户编号,姓名,手机号码,性别,催收员",
        "customer_id,name,phone,officer",
        "Customer No,Name,Phone,Relationship Manager,Branch",
    ],
)
def test_customers_with_who_looks_after_them(header: str) -> None:
    assert chosen(header.split(",")).kind == "customers"


@pytest.mark.parametrize(
    "header",
    [
        "借据号,客户号,客户姓名,客户经理",
        "客户号,客户姓名,客户经理,放款日期",
        "customer_id,name,officer,due_on",
        "customer_id,name,officer,outcome",
    ],
)
def test_a_column_of_a_debt_or_a_call_makes_them_no_customers(header: str) -> None:
    assert chosen(header.split(",")).kind != "customers"
