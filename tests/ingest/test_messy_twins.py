"""A spreadsheet in a mess says the same as its clean twin: the same facts are in the ledger.

Each mess alone, and many drawn together by a seed. One run has a fresh seed, which is printed;
``OVERDUE_SEED`` repeats it, ``OVERDUE_MESS`` draws more.
"""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import mess
from mess import BOOK, BOTH, EXCLUDE, PAGE, TEXT, Sheet
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger.new_ledger import create_ledger
from sizes import size

pytestmark = pytest.mark.law
AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
FRESH = int(os.environ.get("OVERDUE_SEED") or random.SystemRandom().randrange(10**6))
MORE = size("OVERDUE_MESS", small=12, large=60)
FACTS = (
    "SELECT customer_id, name, phone FROM customer WHERE voided_by IS NULL ORDER BY 1",
    "SELECT loan_id, customer_id, principal, currency, disbursed_on, annual_rate FROM loan "
    "WHERE voided_by IS NULL ORDER BY 1",
    "SELECT transaction_id, loan_id, kind, value_on, amount, note FROM entry "
    "WHERE voided_by IS NULL ORDER BY 1",
)


def clean(seed: int, *, chinese: bool) -> tuple[Sheet, Sheet]:
    rng = random.Random(seed)
    return mess.clean_loans(rng, chinese=chinese), mess.clean_payments(rng, chinese=chinese)


def facts(files: list[Path], folder: Path) -> list[Any]:
    """What is in a new ledger after an import of the files, which must succeed."""
    with create_ledger(folder / "twin.db", {"currency": "CNY"}, actor="me", at=AT) as ledger:
        done = import_files(Writing(ledger, load(""), "me", AT), files, ImportOptions())
        assert done.written, [file.problems for file in done.files]
        for file in done.files:
            assert file.read == file.new + file.changed + file.unchanged + file.rejected
            assert not file.rejected
        return [list(map(tuple, ledger.conn.execute(query))) for query in FACTS]


@cache
def clean_facts(seed: int, chinese: bool) -> list[Any]:
    with TemporaryDirectory() as name:
        loans, payments = clean(seed, chinese=chinese)
        folder = Path(name)
        files = [mess.write(loans, folder / "l.csv"), mess.write(payments, folder / "p.csv")]
        return facts(files, folder)


def check(seed: int, names: list[str], form: str, folder: Path, *, chinese: bool) -> None:
    """The messy files, whatever their names end in, give the facts of the clean ones."""
    rng = random.Random(f"{seed} {names}")
    sheets = clean(seed, chinese=chinese)
    for sheet in sheets:
        sheet.form = form
        mess.apply(sheet, names, rng)
    endings = rng.sample(["csv", "xls", "xlsx", "txt"], 2)
    files = [
        mess.write(sheet, folder / f"{number}.{ending}")
        for number, (sheet, ending) in enumerate(zip(sheets, endings, strict=True))
    ]
    assert facts(files, folder) == clean_facts(seed, chinese)


@pytest.mark.parametrize("chinese", [True, False], ids=["zh", "en"])
@pytest.mark.parametrize("name", sorted(BOTH | TEXT | BOOK))
def test_one_mess_alone(name: str, chinese: bool, tmp_path: Path) -> None:
    form = "csv" if name in TEXT else "xlsx"
    check(1, [name], form, tmp_path, chinese=chinese)


def drawn(seed: int) -> tuple[list[str], str, bool]:
    """Some messes, the form in which they are written, and whether in Chinese."""
    rng = random.Random(seed)
    form = rng.choice(["csv", "csv", "xlsx", "xls", "xlsb", "ods", "html", "xml"])
    names = [*BOTH, *(TEXT if form == "csv" else PAGE if form == "html" else BOOK)]
    if form in ("xls", "xlsb", "ods", "xml"):
        names.remove("a_cover_sheet")
    if form in ("xlsb", "ods"):
        names.remove("groups_above")
    chosen = rng.sample(names, rng.randrange(2, 9))
    for pair in EXCLUDE:
        if pair <= set(chosen):
            chosen.remove(min(pair))
    return chosen, form, rng.random() < 0.6


@pytest.mark.parametrize("seed", range(100, 136))
def test_many_messes_together(seed: int, tmp_path: Path) -> None:
    names, form, chinese = drawn(seed)
    check(seed, names, form, tmp_path, chinese=chinese)


@pytest.mark.parametrize("number", range(MORE))
def test_messes_of_a_fresh_seed(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = FRESH + number
    names, form, chinese = drawn(seed)
    if not number:
        with capsys.disabled():
            print(f"\nfresh seed of the messy spreadsheets: OVERDUE_SEED={FRESH}")
    check(seed, names, form, tmp_path, chinese=chinese)
