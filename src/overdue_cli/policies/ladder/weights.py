"""The weights of the priority, from the table [priority] to domain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overdue_cli.domain.ladder.priority import Weights


def weights_of(data: Mapping[str, Any]) -> Weights:
    """The points of the priority; what [priority] does not say has the usual ones.

    >>> weights_of({"priority": {"per_day": 2}}).per_day, weights_of({}).per_day
    (2, 1)
    """
    return Weights()._replace(**data.get("priority", {}))
