"""Every header of the glossary with every unit: the field stays, the unit counts or stops."""

from __future__ import annotations

from decimal import Decimal

import pytest

from overdue_cli.ingest.daily_list_figures import FIGURES
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_meanings import meant
from overdue_cli.ingest.headers.glossary import aliases, meanings, normal
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.headers.kinds import KINDS, Kind
from overdue_cli.ingest.headers.rate_header import PER_PERIOD, period_of
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
from overdue_cli.ingest.values.units import ALL, SCALES

#: A cell that each type of column takes.
CELLS = {"money": "12", "rate": "12", "percent": "12", "count": "12", "date": "2026-06-30",
         "moment": "2026-06-30 10:00", "clock": "10:15", "yes_no": "yes", "currency": "CNY",
         "zone": "Asia/Shanghai",
         "language": "zh-CN", "calendar": "CN", "components": "fee"}  # fmt: skip
ALIASES = [
    (kind, alias, fields[0])
    for kind, known in aliases().items()
    for alias, fields in known.items()
    if len(fields) == 1
]


def table_of(header: list[str], cells: list[str]) -> Table:
    return Table("f.csv", "", tuple(header), 1, lambda: iter([(2, list(cells))]))


def with_required(kind: Kind, header: str, field: str) -> Table:
    """A table of a kind with one column under a header of choice."""
    needed = [f.name for f in kind.fields if f.required or f.name in kind.any_of[:1]]
    if kind.name == "loans" and field in FIGURES:
        needed.append("days_past_due")  # without it they are not used
    if kind.name == "instalments" and field.startswith("paid_"):
        needed.append("paid_on")  # so is what was paid on no day
    names = [header, *(name for name in needed if name != field)]
    fields = [field, *(name for name in needed if name != field)]
    return table_of(names, [_cell(kind, name) for name in fields])


def _cell(kind: Kind, field: str) -> str:
    return "call" if field == "channel" else CELLS.get(kind.named(field).type, "x")


@pytest.mark.parametrize(("kind", "alias", "field"), ALIASES)
def test_a_unit_never_makes_another_field_of_a_header(kind: str, alias: str, field: str) -> None:
    for unit in ALL:
        itself = aliases()[kind].get(normal(alias + unit))  # 'note no' is another than 'note'
        assert meanings(f"{alias}({unit})", kind) == ((field,), unit) or itself
        assert meanings(alias + unit, kind).fields in ((), (field,), itself), unit


@pytest.mark.parametrize(
    ("kind", "alias", "field"),
    # 本金 of a list is a part of whatever it sums to: see test_bare_parts. The total of an item is
    # read where an invoice has no amount of its own.
    [
        one
        for one in ALIASES
        if KINDS[one[0]].named(one[2]).type == "money"
        and not (one[:2] == ("snapshot", "本金") or one[2] == "item_total")
    ],
)
def test_an_amount_counts_in_the_unit_of_its_header(kind: str, alias: str, field: str) -> None:
    for unit in sorted(ALL):
        table = with_required(KINDS[kind], f"{alias}({unit})", field)
        if unit.lower() not in SCALES:
            with pytest.raises(BadFile, match="cannot be read in the unit"):
                recognise(table, kind)
            continue
        rows = TypedRows(table, recognise(table, kind), ReadingChoices(decimal="."))
        (row,) = (row for chunk in rows for row in chunk.good)
        assert row[rows.fields.index(field) + 1] == Decimal(12) * SCALES[unit.lower()] * 10**4


@pytest.mark.parametrize(
    ("kind", "alias", "field"),
    [one for one in ALIASES if KINDS[one[0]].named(one[2]).type in ("rate", "percent")],
)
def test_a_rate_counts_in_the_unit_of_its_header(kind: str, alias: str, field: str) -> None:
    percent = {"%": 1, "percent": 1, "per cent": 1, "% pa": 1, "% p.a.": 1, "‰": Decimal("0.1")}
    for unit in sorted(ALL):
        table = with_required(KINDS[kind], f"{alias}({unit})", field)
        if field in PER_PERIOD and period_of(unit):
            continue  # a period: see test_rates
        if unit not in percent:
            with pytest.raises(BadFile, match="cannot be read in the unit"):
                recognise(table, kind)
            continue
        rows = TypedRows(table, recognise(table, kind), ReadingChoices())
        if unit == "‰" and field in PER_PERIOD and not period_of(alias):
            with pytest.raises(Undecided, match="per mille"):
                list(rows)
            continue
        (row,) = (row for chunk in rows for row in chunk.good)
        assert Decimal(row[rows.fields.index(field) + 1]) == 12 * percent[unit]


@pytest.mark.parametrize(
    ("header", "due", "paid"),
    [
        (["借据号", "期号", "到期日期", "还款日期", "本金"], "到期日期", "还款日期"),
        (["借据号", "期号", "还款日", "本金", "应还日期"], "应还日期", "还款日"),
        (["借据号", "期号", "还款日期", "本金"], "还款日期", ""),
        (["借据号", "期号", "还款日", "本金"], "还款日", ""),
    ],
)
def test_the_day_paid_is_not_taken_for_the_day_due(header: list[str], due: str, paid: str) -> None:
    found = meant(table_of(header, ["x"] * len(header)), KINDS["instalments"])
    assert [header[place] for place in found.places["due_on"]] == [due]
    assert [header[place] for place in found.ignored] == ([paid] if paid else [])
