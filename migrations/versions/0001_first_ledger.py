"""The first ledger: facts, journal, derived tables, and the control totals kept by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# What every fact adds to the receivables, and the first day on which it does so. Principal
# counts from the day the loan exists; interest, fees and charges from the day after they fall
# due; money from its value date. The sign of each kind is applied by the reader.
ENTRY_TOTAL = """
CREATE VIEW entry_total AS
SELECT e.entry_id, e.loan_id, e.journal_id, e.voided_by, l.currency,
       CASE WHEN e.kind = 'reversal'
             AND t.kind IN ('fee', 'penalty', 'chargeback', 'credit_refund')
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

INSTALMENT_TOTAL = """
CREATE VIEW instalment_total AS
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_principal' AS kind, i.principal AS amount,
       coalesce(l.disbursed_on, '0001-01-01') AS day
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
UNION ALL
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_interest', i.interest,
       max(date(i.due_on, '+1 day'), coalesce(l.disbursed_on, '0001-01-01'))
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
 WHERE i.interest <> 0
UNION ALL
SELECT i.loan_id, i.plan_id, i.seq, p.journal_id, p.voided_by, l.currency,
       'scheduled_fee', i.fee,
       max(date(i.due_on, '+1 day'), coalesce(l.disbursed_on, '0001-01-01'))
  FROM instalment i JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id
 WHERE i.fee <> 0
"""


def post(view: str, sign: str, where: str) -> str:
    """A statement that adds (or takes off) the totals of some facts."""
    return (
        "INSERT INTO day_total (currency, day, kind, amount) "
        f"SELECT currency, day, kind, {sign} sum(amount) FROM {view} "
        f"WHERE voided_by IS NULL AND {where} GROUP BY currency, day, kind "
        "ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount;"
    )


def touch(row: str) -> str:
    """A statement that marks the loan of a row as changed."""
    return f"INSERT OR IGNORE INTO touched (loan_id) VALUES ({row}.loan_id);"


def keep_totals(table: str, view: str, key: str, columns: str) -> list[str]:
    """Triggers that keep ``day_total`` equal to the facts of one table, whoever writes them."""
    old, new = (
        " AND ".join(f"{column} = {row}.{column}" for column in key.split(", "))
        for row in ("OLD", "NEW")
    )
    return [
        f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN "
        f"{post(view, '+', new)} {touch('NEW')} END",
        f"CREATE TRIGGER {table}_changing BEFORE UPDATE OF {columns} ON {table} BEGIN "
        f"{post(view, '-', old)} {touch('OLD')} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {columns} ON {table} BEGIN "
        f"{post(view, '+', new)} {touch('NEW')} END",
        f"CREATE TRIGGER {table}_deleting BEFORE DELETE ON {table} BEGIN "
        f"{post(view, '-', old)} {touch('OLD')} END",
    ]


def loan_triggers() -> list[str]:
    """Triggers for a loan whose dates, currency or rules change."""
    old, new = "loan_id = OLD.loan_id", "loan_id = NEW.loan_id"
    both = ("entry_total", "instalment_total")
    return [
        f"CREATE TRIGGER loan_inserted AFTER INSERT ON loan BEGIN {touch('NEW')} END",
        "CREATE TRIGGER loan_changing BEFORE UPDATE OF loan_id, disbursed_on, currency ON loan "
        f"BEGIN {' '.join(post(view, '-', old) for view in both)} {touch('OLD')} END",
        "CREATE TRIGGER loan_changed AFTER UPDATE OF loan_id, disbursed_on, currency ON loan "
        f"BEGIN {' '.join(post(view, '+', new) for view in both)} {touch('NEW')} END",
        "CREATE TRIGGER loan_rules_changed AFTER UPDATE OF customer_id, principal, grace_days, "
        "rounding, allocation, product, voided_by ON loan "
        f"BEGIN {touch('NEW')} END",
    ]


def upgrade() -> None:
    create_tables()
    op.execute(ENTRY_TOTAL)
    op.execute(INSTALMENT_TOTAL)
    statements = [
        *keep_totals(
            "entry",
            "entry_total",
            "entry_id",
            "entry_id, loan_id, kind, value_on, amount, due_on, reverses, components, voided_by",
        ),
        *keep_totals(
            "instalment",
            "instalment_total",
            "loan_id, plan_id, seq",
            "loan_id, plan_id, seq, due_on, principal, interest, fee",
        ),
        *keep_totals("plan", "instalment_total", "plan_id", "plan_id, loan_id, voided_by"),
        *loan_triggers(),
    ]
    for statement in statements:
        op.execute(statement)


