"""``overdue import --archive``: originals are kept beside the ledger, and never lose their row."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from command import overdue
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing, policy_of
from overdue_cli.domain.errors import MachineFailure
from overdue_cli.store.ledger.connection import SCHEMA_VERSION
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.ledger.voids import FACTS
from places import CASES

AT = datetime(2026, 6, 30, 8, tzinfo=UTC)
LOANS = b"loan_id,customer_id,principal,disbursed_on\nL1,C1,100,2026-01-01\nL2,C2,100,2026-01-01\n"
PAYMENTS = b"transaction_id,loan_id,date,amount\nT1,L1,2026-02-01,10\n"
PROBLEM = b"loan_id,customer_id,principal,disbursed_on\nL8,C8,100,2026-02-30\nL9,C9,9,2026-02-01\n"

run = partial(overdue, code=None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30")
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    assert run("init", "--currency", "CNY").exit_code == 0
    (tmp_path / "loans.csv").write_bytes(LOANS)
    (tmp_path / "payments.csv").write_bytes(PAYMENTS)
    return tmp_path


def place(content: bytes, ending: str = ".csv", ledger: str = "overdue.db") -> str:
    digest = sha256(content).hexdigest()
    return f"{ledger}.files/{digest[:2]}/{digest}{ending}"


def kept(folder: Path) -> dict[str, bytes]:
    """What stands beside the ledger: every file below ``overdue.db.files``."""
    found = (path for path in folder.glob("*.files/**/*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def named(folder: Path) -> list[tuple[str, str | None, int | None]]:
    with closing(sqlite3.connect(folder / "overdue.db")) as conn:
        query = "SELECT name, archived, voided_by FROM imported_file ORDER BY file_id"
        return conn.execute(query).fetchall()


def facts(folder: Path) -> dict[str, list[object]]:
    """Every row of every table of facts but the list of imported files."""
    with closing(sqlite3.connect(folder / "overdue.db")) as conn:
        tables = [name for name in FACTS if name != "imported_file"]
        return {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_the_original_is_kept_by_its_hash_for_its_owner_alone(folder: Path) -> None:
    done = run("import", "loans.csv", "--archive", "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert kept(folder) == {place(LOANS): LOANS}
    assert json.loads(done.stdout)["files"][0]["archived"] == place(LOANS)
    assert f"loans.csv: the original is kept as {place(LOANS)}" in done.stderr
    file = folder / place(LOANS)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, *file.parents[:2])]
    assert modes == [0o600, 0o700, 0o700]


def test_without_asking_nothing_is_kept(folder: Path) -> None:
    done = run("import", "loans.csv", "--format", "json")
    assert json.loads(done.stdout)["files"][0]["archived"] is None
    assert (kept(folder), named(folder)) == ({}, [("loans.csv", None, None)])


def test_the_list_of_imports_says_where_an_original_is(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    (row,) = json.loads(run("imports", "--format", "json").stdout)["rows"]
    assert (row["archived"], (folder / row["archived"]).read_bytes()) == (place(LOANS), LOANS)


def test_one_content_is_one_file_whatever_its_name_and_ending(folder: Path) -> None:
    (folder / "again.txt").write_bytes(LOANS)
    run("import", "loans.csv", "--archive")
    run("undo")
    run("import", "again.txt", "--archive")
    assert kept(folder) == {place(LOANS): LOANS}
    assert [row[:2] for row in named(folder)] == [
        ("loans.csv", place(LOANS)),
        ("again.txt", place(LOANS)),
    ]


def test_two_files_of_one_content_in_one_import_are_one_file(folder: Path) -> None:
    (folder / "same.csv").write_bytes(LOANS)
    assert run("import", "loans.csv", "same.csv", "--archive").exit_code == 0
    assert kept(folder) == {place(LOANS): LOANS}
    assert [row[:2] for row in named(folder)] == [
        ("loans.csv", place(LOANS)),
        ("same.csv", place(LOANS)),
    ]


def test_sheets_of_one_workbook_share_their_original(folder: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, content in (("loans", LOANS), ("payments", PAYMENTS)):
        sheet = book.create_sheet(name)
        for line in content.decode().splitlines():
            sheet.append(line.split(","))
    book.save("book.XLSX")
    content = (folder / "book.XLSX").read_bytes()
    done = run("import", "book.XLSX", "--sheet", "all", "--archive")
    assert done.exit_code == 0, done.stderr
    assert kept(folder) == {place(content, ".XLSX"): content}
    assert [row[1] for row in named(folder)] == [place(content, ".XLSX")] * 2


def test_the_standard_input_is_kept_too(folder: Path) -> None:
    assert run("import", "-", "--as", "loans", "--archive", stdin=LOANS).exit_code == 0
    assert kept(folder) == {place(LOANS, ""): LOANS}
    assert named(folder) == [("stdin", place(LOANS, ""), None)]


def test_a_bank_statement_is_kept_too(folder: Path) -> None:
    text = (
        b":20:JUNE\n:25:DE02120300000000202051\n:28C:6/1\n:60F:C260601EUR1,00\n"
        b":61:2606100610C2,00NTRFNONREF\n:86:166?32Jan\n:62F:C260620EUR3,00\n-\n"
    )
    (folder / "june.sta").write_bytes(text)
    assert run("import", "june.sta", "--archive").exit_code == 0
    assert kept(folder) == {place(text, ".sta"): text}


@pytest.mark.parametrize("name", ["loans.c$v", "loans.", "loans.貸款", "loans." + "x" * 13])
def test_an_ending_that_is_none_is_left_out(name: str, folder: Path) -> None:
    (folder / "loans.csv").rename(folder / name)
    assert run("import", name, "--archive").exit_code == 0
    assert kept(folder) == {place(LOANS, ""): LOANS}


@pytest.mark.parametrize("option", [["--dry-run"], ["--explain", "2"]])
def test_what_writes_nothing_keeps_nothing(option: list[str], folder: Path) -> None:
    assert run("import", "loans.csv", "--archive", *option).exit_code == 0
    assert (kept(folder), named(folder)) == ({}, [])


def test_a_rejected_import_keeps_nothing(folder: Path) -> None:
    (folder / "wrong.csv").write_bytes(PROBLEM)
    assert run("import", "loans.csv", "wrong.csv", "--archive").exit_code == 3
    assert (kept(folder), named(folder)) == ({}, [])


def test_of_a_file_with_good_and_bad_rows_all_is_kept(folder: Path) -> None:
    (folder / "wrong.csv").write_bytes(PROBLEM)
    assert run("import", "wrong.csv", "--accept-good", "--archive").exit_code == 3
    assert kept(folder) == {place(PROBLEM): PROBLEM}


def test_the_ledger_can_be_set_to_keep_always(folder: Path) -> None:
    assert "archive empty -> always" in run("set", "ledger", "archive=always").stdout
    run("import", "loans.csv")
    run("import", "payments.csv", "--no-archive")
    assert kept(folder) == {place(LOANS): LOANS}
    assert run("undo", "2").exit_code == 0
    run("import", "payments.csv")
    assert kept(folder) == {place(LOANS): LOANS}


def test_another_word_for_it_is_refused(folder: Path) -> None:
    refused = run("set", "ledger", "archive=yes")
    assert (refused.exit_code, "archive is 'yes'" in refused.stderr) == (2, True)


def test_with_and_without_keeping_is_the_same_import(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    assert "Nothing new: nothing was written" in run("import", "loans.csv").stderr
    assert "Nothing new: nothing was written" in run("import", "loans.csv", "--archive").stderr
    assert len(named(folder)) == 1


def test_what_was_imported_before_can_be_kept_later_and_that_is_noted(folder: Path) -> None:
    run("import", "loans.csv")
    before = facts(folder)
    done = run("import", "loans.csv", "--archive", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["unchanged"], file["new"], file["archived"]) == (2, 0, place(LOANS))
    assert json.loads(done.stdout)["journal"] == 3
    assert named(folder) == [("loans.csv", None, None), ("loans.csv", place(LOANS), None)]
    assert facts(folder) == before
    assert run("check").exit_code == 0
    assert "Nothing new" in run("import", "loans.csv", "--archive").stderr


def test_keeping_it_later_does_not_replace_the_backup(folder: Path) -> None:
    run("import", "loans.csv")
    run("import", "payments.csv")
    backup = (folder / "overdue.db.backup").read_bytes()
    assert run("import", "payments.csv", "--archive").exit_code == 0
    assert (folder / "overdue.db.backup").read_bytes() == backup


def test_rows_that_are_known_by_another_file_are_kept_too(folder: Path) -> None:
    run("import", "loans.csv")
    other = b"\n".join(sorted(LOANS.splitlines(), reverse=True)) + b"\n"
    (folder / "other.csv").write_bytes(other)
    done = run("import", "other.csv", "--archive")
    assert (done.exit_code, kept(folder)) == (0, {place(other): other})
    assert named(folder)[-1] == ("other.csv", place(other), None)


def test_a_known_and_a_new_file_are_both_kept(folder: Path) -> None:
    run("import", "loans.csv")
    run("import", "loans.csv", "payments.csv", "--archive")
    assert kept(folder) == {place(LOANS): LOANS, place(PAYMENTS): PAYMENTS}
    assert [row[0] for row in named(folder) if row[1]] == ["loans.csv", "payments.csv"]


def test_an_undo_leaves_the_original_and_the_list_says_so(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    assert run("undo").exit_code == 0
    (row,) = json.loads(run("imports", "--format", "json").stdout)["rows"]
    assert (row["undone_by"], row["archived"]) == (3, place(LOANS))
    assert kept(folder) == {place(LOANS): LOANS}
    assert run("check").exit_code == 0


def test_after_an_undo_the_file_is_imported_and_noted_anew(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    run("undo")
    assert run("import", "loans.csv", "--archive").exit_code == 0
    assert [row[1:] for row in named(folder)] == [(place(LOANS), 3), (place(LOANS), None)]
    assert kept(folder) == {place(LOANS): LOANS}


def spoil(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"something else")


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("harm", "said"),
    [(Path.unlink, "not there"), (spoil, "other content"), (link, "not a file")],
)
def test_check_finds_an_original_that_is_lost_or_changed(
    harm: Callable[[Path], None], said: str, folder: Path
) -> None:
    run("import", "loans.csv", "--archive")
    harm(folder / place(LOANS))
    found = run("check", "--format", "json")
    assert found.exit_code == 5
    (row,) = json.loads(found.stdout)["rows"]
    assert (row["check"], row["about"]) == ("archive", "import 2, loans.csv")
    assert (row["field"], row["stored"].partition(":")[0]) == (place(LOANS), said)
    assert "Put the original back, or import the same file again with --archive" in found.stderr
    assert "--rebuild" not in found.stderr


@pytest.mark.parametrize("harm", [Path.unlink, spoil])
def test_importing_it_again_puts_it_back(harm: Callable[[Path], None], folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    harm(folder / place(LOANS))
    assert run("import", "loans.csv", "--archive").exit_code == 0
    assert kept(folder) == {place(LOANS): LOANS}
    assert run("check").exit_code == 0


def test_the_ledger_and_its_originals_move_together(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    (folder / "new").mkdir()
    for name in ("overdue.db", "overdue.db.files"):
        shutil.move(folder / name, folder / "new" / name)
    assert run("--db", "new/overdue.db", "check").exit_code == 0
    listed = run("--db", "new/overdue.db", "imports", "--format", "json").stdout
    (row,) = json.loads(listed)["rows"]
    assert (folder / row["archived"]).read_bytes() == LOANS


def test_a_renamed_ledger_still_finds_them_and_mends_them_where_they_were(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    (folder / "overdue.db").rename(folder / "year.db")
    assert run("--db", "year.db", "check").exit_code == 0
    (folder / place(LOANS)).unlink()
    assert run("--db", "year.db", "import", "loans.csv", "--archive").exit_code == 0
    assert run("--db", "year.db", "import", "payments.csv", "--archive").exit_code == 0
    assert set(kept(folder)) == {place(LOANS), place(PAYMENTS, ledger="year.db")}
    assert run("--db", "year.db", "check").exit_code == 0


def test_they_stand_beside_the_file_that_a_link_points_at(folder: Path) -> None:
    (folder / "books").mkdir()
    for path in folder.glob("overdue.db*"):
        path.rename(folder / "books" / path.name)
    (folder / "today.db").symlink_to("books/overdue.db")
    done = run("--db", "today.db", "import", "loans.csv", "--archive", "--format", "json")
    said = Path(json.loads(done.stdout)["files"][0]["archived"])
    assert said.resolve() == (folder / "books" / place(LOANS)).resolve()
    assert run("--db", "books/overdue.db", "check").exit_code == 0


def blocked(path: Path) -> None:
    path.write_bytes(b"in the way")


def led_away(path: Path) -> None:
    (path.parent / "away").mkdir()
    path.symlink_to("away", target_is_directory=True)


@pytest.mark.parametrize(
    ("above", "trick"),
    [(0, Path.mkdir), (0, led_away), (1, blocked), (1, led_away), (2, blocked), (2, led_away)],
)
def test_what_is_in_the_way_is_named_and_nothing_is_imported(
    above: int, trick: Callable[[Path], None], folder: Path
) -> None:
    where = [folder / place(LOANS), *(folder / place(LOANS)).parents][above]
    where.parent.mkdir(parents=True, exist_ok=True)
    trick(where)
    refused = run("import", "loans.csv", "--archive")
    assert refused.exit_code == 1
    assert "the original cannot be kept: overdue.db.files" in refused.stderr
    assert "Nothing was imported" in refused.stderr
    assert (named(folder), facts(folder)["loan"]) == ([], [])
    assert not any((folder / "away").glob("*"))


def test_a_link_in_place_of_an_original_is_not_followed(folder: Path) -> None:
    (folder / "letter.txt").write_bytes(b"mine")
    where = folder / place(LOANS)
    where.parent.mkdir(parents=True)
    where.symlink_to(folder / "letter.txt")
    assert run("import", "loans.csv", "--archive").exit_code == 1
    assert (folder / "letter.txt").read_bytes() == b"mine"


def test_a_place_that_this_program_cannot_have_written_is_not_followed(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    with closing(sqlite3.connect(folder / "overdue.db", isolation_level=None)) as conn:
        conn.execute("UPDATE imported_file SET archived = ?", (f"../{place(LOANS)}",))
    assert run("import", "loans.csv", "--archive").exit_code == 0
    assert not (folder.parent / "overdue.db.files").exists()
    assert named(folder)[-1][1] == place(LOANS)


def during(folder: Path, moment: str, happens: Callable[[], object]) -> None:
    """An import with ``--archive`` of loans.csv in which something happens at a moment."""
    with open_ledger(folder / "overdue.db") as ledger:
        import_files(
            Writing(ledger, policy_of(ledger), "me", AT),
            [folder / "loans.csv"],
            ImportOptions(archive=True),
            progress=lambda what, share: happens() if what == moment else None,
        )


def test_a_file_that_changes_while_it_is_imported_is_refused(folder: Path) -> None:
    more = LOANS + b"L3,C3,100,2026-01-01\n"
    with pytest.raises(MachineFailure, match=r"loans\.csv changed while it was imported"):
        during(folder, "keeping loans.csv", lambda: (folder / "loans.csv").write_bytes(more))
    assert (kept(folder), named(folder), facts(folder)["loan"]) == ({}, [], [])


def test_a_file_that_goes_while_it_is_imported_is_named(folder: Path) -> None:
    with pytest.raises(MachineFailure, match=r"loans\.csv cannot be kept: .*No such file"):
        during(folder, "keeping loans.csv", (folder / "loans.csv").unlink)
    assert (kept(folder), named(folder), facts(folder)["loan"]) == ({}, [], [])


def test_an_import_that_fails_takes_its_original_away_again(folder: Path) -> None:
    def interrupt() -> None:
        assert kept(folder) == {place(LOANS): LOANS}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        during(folder, "counting what is owed", interrupt)
    assert (kept(folder), named(folder), facts(folder)["loan"]) == ({}, [], [])


def test_what_another_import_has_kept_stays_when_a_later_one_fails(folder: Path) -> None:
    run("import", "loans.csv", "--archive")
    run("undo")

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        during(folder, "counting what is owed", interrupt)
    assert kept(folder) == {place(LOANS): LOANS}
    assert run("check").exit_code == 0


@pytest.mark.process
def test_two_imports_of_one_content_at_once_keep_it_once(folder: Path) -> None:
    (folder / "same.csv").write_bytes(LOANS)
    command = [sys.executable, "-m", "overdue_cli", "import", "--archive"]
    both = [subprocess.Popen([*command, name], cwd=folder) for name in ("loans.csv", "same.csv")]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert kept(folder) == {place(LOANS): LOANS}
    assert {row[1] for row in named(folder)} == {place(LOANS)}
    assert run("check").exit_code == 0


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.book import Writing, policy_of
from overdue_cli.store.ledger.ledger import open_ledger

def kill(what, share):
    if what == "counting what is owed":
        draft = next(Path("overdue.db.files").glob("*/*"))
        draft.with_name(f".{draft.name}.1.new").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)

with open_ledger(Path("overdue.db")) as ledger:
    writing = Writing(ledger, policy_of(ledger), "me", datetime(2026, 6, 30, 8, tzinfo=UTC))
    import_files(writing, [Path("loans.csv")], ImportOptions(archive=True), progress=kill)
"""


