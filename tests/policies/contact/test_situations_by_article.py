"""Situations worked out from the texts of the laws, beside the repository: each comes out so."""

from __future__ import annotations

from typing import Any

import pytest

from overdue_cli.policies.contact.pack_cases import CaseResult, run_cases
from overdue_cli.policies.layers import layers_of
from overdue_cli.policies.pack import load
from places import SHARED

FOLDER = SHARED / "cases" / "gate"


def _results() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")) if FOLDER.is_dir() else ():
        policy, layer = load(str(path)), layers_of(str(path))[-1]
        found += [pytest.param(one, id=one.name) for one in run_cases(policy, layer)]
    return found


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no situations beside the repository")
@pytest.mark.parametrize("result", _results())
def test_the_situation_comes_out_as_the_text_says(result: CaseResult) -> None:
    assert not result.failures, (result.name, result.failures)
