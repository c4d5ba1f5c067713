"""A map may teach names that count in every later file of the ledger, under ``[words]``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+00:00"
WORDS = (
    'kind = "invoices"\n[columns]\n"Beleg X" = "invoice_id"\n[words]\n"Wert Y" = "outstanding"\n'
)
FIRST = (
    "Beleg X,Kunde,Fällig am,Betrag,Wert Y,Stichtag\nR-1,Ana,2026-06-01,100.00,40.00,2026-06-30\n"
)
#: Another header: the map itself is not about it.
SECOND = (
    "Wert Y,Rechnungsnummer,Kunde,Fällig am,Betrag,Stichtag\n"
    "30.00,R-2,Bob,2026-06-02,90.00,2026-06-30\n"
)


@pytest.fixture
def taught(run: Any, tmp_path: Path) -> Path:
    """A folder with a ledger that a map has taught a word."""
    write(tmp_path, first=FIRST, second=SECOND)
    (tmp_path / "m.toml").write_text(WORDS, encoding="utf-8")
    run("init", "--currency", "EUR", now=NOW)
    run("import", "first.csv", "--map", "m.toml", now=NOW)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def mapping(run: Any, *args: str) -> dict[str, str]:
    """Field → header of the one file of an import."""
    out = run("import", *args, "--format", "json", now=NOW).stdout
    return {field: text for text, field in json.loads(out)["files"][0]["mapping"].items()}


def test_a_word_counts_in_a_later_file_with_another_header(taught: Path, run: Any) -> None:
    done = run("import", "second.csv", "--format", "json", now=NOW)
    (file,) = json.loads(done.stdout)["files"]
    assert file["mapping"]["Wert Y"] == "outstanding"
    assert "by the words of your maps 'Wert Y' is outstanding" in done.stderr


def test_it_is_unknown_without_the_map_and_after_it_was_undone(run: Any, taught: Path) -> None:
    run("undo", now=NOW)
    assert "outstanding" not in mapping(run, "second.csv", "--leave-out", "all", "--dry-run")


def test_it_counts_for_its_kind_alone(run: Any, taught: Path) -> None:
    write(taught, loans="loan_id,customer_id,principal,disbursed_on,Wert Y\nL,C,9,2026-01-01,7\n")
    assert "Wert Y" not in mapping(run, "loans.csv", "--leave-out", "all").values()


def test_a_column_of_a_later_map_goes_before_it(run: Any, taught: Path) -> None:
    (taught / "n.toml").write_text(
        'kind = "invoices"\n[columns]\n"Wert Y" = "paid_total"\n', encoding="utf-8"
    )
    read = mapping(run, "second.csv", "--map", "n.toml", "--dry-run")
    assert (read.get("paid_total"), read.get("outstanding")) == ("Wert Y", None)


def test_a_map_that_contradicts_an_earlier_one_is_told_and_counts(run: Any, taught: Path) -> None:
    (taught / "n.toml").write_text(
        'kind = "invoices"\n[words]\n"Wert Y" = "paid_total"\n', encoding="utf-8"
    )
    write(taught, third=SECOND.replace("R-2", "R-3"))
    said = run("import", "third.csv", "--map", "n.toml", now=NOW).stderr
    assert "an earlier map taught that this is outstanding; from now on it is paid_total" in said
    assert mapping(run, "second.csv")["paid_total"] == "Wert Y"
    assert mapping(run, "first.csv")["paid_total"] == "Wert Y"


def test_the_same_file_again_changes_nothing(run: Any, taught: Path) -> None:
    run("import", "second.csv", now=NOW)
    assert "Nothing new" in run("import", "second.csv", now=NOW).stderr


def test_a_word_of_a_bank_list_counts_in_the_next_bank_list(run: Any, taught: Path) -> None:
    (taught / "b.toml").write_text(
        'kind = "statement"\n[words]\n"Zugang Z" = "amount"\n', encoding="utf-8"
    )
    write(
        taught,
        a="Datum,Verwendungszweck,Zugang Z,Saldo\n2026-06-01,x,+5.00,5.00\n",
        b="Datum,Saldo,Verwendungszweck,Zugang Z,Mandat\n2026-06-03,18.00,z,+7.00,m\n"
        "2026-06-04,26.00,z,+8.00,m\n",
    )
    options = ("--as", "statement", "--account", "A")
    run("import", "a.csv", *options, "--map", "b.toml", now=NOW)
    assert mapping(run, "b.csv", "--account", "A")["amount"] == "Zugang Z"


def test_words_are_listed_as_yours(rows: Any, taught: Path) -> None:
    (row,) = rows("columns", "Wert Y")
    assert (row["kinds"], row["field"], row["by"], row["what"]) == (
        *("invoices", "outstanding", "map"),
        "in every file",
    )
    told = {one["header"]: one["what"] for one in rows("columns", "--of", "second.csv")}
    assert told["Wert Y"] == "in every file"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('"X" = "outstandin"', "Did you mean outstanding?"),
        ('"3" = "amount"', "[words] has the number 3"),
    ],
)
def test_words_that_cannot_be_used_are_refused(
    run: Any, taught: Path, words: str, said: str
) -> None:
    (taught / "w.toml").write_text(f'kind = "invoices"\n[words]\n{words}\n', encoding="utf-8")
    assert said in run("import", "second.csv", "--map", "w.toml", code=2, now=NOW).stderr


def test_a_guessed_map_tells_of_words(run: Any, taught: Path) -> None:
    run("import", "second.csv", "--guess", now=NOW)
    assert "under [words]" in (taught / "second.csv.map.toml").read_text(encoding="utf-8")
