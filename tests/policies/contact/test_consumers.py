"""Whom a policy calls consumers, and the words that its rules may name persons by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from overdue_cli.policies.lint import lint

DAY = date(2026, 6, 30)


def faults_of(folder: Path, text: str) -> list[str]:
    path = folder / "own.toml"
    head = 'name = "own"\ntitle = "Own"\nversion = "1"\nbase = "standard"\n'
    path.write_text(head + text, encoding="utf-8")
    return [fault.line() for fault in lint(str(path), DAY)]


def test_a_policy_may_name_consumers_and_rules_may_speak_of_them(tmp_path: Path) -> None:
    assert (
        faults_of(
            tmp_path,
            '[contact]\nconsumers = ["self", "spouse"]\nconsumers_of_minors = ["parent"]\n'
            '[[rule]]\nid = "hours"\nkind = "hours"\nhours = [{ from = "09:00", to = "20:00" }]\n'
            'persons = ["consumer"]\nsource = "our choice"\n',
        )
        == []
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('consumers = ["self", "godmother"]', "consumers names 'godmother'"),
        ('consumers = ["self", "parent"]\nconsumers_of_minors = ["parent"]', "name one person"),
        ("majority = 0", "majority"),
        ('consumer = ["self"]', "unknown key 'consumer'"),
    ],
)
def test_consumers_that_cannot_be_meant(tmp_path: Path, table: str, said: str) -> None:
    assert said in " ".join(faults_of(tmp_path, f"[contact]\n{table}\n"))


def test_a_rule_about_a_person_whom_no_contact_has(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "inconvenient"\nkind = "inconvenient"\nsource = "our choice"\n'
    faults = faults_of(tmp_path, f'{rule}not_persons = ["godmother"]\n')
    assert "not_persons names 'godmother', which no contact has" in " ".join(faults)
