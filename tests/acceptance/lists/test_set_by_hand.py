"""What a person corrected stays until the daily list itself says something new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NOW = "2026-07-02T09:00+08:00"
HEAD = "loan_id,customer_id,name,phone,officer,days_past_due,overdue_amount,as_of\n"
FIRST, CORRECTED, NEW = "13800138000", "13900139000", "13700137000"


def test_a_corrected_phone_stays_until_the_list_has_another(
    run: Any, data: Any, tmp_path: Path
) -> None:
    def listed(day: int, phone: str) -> str:
        row = f"L1,C1,Wang,{phone},li,{day},100,2026-06-{day}\n"
        (tmp_path / "list.csv").write_text(HEAD + row, encoding="utf-8")
        run("import", "list.csv", "--list", "complete", now=NOW)
        shown: str = data("show", "customer:C1", now=NOW)["phone"]
        return shown

    run("init", "--currency", "CNY", now=NOW)
    assert listed(10, FIRST) == FIRST
    run("set", "C1", f"phone={CORRECTED}", now=NOW)
    assert listed(11, FIRST) == CORRECTED
    assert listed(12, "") == CORRECTED
    assert listed(13, NEW) == NEW
    assert listed(14, FIRST) == FIRST
    run("check", now=NOW)
