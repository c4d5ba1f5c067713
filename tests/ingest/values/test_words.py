"""The words of cells: methods, statuses, channels, outcomes, kinds of document, yes and no."""

from __future__ import annotations

from collections import defaultdict

import pytest

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.values.cells import read_word, read_yes_no, words_of
from overdue_cli.ingest.word_lists import list_rows


@pytest.mark.parametrize(
    ("field", "texts", "value"),
    [
        ("method", "等额本息还款法|等额本息|EMI|Annuität|Tabela Price", "annuity"),
        ("method", "等额本金|等额本金还款法|lineair|raty malejące", "equal_principal"),
        ("method", "按月付息到期还本|先息后本还款法|按月结息到期还本", "interest_only"),
        ("method", "到期一次还本付息|利随本清|一次性还本付息|Bullet repayment", "bullet"),
        ("status", "Non pagata|En retard|Vencida|Awaiting payment|Fällig|öppen|offen|Posted|"
         "Not Paid|overdue|Ubetalt|Nieopłacona|Te laat|未回款|欠费", "open"),
        ("status", "Pagata|Cobrada|bezahlt|Réglée|Saldata|Zapłacona|Betalt|已结清", "paid"),
        ("status", "Storniert|Annullata|Makulerad|已作废", "void"),
        ("channel", "电催|电话催收|手机|住宅电话|Anruf|Llamada", "call"),
        ("channel", "外访|上门催收|家访|Hausbesuch", "visit"),
        ("channel", "信函|律师函|Lettre", "letter"), ("channel", "短信", "sms"),
        ("outcome", "承诺还款|答应还款", "PTP"), ("outcome", "无人接听|无人应答", "NA"),
        ("outcome", "空号|停机", "DISC"), ("outcome", "他人代接|家人代转告", "TPC"),
        ("document_type", "Rechnung|RV|Factura|销售发票|Faktura|借", "invoice"),
        ("document_type", "Gutschrift|DG|Avoir|Nota de crédito|Nota di credito|Creditnota|"
         "Kreditnota|Korekta|红字发票|贷", "credit_note"),
        ("document_type", "Zahlung|DZ|收款|Règlement|Betaling", "payment"),
    ],
)  # fmt: skip
def test_words_of_the_trade(field: str, texts: str, value: str) -> None:
    assert {text: read_word(field, text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), value
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [("method", "按季付息到期还本"), ("outcome", "无法确认"), ("outcome", "拒接"),
     ("outcome", "关机"),
     ("document_type", "RG"), ("document_type", "recibo"), ("status", "Cancelado")],
)  # fmt: skip
def test_a_word_of_two_meanings_is_not_known(field: str, text: str) -> None:
    assert normal(text) not in words_of(field)
    with pytest.raises(BadCell):
        read_word(field, text)


@pytest.mark.parametrize("text", ["Ja", "oui", "Sí", "Tak", "是", "1", "√"])
def test_yes(text: str) -> None:
    assert read_yes_no(text) == 1


@pytest.mark.parametrize("text", ["Nein", "non", "não", "Nie", "否", "0"])
def test_no(text: str) -> None:
    assert read_yes_no(text) == 0


def test_no_word_of_a_field_has_two_values() -> None:
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in list_rows("overdue_cli.ingest.values", "words.csv"):
        for word in (row["value"], *row["words"].split("|")):
            values[row["field"], normal(word)].add(row["value"])
    assert {word: found for word, found in values.items() if len(found) > 1} == {}
