"""Every rule of every pack has a case on each side of its edge.

A case is about the rule that it names with ``about``, else about the one that it expects. On one
side the rule objects; on the other it binds, has what it asks for, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from overdue_cli.policies.contact.pack_cases import case_verdict
from overdue_cli.policies.layers import layers_of, shipped_names
from overdue_cli.policies.pack import load


def _rules() -> Iterator[tuple[str, str]]:
    for pack in shipped_names():
        for row in layers_of(pack)[-1].data.get("rule", ()):
            if row.get("remove") is not True:
                yield pack, row["id"]


def _cases(pack: str) -> Iterator[dict[str, Any]]:
    own = layers_of(pack)[-1].data
    for row in own.get("case", ()):
        if "ask" in row:
            yield {**own.get("case_default", {}), **row}


@pytest.mark.parametrize(("pack", "rule"), list(_rules()))
def test_a_case_on_each_side(pack: str, rule: str) -> None:
    policy = load(pack)
    sides: dict[bool, list[str]] = {True: [], False: []}
    for row in _cases(pack):
        if row.get("about", row["expect"].get("rule")) != rule:
            continue
        checks = {one.rule.rule_id: one for one in case_verdict(policy, row).checks}
        assert rule in checks, f"{row['name']} is about {rule}, which does not bind there"
        sides[checks[rule].decision != "allow"].append(row["name"])
    assert sides[True], f"no case in which {rule} objects"
    assert sides[False], f"no case that {rule} just lets pass"
