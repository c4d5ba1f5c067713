"""What decides who gets money of a customer; what people decide about lists and files."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    derive_positions_anew()
    account_triggers()


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
