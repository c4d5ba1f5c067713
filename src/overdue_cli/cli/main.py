"""The command ``overdue``: its list of commands and what comes before any of them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from overdue_cli.cli.lazy import CommandSpec, LazyGroup
from overdue_cli.cli.options import Db

_HERE = "overdue_cli.cli"


def _spec(target: str, help_line: str) -> CommandSpec:
    return CommandSpec(f"{_HERE}.{target}", help_line)


REPORTS = {
    "aging": _spec("aging:aging", "Aged debt by bucket, tied to the ledger."),
    "items": _spec("items:items", "Every open item behind the aged debt, one by one."),
    "promises": _spec("promise:report", "How many promises are kept, and which need you today."),
    "compliance": _spec("compliance:compliance", "Contacts made against the contact gate."),
}
HOLDS = {
    "add": _spec("hold:add", "Put a customer, a loan or one instalment on hold."),
    "list": _spec("hold:list_", "Holds in force and ahead."),
    "release": _spec("hold:release", "Release a hold."),
}
PROMISES = {
    "add": _spec("promise:add", "Write down a promise that was not made on a call."),
    "list": _spec("promise:list_", "Promises with what became of them."),
    "cancel": _spec("promise:cancel", "Cancel a promise that is pending."),
}
PREFERENCES = {
    "add": _spec("preference:add", "Note what a customer allows or forbids."),
    "list": _spec("preference:list_", "What customers allow and forbid."),
    "end": _spec("preference:end", "End a preference."),
}
POINTS = {
    "add": _spec("point:add", "Add a number or address of a customer or somebody around."),
    "list": _spec("point:list_", "Numbers and addresses in use."),
    "end": _spec("point:end", "End a number or address."),
}
POLICIES = {
    "list": _spec("policy_list:list_", "The packs there are, and what the ledger put in force."),
    "show": _spec("policy:show", "The policy in force: ladder, buckets, products, outcomes."),
    "use": _spec("policy_use:use", "Put a policy in force from a day on."),
    "lint": _spec("policy_lint:lint", "Faults of a policy: gaps, overlaps, unknown names, …"),
    "test": _spec("policy_cases:cases", "Run the cases that stand in a policy."),
    "simulate": _spec("policy_simulate:simulate", "What another policy would do to the book."),
    "diff": _spec("policy_diff:diff", "What differs between two policies."),
    "classes": _spec("classes:classes", "Regulatory classes: thresholds, cure, source."),
}
RATES = {
    "import": _spec("rates:import_", "Read reference rates from a CSV file."),
    "list": _spec("rates:list_", "The reference rates of the ledger."),
}
COMMANDS = {
    "init": _spec("init:init", "Make a new, empty ledger."),
    "demo": _spec("demo:demo", "Make a ledger with invented customers to try things on."),
    "import": _spec("import_:import_", "Read customers, loans, payments, bank statements."),
    "imports": _spec("imports:imports", "The files that were imported."),
    "board": _spec("board:board", "Today's board: customers and money per stage."),
    "queue": _spec("queue:queue", "Whom to contact today, in which order, and why."),
    "show": _spec("show:show", "Everything about one customer or one loan."),
    "explain": _spec("explain:explain", "A statement of one loan: where every figure comes from."),
    "find": _spec("find:find", "Customers and loans by id, name, phone or e-mail."),
    "may": _spec("may:may", "May this customer be contacted, and from when on?"),
    "log-call": _spec("log_call:log_call", "Write down a call and what came of it."),
    "log-message": _spec("log_message:log_message", "Write down a message, sent or received."),
    "log-delivery": _spec("log_delivery:log_delivery", "Write down what became of a message."),
    "log-visit": _spec("log_visit:log_visit", "Write down a visit and what came of it."),
    "log-note": _spec("log_note:log_note", "Write down something that was no contact."),
    "promise": CommandSpec("", "Promises, and what became of them.", PROMISES),
    "hold": CommandSpec("", "What stops, why, and until when.", HOLDS),
    "preference": CommandSpec("", "What customers allow and forbid.", PREFERENCES),
    "point": CommandSpec("", "Numbers and addresses of customers.", POINTS),
    "pay": _spec("pay:pay", "Record a payment on a loan."),
    "enter": _spec("enter:enter", "Record a charge, waiver, credit, refund, reversal, write-off."),
    "late-fees": _spec("late_fees:late_fees", "Charge the late fees that products ask for."),
    "match": _spec("match:match", "Bank lines in suspense, and what each of them is."),
    "set": _spec("set_:set_", "Change fields of a customer or a loan."),
    "assign": _spec("assign:assign", "Give a customer to an officer."),
    "report": CommandSpec("", "Reports on the whole portfolio.", REPORTS),
    "schedule": _spec(
        "schedule:schedule", "Print the instalments of any terms, without a ledger."
    ),
    "policy": CommandSpec("", "The rules in force.", POLICIES),
    "rates": CommandSpec("", "Dated reference rates that products refer to.", RATES),
    "check": _spec("check:check", "Prove that the ledger agrees with itself."),
    "undo": _spec("undo:undo", "Take back what a command wrote."),
    "upgrade": _spec("upgrade:upgrade", "Bring an older ledger up to date, with a backup first."),
}


class Overdue(LazyGroup):
    """The root of all commands."""

    specs = COMMANDS


app = typer.Typer(
    name="overdue",
    cls=Overdue,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    ctx: typer.Context,
    db: Db = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Who is late, whom to contact today, what was promised, what the aged debt is.

    Examples:

    \b
      overdue demo                        a ledger to try things on
      overdue import loans.csv            read your own files as they are
      overdue queue --stage phone         whom to call today
      overdue log-call C-17 --outcome CB  write down what came of it
      overdue report aging                aged debt that ties to the ledger

    Without a command: today's board.
    """
    ctx.obj = db
    if version:
        from overdue_cli import __version__

        typer.echo(f"overdue {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from overdue_cli.cli.board import board

        board(ctx)


def run() -> None:
    """The entry point of the command ``overdue``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="overdue")
