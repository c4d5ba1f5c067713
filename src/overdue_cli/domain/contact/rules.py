"""Rules of contact, as values: what each asks for, where it comes from, whom it binds.

What a rule says about one contact is decided in ``contact_hours`` (hours, days, preferences),
``attempt_caps`` (how often), ``consent`` (which medium), ``persons`` (who), ``places`` (where),
``lawyer``, ``holds`` and ``announced``; the verdict over all of them in ``gate``. Times are
wall-clock times of the zones the customer may be in; counts of days are calendar days of the
customer's own zone, the day of the event is day 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Literal, NamedTuple, get_args

from overdue_cli.domain.contact.person_words import CONSUMER, DEBTOR_ALONE, Consumers
from overdue_cli.domain.contact.reached import ATTEMPTS, CONVERSATIONS
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS
from overdue_cli.domain.product_words import product_words

Strength = Literal["prohibition", "presumption", "guidance", "product_default"]
Decision = Literal["allow", "warn", "block"]
Role = Literal["creditor", "agency", "buyer"]
Debtor = Literal["consumer", "business"]
Purpose = Literal["collect", "location", "notice", "legal", "confirm", "close", "remedy"]
Period = Literal["rolling", "day", "week", "month", "ever"]
Key = Literal["person", "debt", "point"]
Unless = Literal["", "any", "written"]
Ground = Literal["used", "consent", "creditor_notice", "prior_collector", "reassigned_check"]
Bars = Literal["known", "always", "last_resort"]
Again = Literal["asked", "wrong"]
Unnamed = Literal["every", "one"]
DebtUnit = Literal["loan", "account"]

STRENGTHS: tuple[Strength, ...] = get_args(Strength)
ROLES: tuple[Role, ...] = get_args(Role)
DEBTORS: tuple[Debtor, ...] = get_args(Debtor)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
PERIODS: tuple[Period, ...] = get_args(Period)
KEYS: tuple[Key, ...] = get_args(Key)
UNLESS: tuple[Unless, ...] = get_args(Unless)
GROUNDS: tuple[Ground, ...] = get_args(Ground)
BARS: tuple[Bars, ...] = get_args(Bars)
ACCEPTED_AT_WORK: tuple[Ground, ...] = ("used", "consent", "prior_collector")
AGAIN: tuple[Again, ...] = get_args(Again)
UNNAMED: tuple[Unnamed, ...] = get_args(Unnamed)
DEBT_UNITS: tuple[DebtUnit, ...] = get_args(DebtUnit)

EVERY_DAY = frozenset(range(7))


class WeekHours(NamedTuple):
    """Hours of some days of the week (Monday is 0); the start is inside, the end where told so."""

    days: frozenset[int]
    opens: time
    closes: time
    end_inside: bool = True
    """Whether the closing time itself is inside: ``to`` of a policy, against ``before``."""

    def holds(self, now: time) -> bool:
        """Whether a time of day is inside.

        >>> night_off = WeekHours(EVERY_DAY, time(8), time(22), end_inside=False)
        >>> night_off.holds(time(8)), night_off.holds(time(22))
        (True, False)
        """
        return self.opens <= now and (
            now < self.closes or (self.end_inside and now == self.closes)
        )


class Hours(NamedTuple):
    """Contact only inside these hours, in every zone the customer may be in."""

    spans: tuple[WeekHours, ...]
    holidays: str = ""
    """Calendar code of the public holidays that are closed; '' for none."""
    place: str = ""
    """Only for contacts at this place."""
    unless_consent: Unless = ""
    """A consent (any, or one in writing) that names a time opens it; so does a call-back asked
    for."""
    closed: frozenset[date] = frozenset()
    """The public holidays of ``closed_years``, where they are known beforehand."""
    closed_years: tuple[int, int] = (0, 0)
    """The first and last year of those; other years are looked up."""
    own_hours: bool = False
    """The customer's own hours at work, where they are known, stand in the place of these."""


class DebtBasis(NamedTuple):
    """What one debt is, and for which debts a contact counts that names none."""

    unnamed: Unnamed = "every"
    """one: an attempt in which nobody heard of a debt counts once, for one of those due."""
    debt: DebtUnit = "loan"
    """account: loans under one account number are one debt."""
    account_products: frozenset[str] = frozenset()
    """Products of which that is so; empty: all."""


class AttemptCap(NamedTuple):
    """At most so many contacts in a period, counted per customer and what ``key`` adds to it."""

    most: int
    per: Period = "rolling"
    days: int = 7
    key: tuple[Key, ...] = ()
    counts: frozenset[str] = ATTEMPTS
    """What a contact must have reached to count."""
    consent_days: int = 0
    """Contacts within so many days of a consent are not counted; 0: consent changes nothing."""
    unless_consent: Unless = ""
    """A consent to the medium that names no time opens it."""
    again_if: tuple[Again, ...] = ()
    """Begins anew where the person asked for it, or where what the person said was wrong."""
    by_debt: DebtBasis = DebtBasis()


