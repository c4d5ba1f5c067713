"""Progress of a long command: one line on stderr, on a terminal only, after half a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_AFTER = 0.5
_EVERY = 0.1
_CLEAR = "\r\x1b[K"


@contextmanager
def shown_progress() -> Iterator[Callable[[str, float | None], None]]:
    """A function to call with what is being done and the share of it that is done, if known."""
    if not sys.stderr.isatty():
        yield lambda what, share: None
        return
    next_at = monotonic() + _AFTER
    shown = False

    def tell(what: str, share: float | None) -> None:
        nonlocal next_at, shown
        if monotonic() < next_at:
            return
        next_at = monotonic() + _EVERY
        shown = True
        text = what if share is None else f"{what} {share:.0%}"
        sys.stderr.write(f"{_CLEAR}{text}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
