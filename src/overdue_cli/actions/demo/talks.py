"""What was said with the customers of the demo in June: calls, messages, visits, promises.

Each stage has a few scripts; a script is a list of contacts counted back from the demo day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from overdue_cli.actions.contact.log_contact import ContactTexts
from overdue_cli.actions.demo.book import DEMO_DAY, Arrears, Standing
from overdue_cli.actions.demo.people import BRANCHES, Chance, Customer
from overdue_cli.domain.money import Money, decimal_text

ZONE = ZoneInfo("Asia/Shanghai")
#: Contacts are made up for so many customers, however many there are.
MOST_CUSTOMERS = 60
#: Customers late for longer than this were given to another officer.
HANDED_OVER_AFTER = 45


class Said(NamedTuple):
    """One contact of a script: so many days before the demo day, at a time where they live."""

    days_ago: int
    channel: str
    outcome: str
    note: str = ""
    promised_in: int | None = None
    callback: str = ""
    reason: str = ""
    clock: str = ""
    person: str = "self"
    percent: int = 100
    """How much of the arrears was promised."""
    step: str = ""
    """The notice that a message carried out, such as the demand."""
    state: str = ""
    """What became of a message."""


class Talk(NamedTuple):
    """A contact to be logged at its own moment."""

    at: datetime
    officer: str
    given: ContactTexts


class HandOver(NamedTuple):
    """A customer given to an officer."""

    at: datetime
    customer_id: str
    officer: str


_NO_ANSWER = Said(2, "call", "NA")
_SENT = Said(3, "sms", "SENT", "text with the amount and the ways to pay")
_LETTER = Said(
    19,
    "letter",
    "SENT",
    "formal demand by registered letter",
    step="demand",
    state="delivered",
)

SCRIPTS: Mapping[str, tuple[tuple[Said, ...], ...]] = {
    "current": ((),),
    "closed": ((),),
    "reminder": (
        (),
        (),
        (Said(1, "sms", "SENT", "reminder of the due date"),),
        (Said(4, "call", "RPC", "knows the date, will pay by transfer"),),
    ),
    "phone": (
        (),
        (),
        (_NO_ANSWER,),
        (Said(3, "call", "BUSY"), Said(1, "call", "NA")),
        (Said(1, "call", "LM", "asked to ring back"),),
        (Said(2, "call", "RPC", "salary came late this month", reason="income"),),
        (Said(4, "call", "TPC", "somebody else answered; said nothing", person="other"),),
        (Said(5, "call", "PTP", "after pay day", promised_in=8),),
    ),
    "message": (
        (Said(15, "call", "NA"), Said(11, "call", "LM"), _SENT),
        (Said(12, "call", "RPC", "between two jobs", reason="unemployment"), _SENT),
        (Said(14, "call", "WN"), Said(13, "sms", "SENT", "asked for a new number")),
        (Said(9, "call", "PAID", "says it was paid in cash at the branch"), _SENT),
        (Said(13, "call", "PTP", promised_in=4), Said(5, "call", "NA"), _SENT),
    ),
    "visit": (
        (Said(27, "call", "NA"), Said(24, "call", "LM"), Said(20, "call", "NA"), _SENT),
        (
            Said(26, "call", "PTPP", promised_in=6, percent=50),
            Said(17, "call", "NA"),
            Said(15, "call", "NA"),
            Said(13, "call", "LM", "asked to ring back"),
            Said(8, "visit", "MET", "shop is open, trade is slow; willing to pay in parts"),
        ),
        (
            Said(24, "call", "HARD", "in hospital since April", reason="illness"),
            Said(19, "call", "NA"),
            Said(16, "call", "RPC", "still in hospital"),
            Said(10, "visit", "MET", "a relative will help; asked for a lower instalment"),
        ),
        (
            Said(21, "call", "DISC"),
            Said(17, "sms", "SENT"),
            Said(14, "email", "SENT", "asked for a new number"),
            Said(11, "sms", "SENT"),
            Said(6, "visit", "NA"),
        ),
    ),
    "legal": (
        (Said(27, "call", "NA"), Said(25, "call", "NA"), Said(24, "call", "LM"), _LETTER),
        (Said(22, "call", "RTP", "will not pay before autumn"), _LETTER),
        (
            Said(26, "call", "NA"),
            Said(25, "call", "NA"),
            Said(24, "call", "NA"),
            Said(23, "visit", "NA", "moved away, neighbour knows nothing"),
            Said(9, "note", "SKIP"),
        ),
    ),
}
#: What is special about a customer has its own script.
TWISTS: Mapping[str, tuple[Said, ...]] = {
    "call back today": (
        Said(3, "call", "NA"),
        Said(1, "call", "CB", "in a meeting", callback="2026-06-30T09:00", clock="16:20"),
    ),
    "call back tomorrow": (
        Said(4, "call", "LM"),
        Said(1, "call", "CB", "at work till late", callback="2026-07-01T10:00", clock="11:40"),
    ),
    "called today": (
        Said(6, "call", "NA"),
        Said(0, "call", "RPC", "waits for a customer to pay", reason="income", clock="08:40"),
    ),
    "three loans": (Said(2, "call", "LM", "asked to ring back"),),
    "promise kept": (
        Said(8, "call", "NA"),
        Said(7, "call", "PTP", "after pay day", promised_in=3),
    ),
    "paid yesterday": (
        Said(14, "call", "RPC", "invoice of a customer is late"),
        Said(5, "sms", "SENT", "text with the amount and the ways to pay"),
    ),
    "promise partly kept": (
        Said(18, "call", "NA"),
        Said(11, "call", "PTP", promised_in=5),
        Said(3, "call", "RPC", "will bring the rest next month"),
    ),
    "promise broken": (
        Said(26, "call", "NA"),
        Said(18, "call", "PTP", "after the harvest money", promised_in=6),
        Said(9, "call", "LM"),
        Said(5, "visit", "MET", "sold the van; offers to pay half", reason="business"),
    ),
    "promise pending": (
        Said(10, "call", "NA"),
        Said(2, "call", "PTP", "wages on the third", promised_in=5),
    ),
    "promise due today": (
        Said(8, "call", "BUSY"),
        Said(6, "call", "PTP", "bonus at the end of the month", promised_in=6),
    ),
    "refusal": (
        Said(27, "call", "NA"),
        Said(20, "call", "RTP", "hung up", reason="refusal"),
        Said(13, "visit", "NA"),
        _LETTER,
    ),
    "disputed": (
        Said(22, "call", "DISP", "says half of the goods came broken", reason="dispute"),
        Said(16, "note", "NOTE", "photos received, with the warehouse"),
    ),
    "bounced": (Said(1, "sms", "SENT", "direct debit came back, please transfer"),),
    "fee": (Said(24, "call", "NA"), Said(19, "visit", "NA"), _LETTER),
    "currencies": (Said(6, "sms", "SENT", "statement of account"), Said(2, "call", "RPC")),
}


def talks(standings: Iterable[Standing]) -> list[Talk | HandOver]:
    """Everything that was said and handed over, in the order in which it happened.

    All of ``standings`` is gone through, because going through it is what writes the book.
    """
    events: list[Talk | HandOver] = []
    with_events = 0
    for number, standing in enumerate(standings, 1):
        if with_events >= MOST_CUSTOMERS:
            continue
        found = list(_events(standing, Chance(-number)))
        with_events += bool(found)
        events += found
    return sorted(events, key=lambda event: event.at)


def _events(standing: Standing, chance: Chance) -> Iterator[Talk | HandOver]:
    person, arrears, with_officer = standing
    script = TWISTS.get(person.fate.twist) or _usual(person.fate.stage, chance)
    if arrears is None or not script:
        return
    handed_over = _hand_over(person, arrears.officer, with_officer=with_officer)
    if handed_over:
        yield handed_over
    for said in script:
        talk = _talk(person, arrears, said, chance)
        late = (talk.at.date() - arrears.due_on).days
        if late < 0 and person.fate.late > 0:
            continue
        later = handed_over and talk.at >= handed_over.at
        yield talk._replace(officer=handed_over.officer) if handed_over and later else talk


def _usual(stage: str, chance: Chance) -> list[Said]:
    """One of the stage's scripts, held up to two days earlier."""
    earlier = chance.whole(0, 2)
    script = chance.pick(SCRIPTS[stage])
    return [said._replace(days_ago=said.days_ago + earlier) for said in script]


