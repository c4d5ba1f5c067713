"""What the rules of contact ask for as their texts are written."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One function for each thing that is new."""
    preference_place()
    ways_of_consent()


def preference_place() -> None:
    """Where a preference holds: an inconvenient place, a consent to be contacted at work."""
    op.add_column(
        "preference",
        sa.Column("place", sa.Text(), nullable=False, server_default=sa.text("''")),
    )


def ways_of_consent() -> None:
    """Whether a consent is in writing, what it rests on, and the day to opt out of a notice by."""
    op.add_column(
        "preference",
        sa.Column("written", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.add_column(
        "preference", sa.Column("basis", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("preference", sa.Column("opt_out_by", sa.Text(), nullable=True))
