"""Which encoding a text file has: by its mark, by its bytes, or only the user can tell.

UTF-8 is strict enough to be known by itself. Of the others, Chinese text (GB18030) and Western
text (cp1252) leave marks in the bytes that exclude each other; anything between is a question.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from overdue_cli.ingest.faults import BadFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What is shown where only the user can tell.
CANDIDATES = ("gb18030", "cp1252", "big5", "cp1251", "cp1250", "shift_jis")

# Characters of the first level of GB 2312 (the 3,755 that make up nearly all text) and its
# punctuation; Western letters stand alone between letters, blanks and marks of ASCII.
_CHINESE = re.compile(rb"(?:[\xa1-\xa3\xb0-\xd7][\xa1-\xfe])+")
_WESTERN = re.compile(
    rb"(?<![\x80-\xff])[\xc0-\xd6\xd8-\xf6\xf8-\xff\x80\x91-\x97\xa0\xa3\xa7\xb0]"
    rb"(?![\x80-\xff])"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_WIDE_TEXT = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CUT_OFF = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{1,2}$")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_SURE, _NOT, _MOSTLY = 0.9, 0.1, 0.7
_LEAST_NULS = 0.2


class Doubt(NamedTuple):
    """A text in the encodings it may have: (encoding, the first words that differ)."""

    readings: tuple[tuple[str, str], ...]


def marked_encoding(head: bytes, chosen_encoding: str = "") -> str:
    """The encoding named by the user, or by the file's own mark or zeros; '' when neither is.

    BadFile where the file's own mark is that of another family than the user names.
    """
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if marked and chosen_encoding and not _same_family(marked, chosen_encoding):
        raise BadFile(
            f"its first bytes say that it is {marked.removesuffix('-sig')}, not {chosen_encoding}",
            "Leave out --encoding.",
        )
    if marked:
        return marked
    return chosen_encoding or _by_zeros(head)


def _same_family(marked: str, chosen_encoding: str) -> bool:
    """Whether a mark fits an encoding, as that of UTF-16 fits utf-16-le."""
    family = marked.removesuffix("-sig").replace("-", "")
    return chosen_encoding.lower().replace("_", "").replace("-", "").startswith(family)


def declared_encoding(head: bytes) -> str:
    """The encoding that an XML document names, in small letters; that of UTF-8 for none.

    >>> declared_encoding(b'<?xml version="1.0" encoding="GBK"?>'), declared_encoding(b"<a/>")
    ('gbk', 'utf-8')
    """
    match = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8).lstrip())
    name = match[1].decode().lower() if match else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name


def _by_zeros(head: bytes) -> str:
    """UTF-16 without a mark: text of letters and digits has a zero in every second byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if not half or len(head) % 2 or min(even, odd):
        return ""
    if odd > _LEAST_NULS * half:
        return "utf-16-le"
    return "utf-16-be" if even > _LEAST_NULS * half else ""


def damaged_utf_8(sample: bytes) -> bool:
    """Whether text that is not all UTF-8 is mostly so, and has been cut or mixed.

    >>> damaged_utf_8("客户姓名".encode() + b"\\xff"), damaged_utf_8("客户".encode("gb18030"))
    (True, False)
    """
    high = len(_HIGH.findall(sample))
    wide = sum(len(run) for run in _WIDE_TEXT.findall(sample))
    cut_off = high <= 3 and bool(_CUT_OFF.search(sample))
    return cut_off or (bool(high) and wide / high > _MOSTLY)


def guess(sample: bytes) -> str:
    """gb18030 or cp1252 where the bytes leave no doubt, else ''.

    >>> guess("客户;借据号".encode("gb18030")), guess("Müller;Straße".encode("cp1252"))
    ('gb18030', 'cp1252')
    """
    high = len(_HIGH.findall(sample))
    if not high:
        return ""
    chinese = sum(len(run) for run in _CHINESE.findall(sample)) / high
    western = sum(len(run) for run in _WESTERN.findall(sample)) / high
    if chinese >= _SURE and western <= _NOT and _decodes(sample, "gb18030"):
        return "gb18030"
    if western >= _SURE and chinese <= _NOT and _decodes(sample, "cp1252"):
        return "cp1252"
    return ""


def doubt(sample: bytes) -> Doubt:
    """The encodings that can read a text, each with how the first doubtful line looks in it."""
    match = _HIGH.search(sample)
    start = sample.rfind(b"\n", 0, match.start()) + 1 if match else 0
    end = sample.find(b"\n", start)
    line = sample[start : end if end >= 0 else len(sample)][:60]
    return Doubt(
        tuple(
            (name, codecs.decode(line, name, "ignore").strip())
            for name in CANDIDATES
            if _decodes(sample, name)
        )
    )


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
