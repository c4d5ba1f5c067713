"""A ladder that judges every instalment alone: queue, board, explain, show and ageing agree."""

from __future__ import annotations

import pytest

NOW = {"now": "2026-06-30T12:00:00+08:00"}
PACK = 'name="own"\ntitle="Own"\nversion="1"\nbase="standard"\n[ladder]\nunit="%s"\n'


@pytest.mark.parametrize("unit", ["customer", "loan", "item"])
def test_each_unit_of_the_ladder_is_told_alike_everywhere(
    run, data, rows, book_files, tmp_path, unit
):
    (tmp_path / "own.toml").write_text(PACK % unit, encoding="utf-8")
    run("init", "--currency", "CNY", **NOW)
    run("import", *book_files(tmp_path / "in"), **NOW)
    run("policy", "use", "own.toml", "--from", "2026-01-01", **NOW)
    queue = {row["customer_id"]: row for row in rows("queue", **NOW)}
    assert len(queue) > 3
    for who, row in queue.items():
        assert data("explain", who, **NOW)["stage"] == row["stage"]
        assert data("show", who, **NOW)["stage"] == row["stage"]
    loans = [row["loan_id"] for row in rows("queue", "--by", "loan", **NOW)]
    assert len(loans) >= len(queue)
    assert len(loans) == len(set(loans))
    board = {row["stage"]: int(row["customers"]) for row in rows("board", **NOW)}
    for stage in {row["stage"] for row in queue.values()}:
        assert board[stage] >= sum(row["stage"] == stage for row in queue.values())
    late = {row["stage"] for row in queue.values() if row["overdue_CNY"]}
    assert late <= {row["group"] for row in rows("report", "aging", "--group", "stage", **NOW)}
    run("check", **NOW)
