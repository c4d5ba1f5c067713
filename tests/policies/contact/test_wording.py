"""Faults of wordings and measures, as ``policy lint`` tells them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from overdue_cli.policies.contact.pack_cases import case_measure
from overdue_cli.policies.contact.wording import measures_of, wordings_of
from overdue_cli.policies.layers import layers_of, shipped_names
from overdue_cli.policies.lint import lint
from overdue_cli.policies.pack import load

HEAD = 'name = "mine"\ntitle = "Mine"\nversion = "1"\n'
SAID = (
    '[wording.one]\ntitle = "in calls"\ntext = "Recorded."\nchannels = ["call"]\nsource = "us"\n'
)
DONE = '[measure.sue]\ntitle = "sue"\nnot_during = ["dispute"]\nsource = "us"\n'

PLANTED = {
    "a wording without words": (SAID.replace('text = "Recorded."\n', ""), "text is missing"),
    "a wording without a source": (SAID.replace('source = "us"\n', ""), "source is missing"),
    "an unknown moment": (SAID + 'when = "often"\n', "when is 'often'"),
    "an unknown channel": (SAID.replace('"call"', '"fax"'), "channels is ['fax']"),
    "an unknown key of a wording": (SAID + "words = 3\n", "words is 3"),
    "an unknown kind of hold": (DONE.replace("dispute", "disput"), "not_during names 'disput'"),
    "days below zero": (DONE + "after_message_days = -1\n", "after_message_days is -1"),
    "a strength that is none": (DONE + 'strength = "firm"\n', "strength is 'firm'"),
    "a measure that is no table": ("measure = 3\n", "measure is 3"),
    "a notice that follows by words": (
        '[notice.first]\ntitle = "first"\nwithin_days = "five"\n',
        "within_days is 'five'",
    ),
}


def faults_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [fault.line() for fault in lint(str(path), date(2026, 11, 30))]


@pytest.mark.parametrize(("text", "fault"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, text: str, fault: str):
    assert any(fault in line for line in faults_of(tmp_path, text)), faults_of(tmp_path, text)


def test_a_sound_wording_and_a_sound_measure_have_no_fault(tmp_path: Path):
    assert faults_of(tmp_path, SAID + DONE) == []


def test_what_is_left_out_means_all():
    (wording,) = wordings_of({"wording": {"one": {"title": "t", "text": "x", "source": "s"}}})
    assert len(wording.channels) == 6
    assert (wording.when, wording.persons) == ("every", frozenset())
    measure = measures_of({"measure": {"sue": {"title": "t", "source": "s"}}})["sue"]
    assert (measure.after_talk, measure.after_message_days) == (False, None)


MEASURES = [(pack, name) for pack in shipped_names() for name in load(pack).measures]


@pytest.mark.parametrize(("pack", "measure"), MEASURES)
def test_every_measure_has_a_case_on_each_side(pack: str, measure: str):
    own, policy = layers_of(pack)[-1].data, load(pack)
    rows = [{**own.get("case_default", {}), **row} for row in own.get("case", ())]
    said = {
        case_measure(policy, row).decision for row in rows if row.get("measure", "") == measure
    }
    assert said == {"allow", "block"}


@pytest.mark.parametrize("pack", shipped_names())
def test_every_wording_is_asked_for_by_a_case_and_left_out_by_another(pack: str):
    names = {one.name for one in load(pack).wordings}
    said = [
        set(row["expect"]["say"].split(", "))
        for row in layers_of(pack)[-1].data.get("case", ())
        if "say" in row["expect"]
    ]
    assert names == set().union(*said) - {""}
    assert not names or not set.intersection(*said)