@pytest.mark.process
def test_after_a_kill_no_row_names_what_is_left_and_the_next_import_takes_it(
    folder: Path,
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=folder, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (len(kept(folder)), named(folder)) == (2, [])
    assert run("check").exit_code == 0
    assert run("import", "loans.csv", "--archive").exit_code == 0
    assert kept(folder) == {place(LOANS): LOANS}


LITTLE_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
from overdue_cli.cli.main import run
sys.argv = ["overdue", "import", "wide.csv", "--archive"]
run()
"""


@pytest.mark.process
def test_where_there_is_no_room_nothing_is_imported(folder: Path) -> None:
    wide = b"loan_id,customer_id,principal,disbursed_on,filler\n" + b"".join(
        b"W%d,C1,100,2026-01-01,%s\n" % (row, b"x" * 100_000) for row in range(30)
    )
    (folder / "wide.csv").write_bytes(wide)
    script = [sys.executable, "-c", LITTLE_ROOM]
    done = subprocess.run(script, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "the original of wide.csv cannot be kept" in done.stderr
    assert "Make room on the disk" in done.stderr
    assert (kept(folder), named(folder), facts(folder)["loan"]) == ({}, [], [])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(folder: Path) -> None:
    (folder / "overdue.db.files").mkdir(mode=0o500)
    refused = run("import", "loans.csv", "--archive")
    assert (refused.exit_code, "Permission denied" in refused.stderr) == (1, True)
    assert (named(folder), facts(folder)["loan"]) == ([], [])


@pytest.mark.parametrize("version", ["v1", "v2", "v3", "v4"])
def test_a_ledger_of_an_earlier_release_keeps_originals_after_an_upgrade(
    version: str, folder: Path
) -> None:
    dump = CASES / "ledgers" / f"{version}.sql"
    with closing(sqlite3.connect("old.db")) as conn:
        conn.executescript(dump.read_text(encoding="utf-8"))
    assert run("--db", "old.db", "imports").exit_code == 4
    assert f"version {version[1]} -> {SCHEMA_VERSION}" in run("--db", "old.db", "upgrade").stdout
    assert run("--db", "old.db", "import", "loans.csv", "--archive").exit_code == 0
    assert kept(folder) == {place(LOANS, ledger="old.db"): LOANS}
    rows = json.loads(run("--db", "old.db", "imports", "--format", "json").stdout)["rows"]
    assert [row["archived"] for row in rows if row["archived"]] == [place(LOANS, ledger="old.db")]
    assert run("--db", "old.db", "check").exit_code == 0
