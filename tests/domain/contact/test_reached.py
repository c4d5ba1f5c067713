"""What a contact reached: by the word of its outcome, its flags, its channel and its person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from overdue_cli.domain.contact.reached import REACHED, reached, reached_by_flags, spelt_out, spoke
from overdue_cli.domain.ladder.case import Contact
from overdue_cli.policies.ladder.casework import outcomes_of
from overdue_cli.policies.pack import load

STANDARD = load("standard").outcomes


def contact(code: str, channel: str = "call", person: str = "self") -> Contact:
    """A contact with that outcome of the standard policy."""
    outcome = STANDARD[code]
    return Contact(
        1,
        datetime(2026, 6, 1, 10, tzinfo=UTC),
        channel,
        code,
        outcome.flags,
        person=person,
        reached=outcome.reached,
    )


CALLS = {
    "no_answer": "NA",
    "engaged": "BUSY",
    "out_of_service": "DISC",
    "voicemail": "LM",
    "limited_message": "LCM",
    "wrong_number": "WN",
    "third_party": "WPC TPC",
    "debtor": "RPC CB PTP PTPP PAID RTP HARD DISP FRD IDT ATTY CEASE OPT DEC BKR INC BRSP VUL MET",
    "message": "SENT",
    "none": "SKIP NOTE",
}


def test_every_outcome_of_the_standard_says_what_happened() -> None:
    listed = {code: word for word, codes in CALLS.items() for code in codes.split()}
    assert {code: reached(contact(code)) for code in STANDARD} == listed
    assert set(CALLS) == set(REACHED)


@pytest.mark.parametrize("channel", ["sms", "email", "letter", "chat"])
@pytest.mark.parametrize("code", ["VUL", "DISP", "RPC", "CEASE", "OPT", "DEC", "SENT", "LM"])
def test_what_comes_in_writing_is_a_message_and_no_conversation(code: str, channel: str) -> None:
    assert reached(contact(code, channel)) == "message"
    assert not spoke(contact(code, channel))


@pytest.mark.parametrize(("code", "word"), [("DISC", "out_of_service"), ("WN", "wrong_number")])
def test_a_message_to_nobody_is_none(code: str, word: str) -> None:
    assert reached(contact(code, "sms")) == word


def test_who_is_named_was_spoken_to() -> None:
    assert not spoke(contact("WPC"))
    assert spoke(contact("TPC", person="neighbour"))
    assert spoke(contact("MET", "visit"))


def test_a_note_reaches_nobody() -> None:
    assert reached(contact("DEC", "note")) == "none"


FLAGS = [
    ("attempt", "no_answer"),
    ("attempt conversation verified", "debtor"),
    ("attempt third_party", "third_party"),
    ("wrong_number unreachable", "wrong_number"),
    ("unreachable", "out_of_service"),
    ("unreachable lost", "none"),
    ("uncounted", "none"),
    ("uncounted unreachable", "none"),
    ("hold", "debtor"),
    ("vulnerable", "debtor"),
    ("", "no_answer"),
]


@pytest.mark.parametrize(("flags", "word"), FLAGS)
def test_an_outcome_without_the_word_is_read_from_its_flags(flags: str, word: str) -> None:
    assert reached_by_flags(flags.split()) == word


def test_an_outcome_of_ones_own_keeps_its_word() -> None:
    row = {"WA": {"title": "read it", "flags": ["attempt"], "reached": "message"}}
    assert outcomes_of({"outcome": row}, {})["WA"].reached == "message"


def test_short_forms_are_parts_of_all() -> None:
    assert spelt_out(["conversations", "unanswered"]) == spelt_out(["attempts"]) - {"message"}
    assert spelt_out(["engaged"]) == {"engaged"}
