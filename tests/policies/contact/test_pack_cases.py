"""Every case that stands in a shipped pack comes out as the pack says."""

from __future__ import annotations

from datetime import datetime

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.contact.pack_cases import run_case, run_cases
from overdue_cli.policies.layers import layers_of, shipped_names
from overdue_cli.policies.pack import load


def results():
    for name in shipped_names():
        policy, layer = load(name), layers_of(name)[-1]
        yield from run_cases(policy, layer)


RESULTS = list(results())


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.pack}: {result.name}")
def test_the_case_comes_out_as_expected(result):
    assert not result.failures, result.failures


def test_no_two_cases_of_a_pack_have_one_name():
    names = [(result.pack, result.name) for result in RESULTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        ("points", {"value": "1"}, "points needs kind"),
        ("holds", {"kind": "dispute"}, "holds needs from"),
        ("history", {"outcome": "NA"}, "history needs at"),
        ("history", {"outcome": "NA", "at": "2026-06-30"}, "at of history is no time"),
    ],
)
def test_a_case_that_lacks_something_is_told_by_its_name(part, row, said):
    ask = {"channel": "call", "at": datetime(2026, 6, 30, 9)}
    case = {"name": "Q", "ask": ask, "expect": {"decision": "allow"}, part: [row]}
    with pytest.raises(WrongUse, match=f"case 'Q': {said}"):
        run_case(load("standard"), "standard", case)
