"""Shows the main job on a fresh demo ledger: import, queue, log a call, aged debt, check.

Run it with ``make demo``, or ``python examples/demo.py`` where overdue is installed.
"""

from __future__ import annotations

import csv
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LEDGER = HERE.parent / "demo" / "demo.db"


def overdue(*args: str, quiet: bool = False) -> str:
    """What the command prints; it is shown first, as a person would type it."""
    if not quiet:
        print(f"\n$ overdue {shlex.join(args)}", flush=True)
    env = {**os.environ, "OVERDUE_DB": str(LEDGER), "OVERDUE_ACTOR": "demo"}
    done = subprocess.run(
        [sys.executable, "-m", "overdue_cli", *args],
        cwd=HERE,
        env=env,
        stdout=subprocess.PIPE if quiet else None,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout or ""


def first_to_call() -> str:
    """The customer on top of the phone queue."""
    rows = overdue("queue", "--stage", "phone", "--limit", "1", "--format", "csv", quiet=True)
    return next(csv.DictReader(io.StringIO(rows)))["customer_id"]


def main() -> None:
    """The main job, command by command."""
    LEDGER.parent.mkdir(exist_ok=True)
    overdue("demo", "--yes")
    overdue("import", "customers.csv", "loans.csv", "instalments.csv", "transactions.csv")
    overdue("queue", "--stage", "phone", "--limit", "10")
    who = first_to_call()
    overdue("log-call", who, "--outcome", "CB", "--callback", "tomorrow", "--note", "at work")
    overdue("show", who)
    overdue("report", "aging")
    overdue("check")
    print(f"\nThe ledger is {LEDGER.relative_to(HERE.parent)}; try 'overdue --help' on it.")


if __name__ == "__main__":
    main()
