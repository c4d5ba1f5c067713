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
    add_case_state()
    for statement in case_triggers():
        op.execute(statement)


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


def add_case_state() -> None:
    op.create_table(
        "case_state",
        *map(text, ("customer_id", "unit")),
        text("loan_id", nullable=True),
        text("stage"),
        text("since", nullable=True),
        text("anchor", nullable=True),
        *map(number, ("late", "score", "weight")),
        number("last_contact_id", nullable=True),
        *(text(name, nullable=True) for name in ("last_at_utc", "callback_utc", "promise_on")),
        number("held"),
        text("due_by", nullable=True),
        *map(text, ("valid_from", "valid_until")),
        sa.PrimaryKeyConstraint("customer_id", "unit"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_case_state_stage",
        "case_state",
        [
            "stage",
            "anchor",
            "late",
            "score",
            "weight",
            "callback_utc",
            "last_at_utc",
            "promise_on",
            "held",
            "due_by",
        ],
        unique=False,
    )
    op.create_index("ix_case_state_valid_until", "case_state", ["valid_until"], unique=False)
    op.create_index("ix_case_state_valid_from", "case_state", ["valid_from"], unique=False)
    op.create_table(
        "touched_case",
        text("customer_id"),
        sa.PrimaryKeyConstraint("customer_id"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO touched_case SELECT customer_id FROM customer")


# Facts around a customer, and how the customer of one of their rows is found.
OF_CUSTOMER = {
    "contact": "{row}.customer_id",
    "promise": "{row}.customer_id",
    "hold": "{row}.customer_id",
    "preference": "{row}.customer_id",
    "contact_point": "{row}.customer_id",
    "contact_state": "(SELECT customer_id FROM contact WHERE contact_id = {row}.contact_id)",
    "promise_end": "(SELECT customer_id FROM promise WHERE promise_id = {row}.promise_id)",
    "hold_release": "(SELECT customer_id FROM hold WHERE hold_id = {row}.hold_id)",
    "preference_end": (
        "(SELECT customer_id FROM preference WHERE preference_id = {row}.preference_id)"
    ),
}


def case_triggers() -> list[str]:
    """Triggers that name the customer whose facts changed, whoever changes them."""
    statements = []
    for table, customer in OF_CUSTOMER.items():
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            touch = (
                "INSERT INTO touched_case (customer_id) "
                f"SELECT {customer.format(row=row)} WHERE true ON CONFLICT DO NOTHING"
            )
            statements.append(
                f"CREATE TRIGGER {table}_case_{event.lower()} AFTER {event} ON {table} "
                f"BEGIN {touch}; END"
            )
    return statements
