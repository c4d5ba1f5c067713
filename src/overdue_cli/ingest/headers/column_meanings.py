"""What the columns of a table mean to a kind of file, and what only the user can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.daily_list_figures import FIGURES
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.bare_parts import NamedColumn, fields_of_bare
from overdue_cli.ingest.headers.columns import ColumnRead, Columns
from overdue_cli.ingest.headers.columns_by_cells import (
    TOLD_BY_CELLS,
    Places,
    settle_contacts,
    settle_instalments,
    settle_invoices,
)
from overdue_cli.ingest.headers.glossary import (
    REJECT_COLUMNS,
    aliases,
    glossary_fields,
    is_named,
    meanings,
    normal,
)
from overdue_cli.ingest.headers.header_currency import header_currency
from overdue_cli.ingest.headers.joined_columns import (
    How,
    actual_first,
    how_joined,
    joined,
    total_first,
)
from overdue_cli.ingest.headers.kinds import (
    CONTACTS,
    INSTALMENTS,
    INVOICES,
    SNAPSHOT,
    Field,
    Kind,
)
from overdue_cli.ingest.headers.rate_header import (
    PER_PERIOD,
    is_readable,
    period_of,
    rate_header,
    unit_of,
)
from overdue_cli.ingest.headers.required_columns import (
    another_table,
    begins_table,
    lacks_loan_alone,
    missing_columns,
    payers_names,
    require_columns,
    require_named,
)
from overdue_cli.ingest.headers.row_keys import key_of, row_key, stands_for
from overdue_cli.ingest.headers.titles_and_totals import left_out, unit_above
from overdue_cli.ingest.persons import BY_NAME, evidence_among
from overdue_cli.ingest.table import Line, Table
from overdue_cli.ingest.values.units import counts, rate_unit, scale_of, split, split_last

#: The answer that a column is none of those that the kind has.
NOT_USED = "not used"
#: Kinds of which cells tell what some columns are.
_BY_CELLS: Mapping[str, Callable[[Table, Places], None]] = {
    CONTACTS.name: settle_contacts,
    INVOICES.name: settle_invoices,
    INSTALMENTS.name: settle_instalments,
}


def _require_alone(above: Sequence[Line]) -> None:
    """Nothing, or BadFile where a whole table stands above the header that was found."""
    for place, (line, cells) in enumerate(above):
        rows = above[place + 1 :]
        if any(sum(bool(c.strip()) for c in row) > 1 for _, row in rows) and begins_table(cells):
            raise another_table(line, cells)


class Meant(NamedTuple):
    """What the columns of a table mean to a kind: places by field, places of no field, doubts."""

    places: dict[str, list[int]]
    ignored: list[int]
    doubts: list[Undecided]
    joined: dict[str, How]
    """How the columns of a field are read together, where it has several."""
    told: list[Problem]
    """What is said of how columns are read."""


def meant(table: Table, kind: Kind, answered: Mapping[str, str] = MappingProxyType({})) -> Meant:
    """The columns of a table by field, and those of which only the user can tell what they mean.

    ``answered`` has by normal header what was said already.
    """
    meaning = Meant(defaultdict(list), [], [], {}, [])
    rejects = _reject_columns(table.header)
    bare: Mapping[int, str] = {}
    try:
        bare = fields_of_bare(table, kind.name, _by_name(table.header, kind, answered))
    except Undecided as doubt:
        meaning.doubts.append(doubt)
    open_ = frozenset(header for doubt in meaning.doubts for header in doubt.headers)
    for place, header in enumerate(table.header):
        fields = _fields_at(place, header, kind, bare, answered)
        fields = _loan_or_account(fields, table.header, kind)
        if header in open_:
            continue
        if first := TOLD_BY_CELLS.get(frozenset(fields)):
            meaning.places[first].append(place)
        elif len(fields) > 1:
            meaning.doubts.append(_two_fields(table, kind, header, fields))
        elif fields and (fields[0] not in PER_PERIOD or is_readable(header)):
            meaning.places[fields[0]].append(place)
        elif header and place not in rejects:
            meaning.ignored.append(place)
    _leave_day_paid(table, kind, meaning)
    if settle := _BY_CELLS.get(kind.name):
        fixed = (at for at, text in enumerate(table.header) if normal(text) in answered)
        settle(table, Places(meaning.places, meaning.ignored, frozenset(fixed)))
    _leave_figures(kind, meaning)
    _take_rates(table, kind, meaning, answered)
    _prefer_names(table, kind, meaning, answered)
    _join(table, kind, meaning)
    _add_penalty(table, kind, meaning)
    with suppress(BadFile):  # which says that no column names the rows
        _take_row_key(table, kind, meaning)
    return meaning


def _require_row_key(table: Table, kind: Kind, meaning: Meant) -> None:
    """Takes what stands for an id; BadFile where nothing names the rows, Undecided if it could."""
    try:
        _take_row_key(table, kind, meaning)
    except BadFile:
        require_named(table, kind, key_of(kind.name))
        raise


def _take_row_key(table: Table, kind: Kind, meaning: Meant) -> None:
    """What stands for the id of a loan or an invoice, in a table that has no such column."""
    field = stands_for(table.header, kind.name)
    if not field or meaning.places.get(field) or open_about(field, meaning.doubts):
        return
    known = (place for places in meaning.places.values() for place in places)
    days = meaning.places.get("as_of", [])
    key = row_key(table, kind.name, [*meaning.ignored, *known], days)
    if key is not None:
        first = table.header[key.places[0]]
        meaning.places[field] = list(key.places)
        meaning.joined[field] = "sum" if len(key.places) > 1 else "one"
        meaning.ignored[:] = [at for at in meaning.ignored if at not in key.places]
        meaning.told.append(Problem(table.header_row, first, "", key.told(table.header), ""))


def open_about(field: str, doubts: Iterable[Undecided]) -> bool:
    """Whether only the user can tell if a column is this field."""
    return any(field in one.values() for doubt in doubts for one in doubt.maps.values())


def _join(table: Table, kind: Kind, meaning: Meant) -> None:
    """How several columns of one meaning are read together, or which is meant, if that is open."""
    several = {field: places for field, places in meaning.places.items() if len(places) > 1}
    for field, places in several.items():
        how = how_joined(table, kind.named(field), places)
        ordered = actual_first(table, kind.name, kind.named(field), places)
        ordered = ordered or total_first(table, meaning.places, field, places)
        if how is None and ordered:
            meaning.places[field] = ordered
            how = "first"
        if how is None:
            meaning.doubts.append(_several(table, kind, field, places))
        else:
            meaning.joined[field] = how


def _add_penalty(table: Table, kind: Kind, meaning: Meant) -> None:
    """What is overdue of a late instalment is its principal and interest, and the penalty."""
    amounts = meaning.places.get("overdue_amount", [])
    penalties = [*meaning.places.get("overdue_penalty", ())]
    penalties = penalties or [*meaning.places.get("outstanding_penalty", ())]
    if kind is not SNAPSHOT or len(amounts) != 1 or len(penalties) != 1:
        return
    header = table.header[amounts[0]]
    if "due_all" in glossary_fields(header, kind.name) and "费" not in header:
        meaning.places["overdue_amount"] = [*amounts, *penalties]
        meaning.joined["overdue_amount"] = "sum"


def _fields_at(
    place: int, header: str, kind: Kind, bare: Mapping[int, str], answered: Mapping[str, str]
) -> tuple[str, ...]:
    if normal(header) in answered:
        return tuple(filter(None, [answered[normal(header)]]))
    if place in bare:
        return tuple(filter(None, [bare[place]]))
    return meanings(header, kind.name).fields


def _loan_or_account(
    fields: tuple[str, ...], header: Sequence[str], kind: Kind
) -> tuple[str, ...]:
    """An account number names the loan, but beside a column that does: there it is the account's.

    Several loans may be serviced under one account number.
    """
    if fields != ("account_no",):
        return fields
    named = any(meanings(text, kind.name).fields == ("loan_id",) for text in header)
    return fields if named else ("loan_id",)


def _by_name(
    header: Sequence[str], kind: Kind, answered: Mapping[str, str]
) -> Iterable[NamedColumn]:
    """What the columns that nothing was said of are called and mean, as far as names tell."""
    for place, text in enumerate(header):
        if normal(text) not in answered:
            fields = meanings(text, kind.name).fields
            yield NamedColumn(place, text, normal(split(text).bare), fields[0] if fields else "")


def _leave_day_paid(table: Table, kind: Kind, meaning: Meant) -> None:
    """A 还款日期 beside the day on which an instalment falls due is the day it was paid."""
    due = meaning.places.get("due_on", [])
    paid = [at for at in due if "date" in meanings(table.header[at], "transactions").fields]
    if len(due) > len(paid):
        meaning.places["due_on"] = [at for at in due if at not in paid]
        of_plan = kind is INSTALMENTS
        (meaning.places["paid_on"] if of_plan else meaning.ignored).extend(paid)


def _prefer_names(table: Table, kind: Kind, meaning: Meant, answered: Mapping[str, str]) -> None:
    """Where one of several columns has a name of the field, and others only its parts: the one."""
    for field, places in meaning.places.items():
        texts = {at: table.header[at] for at in places}
        named = [
            at
            for at, text in texts.items()
            if is_named(text, kind.name) or normal(text) in answered
        ]
        if len(named) == 1 < len(places):
            meaning.ignored.extend(at for at in places if at not in named)
            meaning.places[field] = named


def _leave_figures(kind: Kind, meaning: Meant) -> None:
    """What is owed on a day cannot be used of loans of which nothing says how late they are."""
    doubted = open_about("days_past_due", meaning.doubts)
    if kind.name == "loans" and "days_past_due" not in meaning.places and not doubted:
        for field in meaning.places.keys() & set(FIGURES):
            meaning.ignored.extend(meaning.places.pop(field))


def _take_rates(table: Table, kind: Kind, meaning: Meant, answered: Mapping[str, str]) -> None:
    """Rates under names that no list has: one for a year goes before one for a month."""
    fields = {field.name for field in kind.fields} - meaning.places.keys()
    named = [(at, rate_header(table.header[at])) for at in meaning.ignored]
    rates = [(at, rate) for at, rate in named if rate and rate.field in fields]
    for at, rate in sorted(rates, key=lambda one: one[1].period == "month"):
        after = rate.period == "month" and bool(meaning.places[rate.field])
        if (
            is_readable(table.header[at])
            and not after
            and normal(table.header[at]) not in answered
        ):
            meaning.places[rate.field].append(at)
            meaning.ignored.remove(at)


def columns_as(table: Table, kind: Kind, loan: str = "") -> Columns:
    """What the columns of a table mean to a kind; ``loan`` is that of a plan that names none.

    Undecided for a column in doubt; BadFile for a table without columns that the kind requires.
    """
    _require_alone(table.above)
    meaning = meant(table, kind)
    if meaning.doubts:
        raise meaning.doubts[0]
    payer = _payer_at(kind, table.header, meaning)
    if payer is None:
        require_columns(table, kind, loan)
    else:
        meaning.places["customer_id"] = [payer]
        meaning.ignored.remove(payer)
    _require_row_key(table, kind, meaning)
    above = unit_above(table.above)
    columns = {
        field: joined(
            [_in_unit(table, place, kind, kind.named(field), above) for place in places],
            meaning.joined.get(field, "one"),
        )
        for field, places in meaning.places.items()
        if places
    }
    account = _account_at(table, kind, meaning)
    ignored = tuple(table.header[at] for at in meaning.ignored if at != account)
    currency = header_currency(table, kind, columns)
    read = None if account is None else ColumnRead(account, table.header[account])
    told = tuple(meaning.told)
    of_loan = loan if lacks_loan_alone(table.header, kind) else ""
    by_name = payer is not None
    return Columns(kind, columns, ignored, currency, told, read, of_loan, payers_by_name=by_name)


def _payer_at(kind: Kind, header: Sequence[str], meaning: Meant) -> int | None:
    """Where payments have their customer's name, if that is all they lack of what is required."""
    names = payers_names(header, kind, missing_columns(header, kind))
    places = [at for at in meaning.ignored if header[at] in names]
    return places[0] if len(places) == 1 else None


