"""Promises, holds, reasons and what outcomes set, as the policy says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import STOPS
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.policies.pack import Policy, load

KINDS = (
    "dispute hardship moratorium breathing_space insolvency death incapacity lawyer vulnerable "
    "fraud other"
)


def own(folder: Path, text: str) -> Policy:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load(str(path))


def test_the_standard_policy_has_every_kind_of_hold() -> None:
    kinds = load("standard").hold_kinds
    assert set(KINDS.split()) <= set(kinds)
    assert all(kind.stops <= set(STOPS) for kind in kinds.values())
    assert {kind.kind for kind in kinds.values() if kind.by_event} == {
        "dispute",
        "fraud",
        "vulnerable",
    }
    assert not [kind.kind for kind in kinds.values() if kind.days is not None]


def test_a_promise_is_kept_by_the_named_settings(tmp_path: Path) -> None:
    assert load("standard").promise_terms == PromiseTerms(2, 100, 25)
    policy = own(tmp_path, "[promise]\ngrace_days = 0\nthreshold_percent = 95\n")
    assert policy.promise_terms == PromiseTerms(0, 95, 25)
    assert policy.case_terms.promise.threshold_percent == 95


SETS = {
    "DISP": "dispute",
    "FRD": "fraud",
    "IDT": "fraud",
    "ATTY": "lawyer",
    "DEC": "death",
    "BKR": "insolvency",
    "INC": "incapacity",
    "BRSP": "breathing_space",
    "VUL": "vulnerable",
    "NA": None,
    "HARD": None,
    "CEASE": None,
}


@pytest.mark.parametrize("code", SETS)
def test_outcomes_set_holds(code: str) -> None:
    found = load("standard").outcomes[code].hold
    assert (found.kind if found else None) == SETS[code]


def test_an_outcome_may_say_more_than_its_kind(tmp_path: Path) -> None:
    text = '[outcome.HARD]\nhold = { kind = "hardship", stops = ["dpd"], days = 7 }\n'
    found = own(tmp_path, text).outcomes["HARD"].hold
    assert found is not None
    assert found.stops == {"dpd"}
    assert found.span(date(2026, 6, 1)) == (date(2026, 6, 7), None)


def test_days_of_a_kind_that_ends_by_what_happened_only_bring_it_up(tmp_path: Path) -> None:
    """Fourteen days after 1 June is the 15th; where they end it, the 14th is the last."""
    kind = own(tmp_path, "[hold.dispute]\ndays = 14\n").hold_kind("dispute")
    assert kind.span(date(2026, 6, 1)) == (None, date(2026, 6, 15))
    kind = own(tmp_path, "[hold.dispute]\ndays = 14\nlapses = true\n").hold_kind("dispute")
    assert kind.span(date(2026, 6, 1)) == (date(2026, 6, 14), None)
    text = '[outcome.DISP]\nhold = { kind = "dispute", days = 7 }\n'
    found = own(tmp_path, text).outcomes["DISP"].hold
    assert found is not None
    assert found.span(date(2026, 6, 1)) == (None, date(2026, 6, 8))


def test_outcomes_state_preferences() -> None:
    policy = load("standard")
    found = {code: policy.outcomes[code].preference for code in ("OPT", "CEASE", "CB", "NA")}
    kinds = {code: one and (one.kind, one.of) for code, one in found.items()}
    assert kinds == {
        "OPT": ("opt_out", "channel"),
        "CEASE": ("cease", "all"),
        "CB": None,
        "NA": None,
    }


def test_reasons_are_known_in_any_case_and_free_where_a_policy_names_none() -> None:
    policy = load("standard")
    assert "illness" in policy.reasons
    assert policy.reason_named("Illness") == "illness"
    assert policy.reason_named("") == ""
    with pytest.raises(WrongUse, match="unknown reason 'ilness'"):
        policy.reason_named("ilness")


WRONG = [
    ("[promise]\ngrace = 2\n", "unknown key of \\[promise\\] 'grace'"),
    ("[promise]\ngrace_days = -1\n", "grace_days is -1"),
    ("[promise]\ngrace_days = true\n", "grace_days is True"),
    ("[promise]\nthreshold_percent = 0\n", "threshold_percent is 0"),
    ('[hold.dispute]\nstops = ["contacts"]\n', "'contacts'"),
    ('[hold.dispute]\nstops = "contact"\n', "stops is 'contact'"),
    ("[hold.dispute]\ndays = 0\n", "days is 0"),
    ("[hold.dispute]\ndauer = 3\n", "'dauer'"),
    ("[hold]\ndispute = 3\n", "is 3"),
    ("[hold.dispute]\nends_by = 3\n", "ends_by is 3"),
    ("[hold.dispute.ends_by]\nwithdrawn = 3\n", "ends_by withdrawn is 3"),
    ('[hold.dispute.ends_by]\nwithdrawn = { step = "x" }\n', "'step'"),
    ('[hold.dispute.ends_by]\nwithdrawn = { steps = "x" }\n', "steps is 'x'"),
    ('[hold.dispute]\nlapses = "yes"\n', "lapses is 'yes'"),
    ("[hold.other]\ndays_after_end = 30\n", "days_after_end without ends_by"),
    ('[outcome.DISP]\nhold = "dipsute"\n', "unknown kind of hold 'dipsute'"),
    ('[outcome.DISP]\nhold = { kind = "dispute", from = 3 }\n', "'from'"),
    ('[outcome.OPT]\npreference = "opted_out"\n', "unknown kind of preference"),
    ('[outcome.OPT]\npreference = { kind = "opt_out", of = "number" }\n', "'number'"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        own(tmp_path, text)


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(WrongUse) as error:
        load("standard").hold_kind("dipsute")
    assert error.value.hint == "Did you mean dispute?"