def _hand_over(person: Customer, officer: str, *, with_officer: bool) -> HandOver | None:
    """Who has no officer gets one; long arrears go to the next officer of the list."""
    if not with_officer:
        at = datetime.combine(date(2026, 6, 2), time(8, 30), ZONE)
        return HandOver(at, person.customer_id, officer)
    if person.fate.late > HANDED_OVER_AFTER and person.fate.stage == "visit":
        names = list(BRANCHES)
        following = names[(names.index(officer) + 1) % len(names)]
        at = datetime.combine(DEMO_DAY - timedelta(days=12), time(8, 30), ZONE)
        return HandOver(at, person.customer_id, following)
    return None


def _talk(person: Customer, arrears: Arrears, said: Said, chance: Chance) -> Talk:
    """One contact, at a working hour of the place where the customer lives."""
    day = DEMO_DAY - timedelta(days=said.days_ago)
    if day.weekday() == 6:
        day -= timedelta(days=1)
    clock = time.fromisoformat(
        said.clock or f"{chance.whole(9, 17):02d}:{chance.whole(0, 59):02d}"
    )
    at = datetime.combine(day, clock, ZoneInfo(person.time_zone))
    promises = (_promise(said, day, arrears.unpaid),) if said.promised_in else ()
    given = ContactTexts(
        person.customer_id,
        said.channel,
        said.outcome,
        loan=arrears.loan_id,
        person=said.person,
        reason=said.reason,
        promises=promises,
        callback=said.callback,
        note=said.note,
        step=said.step,
        state=said.state or ("sent" if said.outcome == "SENT" else ""),
    )
    return Talk(at.astimezone(ZONE), arrears.officer, given)


def _promise(said: Said, day: date, unpaid: Money) -> str:
    """What was promised, as AMOUNT@DATE in the currency of the loan."""
    minor = max(1, unpaid.minor * said.percent // 100)
    due_on = day + timedelta(days=said.promised_in or 0)
    return f"{decimal_text(minor, unpaid.currency)}@{due_on}"