def _account_at(table: Table, kind: Kind, meaning: Meant) -> int | None:
    """Where a bank card or an account tells customers of one name apart, in every row."""
    fields = {field for field, places in meaning.places.items() if places}
    if not kind.persons or "customer_id" in fields or evidence_among(fields) != BY_NAME:
        return None
    accounts = (
        at
        for field in ("repay_account", "card_no", "account_of_debt")
        for at in meaning.ignored
        if field in glossary_fields(table.header[at], kind.name)
    )
    return next((at for at in accounts if _is_filled(table, at)), None)


def _is_filled(table: Table, place: int) -> bool:
    rows = (cells for _, cells in table.rows() if not left_out(cells, table.header))
    return all(place < len(cells) and cells[place].strip() for cells in rows)


def _in_unit(table: Table, place: int, kind: Kind, field: Field, above: str) -> ColumnRead:
    """A column with its unit, or the one that stands ``above`` all amounts.

    BadFile for a unit in which the field cannot be read.
    """
    header = table.header[place]
    named = meanings(header, kind.name)
    unit = named.unit if named.fields else split(header).unit or split_last(header).unit
    unit = unit or (above if field.type == "money" else "")
    if field.type == "money":
        scale = scale_of(unit)
        if scale is not None:
            return ColumnRead(place, header, scale)
    elif field.type in ("rate", "percent"):
        rate = _rate_unit(field, header, unit)
        if rate is not None:
            return ColumnRead(place, header, rate=rate, period=period_of(header))
    elif field.type != "count" or counts(field.name, unit):
        return ColumnRead(place, header)
    raise BadFile(
        f"{field.name} cannot be read in the unit '{unit or header}'",
        "Give it in the unit that the column has, or take the unit out of the header.",
        row=table.header_row,
        column=header,
    )


