"""Where rules come from: every rule says its article, how sure it is, and when it was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.policies.layers import shipped_names
from overdue_cli.policies.lint import warnings
from overdue_cli.policies.pack import load
from overdue_cli.policies.sources import RuleSource, sources_of

READ = date(2026, 11, 1)
LAW = RuleSource("rule", "r", "R", "article 1", None, "primary", "high", READ)


@pytest.mark.parametrize("name", shipped_names())
def test_every_rule_of_a_pack_names_its_source(name: str) -> None:
    for one in load(name).sources:
        assert one.source, one
        if one.evidence == "own":
            assert one.is_verified is None
        elif one.evidence == "field" or one.confidence != "high":
            assert one.is_verified is False, one
        else:
            assert one.verified_on is not None, one


def test_a_text_read_a_year_ago_is_stale_on_the_day_after() -> None:
    assert [LAW.is_stale(day) for day in (date(2027, 11, 1), date(2027, 11, 2))] == [False, True]


def test_a_choice_of_our_own_is_never_stale() -> None:
    assert not LAW._replace(evidence="own").is_stale(date(2036, 1, 1))


def test_a_belief_is_not_verified_however_lately_it_was_looked_at() -> None:
    assert LAW.is_verified
    assert not LAW._replace(evidence="field").is_verified
    assert not LAW._replace(confidence="medium").is_verified
    assert not LAW._replace(verified_on=None).is_verified


def test_rules_keep_the_date_of_their_text() -> None:
    row = {"id": "r", "source": "article 1", "text_date": date(2026, 3, 9), "evidence": "primary"}
    (found,) = sources_of({"rule": [row]})
    assert (found.text_date, found.verified_on) == (date(2026, 3, 9), None)


def test_nothing_that_ships_is_stale_today() -> None:
    assert [one for name in shipped_names() for one in warnings(name, date(2026, 11, 30))] == []


def test_lint_warns_of_what_was_read_too_long_ago_and_ends_well(run: Any, tmp_path: Path) -> None:
    own = (
        'name = "mine"\ntitle = "Mine"\nversion = "1"\n[[rule]]\nid = "r"\nkind = "cap"\n'
        'most = 3\nper = "day"\nsource = "article 1"\nstrength = "prohibition"\n'
        'evidence = "primary"\nverified_on = 2025-06-01\n'
    )
    (tmp_path / "mine.toml").write_text(own, encoding="utf-8")
    done = run("policy", "lint", "mine.toml", now="2026-06-02T09:00:00+08:00")
    assert done.exit_code == 0
    assert "its source was last read on 2025-06-01, more than a year ago" in done.stdout
    assert "1 warning" in done.stderr
    done = run("policy", "lint", "mine.toml", now="2026-06-01T09:00:00+08:00")
    assert "warning" not in done.stdout + done.stderr


def test_sources_are_printed_with_article_and_day(rows: Any) -> None:
    found = {row["name"]: row for row in rows("policy", "sources", "us_regf")}
    hours = found["regf_hours"]
    assert (hours["evidence"], hours["verified"], hours["stale"]) == ("primary", "true", "false")
    assert "1006.6(b)(1)" in hours["source"]
    assert found["hours"]["evidence"] == "own"
    assert found["ifrs9"]["what"] == "class"
