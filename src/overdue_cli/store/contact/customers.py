"""The SQL behind ``show`` and ``find``: one customer, one loan, and what was recorded of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date

from overdue_cli.domain.errors import Unconfirmed, WrongUse
from overdue_cli.domain.half_width import half_width
from overdue_cli.domain.money import Money
from overdue_cli.store.contact.named_customers import (
    NamedCustomer,
    customers_named,
    folded_id_no,
    folded_name,
)
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder.queue import OFFICER_OF_CUSTOMER
from overdue_cli.store.loan.account import is_debt
from overdue_cli.store.loan.in_force import in_force

_Search = Callable[[sqlite3.Connection, str, str, "date | None"], "str | None"]
_ID = "SELECT {kind}_id FROM {kind} WHERE {kind}_id = ? {rows}"
#: So many customers of one name are listed.
_AT_MOST = 6


def resolve(
    conn: sqlite3.Connection, who: str, day: date | None = None, *, reading: bool = False
) -> tuple[str, str]:
    """``("customer", id)`` or ``("loan", id)`` for a WHO as people type it.

    An id, in any case where that is unique; else a name, a phone or an ID number that fits one
    customer. A loan that does not exist yet on ``day`` is not found. Errors: WrongUse when nothing
    fits (with ids near it), when the id is both or several customers fit; Unconfirmed where it was
    no id, unless nothing is going to be written (``reading``).
    """
    hit = _by_id(conn, who, day)
    if hit:
        return hit
    named = customers_named(conn, who)
    if not named:
        raise WrongUse(f"no customer or loan '{who}'{_on(day)}", hint=_near(conn, who))
    if len(named) > 1:
        raise _several(who, named)
    if not reading:
        raise Unconfirmed(who, named[0].customer_id, named[0].text())
    return "customer", named[0].customer_id


def resolve_loan(conn: sqlite3.Connection, loan_id: str, day: date | None = None) -> str:
    """The loan of that id (``loan:ID`` works too), in any case; WrongUse when there is none."""
    bare = loan_id.removeprefix("loan:")
    for candidate in (loan_id, bare):
        found = _with_id(conn, "loan", candidate, day)
        if found:
            return found
    raise WrongUse(f"no loan '{bare}'{_on(day)}", hint=_near(conn, bare))


def loan_meant(conn: sqlite3.Connection, who: str) -> str:
    """The loan of an id, else the one loan of the customer that a WHO names.

    Errors: as ``resolve``; WrongUse for a customer with no loan or with several, which it lists.
    """
    bare = who.removeprefix("loan:")
    found = _with_id(conn, "loan", who, None) or _with_id(conn, "loan", bare, None)
    if found:
        return found
    kind, which = resolve(conn, who)
    if kind == "loan":
        return which
    loans = _loans_of(conn, which)
    if len(loans) == 1:
        return loans[0][0]
    if not loans:
        raise WrongUse(
            f"customer '{which}' has no loan",
            hint=f"See 'overdue show {which}' for what there is.",
        )
    choices = "".join(f"\n    {loan_id:<10}  {what}" for loan_id, what in loans[:_AT_MOST])
    more = f"\n    … and {len(loans) - _AT_MOST} more" if len(loans) > _AT_MOST else ""
    raise WrongUse(
        f"customer '{which}' has {len(loans)} loans",
        hint=f"Type the id of the one you mean:{choices}{more}",
    )


def _loans_of(conn: sqlite3.Connection, customer_id: str) -> list[tuple[str, str]]:
    """The loans of a customer, the latest first, each with its amount and day."""
    rows = conn.execute(
        "SELECT loan_id, principal, currency, coalesce(disbursed_on, '') FROM loan "
        f"WHERE customer_id = ? AND voided_by IS NULL AND {is_debt()} "
        "ORDER BY disbursed_on DESC, loan_id",
        (customer_id,),
    )
    return [
        (loan_id, f"{Money(amount, currency)}{f' of {day}' if day else ''}")
        for loan_id, amount, currency, day in rows
    ]


def _by_id(conn: sqlite3.Connection, who: str, day: date | None) -> tuple[str, str] | None:
    """The customer or loan of an id; None for none; WrongUse when it is both."""
    kind, mark, bare = who.partition(":")
    if mark and kind in ("customer", "loan"):
        found = _with_id(conn, kind, bare, day)
        if found:
            return kind, found
    exact = _of_each_kind(conn, who, day, _exact_id) or _of_each_kind(
        conn, who, day, _id_in_any_case
    )
    if len(exact) > 1:
        raise WrongUse(
            f"'{who}' is both a customer and a loan",
            hint=f"Write customer:{exact[0][1]} or loan:{exact[1][1]}.",
        )
    return exact[0] if exact else None


def _several(who: str, named: Sequence[NamedCustomer]) -> WrongUse:
    """The error for a text that fits several customers, with what tells them apart."""
    lines = [f"{one.customer_id:<10}  {one.text()}" for one in named[:_AT_MOST]]
    if len(named) > _AT_MOST:
        lines.append(f"… and {len(named) - _AT_MOST} more; see 'overdue find' for all of them.")
    choices = "".join(f"\n    {line}" for line in lines)
    return WrongUse(
        f"'{who}' fits {len(named)} customers", hint=f"Type the id of the one you mean:{choices}"
    )


def _on(day: date | None) -> str:
    return f" on {day}" if day else ""


def _of_each_kind(
    conn: sqlite3.Connection, who: str, day: date | None, search: _Search
) -> list[tuple[str, str]]:
    """The customer and the loan that a search finds, as kind and id."""
    found = [(kind, search(conn, kind, who, day)) for kind in ("customer", "loan")]
    return [(kind, of_id) for kind, of_id in found if of_id is not None]


def _with_id(conn: sqlite3.Connection, kind: str, of_id: str, day: date | None) -> str | None:
    """The id as the ledger has it: as typed, else in another case where only one fits."""
    return _exact_id(conn, kind, of_id, day) or _id_in_any_case(conn, kind, of_id, day)


def _exact_id(conn: sqlite3.Connection, kind: str, of_id: str, day: date | None) -> str | None:
    row = conn.execute(_ID.format(kind=kind, rows=_alive(kind, day)), (of_id,)).fetchone()
    return None if row is None else str(row[0])


def _id_in_any_case(
    conn: sqlite3.Connection, kind: str, of_id: str, day: date | None
) -> str | None:
    query = _ID.format(kind=kind, rows=f"COLLATE NOCASE {_alive(kind, day)}")
    near = conn.execute(f"{query} LIMIT 2", (half_width(of_id).strip(),)).fetchall()
    return str(near[0][0]) if len(near) == 1 else None


def _alive(kind: str, day: date | None) -> str:
    begun = f" AND coalesce(disbursed_on, '') <= '{day}'" if day and kind == "loan" else ""
    return f"AND voided_by IS NULL{begun}"


def _near(conn: sqlite3.Connection, who: str) -> str:
    who = half_width(who)
    beginning = who[: max(1, len(who) - 2)]
    rows = conn.execute(
        "SELECT customer_id FROM customer "
        "WHERE customer_id LIKE ? ESCAPE '\\' AND voided_by IS NULL UNION ALL "
        "SELECT loan_id FROM loan "
        "WHERE loan_id LIKE ? ESCAPE '\\' AND voided_by IS NULL LIMIT 4",
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


def name_of(conn: sqlite3.Connection, customer_id: str) -> str:
    """The name of a customer; '' where none is known."""
    row = conn.execute(
        "SELECT name FROM customer WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    return str(row[0] or "") if row else ""


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


def owed(
    conn: sqlite3.Connection, customer_id: str, currency: str, *, loan_id: str | None = None
) -> int:
    """Minor units outstanding of a customer in a currency, or of one loan, as last computed."""
    row = conn.execute(
        "SELECT coalesce(sum(outstanding), 0) FROM position WHERE customer_id = ? "
        "AND currency = ? AND (? IS NULL OR loan_id = ?)",
        (customer_id, currency, loan_id, loan_id),
    ).fetchone()
    return int(row[0])


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
        f"SELECT p.*, l.kind FROM {derived.position} p JOIN loan l USING (loan_id) "
        "WHERE p.customer_id = ? AND p.status <> 'future' ORDER BY p.loan_id",
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
    """Customers with their loans where an id, a name, a phone, an e-mail or an ID number fits.

    Width does not matter, nor do blanks inside a Chinese name.
    """
    wanted = half_width(text).strip()
    hits = _holding(conn, derived, wanted, limit)
    return hits if hits or wanted == text else _holding(conn, derived, text, limit)


def _holding(
    conn: sqlite3.Connection, derived: Derived, text: str, limit: int
) -> list[sqlite3.Row]:
    return conn.execute(
        "SELECT c.customer_id, c.name, c.phone, c.email, p.loan_id, p.currency, p.status, "
        "p.oldest_due_on, p.delinquent_on, p.overdue, p.outstanding "
        f"FROM customer c LEFT JOIN {derived.position} p "
        "ON p.customer_id = c.customer_id AND p.status <> 'future' "
        "WHERE c.voided_by IS NULL AND (instr(lower(c.customer_id), :text) "
        "OR instr(lower(c.name), :text) "
        "OR (:joined <> '' AND instr("
        "replace(replace(lower(c.name), ' ', ''), char(12288), ''), :joined)) "
        "OR instr(lower(c.email), :text) "
        "OR (:id_no <> '' AND instr("
        "upper(replace(replace(c.id_no, ' ', ''), '-', '')), :id_no)) "
        "OR instr(lower(coalesce(p.loan_id, '')), :text) "
        "OR (:digits <> '' AND instr("
        "replace(replace(replace(replace(c.phone, ' ', ''), '-', ''), '(', ''), ')', ''), "
        ":digits))) "
        "ORDER BY c.customer_id, p.loan_id LIMIT :limit",
        {
            "text": text.lower(),
            "joined": _joined_name(text),
            "digits": _digits(text),
            "id_no": _id_no(text),
            "limit": limit,
        },
    ).fetchall()


def _joined_name(text: str) -> str:
    """A Chinese name without blanks; '' for what is none."""
    name = folded_name(text)
    return name if name and not name.isascii() and " " not in name else ""


def _digits(text: str) -> str:
    kept = "".join(mark for mark in text if mark not in " -()")
    return kept if kept.lstrip("+").isdigit() else ""


def _id_no(text: str) -> str:
    """A text as part of an ID number; '' where it is too short to be one."""
    wanted = folded_id_no(text)
    return wanted if len(wanted) >= 4 and any(mark.isdigit() for mark in wanted) else ""
