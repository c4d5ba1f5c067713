"""Where the original of an imported file is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("imported_file", sa.Column("archived", sa.Text(), nullable=True))
