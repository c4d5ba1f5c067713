"""How many examples a law takes: few in every run, many with ``OVERDUE_LAWS=large``."""

from __future__ import annotations

import os

PROFILE = os.environ.get("OVERDUE_LAWS") or "small"
assert PROFILE in ("small", "large"), f"OVERDUE_LAWS={PROFILE}: it is small or large"


def size(name: str, *, small: int, large: int) -> int:
    """The number of the profile, or the one that the variable ``name`` asks for."""
    return int(os.environ.get(name) or (large if PROFILE == "large" else small))
