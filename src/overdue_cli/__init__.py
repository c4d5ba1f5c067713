"""overdue: one local file for people who look after overdue customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from overdue_cli.book import open_book as open_book

__version__ = "0.3.0"


def __getattr__(name: str) -> Any:
    """``open_book``, imported when it is asked for: ``import overdue_cli`` alone stays light."""
    if name == "open_book":
        from overdue_cli.book import open_book

        return open_book
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
