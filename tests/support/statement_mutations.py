"""Ways to write the same statement otherwise, and a dumb count of the movements that stand in one.

The count is none of the program's: it takes out what is no content, and counts marks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

#: The elements that are movements; of lists those that are rows.
NAMES = {"OFX": "STMTTRN", "CAMT": "Ntry", "HTML": "tr", "BOOK": "Row"}
UNREAD = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)
JUNK = "<!-- <STMTTRN> <Ntry> <tr> :61: T1.00 -->"


class Written(NamedTuple):
    """A statement as text, its format, and the encoding it is saved in."""

    kind: str
    text: str
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        return self.text.encode(self.encoding)


def held(one: Written) -> int:
    """How many movements stand in a text, by their marks."""
    if one.kind == "MT940":
        return sum(line.strip(" \t\ufeff").startswith(":61:") for line in one.text.splitlines())
    if one.kind == "QIF":
        return _amounts(one.text)
    bare = UNREAD.sub("", one.text)
    name = NAMES[one.kind]
    return len(re.findall(rf"<(?:[a-z]+:)?{name}[\s>/]", bare, re.I))


def _amounts(text: str) -> int:
    found, counts = 0, True
    for line in text.splitlines():
        bare = line.strip(" \t\ufeff")
        if bare.startswith("!"):
            counts = "memorized" not in bare.lower()
        found += counts and bool(re.match(r"T\D{0,3}\d", bare))
    return found


Change = Callable[[Written, random.Random], Written]


def _tags(one: Written) -> list[int]:
    """Where a tag of the content begins, past the head of the document."""
    spans = [match.span() for match in UNREAD.finditer(one.text)]
    first = re.search(r"<(?:\w+:)?(?:OFX|Document|html|table|Workbook)\b", one.text, re.I)
    start = first.end() if first else 0
    return [
        match.start()
        for match in re.finditer(r"</?\w", one.text)
        if match.start() >= start and not any(a < match.start() < b for a, b in spans)
    ]


def _put(one: Written, rng: random.Random, what: str) -> Written:
    text = one.text
    places = _tags(one)
    for at in sorted(rng.sample(places, min(len(places), rng.randrange(1, 9))), reverse=True):
        text = text[:at] + what + text[at:]
    return one._replace(text=text)


def comments(one: Written, rng: random.Random) -> Written:
    return _put(one, rng, JUNK)


def instructions(one: Written, rng: random.Random) -> Written:
    return _put(one, rng, "<?note <STMTTRN> ?>" if one.kind != "HTML" else "<?note ?>")


def line_breaks(one: Written, rng: random.Random) -> Written:
    return _put(one, rng, rng.choice(["\n\n", " \t ", "\n   "]))


def empty_elements(one: Written, rng: random.Random) -> Written:
    return _put(one, rng, "<EXTRA/>" if one.kind == "OFX" else "<Xtra />")


def cdata(one: Written, rng: random.Random) -> Written:
    def wrapped(match: re.Match[str]) -> str:
        return match[0] if rng.random() < 0.7 else f">{'<![CDATA['}{match[1]}]]><"

    return one._replace(
        text=re.sub(r">([^<>&\r\n\]]*[^<>&\s\]][^<>&\r\n\]]*)<", wrapped, one.text)
    )


def attributes(one: Written, rng: random.Random) -> Written:
    name = NAMES[one.kind]
    what = rng.choice([' note="a > b"', " note='>'", "\n", "  "])
    return one._replace(text=re.sub(rf"<({name})>", rf"<\1{what}>", one.text))


def prefixes(one: Written, rng: random.Random) -> Written:
    if re.search(r"<\w+:\w|xmlns:", one.text):
        return one
    text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", one.text)
    if one.kind == "CAMT":
        text = re.sub(r'xmlns="([^"]*)"', r'xmlns:x="\1"', text, count=1)
        text = (
            text if "xmlns:x" in text else text.replace("<x:Document", '<x:Document xmlns:x="u"')
        )
    return one._replace(text=text)


def cases(one: Written, rng: random.Random) -> Written:
    def either(match: re.Match[str]) -> str:
        return "".join(rng.choice([c.lower(), c.upper()]) for c in match[0])

    return one._replace(text=re.sub(r"</?[\w.]+", either, one.text))


def unclosed(one: Written, rng: random.Random) -> Written:
    """Some closing tags left out, as SGML allows for values and banks do for more."""
    kept = rng.choice(["STMTTRN", "BANKTRANLIST", "STMTRS", "STMTTRNRS", "NAME", "TRNAMT"])
    return one._replace(text=re.sub(rf"</{kept}\s*>", "", one.text))


def line_ends(one: Written, rng: random.Random) -> Written:
    ends = rng.choice(["\r\n", "\r"])
    return one._replace(text=re.sub(r"\r\n|\r|\n", ends, one.text))


def encodings(one: Written, rng: random.Random) -> Written:
    names = ["utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "gb18030"]
    if one.kind in ("HTML", "BOOK"):
        names = names[:2]
    name = rng.choice(names)
    text = re.sub(
        r'encoding="[^"]*"', f'encoding="{name.removesuffix("-sig")}"', one.text, count=1
    )
    if one.kind == "CAMT" and 'encoding="' not in text:
        name = "utf-8-sig" if not name.startswith("utf") else name
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return one
    return one._replace(text=text, encoding=name)


def blanks_before(one: Written, rng: random.Random) -> Written:
    """Blanks before fields (MT940) or lines (QIF)."""
    marks = r"(?m)^(?=:\d\d[A-Z]?:)" if one.kind == "MT940" else r"(?m)^(?=[A-Z^!])"
    return one._replace(text=re.sub(marks, lambda _: rng.choice(["", " ", "\t", "  "]), one.text))


def envelopes(one: Written, rng: random.Random) -> Written:
    """SWIFT's blocks before each message, on its line or on one of their own."""
    blocks = "{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:" + rng.choice(["", "\n"])
    text = re.sub(r"(?m)^(?=:20:)", lambda _: blocks, one.text)
    return one._replace(text=re.sub(r"(?m)^-\s*$", "-}", text))


