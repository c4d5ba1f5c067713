"""What the rules of contact ask for as their texts are written."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One function for each thing that is new."""
