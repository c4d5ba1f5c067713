"""Time and memory of each hot command on a large ledger, against a bare Typer program.

Every measurement is a whole process, from start to exit, as a user would run it; in every round
all commands take turns in another order, so that whatever else the machine does falls on all of
them alike. ``python bench/startup.py --loans 100000 --runs 20`` prints the tables; ``--write``
puts them into ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import page
from book import DAY, OUT, customer_id, kept
from processes import Channel, Run, finished, overdue

HERE = Path(__file__).resolve().parent
PAST = date(2026, 4, 30)
MEMORY_LIMIT = 80.0
WARM_UP = 2
CUSTOMER, LOAN = customer_id(17), "L0000042"


class Case(NamedTuple):
    """One command on one channel; ``limit`` is its target as a multiple of bare ``hello``."""

    name: str
    argv: tuple[str, ...]
    channel: Channel
    limit: float = 0.0
    env: tuple[tuple[str, str], ...] = ()


def cases() -> list[Case]:
    """Everything that is measured, the yardsticks first."""
    made: list[Case] = []
    channels: tuple[Channel, ...] = ("pipe", "tty")
    for channel in channels:
        made += [_bare(word, channel) for word in ("hello", "--help")]
        made += [_overdue(words, limit, channel) for words, limit in COMMANDS]
    return [*made, _overdue("queue", 1.5, "tty"), COMPLETION]


def _bare(word: str, channel: Channel) -> Case:
    return Case(f"bare {word}", (sys.executable, str(HERE / "bare.py"), word), channel)


def _overdue(words: str, limit: float, channel: Channel) -> Case:
    return Case(f"overdue {words}".strip(), (*overdue(), *words.split()), channel, limit)


COMMANDS = (
    ("--help", 1.5),
    ("", 1.5),
    ("queue --stage phone --limit 20", 1.7),
    ("queue --due --why --limit 20", 1.7),
    (f"show {CUSTOMER}", 1.5),
    (f"show {LOAN}", 1.5),
    (f"log-call {CUSTOMER} --outcome NA", 1.7),
    (f"may {CUSTOMER} --channel letter", 1.7),
    (f"explain {CUSTOMER}", 1.7),
    ("report aging", 1.7),
    ("report aging --by loan", 1.7),
)
COMPLETION = Case(
    "completion of a customer id",
    overdue(),
    "pipe",
    1.5,
    (
        ("_OVERDUE_COMPLETE", "complete_bash"),
        ("COMP_WORDS", f"overdue show {CUSTOMER[:-1]}"),
        ("COMP_CWORD", "2"),
    ),
)


#: Settings of a developer that no user has: they make Python compile every module anew.
NOT_A_USERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


def environment(db: Path) -> dict[str, str]:
    """The same environment for every process: the book's last day is today."""
    return {
        **{name: value for name, value in os.environ.items() if name not in NOT_A_USERS},
        "OVERDUE_DB": str(db),
        "OVERDUE_NOW": f"{DAY}T10:00:00+08:00",
        "OVERDUE_ACTOR": "bench",
        "TERM": "xterm-256color",
    }


def run(case: Case, db: Path) -> Run:
    """One run of a case; the benchmark ends where a command fails or says nothing."""
    one = finished(case.argv, {**environment(db), **dict(case.env)}, case.channel)
    if one.status or not one.said:
        raise SystemExit(f"{case.name}: exit {one.status}\n{one.said.decode()}")
    return one


def measured(wanted: Sequence[Case], db: Path, runs: int) -> dict[Case, list[Run]]:
    """So many runs of every case, in turns, after a warm-up that does not count."""
    found: dict[Case, list[Run]] = {case: [] for case in wanted}
    dice = random.Random(runs)
    for turn in range(-WARM_UP, runs):
        for case in dice.sample(wanted, len(wanted)):
            one = run(case, db)
            if turn >= 0:
                found[case].append(one)
    return found


def seconds(runs: Sequence[Run]) -> float:
    """The median wall time."""
    return statistics.median(one.seconds for one in runs)


def worked(runs: Sequence[Run]) -> float:
    """The median processor time."""
    return statistics.median(one.worked for one in runs)


def memory(runs: Sequence[Run]) -> float:
    """The highest resident memory of any run, MiB."""
    return max(one.memory for one in runs)


def table(found: dict[Case, list[Run]]) -> Iterator[str]:
    """The Markdown table: medians, ratios to bare ``hello`` of the same channel, memory."""
    yield "| command | output | median ms | × bare hello | target | cpu × | peak MiB | |"
    yield "|---|---|---:|---:|---:|---:|---:|---|"
    base = {case.channel: runs for case, runs in found.items() if case.name == "bare hello"}
    for case, runs in found.items():
        bare = base[case.channel]
        ratio, peak = seconds(runs) / seconds(bare), memory(runs)
        over = case.limit and (round(ratio, 2) > case.limit or peak > MEMORY_LIMIT)
        target = f"≤ {case.limit}" if case.limit else ""
        yield (
            f"| `{case.name}` | {case.channel} | {seconds(runs) * 1000:.0f} | {ratio:.2f} "
            f"| {target} | {worked(runs) / worked(bare):.2f} | {peak:.0f} "
            f"| {'**above**' if over else ''} |"
        )


def past(db: Path, runs: int) -> Iterator[str]:
    """A report about a past day beside computing everything anew: both whole processes."""
    words = f"report aging --as-of {PAST}"
    report = _overdue(words, 0, "pipe")
    rebuild = Case("derive.rebuild", (sys.executable, str(HERE / "rebuild.py"), str(db)), "pipe")
    found = measured([report, rebuild], db, runs)
    yield "| command | median s | peak MiB |"
    yield "|---|---:|---:|"
    for case, done in found.items():
        yield f"| `{case.name}` | {seconds(done):.1f} | {memory(done):.0f} |"


@contextmanager
def working_copy(loans: int) -> Iterator[Path]:
    """A copy of the book to read and write; built in another process, so that this stays small."""
    subprocess.run(
        [sys.executable, str(HERE / "book.py"), "--loans", str(loans)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    copy = OUT / f"startup-{os.getpid()}.db"
    try:
        shutil.copyfile(kept(loans), copy)
        yield copy
    finally:
        for left in OUT.glob(f"{copy.name}*"):
            left.unlink()


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--past-runs", type=int, default=3, help="0 leaves the past day out")
    parser.add_argument("--only", default="", help="only commands whose name holds this text")
    parser.add_argument("--write", action="store_true", help="put the tables on the page")
    return parser.parse_args()


def main() -> None:
    """Measures, prints, and writes the page when asked."""
    asked = options()
    wanted = [c for c in cases() if asked.only in c.name or c.name == "bare hello"]
    with working_copy(asked.loans) as db:
        lines = [f"{page.machine()}; {asked.loans:,} loans, {asked.runs} runs", ""]
        lines += table(measured(wanted, db, asked.runs))
        if asked.past_runs:
            lines += ["", f"A day two months back, {asked.past_runs} runs:", ""]
            lines += past(db, asked.past_runs)
    print("\n".join(lines))
    if asked.write:
        page.put("hot commands", "\n".join(lines))


if __name__ == "__main__":
    main()
