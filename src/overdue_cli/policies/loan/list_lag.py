"""How long daily lists may leave out recorded money: ``[payment] list_lag`` of a policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.lists.list_lag import ListLag
from overdue_cli.policies.key_checks import is_whole


def list_lag_of(data: Mapping[str, Any]) -> ListLag:
    """Business days by the calendar of ``[contact]``; WrongUse for what is no number of days."""
    days = data.get("payment", {}).get("list_lag", ListLag().days)
    if not is_whole(days):
        raise WrongUse(
            f"[payment]: list_lag is {days!r}", hint="Give a whole number of days, 0 or more."
        )
    return ListLag(days, str(data.get("contact", {}).get("calendar", "")))
