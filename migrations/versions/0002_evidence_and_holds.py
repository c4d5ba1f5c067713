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


NOT_INDEXED = {("preference", "loan_id"), ("snapshot", "loan_id")}


def upgrade() -> None:
    add_columns()
    add_facts()
    add_case_state()
    for statement in (*case_triggers(), *hold_triggers()):
        op.execute(statement)
    add_statements()
    add_indexes()
    add_lists()


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
        text("rest"),
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
            "rest",
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


def add_statements() -> None:
    line = {"statement_line_id": "statement_line.statement_line_id"}
    customer = {"customer_id": "customer.customer_id"}
    fact(
        "statement",
        *map(text, ("account", "currency", "number")),
        text("opened_on", nullable=True),
        number("opening", nullable=True),
        text("closed_on", nullable=True),
        number("closing", nullable=True),
        refers={},
    )
    fact(
        "statement_line",
        number("statement_id"),
        number("row"),
        *map(text, ("account", "currency", "booked_on", "value_on")),
        number("amount"),
        *map(text, ("kind", "payer", "payer_account", "reference", "mandate")),
        *map(text, ("bank_reference", "text", "code", "reason")),
        number("original"),
        text("identity"),
        number("occurrence"),
        refers={"statement_id": "statement.statement_id"},
    )
    op.create_index(
        "ix_statement_line_identity",
        "statement_line",
        ["identity", "occurrence"],
        unique=True,
        sqlite_where=sa.text("voided_by IS NULL"),
    )
    op.create_index("ix_statement_line_value", "statement_line", ["value_on"], unique=False)
    fact("statement_sighting", number("statement_line_id"), refers=line)
    fact(
        "payer_account",
        *map(text, ("account", "customer_id")),
        number("statement_line_id"),
        refers=customer | line,
    )
    op.create_index("ix_payer_account_account", "payer_account", ["account"], unique=False)
    fact(
        "line_match",
        number("statement_line_id"),
        text("kind"),
        number("entry_id", nullable=True),
        number("amount"),
        number("payer_account_id", nullable=True),
        text("evidence"),
        refers=line
        | {"entry_id": "entry.entry_id", "payer_account_id": "payer_account.payer_account_id"},
    )
    op.execute(BANK_TOTAL)
    for statement in bank_triggers():
        op.execute(statement)


# What came in by the bank (or went back), less what of it was booked or put aside: the money in
# suspense, by the value date of its line. Debits and transfers of our own are no part of it.
BANK_TOTAL = """
CREATE VIEW bank_total AS
SELECT l.statement_line_id, NULL AS line_match_id, l.journal_id, l.voided_by, l.currency,
       'bank_line' AS kind, l.amount, l.value_on AS day
  FROM statement_line l WHERE l.kind IN ('credit', 'refund', 'return')
UNION ALL
SELECT l.statement_line_id, m.line_match_id, m.journal_id, m.voided_by, l.currency,
       'bank_matched', CASE WHEN l.amount < 0 THEN -m.amount ELSE m.amount END, l.value_on
  FROM line_match m JOIN statement_line l ON l.statement_line_id = m.statement_line_id
 WHERE l.kind IN ('credit', 'refund', 'return')
"""


def bank_triggers() -> list[str]:
    """Triggers that keep the totals of bank lines and of what was matched of them."""
    statements = []
    for table, key in (
        (
            "statement_line",
            "line_match_id IS NULL AND statement_line_id = {row}.statement_line_id",
        ),
        ("line_match", "line_match_id = {row}.line_match_id"),
    ):
        for name, event, row, sign in (
            ("inserted", "AFTER INSERT", "NEW", "+"),
            ("changing", "BEFORE UPDATE", "OLD", "-"),
            ("changed", "AFTER UPDATE", "NEW", "+"),
            ("deleting", "BEFORE DELETE", "OLD", "-"),
        ):
            statements.append(
                f"CREATE TRIGGER {table}_{name} {event} ON {table} BEGIN "
                "INSERT INTO day_total (currency, day, kind, amount) "
                f"SELECT currency, day, kind, {sign} sum(amount) FROM bank_total "
                f"WHERE voided_by IS NULL AND {key.format(row=row)} "
                "GROUP BY currency, day, kind "
                "ON CONFLICT (currency, day, kind) DO UPDATE "
                "SET amount = amount + excluded.amount; END"
            )
    return statements


