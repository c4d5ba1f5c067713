"""Layers of a policy: a pack is laid over its base, a user's file over any of them.

Tables merge key by key. Lists of rows with a name (``step`` by name, ``rule`` by id) merge row by
row; ``remove = true`` takes a row or a table away, ``replace = ["step"]`` begins the list anew.
Any other list replaces the one below it. Cases stay with the file they stand in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from overdue_cli.domain.errors import MachineFailure, WrongUse

HERE = Path(__file__).parent

#: What every pack lies over in the end.
ROOT = "standard"

#: Lists whose rows have a name, and the key that holds it.
NAMED = {"step": "name", "rule": "id"}

#: What describes a pack itself.
HEAD = {
    *("name", "title", "title_zh", "version", "base", "replace", "jurisdiction", "source"),
    *("evidence", "confidence", "verified_on", "verified", "strength", "binds", "notes"),
    *("effective_from", "effective_to"),
}
#: Tables of a policy.
SECTIONS = {
    *("ageing", "payment", "ladder", "priority", "service", "product", "outcome", "reason"),
    *("hold", "promise", "contact", "notice", "class", "class_flags", "creditor"),
    *("materiality", "evidence_rules", "wording", "measure"),
}
#: What a file says about itself alone: nobody inherits it.
OF_FILE = ("case", "case_default", "base", "replace")
KEYS = HEAD | SECTIONS | set(NAMED) | set(OF_FILE)


#: The line of a pack that ships after which nothing but its cases stands.
_CASES = "\n[case_default]\n"


class Layer(NamedTuple):
    """One file of a policy, as it stands."""

    name: str
    """A shipped name, or the path of a user's file."""
    data: Mapping[str, Any]


class PackHead(NamedTuple):
    """What a pack says about itself, and how many cases stand in it."""

    title: str
    version: str
    jurisdiction: str
    verified_on: date | None
    source: str
    binds: str
    cases: int


def head_of(name: str) -> PackHead:
    """The head of a pack's own file, whatever its base says."""
    own = layers_of(name)[-1].data
    return PackHead(
        title=own["title"],
        version=str(own["version"]),
        jurisdiction=own.get("jurisdiction", ""),
        verified_on=own.get("verified_on"),
        source=own.get("source", ""),
        binds=own.get("binds", ""),
        cases=len(own.get("case", ())),
    )


def shipped_names() -> list[str]:
    """Names of the packs that ship with the program."""
    return sorted(path.stem for path in HERE.glob("*.toml"))


_LONGEST = 100
"""No pack has a name as long; file systems refuse to look for longer ones."""


def is_shipped(name: str) -> bool:
    """Whether a pack of that name ships with the program."""
    bare = 0 < len(name) < _LONGEST and name.replace("_", "").isalnum()
    return bare and name != "classes" and (HERE / f"{name}.toml").is_file()


def layers_of(name: str, *, cases: bool = True) -> list[Layer]:
    """The files a policy is made of, from the one below to the one on top.

    Without ``cases`` those of the packs that ship are not read: they are most of their text.
    Errors: WrongUse for a name that nobody has, a base that leads back to itself, or bad TOML.
    """
    chain: list[Layer] = []
    below, folder = name or ROOT, Path()
    while below:
        layer = _layer(below, folder, cases=cases)
        if any(one.name == layer.name for one in chain):
            way = " <- ".join([layer.name, *(one.name for one in reversed(chain))])
            raise WrongUse(
                f"the base of the policy {chain[0].name} leads back to itself: {way}",
                hint=f'Lay one of them over a shipped pack, such as base = "{ROOT}".',
            )
        chain.append(layer)
        folder = Path(layer.name).parent if layer.name.endswith(".toml") else folder
        below = _base(layer)
    return chain[::-1]