class Cooldown(NamedTuple):
    """No contact for some days after a conversation, whoever began it; its day is day 1."""

    days: int = 7
    key: tuple[Key, ...] = ("person", "debt")
    after: frozenset[str] = frozenset({"call"})
    after_reached: frozenset[str] = CONVERSATIONS
    consent_days: int = 0
    by_debt: DebtBasis = DebtBasis()


class Consent(NamedTuple):
    """A medium needs a consent, or another of these grounds, not older than ``days``."""

    days: int = 0
    """0: however long ago."""
    accepts: frozenset[Ground] = frozenset({"used", "consent"})
    """reassigned_check renews another ground, and is none by itself."""
    notice_days: int = 0
    """How many days a creditor's notice must give to opt out."""


class OptOut(NamedTuple):
    """A medium or a number that the person opted out of is closed."""


class AllowedPersons(NamedTuple):
    """Only these persons are contacted; others only while the debtor cannot be reached."""

    allowed: frozenset[str]
    on_file: frozenset[str] = frozenset()
    """Of the allowed, those of whom a number or an address must be on file as theirs."""
    others_if: Literal["never", "unreachable", "location"] = "never"
    """location: only to learn where the debtor is."""
    others_for: frozenset[str] = frozenset()
    """While the debtor cannot be reached: only for these purposes; empty: for all."""
    attempts: int = 3
    """So many tries on two days or more without a conversation: not reachable."""
    unless_consent: Unless = ""
    """The customer's consent to contact with that person (any, or in writing) opens it."""


class Refusal(NamedTuple):
    """Whoever else asked to be left alone is not contacted again."""

    own: frozenset[str] = frozenset({"self", CONSUMER})


class Workplace(NamedTuple):
    """Contact at work: not when it is known to be unwelcome, never, or as a last resort."""

    bars: Bars = "known"
    unless_consent: Unless = ""
    accepts: frozenset[Ground] = frozenset()
    """What opens a number or address at work beside: its own use, or a consent that names it."""
    attempts: int = 3
    resides: bool = False
    """As a last resort only where the person lives at the place of work."""


class InconvenientTimes(NamedTuple):
    """Days and hours that the customer called inconvenient; one reply to a message is allowed."""


class Lawyer(NamedTuple):
    """Who has a lawyer, or another of these representatives, is contacted through them."""

    representatives: frozenset[str] = frozenset({"lawyer"})
    replies: bool = False
    """A message of the customer's own may be answered by the same medium."""


class Cease(NamedTuple):
    """Who asked in writing to stop is left alone, but for some purposes."""

    purposes: frozenset[str] = frozenset()
    """What a contact may still be for."""
    refusal_in_writing: bool = False
    """Who refuses in writing to pay has asked to stop."""


class HoldStops(NamedTuple):
    """A hold that stops contact does, but for the persons who act for the debtor."""

    persons: tuple[tuple[str, frozenset[str]], ...] = ()
    kinds: frozenset[str] = frozenset()
    """Only holds of these kinds; empty: of every kind."""


class Vulnerable(NamedTuple):
    """A customer known to be vulnerable is not contacted in this way."""


class WrongNumber(NamedTuple):
    """A number that was somebody else's is not used again."""


class Announced(NamedTuple):
    """Needs an announcement by another channel, some hours ahead and not too long ago."""

    hours: int = 24
    days: int = 14
    in_writing: bool = False
    """Only a message announces it, not a conversation."""
    unless_consent: Unless = ""
    """A consent to this way of contact (any, or in writing) opens it."""


class LastResort(NamedTuple):
    """A way of contact that comes last: after others were tried in vain, or the debtor refused."""

    attempts: int = 3
    """So many tries on two days or more without a conversation: tried in vain."""
    unless_consent: Unless = ""
    """A consent to this way of contact (any, or in writing) opens it."""


Spec = (
    Hours
    | AttemptCap
    | Cooldown
    | Consent
    | OptOut
    | AllowedPersons
    | Refusal
    | Workplace
    | InconvenientTimes
    | Lawyer
    | Cease
    | HoldStops
    | Vulnerable
    | WrongNumber
    | Announced
    | LastResort
)


