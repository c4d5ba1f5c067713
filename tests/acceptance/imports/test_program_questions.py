"""The questions that a table of a program raises end: each has an answer, and then it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import overdue
from program_tables import TABLES, table_file

pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="no real tables beside the repository")


def test_each_question_of_a_list_of_receivables_names_the_option_that_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")
    options = ["import", str(table_file("cn-kingdee-ar"))]
    for asked, answer in (
        ("--terms", ("--terms", "30")),
        ("--leave-out '单据日期'", ("--leave-out", "单据日期")),
        ("--as-of", ("--as-of", "2026-06-30")),
    ):
        assert asked in overdue(*options, code=2).stderr
        options += answer
    overdue(*options)
    aged = overdue("report", "aging", "--as-of", "2026-07-05", "--format", "json").stdout
    (sums,) = json.loads(aged)["currencies"]
    assert (sums["overdue"], sums["not_due"]) == ("8300.00", "5650.00")