def _rate_unit(field: Field, header: str, unit: str) -> str | None:
    """The unit of a rate: '' where the header says none, None for one that no rate has."""
    if field.name not in PER_PERIOD:
        return rate_unit(unit)
    own_unit = unit_of(header)
    if own_unit is None:
        return "" if not unit or period_of(unit) else None
    return own_unit or None


def _reject_columns(header: Sequence[str]) -> set[int]:
    """Where the three columns of a rejects file stand, if all of them are there."""
    places = {text.strip().lower(): index for index, text in enumerate(header)}
    if not all(name in places for name in REJECT_COLUMNS):
        return set()
    return {places[name] for name in REJECT_COLUMNS}


def _two_fields(table: Table, kind: Kind, header: str, fields: Sequence[str]) -> Undecided:
    choices = [field or NOT_USED for field in fields]
    names = " or ".join(filter(None, fields))
    other = "" if all(fields) else f", or something of which {kind.name} have no column"
    return Undecided(
        table.name,
        Problem(
            table.header_row,
            header,
            "",
            f"this column could be {names}{other}",
            f"Rename it to {names}, say what the file holds with --as, or which it is in a map "
            "(--guess writes one).",
        ),
        option="--map",
        choices=choices,
        kind=kind.name,
        maps={choice: {header: field} for choice, field in zip(choices, fields, strict=True)},
    )


