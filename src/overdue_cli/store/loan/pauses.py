"""Holds that stop days or penalty interest, as pauses in the rules of the loans they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.holds import Range, held_days
from overdue_cli.domain.loan.loan import Rules
from overdue_cli.domain.moments import stored_day

RulesOf = Callable[[Mapping[str, Any]], Rules]

# A hold of one item pauses nothing: the other items of the loan run on.
_PAUSING = """
SELECT h.customer_id, h.loan_id, h.from_on, h.until_on, h.stops,
       (SELECT min(r.released_on) FROM hold_release r
         WHERE r.hold_id = h.hold_id AND {released}) AS released_on
  FROM hold h
 WHERE {in_force} AND h.seq IS NULL AND (h.stops LIKE '%dpd%' OR h.stops LIKE '%penalty%')
   {ids_query}
 ORDER BY h.hold_id
"""
_OF_LOANS = "AND h.customer_id IN (SELECT customer_id FROM loan WHERE loan_id IN ({ids_query}))"


class Paused(NamedTuple):
    """Ranges of days in which days past due, or penalty interest, stand still."""

    dpd: tuple[Range, ...] = ()
    penalty: tuple[Range, ...] = ()


def pausing(
    conn: sqlite3.Connection,
    rules: RulesOf,
    *,
    in_force: str,
    released: str,
    ids_query: str = "",
    bound: Mapping[str, str],
) -> RulesOf:
    """The same rules of a loan with what holds pause; ``rules`` itself where nothing is paused.

    ``in_force`` and ``released`` say which rows of ``hold h`` and ``hold_release r`` count.
    """
    query = _PAUSING.format(
        in_force=in_force,
        released=released,
        ids_query=_OF_LOANS.format(ids_query=ids_query) if ids_query else "",
    )
    rows = conn.execute(query, bound).fetchall()
    if not rows:
        return rules
    paused: dict[tuple[str, str | None], Paused] = {}
    for customer_id, loan_id, from_on, until_on, stops, released in rows:
        days = held_days(date.fromisoformat(from_on), stored_day(until_on), stored_day(released))
        key = (customer_id, loan_id)
        paused[key] = _added(paused.get(key, Paused()), days, stops.split())

    def of(loan: Mapping[str, Any]) -> Rules:
        customer_id = loan["customer_id"]
        pauses = [paused.get((customer_id, None)), paused.get((customer_id, loan["loan_id"]))]
        mine = [one for one in pauses if one]
        return _with(rules(loan), mine) if mine else rules(loan)

    return of


def _added(paused: Paused, days: Range, stops: list[str]) -> Paused:
    return Paused(
        (*paused.dpd, days) if "dpd" in stops else paused.dpd,
        (*paused.penalty, days) if "penalty" in stops else paused.penalty,
    )


def _with(rules: Rules, paused: list[Paused]) -> Rules:
    dpd = tuple(days for one in paused for days in one.dpd)
    penalty = tuple(days for one in paused for days in one.penalty)
    terms = rules.penalty
    if terms is not None and penalty:
        terms = replace(terms, pauses=(*terms.pauses, *penalty))
    return replace(
        rules,
        pauses=(*rules.pauses, *dpd),
        penalty=terms,
        charge_pauses=(*rules.charge_pauses, *penalty),
    )
