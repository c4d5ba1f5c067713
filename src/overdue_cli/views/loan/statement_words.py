"""What a statement of account says in sentences: days, sums, what is outside the balance."""

from __future__ import annotations

from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import grouped_text
from overdue_cli.reports.loan.statement import LoanStatement, sums


def minor_text(statement: LoanStatement, minor: int) -> str:
    """An amount of the loan's currency, without its code."""
    return grouped_text(minor, statement.loan.currency)


def days_in_words(statement: LoanStatement) -> str:
    """How the days late are counted, with the dates and numbers of the subtraction."""
    late, as_of = statement.lateness, statement.standing.as_of
    if late.due_on is None:
        return (
            f"nothing is overdue at the close of {as_of}{_next(statement)}; "
            f"bucket {late.bucket}{_stage(statement)}"
        )
    what = f"oldest unpaid instalment ({late.seq})"
    if statement.row["kind"] == "invoice":
        what = "the invoice" if len(statement.standing.items) == 1 else f"part {late.seq}"
    to = "" if late.counted_to == as_of else f" ({as_of} and the due day itself)"
    return (
        f"{what} fell due {late.due_on}; "
        f"{late.counted_to}{to} − {late.due_on} = {_days(late.days_past_due)}; "
        f"grace {_days(late.grace_days)}, paused {_days(late.paused_days)}: "
        f"{late.delinquent_days} delinquent {_days(late.delinquent_days).split()[1]}; "
        f"bucket {late.bucket}{_stage(statement)}"
    )


def _next(statement: LoanStatement) -> str:
    what = "the next instalment" if statement.row["kind"] == "loan" else "the next amount"
    due_on, as_of = statement.standing.next_due_on, statement.standing.as_of
    return f"; {what} falls due {due_on}, in {_days((due_on - as_of).days)}" if due_on else ""


def _stage(statement: LoanStatement) -> str:
    late = statement.lateness
    policy = statement.settings[0].value
    return f"; stage {late.stage} ({late.stage_range}, {policy})" if late.stage else "; no stage"


def schedule_in_words(statement: LoanStatement) -> str:
    """Said where there is nothing that could fall due."""
    if statement.loan.plan or statement.row["kind"] != "loan":
        return ""
    if any(entry.inferred for entry in statement.loan.entries):
        return "none on the book: it stands as the lists of another system say"
    return "none on the book: nothing of the principal falls due, and money that comes in waits"


def written_off_in_words(statement: LoanStatement) -> str:
    """What was taken off the book, what of it came in later, and what is still claimed."""
    standing = statement.standing
    left, recovered = standing.written_off.total, standing.recovered
    if not left and not recovered:
        return ""
    amounts = (minor_text(statement, minor) for minor in (left + recovered, recovered, left))
    return "{} written off − {} recovered = {} still claimed, outside the balance".format(*amounts)


def sums_in_words(statement: LoanStatement) -> str:
    """The sums as one equation: what was asked for, less what came in, is what is owed."""
    standing, figures = statement.standing, sums(statement.lines).items()
    invoiced = {"scheduled": "invoiced"} if statement.row["kind"] == "invoice" else {}
    parts = [
        (invoiced.get(name, name.replace("_", " ")), n)
        for name, n in figures
        if n or name == "scheduled"
    ]
    left = " ".join(
        f"{'−' if minor < 0 else '+'} {minor_text(statement, abs(minor))} {name}"
        for name, minor in parts
    ).removeprefix("+ ")
    right = (statement.balance, standing.outstanding.total, standing.credit)
    amounts = (minor_text(statement, minor) for minor in right)
    return "{} = {} = {} outstanding − {} credit".format(left, *amounts)


def _days(count: int) -> str:
    return counted(count, "day")
