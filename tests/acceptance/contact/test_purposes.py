"""What a contact was for and whom it was with: told, shown, imported, taken back; ages."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T10:00:00+08:00"
CUSTOMERS = """客户编号,客户姓名,电话,出生日期
C1,Ana,+86 1,2009-02-28
C2,Bo,,
"""


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    run("init", "--currency", "CNY", now="2026-05-01T10:00:00+08:00")
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    run("import", "customers.csv", now="2026-05-01T10:00:00+08:00")
    return tmp_path / "overdue.db"


def cell(book: Path, query: str) -> Any:
    with closing(sqlite3.connect(book)) as conn:
        return conn.execute(query).fetchone()[0]


def contacts(run: Any) -> list[dict[str, str]]:
    rows = json.loads(run("show", "C1", "--format", "json", now=NOW).stdout)["contacts"]
    return [{name: row[name] for name in ("person", "purpose")} for row in rows]


@pytest.mark.parametrize(
    "command",
    [("log-call",), ("log-visit",), ("log-message", "--channel", "letter")],
)
def test_a_purpose_and_a_person_are_kept_shown_and_undone(
    run: Any, book: Path, command: tuple[str, ...]
) -> None:
    words = ("--outcome", "TPC", "--person", "邻居", "--purpose", "location")
    run(command[0], "C1", *command[1:], *words, now=NOW)
    assert contacts(run) == [{"person": "neighbour", "purpose": "location"}]
    assert "purpose location" in run("show", "C1", now=NOW).stdout
    run("undo", now=NOW)
    assert contacts(run) == []


def test_a_contact_is_to_collect_from_the_debtor_where_nothing_is_said(
    run: Any, book: Path
) -> None:
    run("log-call", "C1", "--outcome", "NA", now=NOW)
    assert contacts(run) == [{"person": "self", "purpose": "collect"}]


def test_the_verdict_is_on_the_purpose(run: Any, book: Path) -> None:
    about = ("log-call", "C1", "--outcome", "TPC", "--person", "employer")
    assert "advises against it" in run(*about, now=NOW).stderr
    assert run(*about, "--purpose", "location", now=NOW).stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--purpose", "locaton"), "location"), (("--person", "spuse"), "spouse")],
)
def test_a_word_that_is_not_known_is_answered_with_the_nearest(
    run: Any, book: Path, words: tuple[str, str], said: str
) -> None:
    for command in (("log-call", "C1", "--outcome", "NA"), ("may", "C1")):
        assert said in run(*command, *words, code=2, now=NOW).stderr
    assert contacts(run) == []


def test_purposes_come_with_a_file(run: Any, book: Path, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        "customer_id,at,channel,outcome,联系目的\n"
        "C1,2026-05-04T10:00,call,NA,寻人\nC1,2026-05-05T10:00,call,NA,\n",
        encoding="utf-8",
    )
    run("import", "contacts.csv", now=NOW)
    assert [one["purpose"] for one in contacts(run)] == ["collect", "location"]


def test_a_date_of_birth_comes_with_a_file_and_is_not_on_the_screen(run: Any, book: Path) -> None:
    assert cell(book, "SELECT born_on FROM customer WHERE customer_id = 'C1'") == "2009-02-28"
    assert "2009-02-28" not in run("show", "C1", now=NOW).stdout
    shown = json.loads(run("show", "C1", "--format", "json", now=NOW).stdout)
    assert shown["born_on"] == "2009-02-28"


def test_a_date_of_birth_is_set_and_taken_back(run: Any, book: Path) -> None:
    run("set", "C2", "born_on=1990-02-28", now=NOW)
    assert cell(book, "SELECT born_on FROM customer WHERE customer_id = 'C2'") == "1990-02-28"
    run("undo", now=NOW)
    assert cell(book, "SELECT born_on FROM customer WHERE customer_id = 'C2'") == ""


@pytest.mark.parametrize(
    ("text", "said"), [("1990-02-30", "which is no date"), ("2026-06-11", "still to come")]
)
def test_a_date_of_birth_that_cannot_be(run: Any, book: Path, text: str, said: str) -> None:
    assert said in run("set", "C2", f"born_on={text}", code=2, now=NOW).stderr


def test_what_a_person_allows_is_known_by_the_same_word(run: Any, book: Path) -> None:
    run("preference", "add", "C1", "consent", "--person", "Neighbor", now=NOW)
    assert cell(book, "SELECT person FROM preference") == "neighbour"


@pytest.mark.parametrize(
    ("words", "key", "word"),
    [
        (("--channel", "短信"), "channel", "sms"),
        (("--channel", "微信"), "channel", "chat"),
        (("--channel", "E-Mail"), "channel", "email"),
        (("--purpose", "核实联系方式", "--person", "联系人"), "purpose", "location"),
        (("--purpose", "skip tracing", "--person", "neighbour"), "purpose", "location"),
    ],
)
def test_channels_and_purposes_by_the_names_that_files_use(
    run: Any, book: Path, words: tuple[str, ...], key: str, word: str
) -> None:
    said = run("may", "C1", *words, "--format", "json", code=None, now=NOW).stdout
    assert json.loads(said)[key] == word


def test_logs_and_wishes_take_them_too(run: Any, book: Path) -> None:
    run("log-message", "C1", "--channel", "短信", "--text", "您好", now=NOW)
    assert cell(book, "SELECT channel FROM contact") == "sms"
    run("log-call", "C1", "--outcome", "TPC", "--purpose", "寻人", "--person", "邻居", now=NOW)
    assert cell(book, "SELECT purpose FROM contact ORDER BY contact_id DESC") == "location"
    run("preference", "add", "C1", "opt_out", "--channel", "电话", now=NOW)
    assert cell(book, "SELECT channel FROM preference") == "call"


@pytest.mark.parametrize("option", ["--channel", "--purpose"])
def test_a_word_that_is_none_of_them_is_refused_with_the_known_ones(
    run: Any, book: Path, option: str
) -> None:
    assert "Known: c" in run("may", "C1", option, "传真", code=2, now=NOW).stderr


def test_a_birth_that_is_still_to_come_is_rejected_with_its_row(
    run: Any, book: Path, tmp_path: Path
) -> None:
    text = "客户编号,出生日期\nC2,2026-06-10\nC1,2026-06-11\n"
    (tmp_path / "born.csv").write_text(text, encoding="utf-8")
    said = run("import", "born.csv", code=3, now=NOW)
    assert "born.csv:3: column '出生日期' value '2026-06-11': this is still to come" in (
        said.stdout + said.stderr
    )
    assert cell(book, "SELECT born_on FROM customer WHERE customer_id = 'C1'") == "2009-02-28"
