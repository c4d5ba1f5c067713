"""The values the engine works on: a loan's terms, plan, entries and rules, and its position.

Everything here is frozen and plain. Amounts are integer minor units of the loan's currency,
dates are ``datetime.date``. See ``position.py`` for what is computed from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from overdue_cli.domain.money import Rounding

Method = Literal["annuity", "equal_principal", "flat", "interest_only", "bullet", "invoice"]
Unit = Literal["days", "weeks", "months"]
DayCount = Literal["30/360", "actual/365", "actual/360", "actual/actual"]
InterestPeriod = Literal["period", "daily"]
Component = Literal["penalty", "fee", "interest", "principal"]
Timing = Literal["past_due", "due", "in_advance"]
Roll = Literal["none", "following", "modified_following", "preceding"]
DownPaymentRounding = Literal["currency", "multiple"]
Early = Literal["next", "last", "reamortise", "credit"]

#: The due date of a balance that is not due and of which no due date is known.
UNDATED = date.max

COMPONENTS: tuple[Component, ...] = ("penalty", "fee", "interest", "principal")

#: Entry kinds, by what they do to what the customer owes.
CHARGES = frozenset({"fee", "penalty"})
CREDITS = frozenset(
    {"repayment", "recovery", "proceeds", "goodwill", "merchant_refund", "payout_refund"}
)
#: Kinds of ``loan`` rows that hold money of a customer and are no debt.
NO_DEBTS = ("account", "credit_note")
#: What money of a customer does between debts: moved by hand, taken by a debt, given by a source.
MOVED = ("application", "applied", "passed_on")
#: Numbers of what was applied: after all that was recorded on the same day.
FIRST_NUMBER = 2**50
ENTRY_KINDS = tuple(
    "disbursement opening fee penalty repayment recovery proceeds goodwill merchant_refund "
    "payout_refund waiver reversal chargeback credit_refund write_off charge_off sale".split()
)
#: Money that came in, unlike credits that are no cash.
CASH = frozenset({"repayment", "recovery", "proceeds"})


def dated(due_on: date) -> date | None:
    """A due date as it is told; None for a balance that is not due and has none that is known.

    >>> dated(date(2026, 1, 31)), dated(UNDATED)
    (datetime.date(2026, 1, 31), None)
    """
    return None if due_on == UNDATED else due_on


class Amounts(NamedTuple):
    """Money by component, in minor units."""

    penalty: int = 0
    fee: int = 0
    interest: int = 0
    principal: int = 0

    @property
    def total(self) -> int:
        """Sum of the four components."""
        return self[0] + self[1] + self[2] + self[3]


class Instalment(NamedTuple):
    """One line of a plan: what falls due on ``due_on``, by component, in minor units."""

    seq: int
    due_on: date
    principal: int
    interest: int = 0
    fee: int = 0
    down_payment: bool = False
    """Due on the day of its disbursement; no charge belongs to it."""


#: What the rows of a plan ask for at one time: interest and principal, in minor units.
Asked = tuple[tuple[int, int], ...]


class Entry(NamedTuple):
    """One movement of money on a loan; ``amount`` is positive minor units.

    ``entry_id`` is the order of recording. ``reverses`` names the entry_id that a reversal or a
    chargeback takes back. ``due_on`` is the due date of a charge or of a balance taken over.
    ``components`` names what a waiver, a write-off or money in covers (empty: everything, in the
    loan's allocation order); money that names them goes to the item of ``due_on`` if it has one.
    ``inferred``: nobody recorded it, it follows from the lists of another system.

    ``other`` is the loan at the other end of money that was moved between debts of a customer.
    ``recorded`` is the number of its journal entry. It counts when a day in [``counts_from``,
    ``counts_until``) is asked about (None: for ever): what a reversal on another debt changes, it
    changes from its own date on.
    """

    entry_id: int
    kind: str
    value_on: date
    amount: int
    due_on: date | None = None
    reverses: int | None = None
    components: tuple[Component, ...] = ()
    inferred: bool = False
    other: str = ""
    recorded: int = 0
    counts_from: date = date.min
    counts_until: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a schedule is computed from. ``annual_rate`` is a fraction of one (12 % = 3/25).

    ``principal`` is the first disbursement, on ``disbursed_on``; ``later_disbursements`` are the
    others. ``down_payment`` is the part of each disbursement due on its own day.
    """

    principal: int
    disbursed_on: date
    currency: str = "XXX"
    annual_rate: Fraction = Fraction(0)
    method: Method = "annuity"
    instalments: int = 1
    every: int = 1
    unit: Unit = "months"
    first_due_on: date | None = None
    maturity_on: date | None = None
    day_count: DayCount = "30/360"
    interest_period: InterestPeriod = "period"
    principal_grace: int = 0
    interest_grace: int = 0
    instalment_multiple: int = 0
    rounding: Rounding = "half_up"
    down_payment: Fraction = Fraction(0)
    down_payment_rounding: DownPaymentRounding = "currency"
    """With ``multiple`` a down payment is one of ``instalment_multiple`` too; what it leaves is
    divided anew at each instalment, where there is no interest."""
    later_disbursements: tuple[tuple[date, int], ...] = ()
    roll: Roll = "none"
    """What a due date does that is no business day; see ``schedule``."""


class AllocationStep(NamedTuple):
    """One walk of an allocation: over lines of these timings, these components in each line."""

    timings: tuple[Timing, ...]
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An order of allocation: steps one after another, oldest line first within a step.

    ``charge_dates``: a fee or penalty is due on its own date, not on its instalment's.
    """

    steps: tuple[AllocationStep, ...]
    charge_dates: bool = False


#: Rates of interest a year by the day they begin to hold, oldest first.
RateTable = tuple[tuple[date, Fraction], ...]


@dataclass(frozen=True, slots=True)
class PenaltyCeiling:
    """A ceiling on the cost of late payment: so much a year of the overdue principal."""

    name: str
    rates: RateTable


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """What penalty interest (罚息) accrues by: on which overdue components, at which rates.

    ``on`` with interest is compound interest (复利); with penalty it compounds on itself.
    ``grace_days``: nil when all is paid within them, else counted from the due date. ``pauses``
    are half-open ranges in which nothing accrues.
    """

    rates: RateTable
    on: tuple[Component, ...] = ("principal",)
    day_count: DayCount = "actual/360"
    grace_days: int = 0
    pauses: tuple[tuple[date, date], ...] = ()
    cap: PenaltyCeiling | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Settings that decide how a loan is counted; from the product, overridden by the loan.

    ``allocation`` names an order, ``order`` is one of its own and wins. ``early`` says by kind of
    entry (``""`` for all others) what money does that nothing due takes. The tolerance is an
    amount, a part of what the instalment asks for, or the larger or smaller of both.
    """

    allocation: str = "standard"
    grace_days: int = 0
    tolerance: int = 0
    count_due_day: bool = False
    rounding: Rounding = "half_up"
    pauses: tuple[tuple[date, date], ...] = ()
    order: Order | None = None
    early: tuple[tuple[str, Early], ...] = ()
    tolerance_part: Fraction = Fraction(0)
    tolerance_of: Literal["larger", "smaller"] = "larger"
    extra_due: Literal["first", "latest"] = "first"
    """Charges after the plan: an extra instalment for the first of them and for each with a later
    due date, or one that moves to the latest."""
    chargeback_order: tuple[Component, ...] = ()
    """Components put back in this order, each at most what the payment paid of it; the rest, or
    with an empty order all, is principal."""
    chargeback_line: Literal["own", "instalment"] = "own"
    """Money put back is an item of its own age, or joins the instalment of its period."""
    chargeback_credit: Literal["pays", "covers", "waits"] = "pays"
    """A credit pays the debt put back; or, where it covers all of it, is lowered and no debt
    arises; or waits for other debt."""
    penalty: PenaltyTerms | None = None
    discount_part: Fraction = Fraction(0)
    """The part of an invoice that need not be paid if the rest comes within ``discount_days``."""
    discount_days: int = 0
    """Counted from the day of issue; the last of them counts."""
    charge_pauses: tuple[tuple[date, date], ...] = ()
    """Half-open ranges whose days do not count towards a late fee, beside the pauses."""
    charge_off_accrual: Literal["goes_on", "stops"] = "goes_on"
    """Whether penalty interest accrues on a debt that is charged off."""
    surplus: Literal["loan", "account"] = "loan"
    """Whether credit of a loan that still runs stays on it, or is money of the customer."""
    debts: tuple[str, ...] = ("due", "less_secured", "more_burdensome", "older")
    """By what debts of a customer are told apart when money names none, the first first."""


class Item(NamedTuple):
    """One instalment at the close of a day: what it asks for, what was paid, how late it is."""

    seq: int
    due_on: date
    due: Amounts
    paid: Amounts
    """Settled by money, by a waiver or by a write-off."""
    paid_on: date | None
    """Day on which it was settled in full; None while something is unpaid."""
    paid_in_advance: int
    """Part of the paid amount that came before the due date."""
    paid_late: int
    """Part of the paid amount that came after the due date."""
    days_past_due: int
    overdue: bool
    receivable: int = 0
    """What an ageing counts of it: all that is unpaid, or its principal while it is not due."""

    @property
    def unpaid(self) -> Amounts:
        """What is still open, by component."""
        d, p = self.due, self.paid
        return Amounts(d[0] - p[0], d[1] - p[1], d[2] - p[2], d[3] - p[3])


class Allocated(NamedTuple):
    """How one entry was taken: parts by component plus credit sum to its amount."""

    entry_id: int
    parts: Amounts
    credit: int


class ChargedOff(NamedTuple):
    """A debt that is charged off and still collected, in minor units."""

    on: date
    amount: int
    """What the entry says; fixed."""
    owed: Amounts
    """What was owed then by the entries that count now: a bounced payment makes it more."""
    recovered: int
    """Money that the debt took since."""


@dataclass(frozen=True, slots=True)
class Loan:
    """The facts about one loan that the engine needs, already cut to what is known."""

    loan_id: str
    currency: str
    exists_on: date | None
    """First day of the loan (disbursement, issue of the invoice); None: always."""
    plan: tuple[Instalment, ...]
    entries: tuple[Entry, ...]
    rules: Rules = field(default_factory=Rules)
    debt: bool = True
    """False for what holds money of a customer: the account, and credit notes."""
    asked: tuple[Asked, ...] = ()
    """What the plan asks for after none, one, two … payouts; empty: all of it from the first day.
    """


@dataclass(frozen=True, slots=True)
class Position:
    """Where one loan stands at the close of day ``as_of``."""

    as_of: date
    exists: bool
    status: Literal["future", "active", "closed", "overpaid", "written_off"]
    days_past_due: int
    delinquent_days: int
    oldest_due_on: date | None
    """Due date of the oldest overdue instalment."""
    delinquent_on: date | None
    """The day from which delinquent days count: ``as_of`` minus ``delinquent_days``; None while
    there are none, inside grace too."""
    outstanding: Amounts
    overdue: Amounts
    not_due: Amounts
    """Outstanding minus overdue."""
    receivable_not_due: int
    """Ageing: unpaid principal of instalments not yet due, plus unpaid rests within tolerance."""
    receivable_not_due_items: int
    prepaid: int
    """Interest, fees and penalties paid before they fell due; a credit in an ageing."""
    credit: int
    """Money that nothing took."""
    penalty_accrued: int
    next_due_on: date | None
    next_due_amount: int
    valid_from: date
    """First day for which everything stored of this position holds (see valid_until)."""
    valid_until: date
    """First later day on which it can change by itself; ``date.max`` if none."""
    items: tuple[Item, ...]
    allocated: tuple[Allocated, ...]
    written_off: Amounts = Amounts()  # noqa: RUF009 - a tuple, it cannot change
    """Debt taken off the book and not recovered since."""
    recovered: int = 0
    """Money that went to debt already written off; it is in no figure of the book."""
    sold_off_book: int = 0
    """Debt already written off that was sold; it is in no figure of the book either."""
    charged_off: ChargedOff | None = None
    penalty_posted: int = 0
    """Penalty interest posted by the replay so far, paid or not; no entry stands for it."""
    penalty_cap: str = ""
    """Name of the ceiling that kept penalty interest lower, if one did."""
