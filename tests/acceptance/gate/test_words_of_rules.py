"""What words of a rule mean in a ledger: visits last, hours at work, whom it binds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gate_cases import Said, said_of

PACK = """
name = "words"
title = "Words"
version = "1"
base = "standard"

[[rule]]
id = "hours"
remove = true

[[rule]]
id = "persons"
unless_consent = true

[[rule]]
id = "lawyer"
representatives = ["lawyer", "guardian"]

[[rule]]
id = "dispute_of_a_card"
kind = "hold"
title = "disputes of cards"
holds = ["dispute"]
by_person = { dispute = ["guarantor"] }
strength = "prohibition"
evidence = "secondary"
verified_on = 2026-11-30
source = "a law about cards"
binds = { product = ["card"] }

[[rule]]
id = "hold"
by_person = { dispute = ["guarantor"], fraud = ["guarantor"] }

[[rule]]
id = "visits_last"
kind = "last_resort"
title = "visits last"
channels = ["visit"]
unless_consent = true
blocks = true
source = "our choice"
binds = { not_product = ["mortgage"] }

[[rule]]
id = "announced"
kind = "announced"
title = "announced in writing"
channels = ["visit"]
hours_ahead = 48
days = 30
in_writing = true
unless_consent = true
source = "our choice"
binds = { product = ["card"] }

[[rule]]
id = "work_hours"
kind = "hours"
title = "hours at work"
channels = ["call"]
place = "work"
hours = [{ days = "mon-fri", from = "09:00", to = "17:00" }]
own_hours = true
source = "our choice"
"""

TRIES = (
    'history = [{ at = 2026-06-22T10:00:00, outcome = "NA" },'
    ' { at = 2026-06-23T10:00:00, outcome = "NA" }, { at = 2026-06-23T18:00:00, outcome = "NA" }]'
)
VISIT = 'ask = { channel = "visit", at = 2026-06-26T10:00:00 }\n'
LETTER = '{ at = 2026-06-23T10:00:00, channel = "letter", outcome = "SENT" }'
SHIFT = (
    'preferences = [{ kind = "work_hours", days = "mon-sat", from = "06:00", to = "14:00",'
    " at = 2026-06-01 }]\n"
)
DISPUTE = 'product = "card"\nholds = [{ kind = "dispute", from = 2026-06-01 }]\n'
CALL = 'ask = { channel = "call", at = 2026-06-26T10:00:00 }\n'


def at_work(moment: str) -> str:
    return f'ask = {{ channel = "call", at = {moment}, place = "work" }}\n'


#: Name, situation, the verdict, and the rule.
ROWS = [
    ("a visit first", VISIT, "block", "visits_last"),
    ("after three tries on two days", VISIT + TRIES, "allow", ""),
    (
        "after two tries",
        VISIT
        + 'history = [{ at = 2026-06-22T10:00:00, outcome = "NA" },'
        + ' { at = 2026-06-23T10:00:00, outcome = "NA" }]',
        "block",
        "visits_last",
    ),
    (
        "three tries on one day",
        VISIT + TRIES.replace("06-22", "06-23").replace("10:00:00, outcome", "11:00:00, outcome"),
        "block",
        "visits_last",
    ),
    (
        "spoken to since the tries",
        VISIT + TRIES[:-1] + ', { at = 2026-06-24T10:00:00, outcome = "RPC" }]',
        "block",
        "visits_last",
    ),
    (
        "refused to pay when spoken to last",
        VISIT + 'history = [{ at = 2026-06-24T10:00:00, outcome = "RTP" }]',
        "allow",
        "",
    ),
    (
        "spoken to again since the refusal",
        VISIT
        + 'history = [{ at = 2026-06-24T10:00:00, outcome = "RTP" },'
        + ' { at = 2026-06-25T10:00:00, outcome = "RPC" }]',
        "block",
        "visits_last",
    ),
    (
        "agreed to a visit",
        VISIT + 'preferences = [{ kind = "consent", channel = "visit", at = 2026-06-20 }]',
        "allow",
        "",
    ),
    (
        "agreed to calls, not to a visit",
        VISIT + 'preferences = [{ kind = "consent", channel = "call", at = 2026-06-20 }]',
        "block",
        "visits_last",
    ),
    ("another law for this product", VISIT + 'product = "mortgage"', "allow", ""),
    ("a product that is bound", VISIT + TRIES + '\nproduct = "card"', "warn", "announced"),
    (
        "announced by letter",
        VISIT + 'product = "card"\n' + TRIES[:-1] + f", {LETTER}]",
        "allow",
        "",
    ),
    (
        "announced by letter a day before",
        VISIT + 'product = "card"\n' + TRIES[:-1] + f", {LETTER.replace('06-23', '06-25')}]",
        "warn",
        "announced",
    ),
    ("at work in the hours of the rule", at_work("2026-06-26T16:59:00"), "allow", ""),
    ("at work after them", at_work("2026-06-26T17:01:00"), "warn", "work_hours"),
    ("at work in the customer's own hours", at_work("2026-06-26T06:00:00") + SHIFT, "allow", ""),
    ("on a working Saturday", at_work("2026-06-27T13:59:00") + SHIFT, "allow", ""),
    (
        "after the customer's shift",
        at_work("2026-06-26T14:01:00") + SHIFT,
        "warn",
        "work_hours",
    ),
    (
        "the hours are no longer the customer's",
        at_work("2026-06-26T06:00:00")
        + SHIFT.replace("at = 2026-06-01", "at = 2026-06-01, ended = 2026-06-10T09:00:00"),
        "warn",
        "work_hours",
    ),
    ("a hold of the kind that a rule names", DISPUTE + CALL, "block", "dispute_of_a_card"),
    (
        "a hold of another kind",
        DISPUTE.replace('"dispute"', '"fraud"') + CALL,
        "block",
        "hold",
    ),
    (
        "a guardian speaks for the customer",
        'points = [{ kind = "phone", value = "+61290001111", person = "guardian" }]\n'
        'ask = { channel = "call", at = 2026-06-26T10:00:00 }',
        "block",
        "lawyer",
    ),
    (
        "a brother, with the customer's consent to it",
        'preferences = [{ kind = "consent", person = "relative", at = 2026-06-01 }]\n'
        'ask = { channel = "call", at = 2026-06-26T10:00:00, person = "relative" }',
        "allow",
        "",
    ),
    (
        "another person than the customer agreed to",
        'preferences = [{ kind = "consent", person = "relative", at = 2026-06-01 }]\n'
        'ask = { channel = "call", at = 2026-06-26T10:00:00, person = "employer" }',
        "warn",
        "persons",
    ),
]


@pytest.mark.parametrize(
    ("situation", "decision", "rule"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_one_verdict_in_three_places(
    tmp_path: Path, situation: str, decision: str, rule: str
) -> None:
    pack = tmp_path / "words.toml"
    pack.write_text(PACK, encoding="utf-8")
    row = tomllib.loads(situation + '\nzones = ["Australia/Sydney"]')
    assert said_of(tmp_path / "ledger", str(pack), row) == Said(decision, rule)
