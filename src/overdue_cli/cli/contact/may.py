"""``overdue may``: may this customer be contacted, by which rule not, and from when on."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.may import PlannedContact, may_contact
from overdue_cli.actions.contact.measure import may_take
from overdue_cli.cli import complete
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Db, Excel, Format, Output, Who, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.views.contact.may import may_document
from overdue_cli.views.contact.measure import measure_document

Loan = Annotated[
    str, option("--loan", "LOAN", "About which loan (else about all).", complete.loans)
]
Person = Annotated[
    str, option("--person", "WHO", "self, guarantor, spouse, lawyer, …", complete.persons)
]
Purpose = Annotated[
    str,
    option(
        "--purpose",
        "WORD",
        "collect, location (where is the debtor?), notice (a call that only gives notice), "
        "legal (the law requires it), confirm (an opt-out), close (end of collection), "
        "remedy (notice of one).",
        complete.purposes,
    ),
]
Notice = Annotated[
    str, option("--notice", "STEP", "The step or notice that a message would carry out.")
]
Measure = Annotated[
    str,
    option("--measure", "NAME", "A step that is no contact, as the policy names it: lawsuit, …"),
]


def may(
    ctx: typer.Context,
    who: Who,
    channel: Annotated[
        str,
        option(
            "--channel", "CHANNEL", "call, sms, email, letter, chat or visit.", complete.channels
        ),
    ] = "call",
    at: Annotated[str, option("--at", "TIME", "When, in the customer's zone (else now).")] = "",
    phone: Annotated[
        str, option("--phone", "NUMBER", "Which number or address (else the best one).")
    ] = "",
    person: Person = "self",
    loan: Loan = "",
    place: Annotated[str, option("--place", "PLACE", "home, work, …")] = "",
    purpose: Purpose = "collect",
    measure: Measure = "",
    notice: Notice = "",
    why: Annotated[bool, typer.Option("--why", help="What each rule says, one by one.")] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """May this customer be contacted now? If not, by which rule, and from when on?

    Exits 0 when it is allowed or a rule only advises against it, 6 when a rule forbids it.

    Examples:

    \b
      overdue may C-17 --channel call
      overdue may C-17 --channel sms --at 2026-07-01T20:30 --why
      overdue may C-17 --channel letter --notice verification
      overdue may C-17 --person employer --purpose location --format json
      overdue may C-17 --measure credit_report
    """
    if measure:
        _require_measure(ctx)
        with opened_book(ctx, db) as book:
            step = may_take(book, who, measure, at=at, loan=loan)
        put(measure_document(step), fmt, output, excel=excel)
        _end(step.verdict.decision, step.sentence(), step.next_text)
        return
    contact = PlannedContact(who, channel, at, phone, person, loan, place, purpose, notice)
    with opened_book(ctx, db) as book:
        answer = may_contact(book, contact)
    put(may_document(answer, why=why), fmt, output, excel=excel)
    _end(answer.verdict.decision, answer.sentence(), answer.next_text)


#: What a measure is asked about with; the other options describe a contact.
_OF_MEASURE = frozenset({"who", "at", "loan", "measure", "fmt", "output", "excel", "db"})


def _require_measure(ctx: typer.Context) -> None:
    """Nothing, or WrongUse for an option that says something of a contact, beside --measure."""
    for one in ctx.command.params:
        source = ctx.get_parameter_source(one.name or "")
        if one.name not in _OF_MEASURE and source is not None and source.name == "COMMANDLINE":
            raise WrongUse(
                f"--measure asks about a step that is no contact, so {one.opts[0]} does nothing",
                hint=f"Leave {one.opts[0]} out, or ask about a contact without --measure.",
            )


def _end(decision: str, sentence: str, next_text: str) -> None:
    """A warning on stderr, or exit 6."""
    if decision == "warn":
        say(f"warning: {sentence}")
    if decision == "block":
        raise Refused(sentence, hint=_from(next_text))


def _from(next_text: str) -> str:
    if not next_text:
        return "No later time is permitted by itself; see what the rule asks for."
    return f"Permitted from {next_text}."
