"""The names under which a question reads what follows from the facts."""

from __future__ import annotations

from typing import NamedTuple


class Derived(NamedTuple):
    """Tables or views by name: the stored ones, or fresh ones that were computed for a question.

    A name that was not made is that of no table: who reads it by mistake gets an error, never the
    rows of another day.
    """

    position: str = "no_position"
    open_item: str = "no_open_item"
    case_state: str = "no_case_state"
    customer_stage: str = "no_customer_stage"
    """Where each customer stands (customer_id, stage); see ``queue.with_customer_stages``."""


#: Nothing was brought to the day: for a question that reads facts alone.
NOTHING = Derived()
STORED_POSITIONS = Derived("main.position", "main.open_item")
STORED = STORED_POSITIONS._replace(case_state="main.case_state")
