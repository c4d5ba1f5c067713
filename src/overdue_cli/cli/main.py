"""The command ``overdue``: its list of commands and what comes before any of them."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, Any

import typer

from overdue_cli.cli.lazy import CommandSpec, LazyGroup, group_spec
from overdue_cli.cli.options import Db

_HERE = "overdue_cli.cli"


def _spec(target: str, help_line: str) -> CommandSpec:
    return CommandSpec(f"{_HERE}.{target}", help_line)


REPORTS = {
    "aging": _spec("loan.ageing:ageing", "Aged debt by bucket, tied to the ledger."),
    "items": _spec("loan.items", "Every open item behind the aged debt, one by one."),
    "promises": _spec(
        "ladder.promise_report:report", "How many promises are kept, and which need you today."
    ),
    "compliance": _spec("contact.compliance", "Contacts made against the rules of contact."),
}
HOLDS = {
    "add": _spec("ladder.hold:add", "Put a customer, a loan or one instalment on hold."),
    "list": _spec("ladder.hold:list_", "Holds in force and to come."),
    "release": _spec("ladder.hold:release", "Release a hold: what ended it."),
    "keep": _spec("ladder.hold:keep", "Keep a hold that was looked at."),
    "reopen": _spec("ladder.hold:reopen", "Put holds back that are over."),
}
PROMISES = {
    "add": _spec("ladder.promise:add", "Write down a promise that was not made on a call."),
    "list": _spec("ladder.promise:list_", "Promises with what became of them."),
    "cancel": _spec("ladder.promise:cancel", "Cancel a promise that is pending."),
}
PREFERENCES = {
    "add": _spec("contact.preference:add", "Note what a customer allows or forbids."),
    "list": _spec("contact.preference:list_", "What customers allow and forbid."),
    "end": _spec("contact.preference:end", "End a preference."),
}
POINTS = {
    "add": _spec("contact.point:add", "Add a number or address of a customer or somebody around."),
    "list": _spec("contact.point:list_", "Numbers and addresses in use."),
    "end": _spec("contact.point:end", "End a number or address."),
}
LISTS = {
    "open": _spec("lists.daily_list:open_", "Recorded money that the lists do not show."),
    "accept": _spec("lists.daily_list:accept", "The list is right: take the money back."),
    "keep": _spec("lists.daily_list:keep", "The money stands, whatever the list says."),
}
POLICIES = {
    "list": _spec(
        "policy.list_", "The packs that ship, and the policies the ledger put in force."
    ),
    "show": _spec("policy.show", "The policy in force: ladder, buckets, products, outcomes."),
    "use": _spec("policy.use", "Put a policy in force from a day on."),
    "lint": _spec("policy.lint", "Faults of a policy: gaps, overlaps, unknown names, …"),
    "test": _spec("policy.cases", "Run the cases written in a policy."),
    "simulate": _spec("policy.simulate", "What another policy would do to the book."),
    "diff": _spec("policy.diff", "What differs between two policies."),
    "sources": _spec(
        "policy.sources", "Where each rule comes from: article, how sure, when read."
    ),
    "classes": _spec("policy.classes", "Regulatory classes: thresholds, cure, source."),
}
RATES = {
    "import": _spec("loan.rates:import_", "Read reference rates from a CSV file."),
    "list": _spec("loan.rates:list_", "The reference rates of the ledger."),
}
EVERY_DAY = {
    "import": _spec("imports.import_", "Read customers, loans, invoices, payments, statements."),
    "board": _spec("ladder.board", "Today's board: customers and money per stage."),
    "queue": _spec("ladder.queue", "Whom to contact today, in which order, and why."),
    "show": _spec("contact.show", "Everything about one customer or one loan."),
    "explain": _spec("loan.explain", "A statement of one loan: where every figure comes from."),
    "find": _spec("contact.find", "Customers and loans by id, name, phone or e-mail."),
    "may": _spec("contact.may", "May this customer be contacted, and from when on?"),
    "log-call": _spec("contact.log_call", "Write down a call and what came of it."),
    "log-message": _spec("contact.log_message", "Write down a message, sent or received."),
    "log-visit": _spec("contact.log_visit", "Write down a visit and what came of it."),
    "promise": group_spec(
        "Promises, and what became of them.",
        PROMISES,
        "overdue promise list --verdict broken  which were not kept",
        "overdue promise add C-17 500@friday    one that was not made on a call",
        "overdue promise cancel 31              by its number",
    ),
    "pay": _spec("loan.pay", "Record a payment of a customer, or on a loan."),
    "match": _spec("bank.match", "Bank lines in suspense, and what each of them is."),
    "report": group_spec(
        "Reports on the whole portfolio.",
        REPORTS,
        "overdue report aging                     aged debt that ties to the ledger",
        "overdue report aging --as-of 2026-05-31  as it stood at a month end",
        "overdue report items -o items.xlsx       every open item, for Excel",
    ),
    "undo": _spec("ledger.undo", "Take back what a command wrote."),
}
MONEY = {
    "enter": _spec("loan.enter", "Record a charge, waiver, credit, refund, reversal, write-off."),
    "apply": _spec("loan.apply", "Move money of a customer to one debt."),
    "list": group_spec(
        "Where daily lists and recorded money contradict each other.",
        LISTS,
        "overdue list open           what the lists do not show",
        "overdue list accept L-2041  the list is right: take the money back",
        "overdue list keep L-2041    the money stands",
    ),
    "late-fees": _spec("loan.late_fees", "Charge the late fees that products ask for."),
    "rates": group_spec(
        "Dated reference rates that products refer to.",
        RATES,
        "overdue rates import rates.csv  name, first day, per cent, source",
        "overdue rates list              what the ledger has",
    ),
    "schedule": _spec("loan.schedule", "Print the instalments of any terms, without a ledger."),
}
CASES = {
    "hold": group_spec(
        "Holds: what is stopped, why, and until when.",
        HOLDS,
        "overdue hold add C-17 --kind dispute --until 2026-07-31",
        "overdue hold list        what is in force and to come",
        "overdue hold release 12  by its number",
    ),
    "log-note": _spec("contact.log_note", "Write down something that was not a contact."),
    "log-delivery": _spec("contact.log_delivery", "Write down what became of a message."),
}
PEOPLE = {
    "set": _spec("contact.set_", "Change fields of a customer or a loan."),
    "assign": _spec("contact.assign", "Give a customer to an officer."),
    "point": group_spec(
        "Numbers and addresses of customers.",
        POINTS,
        "overdue point add C-17 phone '+86 138 0013 8000'",
        "overdue point list C-17  what is in use",
        "overdue point end 7      by its number",
    ),
    "preference": group_spec(
        "What customers allow and forbid.",
        PREFERENCES,
        "overdue preference add C-17 opt_out --channel sms",
        "overdue preference list C-17  what is in force",
        "overdue preference end 4      by its number",
    ),
}
RULES = {
    "policy": group_spec(
        "The rules in force.",
        POLICIES,
        "overdue policy show            ladder, buckets and products in force",
        "overdue policy lint ours.toml  what is wrong with a policy of your own",
        "overdue policy use ours.toml   put it in force from today on",
    ),
}
FILES = {
    "imports": _spec("imports.imports", "The files that were imported."),
    "columns": _spec("imports.columns", "Names of columns, and what a header means."),
}
LEDGER = {
    "init": _spec("ledger.init", "Make a new, empty ledger."),
    "demo": _spec("ledger.demo", "Make a ledger with invented customers to try things on."),
    "check": _spec("ledger.check", "Prove that the ledger agrees with itself."),
    "upgrade": _spec("ledger.upgrade", "Bring an older ledger up to date, with a backup first."),
}
#: The list of commands: those of every day are shown with a line each, the others by name.
HEADINGS = {
    "Every day": EVERY_DAY,
    "Money": MONEY,
    "Cases": CASES,
    "People": PEOPLE,
    "Rules": RULES,
    "Files in and out": FILES,
    "The ledger": LEDGER,
    "Help": {"help": _spec("help_", "This text, every command ('all'), or one of them.")},
}
COMMANDS = {name: spec for below in HEADINGS.values() for name, spec in below.items()}


class Overdue(LazyGroup):
    """The root of all commands."""

    specs = COMMANDS

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The commands of every day with a line each, then the other headings with names only."""
        first, *others = HEADINGS
        with formatter.section(first):
            formatter.write_dl([(name, spec.help) for name, spec in HEADINGS[first].items()])
        with formatter.section("More"):
            formatter.write_dl([(heading, ", ".join(HEADINGS[heading])) for heading in others])
        formatter.write_paragraph()
        formatter.write_text(
            "'overdue COMMAND --help' explains one command; 'overdue help all' lists every one."
        )


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
    """Who is late, whom to contact today, what they promised, how old the debt is.

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
        from overdue_cli.cli.ladder.board import board

        board(ctx)


#: A command is over before it makes as many objects that only a search for cycles would free.
_FEW_CYCLES = 100_000


def run() -> None:
    """The entry point of the command ``overdue``."""
    gc.set_threshold(_FEW_CYCLES)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="overdue")