def _base(layer: Layer) -> str:
    base = layer.data.get("base", "" if layer.name == ROOT else ROOT)
    if not isinstance(base, str) or (not base and layer.name != ROOT):
        raise WrongUse(
            f"the base of the policy {layer.name} is {base!r}",
            hint="Name a pack that ships, or a TOML file beside this one.",
        )
    return base


def _layer(name: str, folder: Path, *, cases: bool) -> Layer:
    if is_shipped(name):
        return Layer(name, read(HERE / f"{name}.toml", cases=cases))
    if name.endswith(".toml"):
        path = folder / name
        return Layer(str(path), read(path))
    raise unknown("policy", name, shipped_names())


def read(path: Path, *, cases: bool = True) -> dict[str, Any]:
    """The data of a TOML file, without ``cases`` up to them; an error says what cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text if cases else text.partition(_CASES)[0])
    except OSError as error:
        raise MachineFailure(
            f"cannot read the policy {path}: {error.strerror}",
            hint="Name another with OVERDUE_POLICY, or put the file back where it was.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(
            f"the policy {path} is not valid TOML: {error}",
            hint="Text stands in quotation marks; compare it with docs/policies.md.",
        ) from None


def laid_over(layers: Iterable[Layer]) -> dict[str, Any]:
    """The data of all layers together, without their cases.

    >>> low = {"a": {"x": 1, "y": 2}, "rule": [{"id": "one", "most": 7}, {"id": "two"}]}
    >>> top = {"a": {"y": 3}, "rule": [{"id": "one", "most": 3}, {"id": "two", "remove": True}]}
    >>> laid_over([Layer("low", low), Layer("top", top)])
    {'a': {'x': 1, 'y': 3}, 'rule': [{'id': 'one', 'most': 3}]}
    """
    result: dict[str, Any] = {}
    for layer in layers:
        anew = layer.data.get("replace", ())
        below = {key: value for key, value in result.items() if key not in anew}
        over = {key: value for key, value in layer.data.items() if key not in OF_FILE}
        result = _merged(below, over, NAMED)
    return result


def _merged(
    base: Mapping[str, Any], over: Mapping[str, Any], named: Mapping[str, str]
) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, Mapping):
            if value.get("remove") is True:
                result.pop(key, None)
                continue
            result[key] = _merged(below if isinstance(below, Mapping) else {}, value, {})
        elif key in named and isinstance(value, list):
            result[key] = _rows(below if isinstance(below, list) else [], value, named[key])
        else:
            result[key] = value
    return result


def _rows(below: list[Any], over: list[Any], name: str) -> list[Any]:
    """Rows merged by name: known ones in their place, new ones after them, removed ones gone."""
    rows: dict[Any, Any] = {}
    for place, row in enumerate([*below, *over]):
        is_row = isinstance(row, Mapping)
        key = row.get(name, place) if is_row else place
        known = place >= len(below) and key in rows and is_row
        if is_row and row.get("remove") is True:
            rows.pop(key, None)
        elif known and _same(rows[key], row):
            rows[key] = _merged(rows[key], row, {})
        else:
            rows[key] = row
    return list(rows.values())


def _same(below: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row changes the one below; a row of another kind takes its place as it is."""
    return bool(row.get("kind", below.get("kind")) == below.get("kind"))


def check_keys(layer: Layer) -> None:
    """Nothing, or WrongUse for a key that no policy has, with the nearest that one has."""
    for key in layer.data:
        if key not in KEYS:
            raise unknown(f"key in the policy {layer.name}:", key, sorted(KEYS))
    for key in layer.data.get("replace", ()):
        if key not in NAMED:
            raise unknown(f"list to replace in the policy {layer.name}:", key, sorted(NAMED))


def unknown(what: str, word: str, known: list[str]) -> WrongUse:
    """The error for a name that is not in a list, with the nearest ones."""
    near = get_close_matches(word.lower(), [name.lower() for name in known], n=1)
    close = [name for name in known if near and name.lower() == near[0]]
    hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."
    return WrongUse(f"unknown {what} '{word}'", hint=hint)
