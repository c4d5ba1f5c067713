"""``overdue log-visit``: write down a visit: who was met, willing and able to pay or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import takes, writes
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact.log_options import of_contact
from overdue_cli.cli.options import text


def _degree(name: str) -> Any:
    return typer.Option(
        name,
        metavar="DEGREE",
        help="To pay: high, medium, low or none.",
        autocompletion=complete.degrees,
    )


OPTIONS = of_contact(
    "who outcome found met willingness ability agreed place phone loan at person purpose reason "
    "promises callback until step override note",
    found=text(
        "--found",
        "yes|no",
        "Whether the customer was found there.",
        complete.words("yes", "no"),
    ),
    met=text("--met", "PERSON", "Who was met, in words."),
    willingness=Annotated[str, _degree("--willingness")],
    ability=Annotated[str, _degree("--ability")],
    agreed=text("--agreed", "TEXT", "What was agreed to do next."),
    place=text(
        "--place",
        "PLACE",
        "home, work, public or office (else work for an address at work, home for any other).",
        complete.places,
    ),
    phone=text("--address", "TEXT", "Which address was visited."),
)


@writes
@takes(ContactTexts, OPTIONS, channel="visit")
def log_visit(writing: Writing, visit: ContactTexts) -> Written:
    """Write down a visit: who was met, whether they can and will pay, what was agreed.

    Without --outcome it is MET if the customer was found there, and NA if not.

    Examples:

    \b
      overdue log-visit C-17 --found no --note "moved, says the neighbour"
      overdue log-visit C-17 --found yes --willingness high --ability low --agreed "sells the van"
      overdue log-visit C-17 --outcome PTP --met "wife" --person spouse --promise 200@2026-07-10
    """
    outcome = visit.outcome or {"yes": "MET", "no": "NA"}.get(visit.found.lower(), "")
    return log_contact(writing, asking.completed(writing, replace(visit, outcome=outcome), "MET"))
