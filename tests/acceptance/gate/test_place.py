"""The place follows the number or address: asked, queued and written down alike, across packs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gate_cases import Said, said_of

#: Rules about work as texts write them, under names that no pack changes.
PACK = """
name = "work"
title = "Work"
version = "1"
base = "standard"

[[rule]]
id = "hours"
remove = true

[[rule]]
id = "persons"
remove = true

[[rule]]
id = "workplace"
channels = ["call", "sms", "email", "chat", "letter", "visit"]

[[rule]]
id = "work_email"
kind = "workplace"
title = "e-mail at work"
channels = ["email"]
bars = "always"
accepts = ["consent", "used"]
strength = "prohibition"
source = "a law"

[[rule]]
id = "lives_there"
kind = "workplace"
title = "at work as the last resort of who lives there"
channels = ["call", "visit"]
bars = "last_resort"
resides = true
unless_consent = true
attempts = 3
strength = "prohibition"
source = "a law"
binds = { product = ["card"] }
"""

HOME = '{ kind = "phone", value = "+353 1 234 5678", place = "home" }'
WORK = '{ kind = "phone", value = "+353 1 987 6543", place = "work" }'
BOTH = f'{HOME}, {{ kind = "phone", value = "+353 1 234 5678", place = "work" }}'
ROAD = '{ kind = "address", value = "4 Mill Road", place = "work" }'
MAIL = '{ kind = "email", value = "ana@firm.example", place = "work" }'
MINE = '{ kind = "email", value = "ana@home.example", place = "home" }'
EMPLOYER = 'points = [{ kind = "phone", value = "+353 1 987 6543", person = "employer" }]'
EMPLOYER_AT_WORK = EMPLOYER.replace(" }]", ', place = "work" }]')
BARRED = 'preferences = [{ kind = "workplace_barred", at = 2026-06-01 }]'
TRIES = (
    'history = [{ at = 2026-06-22T10:00:00, outcome = "NA", point = "+353 87 000 0000" },'
    ' { at = 2026-06-23T10:00:00, outcome = "NA", point = "+353 87 000 0000" },'
    ' { at = 2026-06-23T18:00:00, outcome = "NA", point = "+353 87 000 0000" }]'
)
TRIES_THERE = TRIES.replace("+353 87 000 0000", "+353 1 987 6543")


def points(*rows: str) -> str:
    return f"points = [{', '.join(rows)}]"


def ask(channel: str = "call", **more: str) -> str:
    given = "".join(f', {key} = "{value}"' for key, value in more.items())
    return f'ask = {{ channel = "{channel}", at = 2026-06-30T10:00:00{given} }}'


def wrote(at: str, channel: str = "email", point: str = "ana@firm.example") -> str:
    by = f'channel = "{channel}", point = "{point}"'
    return f'{{ at = {at}, {by}, outcome = "RPC", inbound = true }}'


def prefers(kind: str, **more: str) -> str:
    given = "".join(f', {key} = "{value}"' for key, value in more.items())
    return f'{{ kind = "{kind}", at = 2026-06-01T09:00:00{given} }}'


def preferences(*rows: str) -> str:
    return f"preferences = [{', '.join(rows)}]"


ALLOW, NO = ("allow", ""), ("block", "workplace")
MAILED = ("block", "work_email")
LAST = ("block", "lives_there")
UNWELCOME = ("block", "inconvenient")
CARD = 'product = "card"'
N = "+353 1 987 6543"

#: Name, what is known and asked, verdict and rule.
ROWS: list[tuple[str, tuple[str, ...], tuple[str, str]]] = [
    ("a call that names the number at work", (points(WORK), BARRED, ask(point=N)), NO),
    (
        "the number spelt as one dials it there",
        (points(WORK), BARRED, ask(point="(01) 987-6543")),
        NO,
    ),
    ("with the double zero", (points(WORK), BARRED, ask(point="00353 1 9876543")), NO),
    ("by its extension", (points(WORK), BARRED, ask(point=f"{N} ext. 12")), NO),
    ("said to be at home", (points(WORK), BARRED, ask(point=N, place="home")), NO),
    ("a text message to it", (points(WORK), BARRED, ask("sms", point=N)), NO),
    ("a chat with it", (points(WORK), BARRED, ask("chat", point=N)), NO),
    ("an e-mail to work", (points(MAIL), BARRED, ask("email", point="ANA@firm.example")), MAILED),
    ("a letter to work", (points(ROAD), BARRED, ask("letter", point="4 Mill Road")), NO),
    ("a visit at work", (points(ROAD), BARRED, ask("visit", point="4 mill road")), NO),
    (
        "another number than that at work",
        (points(WORK, HOME), BARRED, ask(point="+353 1 234 5678")),
        ALLOW,
    ),
    ("the gate has no other number", (points(WORK), BARRED, ask()), NO),
    ("the gate has no other address", (points(ROAD), BARRED, ask("visit")), NO),
    ("the gate has a number at home", (points(WORK, HOME), BARRED, ask()), ALLOW),
    (
        "the main number is one at work, too",
        ('phone = "+353 1 987 6543"', points(WORK), BARRED, ask()),
        NO,
    ),
    (
        "and another number is not",
        ('phone = "+353 1 987 6543"', points(WORK, HOME), BARRED, ask()),
        ALLOW,
    ),
    ("on file both as home and as work", (points(BOTH), BARRED, ask(point="+353 1 234 5678")), NO),
    (
        "barred for one number bars the others at work",
        (
            points(WORK, ROAD),
            preferences(prefers("workplace_barred", point=N)),
            ask("letter", point="4 Mill Road"),
        ),
        NO,
    ),
    (
        "barred for calls leaves letters",
        (
            points(ROAD),
            preferences(prefers("workplace_barred", channel="call")),
            ask("letter", point="4 Mill Road"),
        ),
        ALLOW,
    ),
    (
        "the employer at the number of the employer",
        (
            EMPLOYER_AT_WORK,
            BARRED,
            ask(point=N, person="employer"),
        ),
        ALLOW,
    ),
    (
        "the customer at the number of the employer",
        (
            EMPLOYER,
            BARRED,
            ask(point=N),
        ),
        NO,
    ),
    (
        "an answer to what was written from work since",
        (
            points(MAIL),
            BARRED,
            f"history = [{wrote('2026-06-29T10:00:00')}]",
            ask("email", point="ana@firm.example"),
        ),
        ALLOW,
    ),
    (
        "what was written from work before it was barred",
        (
            points(MAIL),
            BARRED,
            f"history = [{wrote('2026-05-29T10:00:00')}]",
            ask("email", point="ana@firm.example"),
        ),
        MAILED,
    ),
    (
        "what was written from another address",
        (
            points(MAIL, MINE),
            BARRED,
            f"history = [{wrote('2026-06-29T10:00:00', point='ana@home.example')}]",
            ask("email", point="ana@firm.example"),
        ),
        MAILED,
    ),
    (
        "what was answered already",
        (
            points(MAIL),
            BARRED,
            f"history = [{wrote('2026-06-29T10:00:00')},"
            ' { at = 2026-06-29T11:00:00, outcome = "SENT", channel = "email",'
            ' point = "ana@firm.example" }]',
            ask("email", point="ana@firm.example"),
        ),
        NO,
    ),
    (
        "a text message from work is no leave to call there",
        (
            points(WORK),
            BARRED,
            f"history = [{wrote('2026-06-29T10:00:00', 'sms', N)}]",
            ask(point=N),
        ),
        NO,
    ),
    ("e-mail at work without a word of the customer", (points(MAIL), ask("email")), MAILED),
    (
        "e-mail at work after a consent to e-mail in general",
        (points(MAIL), preferences(prefers("consent", channel="email")), ask("email")),
        MAILED,
    ),
    (
        "e-mail at work after a consent to the address",
        (
            points(MAIL),
            preferences(prefers("consent", channel="email", point="ana@firm.example")),
            ask("email"),
        ),
        ALLOW,
    ),
    (
        "e-mail at work after a consent to work",
        (points(MAIL), preferences(prefers("consent", place="work")), ask("email")),
        ALLOW,
    ),
    (
        "e-mail at work that the customer used long ago, answered since",
        (
            points(MAIL),
            f"history = [{wrote('2026-03-02T10:00:00')},"
            ' { at = 2026-03-03T11:00:00, outcome = "SENT", channel = "email",'
            ' point = "ana@firm.example" }]',
            ask("email"),
        ),
        ALLOW,
    ),
    ("the gate prefers the address at home", (points(MAIL, MINE), ask("email")), ALLOW),
    (
        "tries in vain, and the customer lives elsewhere",
        (CARD, points(WORK), TRIES, ask(point=N)),
        LAST,
    ),
    (
        "tries in vain, and the customer lives there",
        (CARD, points(BOTH), TRIES, ask(point="+353 1 234 5678")),
        ALLOW,
    ),
    (
        "no tries, and the customer lives there",
        (CARD, points(BOTH), ask(point="+353 1 234 5678")),
        LAST,
    ),
    (
        "tries at work alone say nothing about elsewhere",
        (CARD, points(BOTH, WORK), TRIES_THERE, ask(point="+353 1 234 5678")),
        LAST,
    ),
    (
        "a consent to the number at work",
        (
            CARD,
            points(WORK),
            preferences(prefers("consent", channel="call", point="01 987 6543")),
            ask(point=N),
        ),
        ALLOW,
    ),
    (
        "a consent to calls at work",
        (
            CARD,
            points(WORK),
            preferences(prefers("consent", channel="call", place="work")),
            ask(point=N),
        ),
        ALLOW,
    ),
    (
        "a consent to calls at work from noon to one, at ten",
        (
            CARD,
            points(WORK),
            'preferences = [{ kind = "consent", place = "work", at = 2026-06-01,'
            ' from = "12:00", to = "13:00" }]',
            ask(point=N),
        ),
        LAST,
    ),
    (
        "a consent to calls in general",
        (CARD, points(WORK), preferences(prefers("consent", channel="call")), ask(point=N)),
        LAST,
    ),
    (
        "a place the customer does not want",
        (points(WORK), preferences(prefers("inconvenient", place="work")), ask(point=N)),
        UNWELCOME,
    ),
    (
        "the same, while another place is left",
        (points(WORK, HOME), preferences(prefers("inconvenient", place="work")), ask()),
        ALLOW,
    ),
    (
        "home is what the customer does not want",
        (
            points(HOME, WORK),
            preferences(prefers("inconvenient", place="home")),
            ask(point="01 2345678"),
        ),
        UNWELCOME,
    ),
    (
        "work instead of home, where home is not wanted",
        (points(HOME, WORK), preferences(prefers("inconvenient", place="home")), ask()),
        ALLOW,
    ),
    (
        "a place on some days only, on another day",
        (
            points(WORK),
            preferences(prefers("inconvenient", place="work", days="mon")),
            ask(point=N),
        ),
        ALLOW,
    ),
    (
        "a place on some days only, on such a day",
        (
            points(WORK),
            preferences(prefers("inconvenient", place="work", days="tue")),
            ask(point=N),
        ),
        UNWELCOME,
    ),
    (
        "an answer to a place that is not wanted",
        (
            points(MAIL),
            preferences(prefers("inconvenient", place="work"), prefers("consent", place="work")),
            f"history = [{wrote('2026-06-29T10:00:00')}]",
            ask("email"),
        ),
        ALLOW,
    ),
]


@pytest.mark.parametrize(("name", "told", "says"), ROWS, ids=[row[0] for row in ROWS])
def test_the_place_follows_the_point(
    name: str, told: tuple[str, ...], says: tuple[str, str], tmp_path: Path
) -> None:
    pack = tmp_path / "work.toml"
    pack.write_text(PACK, encoding="utf-8")
    row: dict[str, Any] = tomllib.loads("\n".join((f'name = "{name}"', *told)))
    row["zones"] = ["Europe/Dublin"]
    assert said_of(tmp_path / "book", str(pack), row) == Said(*says)


REGF = ('role = "agency"',)
SEVEN = "history = [{}]".format(
    ", ".join(f'{{ at = 2026-06-29T{hour}:00:00, outcome = "NA" }}' for hour in range(10, 17))
)
#: Pack, name, what is known and asked, verdict.
PACKS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("standard", "named, without a place", (points(WORK), BARRED, ask(point=N)), "block"),
    ("us_regf", "the employer forbids it", (*REGF, points(WORK), BARRED, ask(point=N)), "block"),
    ("us_regf", "the employer does not", (*REGF, points(WORK), ask(point=N)), "allow"),
    (
        "us_regf",
        "any number or address at work",
        (
            *REGF,
            points(WORK, ROAD),
            preferences(prefers("workplace_barred", point=N)),
            ask("letter", point="4 Mill Road"),
        ),
        "block",
    ),
    (
        "ie_cca",
        "a consent to it",
        (points(WORK), preferences(prefers("consent", channel="call", point=N)), ask(point=N)),
        "allow",
    ),
    ("ie_cca", "tried in vain, who lives elsewhere", (points(WORK), TRIES, ask(point=N)), "block"),
    (
        "ie_cca",
        "tried in vain, who lives there",
        (points(BOTH), TRIES, ask(point="01 234 5678")),
        "allow",
    ),
    (
        "us_regf",
        "agreed to work, which is not to more calls",
        (
            *REGF,
            preferences('{ kind = "consent", channel = "call", place = "work", at = 2026-06-29 }'),
            SEVEN,
            ask(),
        ),
        "warn",
    ),
    ("cn_bank", "not welcome at work", (points(WORK), BARRED, ask(point=N)), "block"),
    ("cn_online", "not welcome at work", (points(WORK), BARRED, ask("sms", point=N)), "block"),
    ("in_rbi", "not welcome at work", (points(WORK), BARRED, ask(point=N)), "block"),
    ("de", "not welcome at work", (points(WORK), BARRED, ask(point=N)), "block"),
    ("au_rg96", "not welcome at work", (points(WORK), BARRED, ask(point=N)), "block"),
    ("uk_conc", "not welcome at work", (points(WORK), BARRED, ask(point=N)), "block"),
]


@pytest.mark.parametrize(
    ("pack", "name", "told", "decision"), PACKS, ids=[f"{row[0]}: {row[1]}" for row in PACKS]
)
def test_packs_know_work_by_the_point(
    pack: str, name: str, told: tuple[str, ...], decision: str, tmp_path: Path
) -> None:
    row: dict[str, Any] = tomllib.loads("\n".join((f'name = "{name}"', *told)))
    row["zones"] = ["Europe/Dublin"]
    assert said_of(tmp_path / "book", pack, row).decision == decision
