"""Options that the commands which write a contact down share."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import Who

Outcome = Annotated[
    str,
    typer.Option(
        "--outcome",
        metavar="CODE",
        help="What came of it; 'overdue policy show' lists the codes.",
        autocompletion=complete.outcomes,
    ),
]
Loan = Annotated[
    str,
    typer.Option(
        "--loan", metavar="LOAN", autocompletion=complete.loans, help="Which loan it was about."
    ),
]
At = Annotated[
    str, typer.Option("--at", metavar="TIME", help="When, in the customer's zone (else now).")
]
Person = Annotated[
    str,
    typer.Option(
        "--person",
        metavar="WHO",
        help="self, guarantor, spouse, …",
        autocompletion=complete.persons,
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        metavar="CODE",
        help="Why the customer is late; 'overdue policy show --section reasons' lists the codes.",
        autocompletion=complete.reasons,
    ),
]
Promise = Annotated[
    list[str] | None,
    typer.Option(
        "--promise", metavar="AMOUNT@DATE", help="What was promised; again for each instalment."
    ),
]
Callback = Annotated[
    str,
    typer.Option("--callback", metavar="TIME", help="When to call back: a time, a day, tomorrow."),
]
Until = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="DATE",
        help="Last day of a hold that the outcome sets (else its kind's).",
    ),
]
Direction = Annotated[
    str,
    typer.Option(
        "--direction",
        metavar="out|in",
        help="in: the customer contacted us.",
        autocompletion=complete.directions,
    ),
]
Override = Annotated[
    str,
    typer.Option("--override", metavar="REASON", help="Why it was made although the gate warned."),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What was said.")]
Step = Annotated[
    str,
    typer.Option(
        "--step",
        metavar="STEP",
        help="Which step of the ladder it carried out.",
        autocompletion=complete.stages,
    ),
]

#: The option of each field of a contact, where a command has none of its own.
_OF_CONTACT: dict[str, Any] = {
    "who": Who,
    "outcome": Outcome,
    "loan": Loan,
    "at": At,
    "person": Person,
    "reason": Reason,
    "promises": Promise,
    "callback": Callback,
    "until": Until,
    "direction": Direction,
    "step": Step,
    "override": Override,
    "note": Note,
}


def of_contact(fields: str, **own: Any) -> dict[str, Any]:
    """The options of these fields of a contact in this order, some of them a command's own."""
    return {name: own.get(name) or _OF_CONTACT[name] for name in fields.split()}
