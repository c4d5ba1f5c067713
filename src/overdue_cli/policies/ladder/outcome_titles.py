"""The outcome that people mean by its title, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches

from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.ladder.casework import ContactOutcome

#: A part of a title says as much as the whole from so many letters on.
_SHORTEST_PART = 4
_SHORTEST_PART_ZH = 2


def outcome_titled(outcomes: Mapping[str, ContactOutcome], text: str) -> ContactOutcome:
    """The outcome whose title a text is, or the only one whose title holds it.

    Errors: WrongUse with the nearest codes and titles, or those that the text fits.
    """
    wanted = _folded(text)
    titles = {code: (_folded(one.title), _folded(one.title_zh)) for code, one in outcomes.items()}
    whole = [code for code, names in titles.items() if wanted and wanted in names]
    fits = whole or [
        code for code, names in titles.items() if any(_holds(name, wanted) for name in names)
    ]
    if len(fits) == 1:
        return outcomes[fits[0]]
    raise WrongUse(f"unknown outcome '{text}'", hint=_hint(outcomes, fits, wanted))


def _hint(outcomes: Mapping[str, ContactOutcome], fits: list[str], wanted: str) -> str:
    near = fits or _near(outcomes, wanted)
    if near:
        return f"Did you mean {' or '.join(f'{code} ({outcomes[code].title})' for code in near)}?"
    return f"Known: {', '.join(outcomes)}."


def _near(outcomes: Mapping[str, ContactOutcome], wanted: str) -> list[str]:
    """The codes of the names that are spelt most like the text; none where nothing is like it."""
    names = {
        _folded(name): code
        for code, one in outcomes.items()
        for name in (code, one.title, one.title_zh)
    }
    # Codes of three letters are alike by chance: of those only the first is named.
    near = get_close_matches(wanted, list(names), n=1 if wanted.isascii() else len(names))
    alike = {name: SequenceMatcher(None, wanted, name).ratio() for name in near}
    nearest = {names[name] for name in near if alike[name] == alike[near[0]]}
    return [code for code in outcomes if code in nearest]


def _holds(title: str, part: str) -> bool:
    shortest = _SHORTEST_PART if part.isascii() else _SHORTEST_PART_ZH
    return len(part) >= shortest and part in title


def _folded(text: str) -> str:
    """A title as it is compared.

    >>> _folded("Call-back  requested"), _folded("本人接听，无承诺")
    ('call back requested', '本人接听 无承诺')
    """
    return " ".join(re.sub(r"[-_,，、/]", " ", text.casefold()).split())
