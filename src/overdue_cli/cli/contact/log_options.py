"""Options that the commands which write a contact down share."""

from __future__ import annotations

from typing import Annotated, Any

from overdue_cli.cli import complete
from overdue_cli.cli.options import Who, option, text

Outcome = Annotated[
    str,
    option(
        "--outcome",
        "CODE",
        "What came of it, a code or its title (NA, no answer, 无人接听); 'overdue policy show' "
        "lists them.",
        complete.outcomes,
    ),
]
Loan = Annotated[str, option("--loan", "LOAN", "Which loan it was about.", complete.loans)]
At = Annotated[str, option("--at", "TIME", "When, in the customer's zone (else now).")]
Person = Annotated[
    str,
    option(
        "--person",
        "WHO",
        "Who it was with: self, spouse, guarantor, lawyer, neighbour, …",
        complete.persons,
    ),
]
Purpose = Annotated[
    str,
    option(
        "--purpose",
        "WORD",
        "What it was for: collect, location (where is the debtor?), notice, legal (the law "
        "requires it), confirm, close or remedy.",
        complete.purposes,
    ),
]
Until = Annotated[
    str, option("--until", "DATE", "Last day of a hold that the outcome sets (else its kind's).")
]
Step = Annotated[
    str, option("--step", "STEP", "Which step of the ladder it carried out.", complete.stages)
]

#: The option of each field of a contact, where a command has none of its own.
_OF_CONTACT: dict[str, Any] = {
    "who": Who,
    "outcome": Outcome,
    "loan": Loan,
    "at": At,
    "person": Person,
    "purpose": Purpose,
    "reason": text(
        "--reason",
        "CODE",
        "Why the customer is late; 'overdue policy show --section reasons' lists the codes.",
        complete.reasons,
    ),
    "promises": Annotated[
        list[str] | None,
        option("--promise", "AMOUNT@DATE", "What was promised; again for each instalment."),
    ],
    "callback": text("--callback", "TIME", "When to call back: a time, a day, tomorrow."),
    "until": Until,
    "direction": text(
        "--direction", "out|in", "in: the customer contacted us.", complete.directions
    ),
    "place": text(
        "--place",
        "PLACE",
        "Where it reached the person, if the number does not say it: home, work, public, office.",
        complete.places,
    ),
    "step": Step,
    "override": text("--override", "REASON", "Why it was made although the gate warned."),
    "note": text("--note", "TEXT", "What was said."),
}


def of_contact(fields: str, **own: Any) -> dict[str, Any]:
    """The options of these fields of a contact in this order, some of them a command's own."""
    return {name: own.get(name) or _OF_CONTACT[name] for name in fields.split()}