def _several(table: Table, kind: Kind, field: str, places: Sequence[int]) -> Undecided:
    """The doubt of columns that mean the same."""
    names = [table.header[place] for place in places]
    return Undecided(
        table.name,
        Problem(
            table.header_row,
            names[1],
            "",
            f"the columns {' and '.join(map(repr, names))} both mean {field}",
            f"Rename or remove the one that is not {field}, say what the file holds "
            "with --as, or which it is in a map (--guess writes one).",
        ),
        option="--map",
        kind=kind.name,
        **_one_of(field, names),
    )


class _Choices(TypedDict):
    choices: Sequence[str]
    maps: Mapping[str, Mapping[str, str]]


def _one_of(field: str, headers: Sequence[str]) -> _Choices:
    """The columns of which one is meant; none to choose where a map cannot tell them apart."""
    if len({normal(header) for header in headers}) < len(headers):
        return {"choices": (), "maps": {}}
    return {
        "choices": headers,
        "maps": {
            one: {header: field if header == one else "" for header in headers} for one in headers
        },
    }


def looks_like_header(cells: Sequence[str], mapping: Columns) -> bool:
    """Whether a row repeats the header, in the same words or in other known ones."""
    texts = [cell for cell in cells if cell.strip()]
    known = aliases()[mapping.kind.name]
    here = {normal(column.header) for column in mapping.columns.values()}
    return bool(texts) and all(normal(cell) in known or normal(cell) in here for cell in texts[:4])
