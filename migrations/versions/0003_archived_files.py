"""Where the original of an imported file is kept; totals of a plan are found by its loan."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# By the number of the plan alone SQLite would go through the instalments of every loan.
POST = (
    "INSERT INTO day_total (currency, day, kind, amount) "
    "SELECT currency, day, kind, {sign} sum(amount) FROM instalment_total "
    "WHERE voided_by IS NULL AND loan_id = {row}.loan_id AND plan_id = {row}.plan_id "
    "GROUP BY currency, day, kind "
    "ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount; "
    "INSERT OR IGNORE INTO touched (loan_id) VALUES ({row}.loan_id);"
)
PLAN_TRIGGERS = (
    ("plan_inserted", "AFTER INSERT", "+", "NEW"),
    ("plan_changing", "BEFORE UPDATE OF plan_id, loan_id, voided_by", "-", "OLD"),
    ("plan_changed", "AFTER UPDATE OF plan_id, loan_id, voided_by", "+", "NEW"),
    ("plan_deleting", "BEFORE DELETE", "-", "OLD"),
)


def upgrade() -> None:
    op.add_column("imported_file", sa.Column("archived", sa.Text(), nullable=True))
    for name, event, sign, row in PLAN_TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} {event} ON plan BEGIN {POST.format(sign=sign, row=row)} END"
        )
