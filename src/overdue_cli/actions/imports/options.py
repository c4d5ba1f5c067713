"""What a user decides about an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from overdue_cli.actions.imports.answers import CHOICES, PER_COLUMN, Answers
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.statements.exports.bank_or_card import SIGNS
from overdue_cli.ingest.values.per_column import choices_in

SCOPES = ("complete", "partial")
#: Told what is being done, and how much of it is done (from 0 to 1; None: it is not known).
Progress = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user decided; '' leaves it to the file."""

    kind: str = ""
    dry_run: bool = False
    accept_good: bool = False
    date_order: str = ""
    decimal: str = ""
    rate: str = ""
    encoding: str = ""
    currency: str = ""
    sheet: str = ""
    account: str = ""
    """Whose account a bank statement is of, where it does not say so."""
    sign: str = ""
    """bank or card: what an amount without a sign is in a list of movements."""
    money_out: str = ""
    """Words of a column of a list of movements that mark money out; none where there are none."""
    as_of: str = ""
    """The day of lists whose rows do not say it."""
    scope: str = ""
    """complete or partial: whether a loan missing from a list has left it."""
    terms: str = ""
    """Days after which invoices fall due that do not say when."""
    loan: str = ""
    """The loan of a plan that names none."""
    leave_out: tuple[str, ...] = ()
    """Columns of money, rates or days that are not needed; ``all`` of them."""
    map: str = ""
    """A TOML file that names the columns."""
    guess: bool = False
    """Whether only maps of the columns are written, and nothing is imported."""
    explain: int = 0
    """A row of the file to be told step by step."""
    asks: bool = False
    """Whether somebody can be asked what would else be told in a warning."""
    archive: bool | None = None
    """Whether the original is kept beside the ledger; None leaves it to the ledger's setting."""


def check(options: ImportOptions) -> None:
    """Nothing, or WrongUse for an option that has no such value."""
    for name, choices in PER_COLUMN.items():
        value = getattr(options, CHOICES[name])
        try:
            choices_in(value, choices)
        except ValueError:
            hint = f"Use {' or '.join(choices)}. For one column: COLUMN={choices[0]}."
            raise WrongUse(f"{name} is '{value}'", hint=hint) from None
    allowed = {"--list": (options.scope, SCOPES), "--sign": (options.sign, SIGNS)}
    for name, (value, words) in allowed.items():
        if value and value not in words:
            raise WrongUse(f"{name} is '{value}'", hint=f"Use {' or '.join(words)}.")
    if options.terms and not (options.terms.isdecimal() and len(options.terms) < 4):
        raise WrongUse(f"--terms is '{options.terms}'", hint="Say a number of days, such as 30.")
    if options.currency and options.currency not in CURRENCIES:
        raise WrongUse(
            f"unknown currency '{options.currency}'",
            hint="Use an ISO 4217 code such as CNY, EUR or USD.",
        )


def with_list_scope(options: ImportOptions, answers: Mapping[str, Answers]) -> ImportOptions:
    """What was answered about whether a list is complete holds for all lists of an import."""
    scopes = [one.options["--list"] for one in answers.values() if "--list" in one.options]
    return replace(options, scope=scopes[0]) if scopes else options


def with_answers(options: ImportOptions, answers: Answers) -> ImportOptions:
    """The user's options with what was answered; of columns, beside what is said of others."""
    per_column = {CHOICES[option] for option in PER_COLUMN}
    more: dict[str, object] = {
        name: ",".join(filter(None, (getattr(options, name), value)))
        if name in per_column
        else value
        for name, value in answers.choices.items()
    }
    if "leave_out" in more:
        more["leave_out"] = (*options.leave_out, answers.choices["leave_out"])
    return replace(options, **more)  # type: ignore[arg-type]  # texts only
