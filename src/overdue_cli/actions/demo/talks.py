"""What was said with the customers of the demo in June: calls, messages, visits, promises.

Each stage has a few scripts; a script is a list of contacts counted back from the demo day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from overdue_cli.actions.contact.log_contact import ContactTexts
from overdue_cli.actions.demo.book import DEMO_DAY, Debtor, OldestItem
from overdue_cli.actions.demo.people import BRANCHES, PACKAGE, Chance, Customer
from overdue_cli.domain.money import Money, decimal_text
from overdue_cli.ingest.word_lists import list_rows

ZONE = ZoneInfo("Asia/Shanghai")
#: Contacts are made up for so many customers, however many there are.
MOST_CUSTOMERS = 60
#: Customers late for longer than this were given to another officer.
HANDED_OVER_AFTER = 45


class ScriptLine(NamedTuple):
    """One contact of a script: so many days before the demo day, at a time where they live.

    ``percent`` is how much of the arrears was promised, '' for all; ``step`` the notice that a
    message carried out, such as the demand; ``state`` what became of a message.
    """

    days_ago: str
    channel: str
    outcome: str
    note: str
    promised_in: str
    callback: str
    reason: str
    clock: str
    person: str
    percent: str
    step: str
    state: str


class Talk(NamedTuple):
    """A contact to be logged at its own moment."""

    at: datetime
    officer: str
    contact: ContactTexts


class HandOver(NamedTuple):
    """A customer given to an officer."""

    at: datetime
    customer_id: str
    officer: str


def _scripts() -> dict[str, list[list[ScriptLine]]]:
    """The scripts of every stage and every twist; a row without a channel is silence."""
    scripts: dict[str, list[list[ScriptLine]]] = {}
    for row in list_rows(PACKAGE, "scripts.csv"):
        of, number = row.pop("of"), int(row.pop("script"))
        variants = scripts.setdefault(of, [])
        if number > len(variants):
            variants.append([])
        if row["channel"]:
            variants[-1].append(ScriptLine(**row))
    return scripts


#: What is special about a customer has its own script, every stage has a few.
SCRIPTS = _scripts()


def talks(debtors: Iterable[Debtor]) -> list[Talk | HandOver]:
    """Everything that was said and handed over, in the order in which it happened.

    All of ``standings`` is gone through, because going through it is what writes the book.
    """
    events: list[Talk | HandOver] = []
    with_events = 0
    for number, debtor in enumerate(debtors, 1):
        if with_events >= MOST_CUSTOMERS:
            continue
        debtor_events = list(_events(debtor, Chance(-number)))
        with_events += bool(debtor_events)
        events += debtor_events
    return sorted(events, key=lambda event: event.at)


def _events(debtor: Debtor, chance: Chance) -> Iterator[Talk | HandOver]:
    person, arrears, with_officer = debtor
    special = SCRIPTS.get(person.fate.twist)
    script = special[0] if special else _usual(person.fate.stage, chance)
    if arrears is None or not script:
        return
    handed_over = _hand_over(person, arrears.officer, with_officer=with_officer)
    if handed_over:
        yield handed_over
    for line in script:
        talk = _talk(person, arrears, line, chance)
        late = (talk.at.date() - arrears.due_on).days
        if late < 0 and person.fate.late > 0:
            continue
        later = handed_over and talk.at >= handed_over.at
        yield talk._replace(officer=handed_over.officer) if handed_over and later else talk


def _usual(stage: str, chance: Chance) -> list[ScriptLine]:
    """One of the stage's scripts, held up to two days earlier."""
    earlier = chance.whole(0, 2)
    script = chance.pick(SCRIPTS[stage])
    return [line._replace(days_ago=str(int(line.days_ago) + earlier)) for line in script]


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


def _talk(person: Customer, arrears: OldestItem, line: ScriptLine, chance: Chance) -> Talk:
    """One contact, at a working hour of the place where the customer lives."""
    day = DEMO_DAY - timedelta(days=int(line.days_ago))
    if day.weekday() == 6:
        day -= timedelta(days=1)
    clock = time.fromisoformat(
        line.clock or f"{chance.whole(9, 17):02d}:{chance.whole(0, 59):02d}"
    )
    at = datetime.combine(day, clock, ZoneInfo(person.time_zone))
    promises = (_promise(line, day, arrears.unpaid),) if line.promised_in else ()
    contact = ContactTexts(
        person.customer_id,
        line.channel,
        line.outcome,
        loan=arrears.loan_id,
        person=line.person or "self",
        reason=line.reason,
        promises=promises,
        callback=line.callback,
        note=line.note,
        step=line.step,
        state=line.state or ("sent" if line.outcome == "SENT" else ""),
    )
    return Talk(at.astimezone(ZONE), arrears.officer, contact)


def _promise(line: ScriptLine, day: date, unpaid: Money) -> str:
    """What was promised, as AMOUNT@DATE in the currency of the loan."""
    minor = max(1, unpaid.minor * int(line.percent or 100) // 100)
    due_on = day + timedelta(days=int(line.promised_in))
    return f"{decimal_text(minor, unpaid.currency)}@{due_on}"
