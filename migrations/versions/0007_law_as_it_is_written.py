"""What the rules of contact ask for as their texts are written."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One function for each thing that is new."""
    preference_place()


def preference_place() -> None:
    """Where a preference holds: an inconvenient place, a consent to be contacted at work."""
    op.add_column(
        "preference",
        sa.Column("place", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
