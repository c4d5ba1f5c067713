"""An outcome is known by its code, and by its title in English and Chinese."""

from __future__ import annotations

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.pack import load


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("na", "NA"),
        ("No Answer", "NA"),
        ("无人接听", "NA"),
        ("call back requested", "CB"),
        ("要求回电", "CB"),
        ("refuses", "RTP"),
        ("拒绝还款", "RTP"),
        ("本人接听,无承诺", "RPC"),
        ("hardship", "HARD"),
        ("dispute", "DISP"),
        ("wrong number", "WN"),
        ("第三方", "TPC"),
    ],
)
def test_a_title_or_a_part_that_only_one_has(text: str, code: str) -> None:
    assert load("standard").outcome_named(text).code == code


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("promise", "Did you mean PTP (promise to pay in full) or PTPP (promise to pay in part)?"),
        ("no anser", "Did you mean NA (no answer)?"),
        ("PTPX", "Did you mean PTP"),
        ("zzz", "Known: NA, BUSY"),
        ("", "Known: NA, BUSY"),
    ],
)
def test_what_fits_none_or_several_names_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(WrongUse) as refused:
        load("standard").outcome_named(text)
    assert hint in refused.value.hint
