"""Writes into the pages what their commands print now: ``python docs/record.py [PAGE…]``.

Only what no longer matches is written anew. Where a page leaves lines out (``…`` alone on a
line), as many lines as before are kept on both sides of it. Read the difference before it is
committed: a page that changes is output that somebody relied on.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pages


def recorded(shown: Sequence[str], lines: Sequence[str]) -> list[str]:
    """What a page shows of these lines, leaving out what it left out before.

    >>> recorded(["a", "…", "y"], ["a", "b", "c", "z"])
    ['a', '…', 'z']
    """
    if "…" not in shown:
        return [_kept(shown, line) for line in lines]
    first = list(shown).index("…")
    last = len(shown) - 1 - list(shown)[::-1].index("…")
    head, tail = lines[:first], lines[len(lines) - (len(shown) - 1 - last) :]
    if last == len(shown) - 1:
        tail = []
    return [*(_kept(shown, line) for line in head), "…", *(_kept(shown, line) for line in tail)]


def _kept(shown: Sequence[str], line: str) -> str:
    """The line as the page has it where that still matches."""
    return next((old for old in shown if old != "…" and pages.same([old], [line])), line)


def record(page: Path, demo: Path) -> int:
    """How many commands of a page were written anew."""
    text = page.read_text(encoding="utf-8")
    written = text.split("\n")
    changes: list[tuple[int, int, list[str]]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages.prepare(folder, demo, text)
        for step in pages.steps(text):
            ended = pages.run(step, folder)
            if ended.status != step.status:
                told = "\n  ".join([f"{page.name}:{step.line}: exit {ended.status}", *ended.lines])
                sys.stderr.write(f"{told}\n")
            elif step.shown and not pages.same(step.shown, ended.lines):
                start = step.last - len(step.shown)
                changes.append((start, step.last, recorded(step.shown, ended.lines)))
    for start, last, lines in reversed(changes):
        written[start:last] = lines
    if changes:
        page.write_text("\n".join(written), encoding="utf-8")
    return len(changes)


def main() -> None:
    """Records the pages named, else all that show something."""
    wanted = [Path(name).resolve() for name in sys.argv[1:]] or pages.pages()
    with tempfile.TemporaryDirectory() as folder:
        demo = pages.make_demo(Path(folder))
        for page in wanted:
            if any(pages.steps(page.read_text(encoding="utf-8"))):
                count = record(page, demo)
                if count:
                    sys.stdout.write(f"{page.name}: {count} written anew\n")


if __name__ == "__main__":
    main()
