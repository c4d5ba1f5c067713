"""How many payments the bank put together in one line; more than one is nobody's."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "statement_line",
        sa.Column("payments", sa.Integer(), nullable=False, server_default=sa.text("1")),
    )
