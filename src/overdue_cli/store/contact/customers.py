"""The SQL behind ``show`` and ``find``: one customer, one loan, and what was recorded of them."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.domain.errors import WrongUse
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder.queue import OFFICER_OF_CUSTOMER
from overdue_cli.store.loan.facts import in_force


def resolve(conn: sqlite3.Connection, who: str, day: date | None = None) -> tuple[str, str]:
    """``("customer", id)`` or ``("loan", id)`` for a WHO as people type it.

    A loan that does not exist yet on ``day`` is not found. Errors: WrongUse when nothing fits
    (with ids near it) or when the id is both.
    """
    kind, mark, bare = who.partition(":")
    if mark and kind in ("customer", "loan") and _exists(conn, kind, bare, day):
        return kind, bare
    kinds = [kind for kind in ("customer", "loan") if _exists(conn, kind, who, day)]
    if len(kinds) == 1:
        return kinds[0], who
    if kinds:
        raise WrongUse(
            f"'{who}' is both a customer and a loan",
            hint=f"Write customer:{who} or loan:{who}.",
        )
    raise WrongUse(f"no customer or loan '{who}'{_on(day)}", hint=_near(conn, who))


def resolve_loan(conn: sqlite3.Connection, loan_id: str, day: date | None = None) -> str:
    """The loan of that id (``loan:ID`` works too); WrongUse when there is none."""
    bare = loan_id.removeprefix("loan:")
    for candidate in (loan_id, bare):
        if _exists(conn, "loan", candidate, day):
            return candidate
    raise WrongUse(f"no loan '{bare}'{_on(day)}", hint=_near(conn, bare))


def _on(day: date | None) -> str:
    return f" on {day}" if day else ""


def _exists(conn: sqlite3.Connection, kind: str, of_id: str, day: date | None) -> bool:
    alive = f"AND coalesce(disbursed_on, '') <= '{day}'" if day and kind == "loan" else ""
    row = conn.execute(
        f"SELECT 1 FROM {kind} WHERE {kind}_id = ? AND voided_by IS NULL {alive}", (of_id,)
    ).fetchone()
    return row is not None


def _near(conn: sqlite3.Connection, who: str) -> str:
    beginning = who[: max(1, len(who) - 2)]
    rows = conn.execute(
        "SELECT customer_id FROM customer WHERE customer_id LIKE ? ESCAPE '\\' UNION ALL "
        "SELECT loan_id FROM loan WHERE loan_id LIKE ? ESCAPE '\\' LIMIT 4",
        (_like(beginning), _like(beginning)),
    )
    near = [row[0] for row in rows]
    return f"Near it: {', '.join(near)}." if near else "Search by name with 'overdue find TEXT'."


def _like(beginning: str) -> str:
    escaped = beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"


def customer_of(conn: sqlite3.Connection, kind: str, of_id: str) -> str:
    """The customer id of a resolved WHO."""
    if kind == "customer":
        return of_id
    row = conn.execute("SELECT customer_id FROM loan WHERE loan_id = ?", (of_id,)).fetchone()
    return str(row[0])


def customer(conn: sqlite3.Connection, customer_id: str, day: date) -> sqlite3.Row:
    """The master data of a customer and the officer of the day."""
    officer = OFFICER_OF_CUSTOMER.format(customer="c.customer_id", day=day)
    row: sqlite3.Row = conn.execute(
        f"SELECT c.*, coalesce({officer}, '') AS officer FROM customer c WHERE customer_id = ?",
        (customer_id,),
    ).fetchone()
    return row


def customer_names(conn: sqlite3.Connection) -> dict[str, str]:
    """The name of every customer by id."""
    return {row[0]: row[1] for row in conn.execute("SELECT customer_id, name FROM customer")}


def loan(conn: sqlite3.Connection, loan_id: str) -> sqlite3.Row:
    """The terms of a loan and the name of its customer."""
    row: sqlite3.Row = conn.execute(
        "SELECT l.*, c.name FROM loan l JOIN customer c USING (customer_id) WHERE loan_id = ?",
        (loan_id,),
    ).fetchone()
    return row


def securities(conn: sqlite3.Connection, customer_id: str) -> dict[str, str]:
    """What each loan of a customer says of its security, by loan id."""
    rows = conn.execute("SELECT loan_id, security FROM loan WHERE customer_id = ?", (customer_id,))
    return {row[0]: row[1] for row in rows}


def products_named(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Products that loans name, and how many name each."""
    rows = conn.execute(
        "SELECT product, count(*) FROM loan "
        "WHERE voided_by IS NULL AND product <> '' GROUP BY product ORDER BY product"
    )
    return [(row[0], row[1]) for row in rows]


def positions_of(
    conn: sqlite3.Connection, derived: Derived, customer_id: str
) -> list[sqlite3.Row]:
    """The positions of a customer's loans that exist on the day."""
    return conn.execute(
        f"SELECT * FROM {derived.position} WHERE customer_id = ? AND status <> 'future' "
        "ORDER BY loan_id",
        (customer_id,),
    ).fetchall()


def entries(
    conn: sqlite3.Connection, loan_id: str, day: date, known: int | None = None
) -> list[sqlite3.Row]:
    """The entries of a loan up to the close of a day, in the order they are replayed."""
    return conn.execute(
        f"SELECT * FROM entry WHERE loan_id = ? AND value_on <= ? AND {in_force(known=known)} "
        "ORDER BY value_on, entry_id",
        (loan_id, day.isoformat()),
    ).fetchall()


def contacts(
    conn: sqlite3.Connection, customer_id: str, until: str, known: int | None = None
) -> list[sqlite3.Row]:
    """Contacts with a customer up to a moment (UTC text), the latest first.

    ``state`` is what had become of a message by then.
    """
    return conn.execute(
        "SELECT k.*, (SELECT s.state FROM contact_state s WHERE s.contact_id = k.contact_id "
        f"AND s.at_utc <= :until AND {in_force('s', known)} "
        "ORDER BY s.at_utc DESC, s.contact_state_id DESC LIMIT 1) AS state "
        "FROM contact k WHERE k.customer_id = :customer AND k.at_utc <= :until "
        f"AND {in_force('k', known)} ORDER BY k.at_utc DESC, k.contact_id DESC",
        {"customer": customer_id, "until": until},
    ).fetchall()


def find(conn: sqlite3.Connection, derived: Derived, text: str, limit: int) -> list[sqlite3.Row]:
    """Customers with their loans where an id, a name, a phone or an e-mail holds the text."""
    return conn.execute(
        "SELECT c.customer_id, c.name, c.phone, c.email, p.loan_id, p.currency, p.status, "
        "p.oldest_due_on, p.delinquent_on, p.overdue, p.outstanding "
        f"FROM customer c LEFT JOIN {derived.position} p "
        "ON p.customer_id = c.customer_id AND p.status <> 'future' "
        "WHERE c.voided_by IS NULL AND (instr(lower(c.customer_id), :text) "
        "OR instr(lower(c.name), :text) OR instr(lower(c.email), :text) "
        "OR instr(lower(coalesce(p.loan_id, '')), :text) "
        "OR (:digits <> '' AND instr("
        "replace(replace(replace(replace(c.phone, ' ', ''), '-', ''), '(', ''), ')', ''), "
        ":digits))) "
        "ORDER BY c.customer_id, p.loan_id LIMIT :limit",
        {"text": text.lower(), "digits": _digits(text), "limit": limit},
    ).fetchall()


def _digits(text: str) -> str:
    kept = "".join(mark for mark in text if mark not in " -()")
    return kept if kept.lstrip("+").isdigit() else ""