# The loans that a hold is about, where it stops their days or their penalty interest.
OF_HOLD = (
    "INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h "
    "JOIN loan l ON l.customer_id = h.customer_id WHERE h.hold_id = {row}.hold_id "
    "AND (h.loan_id IS NULL OR h.loan_id = l.loan_id) "
    "AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%');"
)


def hold_triggers() -> list[str]:
    """Triggers for loans whose pauses change, and for a customer whose loan is in dispute."""
    statements = []
    for table in ("hold", "hold_release"):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            moment = "BEFORE" if event == "DELETE" else "AFTER"
            statements.append(
                f"CREATE TRIGGER {table}_pauses_{event.lower()} {moment} {event} ON {table} "
                f"BEGIN {OF_HOLD.format(row=row)} END"
            )
    statements.append(
        "CREATE TRIGGER loan_case_disputed AFTER UPDATE OF disputed ON loan BEGIN "
        "INSERT OR IGNORE INTO touched_case (customer_id) VALUES (NEW.customer_id); END"
    )
    return statements


def add_indexes() -> None:
    """The few loans whose mark ``disputed`` was ever changed."""
    op.create_index(
        "ix_change_disputed",
        "change",
        ["of_id"],
        unique=False,
        sqlite_where=sa.text("of_table = 'loan' AND field = 'disputed'"),
    )


# As in 0001, but for a reversal of a balance taken over: it takes off what the balance added.
ENTRY_TOTAL = """
CREATE VIEW entry_total AS
SELECT e.entry_id, e.loan_id, e.journal_id, e.voided_by, l.currency,
       CASE WHEN e.kind = 'reversal'
             AND t.kind IN ('opening', 'fee', 'penalty', 'chargeback', 'credit_refund')
            THEN 'charge_reversal' ELSE e.kind END AS kind,
       e.amount,
       max(e.value_on,
           coalesce(l.disbursed_on, '0001-01-01'),
           CASE WHEN e.kind IN ('fee', 'penalty')
                THEN date(coalesce(e.due_on, e.value_on), '+1 day') ELSE '' END,
           CASE WHEN t.kind IN ('fee', 'penalty')
                THEN date(coalesce(t.due_on, t.value_on), '+1 day') ELSE '' END) AS day
  FROM entry e
  JOIN loan l ON l.loan_id = e.loan_id
  LEFT JOIN entry t ON t.entry_id = e.reverses
"""

# The sums of a ledger that holds such reversals, computed again.
ENTRY_DAYS = (
    "DELETE FROM day_total WHERE kind IN ('reversal', 'charge_reversal')",
    "INSERT INTO day_total (currency, day, kind, amount) "
    "SELECT currency, day, kind, sum(amount) FROM entry_total "
    "WHERE voided_by IS NULL AND kind IN ('reversal', 'charge_reversal') "
    "GROUP BY currency, day, kind",
)


def add_lists() -> None:
    """The daily lists of another system: which days they cover, and what they say of a loan."""
    fact("listing", *map(text, ("as_of", "scope")), refers={})
    fact(
        "snapshot",
        *map(text, ("loan_id", "as_of")),
        number("days_past_due"),
        *(number(f"overdue_{name}") for name in COMPONENTS),
        *(number(f"not_due_{name}", nullable=True) for name in COMPONENTS),
        refers={"loan_id": "loan.loan_id"},
    )
    op.create_index(
        "ix_snapshot_loan",
        "snapshot",
        ["loan_id", "as_of"],
        unique=True,
        sqlite_where=sa.text("voided_by IS NULL"),
    )
    op.create_index(
        "ix_snapshot_said", "snapshot", ["loan_id", "as_of", "voided_by"], unique=False
    )
    op.create_index("ix_snapshot_day", "snapshot", ["as_of"], unique=False)
    op.execute("DROP VIEW entry_total")
    for statement in (ENTRY_TOTAL, *ENTRY_DAYS):
        op.execute(statement)


COMPONENTS = ("penalty", "fee", "interest", "principal")
