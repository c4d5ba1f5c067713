"""A guessed map says of every column what the import itself would read, and nothing more."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from overdue_cli.actions.imports.guess import guess_maps
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, read_map, recognised
from overdue_cli.ingest.headers.glossary import aliases
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.tables import open_tables

KNOWN = sorted({alias for known in aliases().values() for alias in known})


def fields_of(path: Path, kind: str) -> dict[str, str]:
    """What the guessed map says; decisions that are left to the user are no part of it."""
    guess_maps([path], ImportOptions(kind))
    target = path.with_name(f"{path.name}.map.toml")
    said = tomllib.loads(target.read_text(encoding="utf-8"))
    target.unlink()
    return dict(said.get("columns", {}))


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("snapshot", "逾期期数", ""),
        ("snapshot", "累计逾期期数", ""),
        ("invoices", "代收金额", ""),
        ("loans", "借款期限", ""),
        ("loans", "保单号", ""),
        ("loans", "剩余期数", ""),
        ("transactions", "应还金额", ""),
        ("snapshot", "逾期天数", "days_past_due"),
        ("loans", "执行月利率(‰)", "annual_rate"),
        ("loans", "Custmer id", ""),
    ],
)
def test_a_near_name_is_not_written_as_a_field(
    kind: str, header: str, field: str, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_text(f"{header},借据号\n1,2\n", encoding="utf-8")
    assert fields_of(path, kind)[header] == field


def test_a_slip_in_letters_is_only_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("custmer_id,loan_id\n1,2\n", encoding="utf-8")
    guess_maps([path], ImportOptions("loans"))
    text = path.with_name("f.csv.map.toml").read_text(encoding="utf-8")
    assert '"custmer_id" = ""  # not known, customer_id? (such as \'1\')' in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_guess_reads_what_the_import_reads(kind: str, tmp_path: Path) -> None:
    """Random headers of all kinds: every field of the map is one that the import takes."""
    chance = random.Random(20261129)
    path = tmp_path / "f.csv"
    needed = [f.name for f in KINDS[kind].fields if f.required or f.name in KINDS[kind].any_of[:1]]
    for _ in range(60):
        header = [*needed, *(name for name in chance.sample(KNOWN, 8) if name not in needed)]
        path.write_text(",".join(header) + "\n" + ",".join("1" * len(header)) + "\n", "utf-8")
        (table,) = open_tables(path)
        try:
            columns = recognised(table, kind, NO_MAP, ["all"])
        except (Undecided, BadFile):
            continue
        read = {one.header: field for field, c in columns.columns.items() for one in c.all}
        assert fields_of(path, kind) == {name: read.get(name, "") for name in header}


def test_a_guess_is_a_map_that_the_import_takes_without_a_question(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "loan_id,customer_id,principal,disbursed_on,减免金额\nL1,C1,100,2026-01-05,5\n", "utf-8"
    )
    (table,) = open_tables(path)
    with pytest.raises(Undecided, match="减免金额"):
        recognised(table, "", NO_MAP)
    guess_maps([path], ImportOptions())
    said = read_map(path.with_name("f.csv.map.toml"))
    assert recognised(table, "", said).ignored == ("减免金额",)
