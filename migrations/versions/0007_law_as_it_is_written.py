"""What the rules of contact ask for as their texts are written."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One function for each thing that is new."""
    preference_place()
    ways_of_consent()
    ends_of_holds()
    account_number()
    purposes_of_contacts()
    dates_of_birth()


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


def ends_of_holds() -> None:
    """The day to look at a hold, looks that left it in force, and what ended it."""
    op.add_column("hold", sa.Column("remind_on", sa.Text(), nullable=True))
    op.add_column(
        "hold_release", sa.Column("because", sa.Text(), nullable=False, server_default="")
    )
    op.create_table(
        "hold_review",
        sa.Column("hold_review_id", sa.Integer(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Text(), nullable=False),
        sa.Column("remind_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.hold_id"]),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.journal_id"]),
        sa.ForeignKeyConstraint(["voided_by"], ["journal.journal_id"]),
        sa.PrimaryKeyConstraint("hold_review_id"),
    )
    for column in ("hold_id", "journal_id"):
        op.create_index(f"ix_hold_review_{column}", "hold_review", [column])
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER hold_review_case_{event.lower()} AFTER {event} ON hold_review BEGIN "
            "INSERT INTO touched_case (customer_id) "
            f"SELECT customer_id FROM hold WHERE hold_id = {row}.hold_id "
            "ON CONFLICT DO NOTHING; END"
        )


def account_number() -> None:
    """The account number under which several loans are serviced together."""
    op.add_column(
        "loan", sa.Column("account_no", sa.Text(), nullable=False, server_default=sa.text("''"))
    )


def purposes_of_contacts() -> None:
    """What a contact was for; all so far were to collect."""
    purpose = sa.Column("purpose", sa.Text(), nullable=False, server_default="collect")
    op.add_column("contact", purpose)


def dates_of_birth() -> None:
    """When a customer was born, where that is known."""
    op.add_column("customer", sa.Column("born_on", sa.Text(), nullable=False, server_default=""))
