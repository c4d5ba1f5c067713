"""What a rule comes to where it objects: as its strength says, unless the rule says otherwise."""

from __future__ import annotations

import pytest

from overdue_cli.policies.contact.rules import rule


@pytest.mark.parametrize(
    ("keys", "decision"),
    [
        ({"strength": "prohibition"}, "block"),
        ({"strength": "prohibition", "blocks": False}, "warn"),
        ({"strength": "presumption"}, "warn"),
        ({"strength": "guidance"}, "warn"),
        ({"strength": "guidance", "blocks": True}, "block"),
        ({}, "warn"),
        ({"blocks": True}, "block"),
    ],
)
def test_blocks_goes_before_strength(keys, decision):
    assert rule({"id": "r", "kind": "opt_out", **keys}).decision == decision
