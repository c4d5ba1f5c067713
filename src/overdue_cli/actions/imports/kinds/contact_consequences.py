"""What imported contacts set besides being written down, as the same contacts by hand would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from overdue_cli.actions.contact.outcome_facts import outcome_facts, write_outcome_facts
from overdue_cli.actions.typed_input import Subject
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk import contacts
from overdue_cli.store.bulk.contacts import WrittenContact
from overdue_cli.store.bulk.stage import Remark
from overdue_cli.store.ledger.journal import JournalEntry


def contact_consequences(journal: JournalEntry, policy: Policy) -> list[Remark]:
    """Writes the holds and preferences of the contacts that were just imported, and tells of them.

    They are gone through in the order in which they were made, so that a dispute told twice is
    one hold.
    """
    codes = {code for code, one in policy.outcomes.items() if one.hold or one.preference}
    for kind in policy.hold_kinds.values():
        codes.update(*(end.outcomes for end in kind.ends_by))
    made = contacts.made(journal.conn, sorted(codes))
    texts = [(one, text) for one in made for text in _written(journal, policy, one)]
    return list(_remarks(texts))


def _written(journal: JournalEntry, policy: Policy, one: WrittenContact) -> list[str]:
    at = datetime.fromisoformat(one.at)
    whom = Subject(one.customer_id, one.loan_id, one.time_zone, one.phone, "", "")
    facts = outcome_facts(
        policy,
        one.outcome,
        channel=one.channel,
        point=one.phone,
        person=one.person,
        day=at.date(),
        until="",
    )
    return write_outcome_facts(
        journal, policy, whom, facts, contact_id=one.contact_id, at=at, note=one.note
    )


def _remarks(texts: list[tuple[WrittenContact, str]]) -> Iterator[Remark]:
    """One remark for each outcome that set something: how often, and the first row."""
    rows: dict[str, list[tuple[WrittenContact, str]]] = {}
    for one, text in texts:
        if not text.startswith("on hold already"):
            rows.setdefault(one.outcome, []).append((one, text))
    count = Counter(one.outcome for set_by in rows.values() for one, _ in set_by)
    for outcome, set_by in rows.items():
        first, text = set_by[0]
        more = f" (and {count[outcome] - 1} more)" if count[outcome] > 1 else ""
        hint = "See 'overdue hold list' and 'overdue preference list'."
        rule = f"this sets for {first.customer_id}: {text}{more}"
        yield Remark(first.row, "outcome", outcome, rule, hint)
