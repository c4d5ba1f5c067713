"""The language of a header decides the order of its days where the cells leave it open."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.header_language import orders_under
from overdue_cli.ingest.values.dates import ANY_ORDER, DateColumn, HeaderOrders

HEADERS = {
    "German": "Buchungstag Verwendungszweck Betrag",
    "French": "Date Libellé Montant",
    "Spanish": "Fecha Concepto Importe",
    "Italian": "Data Causale Importo",
    "Portuguese": "Data Descrição Montante",
    "Dutch": "Boekingsdatum Omschrijving Bedrag",
    "Polish": "Data Tytułem Kwota",
    "Czech": "Datum_provedení Částka Měna",
    "Russian": "Дата Сумма Валюта",
    "Turkish": "Tarih Tutar Bakiye",
}


def column(names: str, *texts: str, order: str = "") -> DateColumn:
    header = tuple(name.replace("_", " ") for name in names.split())
    return DateColumn(
        "f.csv",
        header[0],
        lambda: list(enumerate(texts, 2)),
        order,
        by_header=lambda: orders_under(header, header[0]),
    )


@pytest.mark.parametrize("language", HEADERS)
def test_no_program_writes_the_month_first_under_such_a_header(language: str) -> None:
    dates = column(HEADERS[language], "05/03/2026", "06/03/26")
    assert dates.read("05/03/2026") == "2026-03-05"
    assert dates.decisive is not None
    assert (dates.decisive.row, dates.decisive.value) == (2, "05/03/2026")
    assert dates.decisive.rule.endswith(f"in the order dmy, as the header is in {language}")
    assert dates.decisive.hint == "Else say --date-order."


@pytest.mark.parametrize(
    "names",
    [
        "Date Total Type", "日期 金额 摘要", "Date Fecha",
        "Fecha Amount", "Data Amount Reference Balance", "Date Datum Data", "Colour Hue",
        "Txn_Date Importe Concepto Ordenante", "Date Description Montant", "取引日 金額",
    ],
)  # fmt: skip
def test_a_header_that_may_be_english_or_is_chinese_tells_nothing(names: str) -> None:
    header = tuple(name.replace("_", " ") for name in names.split())
    assert orders_under(header, header[0]) == ANY_ORDER
    with pytest.raises(Undecided):
        column(names, "05/03/2026").read("05/03/2026")


@pytest.mark.parametrize(
    ("names", "orders", "languages"),
    [
        ("Datum Saldo", ("dmy", "ymd"), ("German", "Dutch", "Nordic")),
        ("Data Valuta", ("dmy",), ("Italian",)),
        ("Data", ("dmy",), ("Italian", "Portuguese", "Polish")),
    ],
)
def test_words_of_several_languages_agree_on_the_order(
    names: str, orders: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    header = tuple(names.split())
    assert orders_under(header, header[0]) == HeaderOrders(orders, " or ".join(languages))


def test_a_year_of_two_digits_may_stand_first_in_the_north() -> None:
    names = "Bokföringsdag Belopp Meddelande"
    assert column(names, "05/03/2026").read("05/03/2026") == "2026-03-05"
    with pytest.raises(Undecided) as caught:
        column(names, "05-03-26").read("05-03-26")
    assert caught.value.choices == ("ymd", "dmy")


@pytest.mark.parametrize(
    ("texts", "order", "day"),
    [(("05/03/2026", "03/25/2026"), "", "2026-05-03"), (("05/03/2026",), "mdy", "2026-05-03")],
)
def test_a_cell_and_an_option_go_first(texts: tuple[str, ...], order: str, day: str) -> None:
    assert column("Fecha Concepto Importe", *texts, order=order).read(texts[0]) == day


def test_two_orders_in_one_column_are_a_question_in_any_language() -> None:
    with pytest.raises(Undecided):
        column("Fecha Concepto Importe", "25/03/2026", "03/25/2026").read("25/03/2026")


@pytest.mark.parametrize("names", ["Date Description Amount", "Txn_Date Narration Amount"])
def test_an_english_header_tells_no_order_of_day_and_month(names: str) -> None:
    with pytest.raises(Undecided) as caught:
        column(names, "05/03/2026").read("05/03/2026")
    assert caught.value.choices == ("mdy", "dmy")
    with pytest.raises(Undecided) as caught:
        column(names, "05/08/26").read("05/08/26")
    assert caught.value.choices == ("mdy", "dmy")


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("13/08/26", "05/07/26"), ["2026-08-13", "2026-07-05"]),
        (("13/08/26 10:15",), ["2026-08-13"]),
        (("08/08/26",), ["2026-08-08"]),
    ],
)
def test_no_year_of_two_digits_stands_before_slashes_under_an_english_header(
    texts: tuple[str, ...], days: list[str]
) -> None:
    dates = column("Date Description Amount", *texts)
    assert [dates.read(text) for text in texts] == days
    assert dates.decisive is not None
    assert dates.decisive.rule.endswith("as the header is in English")


@pytest.mark.parametrize(
    "texts",
    [("13.08.26",), ("13-08-26",), ("13/08/26", "15-07-26"), ("26/08/13", "26/07/15")],
)
def test_other_marks_and_one_year_for_all_days_stay_a_question(texts: tuple[str, ...]) -> None:
    dates = column("Date Description Amount", *texts)
    with pytest.raises(Undecided) as caught:
        dates.read(texts[0])
    assert caught.value.choices == ("ymd", "dmy")
