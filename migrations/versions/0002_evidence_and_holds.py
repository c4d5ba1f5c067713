"""Evidence, preferences, holds, ends of promises, versions of the policy, terms of schedules."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def text(name: str, default: str | None = None, *, nullable: bool = False) -> sa.Column:
    """A text column, with what rows that were there before get."""
    return sa.Column(name, sa.Text(), nullable=nullable, server_default=default)


def number(name: str, default: str | None = None, *, nullable: bool = False) -> sa.Column:
    """An integer column, with what rows that were there before get."""
    return sa.Column(name, sa.Integer(), nullable=nullable, server_default=default)


def fact(table: str, *columns: sa.Column, refers: dict[str, str]) -> None:
    """A table of facts: its key, its columns, who wrote a row and who took it back."""
    refers = {**refers, "journal_id": "journal.journal_id", "voided_by": "journal.journal_id"}
    op.create_table(
        table,
        sa.Column(f"{table}_id", sa.Integer(), autoincrement=True, nullable=False),
        *columns,
        number("journal_id"),
        number("voided_by", nullable=True),
        *(sa.ForeignKeyConstraint([name], [target]) for name, target in refers.items()),
        sa.PrimaryKeyConstraint(f"{table}_id"),
    )
    indexed = [name for name in refers if name != "voided_by"]
    for name in indexed:
        if (table, name) not in NOT_INDEXED:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


NOT_INDEXED = {("preference", "loan_id")}


def upgrade() -> None:
    add_columns()
    add_facts()


def add_columns() -> None:
    later = {
        "loan": (
            text("roll", ""),
            text("calendar", ""),
            text("down_payment", nullable=True),
            text("time_zone", ""),
        ),
        "entry": (number("inferred", "0"),),
        "contact": (
            text("direction", "out"),
            *(
                text(name, "")
                for name in (
                    "place",
                    "step",
                    "text",
                    "found",
                    "met",
                    "willingness",
                    "ability",
                    "agreed",
                    "verdict",
                    "verdict_rule",
                    "verdict_policy",
                    "override_reason",
                )
            ),
        ),
    }
    for table, columns in later.items():
        for column in columns:
            op.add_column(table, column)


def add_facts() -> None:
    customer = {"customer_id": "customer.customer_id"}
    contact = {"contact_id": "contact.contact_id"}
    loan = {"loan_id": "loan.loan_id"}
    fact(
        "contact_state",
        number("contact_id"),
        *map(text, ("state", "at", "at_utc", "note")),
        refers=contact,
    )
    fact(
        "contact_point",
        *map(text, ("customer_id", "kind", "value", "person", "name", "place", "time_zone")),
        text("from_on"),
        text("until_on", nullable=True),
        text("note"),
        refers=customer,
    )
    fact(
        "preference",
        *map(text, ("customer_id", "kind", "channel", "point")),
        text("loan_id", nullable=True),
        *map(text, ("person", "days", "from_time", "to_time", "at", "at_utc")),
        text("until_on", nullable=True),
        number("contact_id", nullable=True),
        text("note"),
        refers=customer | loan | contact,
    )
    fact(
        "preference_end",
        number("preference_id"),
        *map(text, ("at", "at_utc", "note")),
        refers={"preference_id": "preference.preference_id"},
    )
    fact(
        "hold",
        text("customer_id"),
        text("loan_id", nullable=True),
        number("seq", nullable=True),
        *map(text, ("kind", "from_on")),
        text("until_on", nullable=True),
        text("stops"),
        number("contact_id", nullable=True),
        text("note"),
        refers=customer | loan | contact,
    )
    fact(
        "hold_release",
        number("hold_id"),
        *map(text, ("released_on", "note")),
        refers={"hold_id": "hold.hold_id"},
    )
    fact(
        "promise_end",
        number("promise_id"),
        *map(text, ("ended_on", "reason")),
        refers={"promise_id": "promise.promise_id"},
    )
    fact(
        "policy_version",
        *map(text, ("name", "version", "from_on", "content", "sha256")),
        refers={},
    )