class Binds(NamedTuple):
    """Whom a rule binds; an empty set binds all."""

    roles: frozenset[str] = frozenset()
    debtors: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    not_products: frozenset[str] = frozenset()
    """Products of another law: a contact that is about these alone is not bound."""

    def holds_for(self, role: str, debtor: str, products: frozenset[str]) -> bool:
        """Whether a rule binds who collects (``role``) from whom, for any of these products.

        >>> regulation_f = Binds(frozenset({"agency", "buyer"}), frozenset({"consumer"}))
        >>> regulation_f.holds_for("creditor", "consumer", frozenset())
        False
        >>> no_mortgage = Binds(not_products=frozenset({"mortgage"}))
        >>> [no_mortgage.holds_for("creditor", "consumer", frozenset(products))
        ...  for products in (["mortgage"], ["mortgage", "card"])]
        [False, True]

        Products go by their kind, however it is written: 信用卡 and *Credit card* are one.
        """
        return (
            (not self.roles or role in self.roles)
            and (not self.debtors or debtor in self.debtors)
            and (
                not self.products
                or not product_words(self.products).isdisjoint(product_words(products))
            )
            and not (products and product_words(products) <= product_words(self.not_products))
        )


#: A rule that binds everybody.
ALL = Binds()


@dataclass(frozen=True, slots=True)
class ContactRule:
    """One rule: what it asks for, how strong it is, and how sure its source."""

    rule_id: str
    title: str
    channels: frozenset[str]
    spec: Spec
    source: str = ""
    strength: Strength = "product_default"
    blocks: bool | None = None
    """None: as its strength says."""
    binds: Binds = ALL
    persons: frozenset[str] = frozenset()
    """Only contacts with these persons; empty: with all."""
    not_persons: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    """Only contacts for these purposes; empty: for all."""
    not_purposes: frozenset[str] = frozenset()
    evidence: str = "own"
    confidence: str = "high"
    verified_on: date | None = None
    verified: bool = False
    """Whether it was read in a source and is sure; a choice of one's own never is."""
    effective_from: date | None = None
    effective_to: date | None = None

    @property
    def decision(self) -> Decision:
        """What the rule comes to where it objects: prohibitions block, all others warn.

        Unless it says otherwise: a wish of the customer blocks in every policy, and a prohibition
        that hangs on what the ledger may not know warns.
        """
        blocks = self.strength == "prohibition" if self.blocks is None else self.blocks
        return "block" if blocks else "warn"

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on a day; its last day is inside."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)

    def is_about(self, channel: str, words: frozenset[str], purpose: str) -> bool:
        """Whether the rule speaks about contacts by this channel, with this person, for this.

        ``words`` are the person's own word, and that for consumers where the person is one.
        """
        if channel not in self.channels or not self.not_persons.isdisjoint(words):
            return False
        if purpose in self.not_purposes or (self.purposes and purpose not in self.purposes):
            return False
        return not self.persons or not self.persons.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class ContactRules:
    """The rules of a policy for one who collects, and what they need to read a number."""

    rules: tuple[ContactRule, ...]
    policy: str = ""
    role: str = "creditor"
    country: str = ""
    """ISO country of phone numbers written without one."""
    consumers: Consumers = DEBTOR_ALONE

    def named(self, rule_id: str) -> ContactRule | None:
        """The rule of that id; None when there is none."""
        return next((rule for rule in self.rules if rule.rule_id == rule_id), None)


class ContactQuestion(NamedTuple):
    """A contact that somebody means to make, or has made."""

    channel: str
    at: datetime
    """Aware of its zone."""
    person: str = "self"
    point: str = ""
    """The number or address; '': the best one that is known."""
    loan_id: str | None = None
    """None: about every debt."""
    place: str = ""
    purpose: str = "collect"
    ends: frozenset[str] = frozenset()
    """Kinds of hold that it ends, such as a letter that answers a dispute."""


class Objection(NamedTuple):
    """Why a rule is against a contact, and from when it no longer is (None: not by itself)."""

    text: str
    until: datetime | None = None


class Check(NamedTuple):
    """What one rule said."""

    rule: ContactRule
    decision: Decision
    text: str
    until: datetime | None = None


class Verdict(NamedTuple):
    """Whether a contact may be made, by which rule, and from when on."""

    decision: Decision
    rule: str
    """Id of the rule that decided; '' when nothing objects."""
    text: str
    source: str
    strength: str
    next_at: datetime | None
    """The first moment at which nothing objects that passes with time; None: none comes."""
    checks: tuple[Check, ...]
    point: str = ""
    """The number or address it is about."""
    zones: tuple[tzinfo, ...] = ()
    """Every zone the customer may be in."""
    not_about: tuple[str, ...] = ()
    """Loans that a contact about no loan in particular must leave out, with the hold."""
    place: str = ""
    """Where it reaches the person: work, home, …; '' where that is not known."""

    @property
    def objections(self) -> tuple[Check, ...]:
        """The rules that are against it, the one that decided first."""
        against = [check for check in self.checks if check.decision != "allow"]
        return tuple(sorted(against, key=lambda check: check.rule.rule_id != self.rule))


def covers(named: str, channel: str) -> bool:
    """Whether a channel, a group of channels or '' (all) holds a channel.

    >>> covers("message", "sms"), covers("", "call"), covers("email", "sms")
    (True, True, False)
    """
    return named in ("", channel) or channel in CHANNEL_GROUPS.get(named, ())
