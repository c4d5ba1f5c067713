"""The collection ladder: its steps, what brings each forward and what holds it back.

Days are delinquent days of the worst loan; negative days count down to the next due date.
Nothing is stored as "current step": the step is recomputed from dated facts (``standing.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from overdue_cli.domain.money import parse_decimal

Anchor = Literal["due_on", "end_of_month", "issued_on", "previous_notice"]
ANCHORS: tuple[Anchor, ...] = ("due_on", "end_of_month", "issued_on", "previous_notice")
Unit = Literal["customer", "loan", "item"]
UNITS: tuple[Unit, ...] = ("customer", "loan", "item")
CatchUp = Literal["next", "worst", "worst_but_announce"]
CATCH_UPS: tuple[CatchUp, ...] = ("next", "worst", "worst_but_announce")
Held = Literal["stay", "none"]
HELD: tuple[Held, ...] = ("stay", "none")
Inherited = Literal["days", "evidence"]
INHERITED: tuple[Inherited, ...] = ("days", "evidence")
NoticeLevel = Literal["sent", "delivered", "confirmed"]
NOTICE_LEVELS: tuple[NoticeLevel, ...] = ("sent", "delivered", "confirmed")
SoonerOn = Literal["refusal", "unreachable", "broken_promise", "amount"]
#: Who works a step.
Responsible = Literal["collector", "field", "legal", "agency", "supervisor"]
RESPONSIBLE: tuple[Responsible, ...] = ("collector", "field", "legal", "agency", "supervisor")
SOONER_ON: tuple[SoonerOn, ...] = ("refusal", "unreachable", "broken_promise", "amount")


class CurrencyLimits(NamedTuple):
    """A sum in major units: one number for any currency, or one for each currency."""

    any_currency: str = ""
    by_currency: tuple[tuple[str, str], ...] = ()

    def minor(self, currency: str) -> int | None:
        """The sum in minor units of a currency; None where nothing is said about it.

        >>> CurrencyLimits("150").minor("JPY"), CurrencyLimits("", (("EUR", "1.50"),)).minor("EUR")
        (150, 150)
        """
        for name, text in self.by_currency:
            if name == currency:
                return parse_decimal(text, currency)
        return parse_decimal(self.any_currency, currency) if self.any_currency else None


NO_AMOUNT = CurrencyLimits()


class Tried(NamedTuple):
    """Holds a step back until others were tried ``times`` times on ``days`` days in vain."""

    times: int
    days: int = 1
    steps: tuple[str, ...] = ()
    """Steps whose attempts count; none named: every earlier step."""
    channels: tuple[str, ...] = ()
    """Channels whose attempts count, instead of steps."""
    legal: bool = False


class Noticed(NamedTuple):
    """Holds a step back until a notice is so far, and ``days`` days have passed since."""

    notice: str
    state: NoticeLevel = "delivered"
    days: int = 0
    legal: bool = True


class Gap(NamedTuple):
    """Holds a step back until the last notice of an earlier step is ``days`` days old."""

    days: int
    legal: bool = False


Need = Tried | Noticed | Gap


class Sooner(NamedTuple):
    """Brings a step forward to ``from_days`` once something happened."""

    on: SoonerOn
    from_days: int
    times: int = 1
    """So many broken promises, or attempts that reached nobody."""
    days: int = 1
    """On so many days, for attempts that reached nobody."""
    amount: CurrencyLimits = NO_AMOUNT


class Service(NamedTuple):
    """Within how many days a step is first acted on, and how often then; None: no limit."""

    first_days: int | None = None
    repeat_days: int | None = None


NO_SERVICE = Service()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder, holding customers with days in [from_days, to_days]."""

    name: str
    title: str
    from_days: int | None
    to_days: int | None
    channels: tuple[str, ...] = ()
    action: str = ""
    text: str = ""
    decision: bool = False
    """Reached only when a person decides so, never by days."""
    anchor: Anchor = "due_on"
    """What the days count from."""
    amount: CurrencyLimits = NO_AMOUNT
    """Held only by whoever owes at least so much."""
    amount_at_most: CurrencyLimits = NO_AMOUNT
    """Held only by whoever owes no more than so much."""
    items: int = 0
    """Held only by whoever has at least so many overdue items."""
    counts_when: NoticeLevel = "sent"
    """How far a notice of this step must be to count as carried out."""
    needs: tuple[Need, ...] = ()
    sooner: tuple[Sooner, ...] = ()
    service: Service = NO_SERVICE
    responsible: Responsible | None = None
    """Who works it; None where the policy leaves it open."""

    @property
    def range_text(self) -> str:
        """The days of the step as people read them, such as ``1…15`` or ``91…``."""
        if self.decision:
            return "by decision"
        low = "…" if self.from_days is None else str(self.from_days)
        return f"{low}…" if self.to_days is None else f"{low}…{self.to_days}"

    @property
    def is_ahead(self) -> bool:
        """Whether it is over once something is late: its days end at the due date or before."""
        return self.to_days is not None and self.to_days <= 0 and self.anchor == "due_on"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in their order, and how a customer is put on one of them."""

    steps: tuple[Step, ...] = ()
    unit: Unit = "customer"
    catch_up: CatchUp = "worst_but_announce"
    effect_percent: int = 10
    """Attempts had an effect when this part of what is overdue came in since."""
    held: Held = "stay"
    """While a hold stops the ladder: the step of the day before, or none."""
    promise_grace_days: int = 2
    inherited: Inherited = "days"
    """Who was late before the ledger first heard of the debt starts at the step of those days, or
    at the first one."""

    def named(self, name: str) -> Step | None:
        """The step of that name; None where there is none."""
        return next((step for step in self.steps if step.name == name), None)


def step_for(ladder: Sequence[Step], days: int) -> Step | None:
    """The step whose range of days holds ``days``; None between and outside the steps.

    >>> phone = Step("phone", "Phone", 1, 15)
    >>> step_for([phone], 15) is phone, step_for([phone], 16)
    (True, None)
    """
    for step in ladder:
        if not step.decision and in_range(step, days):
            return step
    return None


def in_range(step: Step, days: int) -> bool:
    """Whether the range of a step holds so many days; an open end holds all."""
    above = step.from_days is None or days >= step.from_days
    return above and (step.to_days is None or days <= step.to_days)