def without_ends(one: Written, rng: random.Random) -> Written:
    """QIF whose records do not end: each begins with its day."""
    pattern = r"(?m)^\^\s*\n(?=D)" if rng.random() < 0.5 else r"\^\s*\Z"
    return one._replace(text=re.sub(pattern, "", one.text))


#: Changes that leave every movement what it is, by format.
SAME: dict[str, tuple[Change, ...]] = {
    "OFX": (comments, instructions, line_breaks, empty_elements, cdata, attributes, prefixes,
            cases, unclosed, line_ends, encodings),
    "CAMT": (comments, instructions, empty_elements, cdata, attributes, prefixes, line_ends,
             encodings),
    "HTML": (comments, instructions, attributes, cases, line_ends, encodings),
    "BOOK": (comments, instructions, empty_elements, cdata, attributes, line_ends, encodings),
    "MT940": (blanks_before, envelopes, line_ends, encodings),
    "QIF": (blanks_before, without_ends, line_ends, encodings),
}  # fmt: skip


def cut(one: Written, rng: random.Random) -> Written:
    return one._replace(text=one.text[: rng.randrange(len(one.text) + 1)])


def take_out(one: Written, rng: random.Random) -> Written:
    at = rng.randrange(len(one.text) + 1)
    return one._replace(text=one.text[:at] + one.text[at + rng.randrange(1, 60) :])


def repeat(one: Written, rng: random.Random) -> Written:
    at = rng.randrange(len(one.text) + 1)
    return one._replace(
        text=one.text[:at] + one.text[at : at + rng.randrange(1, 900)] + one.text[at:]
    )


def begin_comment(one: Written, rng: random.Random) -> Written:
    at = rng.randrange(len(one.text) + 1)
    return one._replace(
        text=one.text[:at] + rng.choice(["<!--", "-->", "<![CDATA[", "<?"]) + one.text[at:]
    )


def move_line(one: Written, rng: random.Random) -> Written:
    lines = one.text.splitlines(keepends=True)
    lines.insert(rng.randrange(len(lines) + 1), lines.pop(rng.randrange(len(lines))))
    return one._replace(text="".join(lines))


def break_mark(one: Written, rng: random.Random) -> Written:
    marks = [m.start() for m in re.finditer(r":61:|\bT-?\d|<STMTTRN|<Ntry|<tr\b", one.text, re.I)]
    if not marks:
        return one
    at = rng.choice(marks) + rng.randrange(1, 6)
    return one._replace(text=one.text[:at] + rng.choice(" <>:\n^!x") + one.text[at:])


#: Changes after which nothing is promised, but that what is lost is told.
BROKEN: tuple[Change, ...] = (cut, take_out, repeat, begin_comment, move_line, break_mark)
