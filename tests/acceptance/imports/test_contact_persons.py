"""A contacts file says with whom a contact was; what others said is not the customer's word."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T18:00:00+08:00"
HEAD = "客户编号,催收时间,催收方式,催收结果,拨打号码,与案人关系,对象姓名\n"


@pytest.fixture
def imported(run: Any, tmp_path: Path) -> Any:
    """Imports rows of a diary; gives the person and the number of each contact."""
    run("init", "--currency", "CNY", "--policy", "cn_online", now=NOW)
    (tmp_path / "c.csv").write_text(
        "客户编号,姓名,手机号\nK1,王芳,13800138001\n", encoding="utf-8"
    )
    run("import", "c.csv", now=NOW)
    run("point", "add", "K1", "phone", "13800138002", now=NOW)

    def contacts(*rows: str) -> list[tuple[str, str, str]]:
        lines = "".join(
            f"K1,2026-06-29 1{number}:10,电话,{row}\n" for number, row in enumerate(rows)
        )
        (tmp_path / "d.csv").write_text(HEAD + lines, encoding="utf-8")
        run("import", "d.csv", now=NOW)
        with closing(sqlite3.connect("overdue.db")) as conn:
            query = (
                "SELECT outcome, person, phone FROM contact WHERE voided_by IS NULL ORDER BY at"
            )
            return conn.execute(query).fetchall()

    return contacts


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("拒绝还款,13911110000,朋友,张三", ("RTP", "friend", "13911110000")),
        ("无人接听,13911110000,担保人,张三", ("NA", "guarantor", "13911110000")),
        ("无人接听,+86 138-0013-8001,配偶,张三", ("NA", "self", "+86 138-0013-8001")),
        ("第三方接听,13800138002,配偶,张三", ("TPC", "self", "13800138002")),
        ("拒绝还款,13800138001,母亲,张三", ("RTP", "parent", "13800138001")),
        ("拒绝还款,,朋友,张三", ("RTP", "friend", "")),
        ("无人接听,,朋友,张三", ("NA", "self", "13800138001")),
        ("拒绝还款,13911110000,本人,王芳", ("RTP", "self", "13911110000")),
        ("拒绝还款,13911110000,,张三", ("RTP", "self", "13911110000")),
        ("拒绝还款,13911110000,,联系人", ("RTP", "contact", "13911110000")),
    ],
)
def test_the_person_is_read_from_the_relation(
    imported: Any, row: str, expected: tuple[str, str, str]
) -> None:
    assert imported(row) == [expected]


def test_a_contact_who_refused_is_left_alone_and_the_debtor_is_not(
    imported: Any, run: Any
) -> None:
    imported("空号,13800138001,本人,王芳", "拒绝还款,13911110000,联系人,张三")

    def decision(*words: str) -> str:
        said = run("may", "K1", *words, "--format", "json", code=None, now=NOW).stdout
        return str(json.loads(said)["decision"])

    assert decision("--person", "contact") == "block"
    assert decision("--person", "friend", "--purpose", "location") == "allow"
    assert decision() == "allow"


def test_the_same_file_adds_nothing_and_undo_takes_all_back(imported: Any, run: Any) -> None:
    once = imported("拒绝还款,13911110000,朋友,张三", "拒收此渠道,13911110000,朋友,张三")
    assert imported("拒绝还款,13911110000,朋友,张三", "拒收此渠道,13911110000,朋友,张三") == once
    listed = run("preference", "list", "K1", "--format", "json", now=NOW).stdout
    assert '"person": "friend"' in listed
    run("undo", now=NOW)
    assert "friend" not in run("preference", "list", "K1", "--format", "json", now=NOW).stdout
    run("check", now=NOW)
