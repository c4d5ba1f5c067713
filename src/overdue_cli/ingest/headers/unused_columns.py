"""Columns that nothing is read from although they hold money, a rate or a day of the debt.

Such a column is never left out in silence: what it says may change what is owed, and since when.
Whether it is one is told by the words of its header and by its cells. A column without such a
cell in any row, or with nothing but zeros, cannot change anything. Days and amounts that say
nothing of the debt itself (a birthday, a credit limit, the day of the last payment) are only told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.day_of_rows import repeats_days_late
from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.headers.columns import ColumnRead, Columns
from overdue_cli.ingest.headers.glossary import (
    details,
    details_in,
    glossary_fields,
    meaning_of,
    misspelt,
    normal,
)
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.rate_header import PER_PERIOD, is_readable, rate_header, unit_of
from overdue_cli.ingest.headers.schedule_terms import schedule_terms
from overdue_cli.ingest.headers.status_columns import matters, what_it_says
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.numbers import number_at
from overdue_cli.ingest.values.rates import RateColumn
from overdue_cli.ingest.values.units import split

What = Literal["money", "a rate", "a day", "a status", "a term of the schedule"]
#: The answer that columns are not needed.
LEAVE_OUT = "leave them out"
#: What stands for every such column in --leave-out.
ALL = "all"
_SHOWN = 6
_TYPES: dict[str, What] = {"money": "money", "rate": "a rate", "date": "a day"}

#: A whole amount, and what is left of it.
_OPEN = (
    ("amount", "outstanding"),
    ("principal", "outstanding_principal"),
    ("principal", "outstanding"),
)

_RATE_ZH = re.compile(r"利率|息率|费率|年化|[年月日]息")
_NO_RATE_ZH = re.compile(r"税率|汇率|比例|类型|方式|备注|手续费率")
_MONEY_ZH = re.compile(
    r"金额|余额|本金|利息|罚息|复利|违约金|滞纳金|罚金|租金|月供|欠款|欠费|本息|借方|贷方|实收|应收|"
    r"(?:额|款|费|费用|押金|保证金|质保金|价|息)$|折扣|抵扣|减免|豁免|代偿|垫付|回款|税款|"
    r"^(?:累计)?[已实](?:还|付|收|缴)$"
)
_NO_MONEY_ZH = re.compile(
    r"额度|限额|类型|方式|状态|科目|编号|单号|次数|期数|天数|税|单价|数量|品"
)
_DAY_ZH = re.compile(
    r"(?:还|付|到期|起租|起息|计息|放款|发放|逾期|应|结清|结算|展期|借款|贷款|合同|签约|开票|发票|单据|"
    r"账单|入账|记账|业务|核销|收款|收费|缴费|截止|交易).*(?:日期|日|时间)$"
)
_NO_DAY_ZH = re.compile(
    r"最近|最后|上次|末次|下次|出生|生日|催|跟进|分配|录入|导|创建|更新|操作|审核|制单|委|退案|打印|承诺"
)
_MONEY = frozenset(
    "amount amt balance bal fee fees interest principal prncp charge charges paid due owed "
    "outstanding arrears total subtotal sum debit credit penalty penalties remaining recoveries "
    "rec payment payments receivable net gross brutto netto retention retainage credits deposit "
    "deposits prepaid prepayment adjustment adjustments freight surcharge surcharges collected "
    "recovered refund refunds refunded waived waiver discount discounts writeoff chargeoff "
    "insurance escrow suspense allowance rebate "
    "betrag saldo summe zins zinsen gebühr gebühren restbetrag offen soll haben "
    "montant solde intérêts intérêt frais reste importe pendiente intereses comisión "
    "importo interessi valor juros bedrag kosten rente belopp restbelopp ränta beløb beløp "
    "restbeløp kwota odsetki opłata".split()
)
_RATE = frozenset(
    "rate apr zinssatz taux tasa tasso taxa rentevoet räntesats oprocentowanie".split()
)
_DAY = frozenset("date day on datum fecha data dato dag termin".split())
_OF_THE_DEBT = frozenset(
    "due pay payment paid payable mature maturity matures issue issued invoice bill billing doc "
    "document start begin effective value post posting posted book booking booked transaction "
    "settle settled settlement clear cleared close closed default overdue delinquent charge "
    "chargeoff writeoff disbursed disbursement funded funding release instalment installment "
    "repayment extended restructured expiry end rechnung rechnungs buchungs wert beleg zahlungs "
    "facture emisión vencimiento vencimento scadenza échéance factuur verval boekings".split()
)
_DAY_ALONE = re.compile(
    r"(?:fällig|faellig|verval|förfall|forfall|forfald|rechnungs|buchungs|beleg|zahlungs|faktura|"
    r"factuur|boekings)\w*(?:datum|dato|dag|tag|keit|sdatum)?$|échéance|vencimi?ento|scadenza"
)
_NEITHER = frozenset(
    "terms term days limit score number no id count code method type status name ref reference "
    "tax vat mwst ust tva iva gst exchange commission unit quantity qty price last next expected "
    "birth description account counter foreign local "
    "created updated modified".split()
)
_TAKEN_OFF = re.compile(
    r"\b(?:refund|credit|waive|discount|deduct|adjust|written|write|charge-?back|rebate|skonto|"
    r"gutschrift|rabatt|remise|avoir|descuento|sconto|abono)|退|减免|豁免|折扣|抵扣|优惠|代偿|垫付|核销"
)
_PAID = re.compile(
    r"\b(?:paid|received|collected|settled|recovered|applied|repaid|bezahlt|gezahlt|pay[ée]e?s?$|"
    r"pagad[oa]|pagat[oa]|pago|cobrad[oa]|betaald|betald|betalt|zap[łl]acon[oa])|"
    r"[已实](?:还|付|收|缴|结|回)|回款"
)
_NOT_PAID = re.compile(r"\b(?:not|to be|un)\s*(?:yet )?paid|未[已实]")
_NUMBER = re.compile(r"[-+(]?\s*\D{0,4}[\d][\d.,'’\s]*\D{0,4}\)?")
_DAY_CELL = re.compile(r"(?:19|20)\d{2}|\d{1,2}\s*[-./月]\s*\d{1,2}|\d{8}")


class LeftOver(NamedTuple):
    """A column that nothing is read from, and what it holds."""

    header: str
    what: What


@cache
def what_it_holds(header: str, kind: str = "") -> What | None:
    """Money, a rate or a day of a debt, by the words of a header; None where it is neither.

    Where a header means something to the ``kind`` of its file, that alone counts.

    >>> what_it_holds("违约年利率"), what_it_holds("减免金额"), what_it_holds("展期到期日")
    ('a rate', 'money', 'a day')
    >>> what_it_holds("PaperlessDate"), what_it_holds("Late fees"), what_it_holds("授信额度")
    (None, 'money', None)
    """
    fields = glossary_fields(header, kind) or glossary_fields(header)
    if fields and all(map(_is_beside_the_debt, fields)):
        return None
    known = {
        _TYPES.get(KINDS[kind].named(name).type)
        for kind, fields in meaning_of(header).items()
        for name in fields
        if name
    }
    if known - {None}:
        return next(iter(known - {None}))
    plain = unicodedata.normalize("NFKC", split(header).bare)
    if re.search(r"[\u4e00-\u9fff]", plain):
        return _in_chinese(plain)
    return _in_words(plain) or (_misspelt(header, kind) if kind else None)


def _is_beside_the_debt(field: str) -> bool:
    """Whether a field says nothing of a debt itself: a detail, or when somebody was born."""
    return field == "born_on" or (field in details() and not details()[field].beside)


def _misspelt(header: str, kind: str) -> What | None:
    """What a header holds that is a name of the kind but for one slip."""
    field = misspelt(header, kind)
    return _TYPES.get(KINDS[kind].named(field).type) if field else None


def _in_chinese(name: str) -> What | None:
    if _RATE_ZH.search(name):
        return None if _NO_RATE_ZH.search(name) else "a rate"
    if _DAY_ZH.search(name):
        return None if _NO_DAY_ZH.search(name) else "a day"
    if _MONEY_ZH.search(name):
        return None if _NO_MONEY_ZH.search(name) else "money"
    return None


#: Words of an amount only together.
_MONEY_SAID = re.compile(r"\b(?:written|charged?|write)[ -]off$|^settled$|^credits? applied$")


def _in_words(name: str) -> What | None:
    parted = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", name).lower()
    words = frozenset(re.findall(r"[^\W\d_]+", parted))
    if words & _NEITHER:
        return None
    if words & _RATE:
        return "a rate"
    if (words & _DAY and words & _OF_THE_DEBT) or any(map(_DAY_ALONE.match, words)):
        return "a day"
    if words & _DAY:
        return None
    return "money" if words & _MONEY or _MONEY_SAID.search(parted) else None


class Read(NamedTuple):
    """What is read from a table: its kind, where its money stands, and its rates by field.

    ``open`` has the places of a whole amount and of what is left of it, ``late`` the place of the
    days late.
    """

    kind: str
    money: tuple[int, ...]
    rates: Mapping[str, ColumnRead] = {}
    open: tuple[tuple[int, int], ...] = ()
    late: int | None = None


def left_over(table: Table, read: Read, unread: Iterable[str]) -> list[LeftOver]:
    """The columns among the ``unread`` ones that hold money, a rate or a day in some row."""
    places = {text: place for place, text in enumerate(table.header)}
    unread = list(unread)
    open_ = {places[text]: what for text in unread if (what := what_it_holds(text, read.kind))}
    says_by_place = {
        places[text]: says for text in unread if (says := what_it_says(text, read.kind))
    }
    left: dict[int, LeftOver] = {}
    for _, cells in table.rows() if open_ or says_by_place else ():
        for place, says in list(says_by_place.items()):
            if place < len(cells) and matters(cells[place], says, read.kind):
                left[place] = LeftOver(table.header[place], "a status")
                del says_by_place[place]
        for place, what in list(open_.items()):
            if place < len(cells) and _holds(cells[place].strip(), what):
                left[place] = LeftOver(table.header[place], open_.pop(place))
        if not open_ and not says_by_place:
            break
    said = {place for place in left if _is_said(table, read, place, left)}
    open_money = [at for at in left.keys() - said if _may_be_part(left[at], read.kind)]
    if len(open_money) > 1 and _are_parts(table, read.money, open_money):
        said.update(open_money)
    return [left[place] for place in sorted(left) if place not in said]


def _is_said(table: Table, read: Read, place: int, left: Mapping[int, LeftOver]) -> bool:
    """Whether a column only says again what is read."""
    what = left[place].what
    if what == "money" and lessens(table.header[place], read.kind):
        return any(_is_difference(table, *both, place) for both in read.open)
    if what == "money":
        return _is_sum(table, read.money, place) or _is_net(table, read, place)
    if what == "a day":
        late = read.late
        return late is not None and repeats_days_late(table, read.kind, late, place)
    return what == "a rate" and _is_same_rate(table, read.rates, place)


def _may_be_part(column: LeftOver, kind: str) -> bool:
    return column.what == "money" and not lessens(column.header, kind)


def _are_parts(table: Table, read: Sequence[int], parts: Sequence[int]) -> bool:
    """Whether some columns add up in every row to one that is read, alone or with one or two.

    What is read of it stays right, whatever it is made of.
    """
    fitting = {
        (total, rest)
        for total in read
        for count in range(3)
        for rest in combinations([at for at in read if at != total], count)
    }
    for _, cells in table.rows():
        known = _sum(cells, parts)
        values = {at: number_at(cells, at) or Decimal(0) for at in read}
        fitting = {
            (total, rest)
            for total, rest in fitting
            if values[total] == known + sum((values[at] for at in rest), Decimal(0))
        }
        if not fitting:
            return False
    return bool(fitting)


def lessens(header: str, kind: str) -> bool:
    """Whether an amount of this name is taken off the debt, or was: it repeats no other.

    In a file of payments, and in a bank's list, what was paid is the amount itself.

    >>> lessens("Amount Paid", "invoices"), lessens("已还本金", "loans"), lessens("Total", "loans")
    (True, True, False)
    >>> lessens("实收金额", "transactions"), lessens("Refunded Amount", "transactions")
    (False, True)
    """
    parted = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", header.replace("_", " ")).lower()
    if _NOT_PAID.search(parted):
        return False
    movements = kind in ("", "transactions")
    paid = _PAID.search(parted) or (kind and "paid_total" in glossary_fields(header, kind))
    return bool(_TAKEN_OFF.search(parted) or (not movements and paid))


def _is_difference(table: Table, whole: int, left: int, place: int) -> bool:
    """Whether a column has in every row what is no longer left of the whole."""
    for _, cells in table.rows():
        amount, rest = number_at(cells, whole), number_at(cells, left)
        gone = number_at(cells, place) or Decimal(0)
        if amount is None or rest is None or abs(amount - rest) != abs(gone):
            return False
    return True


def _holds(cell: str, what: What) -> bool:
    if what == "a day":
        return bool(_DAY_CELL.search(cell))
    return bool(_NUMBER.fullmatch(cell) and re.search(r"[1-9]", cell))


def _is_sum(table: Table, read: Sequence[int], place: int) -> bool:
    """Whether a column has in every row what one that is read has, or the sum of all that are.

    Signs do not count: an amount may stand once with its sign and once beside a word.
    """
    fitting = {*((one,) for one in read), tuple(read)} - {()}
    for _, cells in table.rows():
        if place < len(cells) and cells[place].strip():
            value = number_at(cells, place)
            fitting = {
                one for one in fitting if value is not None and _sum(cells, one) == abs(value)
            }
        if not fitting:
            return False
    return True


def _is_net(table: Table, read: Read, place: int) -> bool:
    """Whether a column has in every row one that is read less the tax that stands beside it."""
    taxes = [
        at for at, text in enumerate(table.header) if "tax" in glossary_fields(text, read.kind)
    ]
    fitting = {(amount, tax) for amount in read.money for tax in taxes}
    for _, cells in table.rows() if fitting else ():
        if place < len(cells) and cells[place].strip():
            net = number_at(cells, place)
            fitting = {
                (amount, tax)
                for amount, tax in fitting
                if net is not None
                and number_at(cells, amount) == net + (number_at(cells, tax) or Decimal(0))
            }
        if not fitting:
            return False
    return bool(fitting)


def _sum(cells: Sequence[str], places: Sequence[int]) -> Decimal:
    return abs(sum((number_at(cells, place) or Decimal(0) for place in places), Decimal(0)))


def _is_same_rate(table: Table, rates: Mapping[str, ColumnRead], place: int) -> bool:
    """Whether a rate that is not used is the one that is, given for another period."""
    rate = rate_header(table.header[place])
    used = rates.get(rate.field) if rate else None
    if rate is None or used is None:
        return False
    header = table.header[place]
    other = ColumnRead(place, header, rate=unit_of(header) or "", period=rate.period)
    return is_readable(header) and all(
        _yearly(cells, used) == _yearly(cells, other) is not None for _, cells in table.rows()
    )


def _yearly(cells: Sequence[str], column: ColumnRead) -> Decimal | None:
    """The rate of a row in per cent a year; None where it cannot be told."""
    reader = RateColumn("", column.header, unit=column.rate, period=column.period)
    text = cells[column.place].strip() if column.place < len(cells) else ""
    with suppress(BadCell, Undecided):
        return Decimal(reader.read(text))
    return None


def require_read(table: Table, columns: Columns, answered: Mapping[str, str]) -> None:
    """Nothing, or Undecided for columns of money, rates and days that nobody said to leave out."""
    kind, places = columns.kind, columns.columns
    money = [
        one.place
        for field, column in places.items()
        for one in column.all
        if kind.named(field).type == "money" and one.scale == 1
    ]
    rates = {str(name): places[name] for name in PER_PERIOD if name in places}
    known = details_in(columns.ignored, kind.name, columns.said)
    unread = [
        text for text in columns.ignored if answered.get(normal(text), text) and text not in known
    ]
    open_ = [(places[a].place, places[b].place) for a, b in _OPEN if a in places and b in places]
    late = places["days_past_due"].place if "days_past_due" in places else None
    left = left_over(table, Read(kind.name, tuple(money), rates, tuple(open_), late), unread)
    terms = schedule_terms(table, places, unread) if kind.name == "loans" else []
    left += [LeftOver(header, "a term of the schedule") for header in terms]
    if left:
        maps = {LEAVE_OUT: {one.header: "" for one in left}}
        say = f"Say in a map what {_they_are(left)} (--guess writes one), or leave"
        problem = _problem(table, left, say)
        raise Undecided(
            table.name, problem, option="--map", choices=(LEAVE_OUT,), kind=kind.name, maps=maps
        )


def require_list_read(
    table: Table, money: Sequence[int], unread: Iterable[str], leave_out: Sequence[str]
) -> None:
    """Nothing, or Undecided for such columns of a bank's list, with its amounts at ``money``."""
    left = left_over(
        table, Read("", tuple(money)), [text for text in unread if text not in leave_out]
    )
    if left and ALL not in leave_out:
        problem = _problem(table, left, "Leave")
        raise Undecided(table.name, problem, option="--leave-out", choices=(ALL,))


def _problem(table: Table, left: Sequence[LeftOver], say: str) -> Problem:
    named = [f"'{one.header}' ({one.what})" for one in left[:_SHOWN]]
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    them, option = ("it", f"'{left[0].header}'") if len(left) == 1 else ("them", ALL)
    rule = f"nothing is read from {', '.join(named)}{more}"
    return Problem(table.header_row, "", "", rule, f"{say} {them} out: --leave-out {option}.")


def _they_are(left: Sequence[LeftOver]) -> str:
    return "it is" if len(left) == 1 else "they are"