def create_tables() -> None:
    op.create_table(
        "day_total",
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "day", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        sa.Column("journal_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("journal_id"),
    )
    op.create_table(
        "open_item",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("principal", sa.Integer(), nullable=False),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("penalty", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("loan_id", "seq"),
    )
    op.create_index(
        "ix_open_item_book",
        "open_item",
        [
            "currency",
            "due_on",
            "customer_id",
            "loan_id",
            "amount",
            "principal",
            "interest",
            "fee",
            "penalty",
        ],
        unique=False,
    )
    op.create_table(
        "position",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("oldest_due_on", sa.Text(), nullable=True),
        sa.Column("delinquent_on", sa.Text(), nullable=True),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("overdue_principal", sa.Integer(), nullable=False),
        sa.Column("outstanding_principal", sa.Integer(), nullable=False),
        sa.Column("outstanding", sa.Integer(), nullable=False),
        sa.Column("receivable_not_due", sa.Integer(), nullable=False),
        sa.Column("receivable_not_due_items", sa.Integer(), nullable=False),
        sa.Column("prepaid", sa.Integer(), nullable=False),
        sa.Column("credit", sa.Integer(), nullable=False),
        sa.Column("penalty_posted", sa.Integer(), nullable=False),
        sa.Column("recovered", sa.Integer(), nullable=False),
        sa.Column("next_due_on", sa.Text(), nullable=True),
        sa.Column("next_due_amount", sa.Integer(), nullable=False),
        sa.Column("last_paid_on", sa.Text(), nullable=True),
        sa.Column("unscheduled", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("loan_id"),
    )
    op.create_index(
        "ix_position_book",
        "position",
        [
            "currency",
            "customer_id",
            "delinquent_on",
            "receivable_not_due",
            "receivable_not_due_items",
            "overdue",
            "outstanding_principal",
        ],
        unique=False,
        sqlite_where=sa.text("status = 'active'"),
    )
    op.create_index(
        "ix_position_rest",
        "position",
        ["currency", "prepaid", "credit", "penalty_posted", "recovered", "unscheduled"],
        unique=False,
        sqlite_where=sa.text(
            "prepaid <> 0 OR credit <> 0 OR penalty_posted <> 0 OR recovered <> 0 "
            "OR unscheduled <> 0"
        ),
    )
    op.create_index("ix_position_customer", "position", ["customer_id"], unique=False)
    op.create_index(
        "ix_position_late",
        "position",
        ["customer_id", "delinquent_on", "currency", "overdue"],
        unique=False,
        sqlite_where=sa.text("delinquent_on IS NOT NULL"),
    )
    op.create_index(
        "ix_position_grace",
        "position",
        ["customer_id", "currency", "overdue", "next_due_amount"],
        unique=False,
        sqlite_where=sa.text("oldest_due_on IS NOT NULL AND delinquent_on IS NULL"),
    )
    op.create_index(
        "ix_position_next_due",
        "position",
        ["next_due_on", "customer_id", "oldest_due_on", "currency", "next_due_amount"],
        unique=False,
        sqlite_where=sa.text("next_due_on IS NOT NULL"),
    )
    op.create_index("ix_position_valid_from", "position", ["valid_from"], unique=False)
    op.create_index("ix_position_valid_until", "position", ["valid_until"], unique=False)
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "touched",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("loan_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change",
        sa.Column("change_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("of_table", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("change_id"),
    )
    op.create_index(op.f("ix_change_journal_id"), "change", ["journal_id"], unique=False)
    op.create_table(
        "customer",
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id_no", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("income", sa.Integer(), nullable=True),
        sa.Column("income_currency", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("customer_id"),
    )
    op.create_index(op.f("ix_customer_journal_id"), "customer", ["journal_id"], unique=False)
    op.create_table(
        "imported_file",
        sa.Column("file_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("rows_changed", sa.Integer(), nullable=False),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("file_id"),
    )
    op.create_index(op.f("ix_imported_file_sha256"), "imported_file", ["sha256"], unique=False)
    op.create_table(
        "rate",
        sa.Column("rate_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("percent", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("rate_id"),
    )
    op.create_index(op.f("ix_rate_journal_id"), "rate", ["journal_id"], unique=False)
    op.create_index(op.f("ix_rate_name"), "rate", ["name"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("assignment_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.customer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("assignment_id"),
    )
    op.create_index(op.f("ix_assignment_customer_id"), "assignment", ["customer_id"], unique=False)
    op.create_index(op.f("ix_assignment_journal_id"), "assignment", ["journal_id"], unique=False)
    op.create_table(
        "loan",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("principal", sa.Integer(), nullable=False),
        sa.Column("disbursed_on", sa.Text(), nullable=True),
        sa.Column("annual_rate", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("first_due_on", sa.Text(), nullable=True),
        sa.Column("maturity_on", sa.Text(), nullable=True),
        sa.Column("day_count", sa.Text(), nullable=False),
        sa.Column("interest_period", sa.Text(), nullable=False),
        sa.Column("principal_grace", sa.Integer(), nullable=True),
        sa.Column("interest_grace", sa.Integer(), nullable=True),
        sa.Column("instalment_multiple", sa.Integer(), nullable=True),
        sa.Column("rounding", sa.Text(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=True),
        sa.Column("penalty_rate", sa.Text(), nullable=True),
        sa.Column("penalty_uplift", sa.Text(), nullable=True),
        sa.Column("allocation", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("security", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.customer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("loan_id"),
    )
    op.create_index(op.f("ix_loan_customer_id"), "loan", ["customer_id"], unique=False)
    op.create_index(op.f("ix_loan_journal_id"), "loan", ["journal_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("contact_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("loan_id", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("callback_at", sa.Text(), nullable=True),
        sa.Column("callback_utc", sa.Text(), nullable=True),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.customer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["loan.loan_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    op.create_index("ix_contact_at", "contact", ["at_utc"], unique=False)
    op.create_index(
        "ix_contact_callback",
        "contact",
        ["callback_utc"],
        unique=False,
        sqlite_where=sa.text("callback_utc IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_customer",
        "contact",
        ["customer_id", "at_utc", "contact_id", "voided_by", "callback_utc"],
        unique=False,
    )
    op.create_index(op.f("ix_contact_journal_id"), "contact", ["journal_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("entry_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value_on", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("components", sa.Text(), nullable=False),
        sa.Column("transaction_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["loan.loan_id"],
        ),
        sa.ForeignKeyConstraint(
            ["reverses"],
            ["entry.entry_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index(op.f("ix_entry_journal_id"), "entry", ["journal_id"], unique=False)
    op.create_index("ix_entry_loan", "entry", ["loan_id", "value_on"], unique=False)
    op.create_index(op.f("ix_entry_reverses"), "entry", ["reverses"], unique=False)
    op.create_index(
        "ix_entry_transaction",
        "entry",
        ["transaction_id", "loan_id"],
        unique=True,
        sqlite_where=sa.text("transaction_id IS NOT NULL AND voided_by IS NULL"),
    )
    op.create_table(
        "plan",
        sa.Column("plan_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["loan.loan_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("plan_id"),
    )
    op.create_index(op.f("ix_plan_journal_id"), "plan", ["journal_id"], unique=False)
    op.create_index(op.f("ix_plan_loan_id"), "plan", ["loan_id"], unique=False)
    op.create_table(
        "instalment",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("principal", sa.Integer(), nullable=False),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.plan_id"],
        ),
        sa.PrimaryKeyConstraint("loan_id", "plan_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "promise",
        sa.Column("promise_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("loan_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.contact_id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.customer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.journal_id"],
        ),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["loan.loan_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            ["journal.journal_id"],
        ),
        sa.PrimaryKeyConstraint("promise_id"),
    )
    op.create_index(op.f("ix_promise_contact_id"), "promise", ["contact_id"], unique=False)
    op.create_index(op.f("ix_promise_customer_id"), "promise", ["customer_id"], unique=False)
    op.create_index(op.f("ix_promise_due_on"), "promise", ["due_on"], unique=False)
    op.create_index(op.f("ix_promise_journal_id"), "promise", ["journal_id"], unique=False)
