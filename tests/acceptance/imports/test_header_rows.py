"""Header rows of programs that nobody had seen when the glossary was written: none is read wrong.

Two sets, each gathered in public places by a hand that did not know the glossary. Words were
added after the first, ``seen``; the second, ``unseen``, was kept sealed until the glossary stood.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from header_rows import header_rows, judged

#: So many of each set are read: a reader that refuses everything reads nothing wrong.
_FEWEST_READ = 0.4


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_no_header_row_is_read_as_something_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts: Counter[str] = Counter()
    wrong = {}
    for number, table in enumerate(header_rows(name)):
        folder = tmp_path / str(number)
        folder.mkdir()
        verdict = judged(table, folder)
        counts[verdict.outcome] += 1
        if verdict.outcome == "wrong":
            wrong[table["name"]] = verdict.remarks
    with capsys.disabled():
        total = counts.total()
        shares = ", ".join(
            f"{what} {count} ({count / total:.0%})" for what, count in counts.items()
        )
        print(f"\n{total} header rows, {name}: {shares}")
    assert wrong == {}
    assert counts["read"] + counts["in part"] >= _FEWEST_READ * total
