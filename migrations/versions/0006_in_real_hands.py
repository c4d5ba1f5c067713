"""What decides who gets money of a customer; what people decide about lists and files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    derive_positions_anew()
    account_triggers()
    stated_balances()
    charge_offs()
    payouts()
    list_decisions()
    source_values()
    voided_customers()


def derive_positions_anew() -> None:
    """Stored positions are of older rules: the next command computes them."""
    op.execute(
        "INSERT OR REPLACE INTO setting (name, value) "
        "SELECT 'derived_by', '' WHERE EXISTS (SELECT 1 FROM position)"
    )


def account_triggers() -> None:
    """What decides who gets money of a customer touches the loans it is about."""
    op.execute(
        "CREATE TRIGGER loan_account_changed AFTER UPDATE OF kind, applies_to, security, "
        "annual_rate, disputed ON loan BEGIN "
        "INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END"
    )
    for table in ("hold", "hold_release"):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            moment = "BEFORE" if event == "DELETE" else "AFTER"
            op.execute(
                f"CREATE TRIGGER {table}_disputes_{event.lower()} {moment} {event} ON {table} "
                "BEGIN INSERT OR IGNORE INTO touched (loan_id) SELECT l.loan_id FROM hold h "
                "JOIN loan l ON l.customer_id = h.customer_id "
                f"WHERE h.hold_id = {row}.hold_id AND h.kind = 'dispute' "
                "AND (h.loan_id IS NULL OR h.loan_id = l.loan_id); END"
            )


def stated_balances() -> None:
    """What files say is still open of invoices on a day."""
    op.create_table(
        "stated_balance",
        sa.Column("stated_balance_id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("outstanding", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.loan_id"]),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.journal_id"]),
        sa.ForeignKeyConstraint(["voided_by"], ["journal.journal_id"]),
        sa.PrimaryKeyConstraint("stated_balance_id"),
    )
    op.create_index(
        "ix_stated_balance_loan",
        "stated_balance",
        ["loan_id", "as_of"],
        unique=True,
        sqlite_where=sa.text("voided_by IS NULL"),
    )
    op.create_index("ix_stated_balance_day", "stated_balance", ["as_of"])
    op.create_index("ix_stated_balance_journal_id", "stated_balance", ["journal_id"])
    op.create_index(
        "ix_stated_balance_voided",
        "stated_balance",
        ["voided_by"],
        sqlite_where=sa.text("voided_by IS NOT NULL"),
    )


def charge_offs() -> None:
    """Since when a debt is charged off; to take such a marker back moves no money."""
    op.add_column("position", sa.Column("charged_off_on", sa.Text(), nullable=True))
    op.create_index(
        "ix_position_charged_off",
        "position",
        ["charged_off_on"],
        sqlite_where=sa.text("charged_off_on IS NOT NULL"),
    )
    op.execute("DROP VIEW entry_total")
    op.execute(ENTRY_TOTAL)


# As in 0002, but for a reversal of a charge-off, which is in no total.
ENTRY_TOTAL = """
CREATE VIEW entry_total AS
SELECT e.entry_id, e.loan_id, e.journal_id, e.voided_by, l.currency,
       CASE WHEN e.kind = 'reversal' AND t.kind = 'charge_off' THEN 'charge_off_reversal'
            WHEN e.kind = 'reversal'
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


def payouts() -> None:
    """Money paid out in parts is found by its loan; its principal is owed from its own day."""
    op.create_index(
        "ix_entry_payout",
        "entry",
        ["loan_id", "value_on", "amount"],
        unique=False,
        sqlite_where=sa.text("kind = 'disbursement'"),
    )


def list_decisions() -> None:
    """A person's word that recorded money stands though a daily list does not show it."""
    op.create_table(
        "list_decision",
        sa.Column("list_decision_id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Text(), sa.ForeignKey("loan.loan_id"), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.entry_id"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), sa.ForeignKey("journal.journal_id"), nullable=False),
        sa.Column("voided_by", sa.Integer(), sa.ForeignKey("journal.journal_id"), nullable=True),
        sa.PrimaryKeyConstraint("list_decision_id"),
    )
    for name in ("loan_id", "entry_id", "journal_id"):
        op.create_index(f"ix_list_decision_{name}", "list_decision", [name])
    op.create_index("ix_in_transit_day", "in_transit", ["as_of"])


def source_values() -> None:
    """What a kind of file said last of a field, as far as the changes of old imports tell."""
    op.create_table(
        "source_value",
        sa.Column("source_value_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("of_table", "of_id", "field", "source", "value")
        ),
        sa.Column("journal_id", sa.Integer(), sa.ForeignKey("journal.journal_id"), nullable=False),
        sa.Column("voided_by", sa.Integer(), sa.ForeignKey("journal.journal_id"), nullable=True),
        sa.PrimaryKeyConstraint("source_value_id"),
    )
    op.create_index("ix_source_value", "source_value", ["of_table", "of_id", "field", "source"])
    op.create_index("ix_source_value_journal_id", "source_value", ["journal_id"])
    op.create_index("ix_change_of", "change", ["of_id", "field"])
    op.execute(
        "INSERT INTO source_value (of_table, of_id, field, source, value, journal_id) "
        "SELECT c.of_table, c.of_id, c.field, f.kind, c.new, c.journal_id FROM change c "
        "JOIN (SELECT journal_id, min(kind) AS kind FROM imported_file GROUP BY journal_id "
        "HAVING min(kind) = max(kind)) f ON f.journal_id = c.journal_id "
        "WHERE c.of_table IN ('customer', 'loan') AND c.new IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.undoes = c.journal_id) "
        "ORDER BY c.change_id"
    )


def voided_customers() -> None:
    """A customer who was taken back stands nowhere on the ladder, nor has to be judged again."""
    op.execute(
        "CREATE TRIGGER customer_case_voided AFTER UPDATE OF voided_by ON customer BEGIN "
        "INSERT INTO touched_case (customer_id) SELECT NEW.customer_id WHERE true "
        "ON CONFLICT DO NOTHING; END"
    )
