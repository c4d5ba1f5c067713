"""Thousands of random loans keep every law of ``loan_laws``.

``OVERDUE_LOANS=100000`` asks for more loans, ``OVERDUE_SEED=7`` for others; a loan is found again
by its seed and number: ``random_loans.case_of(seed, number)``.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

import pytest

from loan_laws import LAWS, Law
from random_loans import Case, case_of, traits
from sizes import size

pytestmark = pytest.mark.law
LOANS = size("OVERDUE_LOANS", small=2000, large=10_000)
SEED = int(os.environ.get("OVERDUE_SEED", "20261123"))
#: What at least a fifth of the loans must have, each.
COMMON = (
    "a reversal",
    "a backdated entry",
    "an early payment",
    "two entries on one day",
    "a charge",
)
SHOWN = 5
#: More breaches say nothing new; the run ends.
ENOUGH = 50


def test_every_loan_keeps_every_law(capsys: pytest.CaptureFixture[str]) -> None:
    mix: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    broken: dict[str, list[str]] = defaultdict(list)
    for number in range(LOANS):
        case = case_of(SEED, number)
        mix.update(traits(case))
        for law, every in LAWS.items():
            if number % every == 0:
                checked[law.__name__] += 1
                broken[law.__name__] += breaches(law, case)
        if sum(map(len, broken.values())) > ENOUGH:
            break
    with capsys.disabled():
        print(told(mix, checked))
    assert not any(broken.values()), found_broken(broken)
    assert all(mix[name] >= LOANS / 5 for name in COMMON)


def breaches(law: Law, case: Case) -> Iterator[str]:
    rng = Random(f"{SEED}:{case.number}:{law.__name__}")
    for said in law(case, rng):
        yield f"seed {SEED} loan {case.number}: {said}"


def told(mix: Counter[str], checked: Counter[str]) -> str:
    """The mix of the loans, and on how many of them each law was checked."""
    lines = [f"\n{LOANS} random loans, seed {SEED}"]
    lines += [f"  {count / LOANS:6.1%}  {name}" for name, count in mix.most_common()]
    lines += [f"  {count:6}  checked: {name}" for name, count in checked.items()]
    return "\n".join(lines)


def found_broken(broken: dict[str, list[str]]) -> str:
    said = {law.__name__: law.__doc__ for law in LAWS}
    return "\n".join(
        "\n".join([f"{name} ({len(found)} breaches): {said[name]}", *found[:SHOWN]])
        for name, found in broken.items()
        if found
    )
