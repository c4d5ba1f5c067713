"""A map names the columns of a bank's list: by header or by number, remembered by the header."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from command import Run

STRANGE = "Tag des Geschehens;Wieviel;Wofuer\n30.06.2026;-10,50;Strom\n01.07.2026;100,00;L-2041\n"
MAP = """kind = "statement"

[columns]
"Tag des Geschehens" = "booked_on"
"Wieviel" = "amount"
"Wofuer" = "text"
"""
BARE = "13/06/2026,-15.49,CAFE\n15/06/2026,612.40,ANN FEN L-2041\n"
NUMBERED = """kind = "statement"

[columns]
1 = "booked_on"
2 = "amount"
3 = "text"
"""


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def call(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")

    return call


def imported(book: Run, *args: str) -> Any:
    return json.loads(book("import", *args, "--format", "json").stdout)["files"][0]


def test_a_map_says_what_the_columns_of_a_list_are(book: Run, write: Any) -> None:
    write(a_csv=STRANGE, a_toml=MAP)
    assert "no column" in book("import", "a.csv", "--as", "statement", code=3).stderr
    file = imported(book, "a.csv", "--map", "a.toml")
    assert (file["kind"], file["new"]) == ("statement", 2)
    assert file["mapping"] == {
        "Tag des Geschehens": "booked_on",
        "Wieviel": "amount",
        "Wofuer": "text",
    }


def test_the_map_of_a_list_is_remembered_by_its_header(book: Run, write: Any) -> None:
    write(a_csv=STRANGE, a_toml=MAP, b_csv=STRANGE.replace("Strom", "Gas"))
    imported(book, "a.csv", "--map", "a.toml")
    file = imported(book, "b.csv")
    assert (file["kind"], file["new"], file["unchanged"]) == ("statement", 1, 1)


def test_a_column_that_a_map_leaves_empty_is_not_used(book: Run, write: Any) -> None:
    text = STRANGE.replace("Wofuer", "Wofuer;Gebühren").replace("\n0", ";1,00\n0").strip()
    write(a_csv=f"{text};2,00\n", a_toml=f'{MAP}"Gebühren" = ""\n', b_toml=MAP)
    assert "Gebühren" in book("import", "a.csv", "--map", "b.toml", code=2).stderr
    assert imported(book, "a.csv", "--map", "a.toml")["ignored"] == ["Gebühren"]


@pytest.mark.parametrize("args", [(), ("--as", "statement")])
def test_a_list_without_a_header_says_so_and_what_to_do(
    book: Run, write: Any, args: tuple[str, ...]
) -> None:
    write(a_csv=BARE)
    said = book("import", "a.csv", *args, code=3).stderr
    assert "the file has no header" in said
    assert "--as statement --guess" in said


@pytest.mark.parametrize("args", [(), ("--as", "statement")])
def test_a_map_by_number_reads_a_list_without_a_header(
    book: Run, write: Any, args: tuple[str, ...]
) -> None:
    write(a_csv=BARE, a_toml=NUMBERED)
    file = imported(book, "a.csv", "--map", "a.toml", *args)
    assert (file["read"], file["new"], file["header_row"]) == (2, 2, 0)
    assert imported(book, "a.csv", "--map", "a.toml", *args)["unchanged"] == 2
    lines = book("match", "--all", "--format", "csv").stdout
    assert "612.40" in lines
    assert "ANN FEN" in lines


def test_a_map_by_number_counts_below_a_header_too(book: Run, write: Any) -> None:
    write(a_csv=f"Date,Zork,Details\n{BARE}", a_toml=NUMBERED)
    file = imported(book, "a.csv", "--map", "a.toml")
    assert (file["new"], file["header_row"]) == (2, 1)
    assert file["mapping"] == {"Date": "booked_on", "Zork": "amount", "Details": "text"}


def test_rejected_rows_of_a_list_without_a_header_can_be_mended(
    book: Run, write: Any, tmp_path: Path
) -> None:
    write(a_csv=BARE.replace("612.40", "6x12.40"), a_toml=NUMBERED)
    book("import", "a.csv", "--map", "a.toml", "--accept-good", code=3)
    rejects = tmp_path / "a.csv.rejects.csv"
    rejects.write_text(rejects.read_text().replace("6x12.40", "612.40"), encoding="utf-8")
    assert imported(book, rejects.name, "--as", "statement")["new"] == 1


def test_a_guessed_map_of_a_list_without_a_header_reads_it(
    book: Run, write: Any, tmp_path: Path
) -> None:
    write(a_csv=BARE)
    book("import", "a.csv", "--as", "statement", "--guess")
    said = tomllib.loads((tmp_path / "a.csv.map.toml").read_text(encoding="utf-8"))
    assert said == {
        "kind": "statement",
        "columns": {"1": "booked_on", "2": "amount", "3": "text"},
    }
    assert imported(book, "a.csv", "--map", "a.csv.map.toml")["new"] == 2


def test_a_guessed_map_of_a_list_says_what_its_headers_mean(
    book: Run, write: Any, tmp_path: Path
) -> None:
    write(a_csv="Date,Details,Sum of it,Balance\n2026-06-13,Rent,-5.00,7.00\n")
    said = book("import", "a.csv", "--as", "statement", "--guess")
    columns = tomllib.loads((tmp_path / "a.csv.map.toml").read_text(encoding="utf-8"))["columns"]
    assert columns == {
        "Date": "booked_on",
        "Details": "text",
        "Sum of it": "amount",
        "Balance": "balance",
    }
    assert "Mend it" in said.stderr


def test_a_guessed_map_says_what_is_still_to_be_named(
    book: Run, write: Any, tmp_path: Path
) -> None:
    write(a_csv="Date,Details,Here,There\n2026-06-13,Rent,-5.00,7.00\n")
    assert "Decide" in book("import", "a.csv", "--as", "statement", "--guess", code=2).stderr
    assert '"amount"' in (tmp_path / "a.csv.map.toml").read_text(encoding="utf-8")


def test_a_map_of_a_list_names_a_field_that_is_none(book: Run, write: Any) -> None:
    write(a_csv=STRANGE, a_toml=MAP.replace('"amount"', '"amuont"'))
    said = book("import", "a.csv", "--map", "a.toml", code=2).stderr
    assert "Did you mean amount?" in said


def test_a_map_of_a_list_is_refused_for_a_file_of_another_kind(book: Run, write: Any) -> None:
    write(a_csv=STRANGE, a_toml=MAP)
    said = book("import", "a.csv", "--map", "a.toml", "--as", "loans", code=2).stderr
    assert "the map of these columns says statement" in said
