"""What the bare parts of a debt in a daily list are parts of: 本金, 利息, 费用 beside a total.

A list of late loans that says 本金 15,000, 利息 2,200, 违约金 1,000 and 逾期金额 18,200 gives the
parts of what is overdue; another gives those of all that is owed; and 本金 alone may be what was
lent. The rows tell: the parts sum to one of the totals, or nothing does and it is a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.numbers import number_at

#: Names of a part that say neither whether it is overdue nor whether it is all that is owed.
BARE = {
    "本金": "principal",
    "利息": "interest",
    "费用": "fee",
    "principal": "principal",
    "interest": "interest",
    "fee": "fee",
    "fees": "fee",
}
_TOTALS = {"overdue_amount": "overdue", "outstanding": "outstanding"}
_COMPONENTS = ("principal", "interest", "fee", "penalty", "compound", "late_fee")
_CHARGES = ("fee", "late_fee")
_ENOUGH = 1_000


class NamedColumn(NamedTuple):
    """A column of a list: its place, its header, its name as compared, the field of that name."""

    place: int
    header: str
    name: str
    field: str


def fields_of_bare(table: Table, kind: str, columns: Iterable[NamedColumn]) -> dict[int, str]:
    """The fields of the bare parts among the columns of a list, by place; '' is not used.

    Undecided where the rows do not tell. Nothing for a file that does not say how late loans are.
    """
    columns = list(columns)
    return _interest_by_sum(table, columns) or _of_bare(table, kind, columns)


def _interest_by_sum(table: Table, columns: Sequence[NamedColumn]) -> dict[int, str]:
    """The one column of interest that with all of the principal is all that is outstanding.

    Whether it is due by now does not matter: the list itself counts it as owed.
    """
    names = ("outstanding", "outstanding_principal", "outstanding_interest")
    places = [[one.place for one in columns if one.field == name] for name in names]
    if any(len(of_field) != 1 for of_field in places):
        return {}
    total, principal, interest = (of_field[0] for of_field in places)
    seen = False
    for cells in _rows(table):
        owed, left, part = (number_at(cells, at) for at in (total, principal, interest))
        if part and (owed is None or left is None or owed != left + part):
            return {}
        seen = seen or bool(part)
    return {interest: names[2]} if seen else {}


def _of_bare(table: Table, kind: str, columns: Sequence[NamedColumn]) -> dict[int, str]:
    fields = {column.field for column in columns}
    bare = {column.place: BARE[column.name] for column in columns if column.name in BARE}
    lent = {place for place, part in bare.items() if part == "principal"}
    others = {one.field: one.place for one in columns if one.field and one.place not in bare}
    if "days_past_due" not in fields or len(set(bare.values())) < len(bare):
        return {}
    _require_interest(table, kind, columns)
    if kind == "loans" and "principal" not in others:
        bare = {place: part for place, part in bare.items() if place not in lent}
    if bare.keys() == lent and _has_principal(table, others):
        return {}
    if not bare or (bare.keys() == lent and "本金" not in {one.name for one in columns}):
        return {}
    of = _proved(table, columns, bare)
    if not of:
        raise _undecided(table, kind, columns, bare, lent="principal" not in others)
    return {place: f"{of}_{part}" for place, part in bare.items()}


def _has_principal(table: Table, others: Mapping[str, int]) -> bool:
    """Whether another column has the principal that is overdue or outstanding, in some row."""
    names = ("overdue_principal", "outstanding_principal")
    places = [others[name] for name in names if name in others]
    return any(number_at(cells, place) for cells in _rows(table) for place in places)


def _proved(table: Table, columns: Sequence[NamedColumn], bare: Mapping[int, str]) -> str:
    """The total that the parts of every row sum to; '' where that is none.

    A row that says no part but the bare ones must not say more than the total, where the parts of
    others sum to it.
    """
    named = [one for one in columns if one.place not in bare]
    others = [*_other_parts(named, set(bare.values()))]
    fitting = {one.place: _TOTALS[one.field] for one in named if one.field in _TOTALS}
    seen = dict.fromkeys(fitting, 0)
    for cells in _rows(table):
        known = [number_at(cells, place) for place in bare]
        beside = [one for of in others if (one := _part_at(cells, *of)) is not None]
        if None in known:
            continue
        part_sum = sum(one for one in (*known, *beside) if one is not None)
        for place in list(fitting):
            total = number_at(cells, place)
            if total is None or (others and not beside and part_sum < total):
                continue
            if total != part_sum:
                del fitting[place]
            elif total:
                seen[place] += 1
    return next((of for of in _TOTALS.values() if of in _seen(fitting, seen)), "")


def _seen(fitting: Mapping[int, str], seen: Mapping[int, int]) -> set[str]:
    return {of for place, of in fitting.items() if seen[place]}


def _other_parts(
    columns: Sequence[NamedColumn], covered: set[str]
) -> Iterator[tuple[str, Sequence[int]]]:
    """Parts under names of their own and where they stand, for each component not covered."""
    for component in _COMPONENTS:
        for name in (f"overdue_{component}", f"outstanding_{component}"):
            places = [one.place for one in columns if one.field == name]
            if places and component not in covered:
                yield component, places
                break


def _part_at(cells: Sequence[str], component: str, places: Sequence[int]) -> Decimal | None:
    """What a row says of a part: charges of several names together, else the last there is."""
    known = [one for place in places if (one := number_at(cells, place)) is not None]
    if not known:
        return None
    return sum(known, Decimal(0)) if component in _CHARGES else known[-1]


def _require_interest(table: Table, kind: str, columns: Sequence[NamedColumn]) -> None:
    """Nothing, or Undecided for interest owed beside overdue principal that no total covers.

    欠息 may be overdue as the principal is. Beside all of the principal 未还利息 is all of the
    interest.
    """
    known = {column.field: column for column in columns}
    owed = known.get("outstanding_interest")
    sums = {"overdue_interest", "overdue_amount"} & known.keys()
    if owed is None or sums or "overdue_principal" not in known:
        return
    named = owed.name in ("outstandinginterest", "outstanding interest", "outstanding_interest")
    if named or ("outstanding_principal" in known and "欠" not in owed.name):
        return
    if not any(number_at(cells, owed.place) for cells in _rows(table)):
        return
    rule = (
        f"'{owed.header}' could be overdue as '{known['overdue_principal'].header}' is, or hold "
        "interest that is not due yet; there is no total of what is overdue to tell"
    )
    hint = "Rename it to 逾期利息 (overdue interest), or say in a map what it is."
    raise Undecided(
        table.name,
        Problem(table.header_row, owed.header, "", rule, hint),
        option="--map",
        choices=("overdue", "outstanding"),
        kind=kind,
        maps={of: {owed.header: f"{of}_interest"} for of in ("overdue", "outstanding")},
    )


def _rows(table: Table) -> Iterator[list[str]]:
    for count, (_, cells) in enumerate(table.rows()):
        if count == _ENOUGH:
            return
        yield cells


def _undecided(
    table: Table, kind: str, columns: Sequence[NamedColumn], bare: Mapping[int, str], *, lent: bool
) -> Undecided:
    names = {column.place: column.header for column in columns if column.place in bare}
    headers = " and ".join(f"'{name}'" for name in names.values())
    last = "lent" if lent and "principal" in bare.values() else "not used"
    rule = (
        f"{headers} could be part of what is overdue, or of all that is outstanding, or of "
        "neither (what was lent, interest still to come); the sums of the rows do not tell"
    )
    hint = (
        "Rename them, such as 逾期本金 (overdue principal) or 剩余本金 (outstanding principal), "
        "or say in a map what they are (--guess writes one)."
    )
    return Undecided(
        table.name,
        Problem(table.header_row, names[min(bare)], "", rule, hint),
        option="--map",
        choices=("overdue", "outstanding", last),
        kind=kind,
        maps={
            of: {names[at]: _field(part, of) for at, part in bare.items()}
            for of in ("overdue", "outstanding", last)
        },
    )


def _field(part: str, of: str) -> str:
    """The field of a part of what is overdue or outstanding; '' for one that is not used.

    >>> _field("interest", "overdue"), _field("principal", "lent"), _field("fee", "lent")
    ('overdue_interest', 'principal', '')
    """
    if of in ("lent", "not used"):
        return "principal" if (part, of) == ("principal", "lent") else ""
    return f"{of}_{part}"
