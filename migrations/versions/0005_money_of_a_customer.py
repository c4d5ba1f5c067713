"""Where money of a customer comes from, and what people write on invoices and movements."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def text(name: str) -> sa.Column:
    """A text column, '' in the rows that were there before."""
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def add_held_back() -> None:
    """What holds a customer back; stages are derived anew, by the rule for inherited cases."""
    op.add_column("case_state", text("held_back"))
    op.execute("DELETE FROM setting WHERE name = 'cases_by'")


def upgrade() -> None:
    add_held_back()
    for name in ("channel", "matter", "order_no", "contact", "applies_to"):
        op.add_column("loan", text(name))
    op.add_column("loan", sa.Column("discount_percent", sa.Text(), nullable=True))
    op.add_column("loan", sa.Column("discount_until", sa.Text(), nullable=True))
    op.create_index(
        "ix_loan_discount",
        "loan",
        ["discount_until"],
        sqlite_where=sa.text("discount_until IS NOT NULL"),
    )
    op.execute(
        "CREATE TRIGGER loan_discount_changed AFTER UPDATE OF discount_percent, discount_until "
        "ON loan BEGIN INSERT OR IGNORE INTO touched (loan_id) VALUES (NEW.loan_id); END"
    )
    for name in ("payer", "applies_to", "buyer"):
        op.add_column("entry", text(name))
    op.add_column("entry", sa.Column("price", sa.Integer(), nullable=True))
    op.create_table(
        "account_source",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("loan_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_source_customer", "account_source", ["customer_id", "currency"])
    lists()


def lists() -> None:
    """Recorded money that daily lists do not show yet."""
    op.create_table(
        "in_transit",
        sa.Column("loan_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("loan_id", "as_of", "entry_id"),
        sqlite_with_rowid=False,
    )
