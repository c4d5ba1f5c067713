"""Reads XML and the SGML of OFX as a tree of elements that know the line they begin on.

XML is read as a stream, with names bare of their namespace. A document type is refused, and with
it every entity of its own: a statement needs none, and they are how XML attacks its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, BinaryIO
from xml.parsers import expat

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.kept_rows import Kept

_DEEPEST = 100
_TAG = re.compile(
    r"(?P<mark><!\[CDATA\[|<!--|<\?)|<![A-Za-z][^<>]*>|<(?P<close>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)"
    r"(?P<rest>\s*|[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[^<>]*)>",
    re.S,
)
#: What begins a piece that holds no tags, and what ends it.
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
#: Aggregates of OFX by how deep they lie: where one begins, those as deep or deeper have ended,
#: whether or not they say it; and no text in them is a value.
_DEPTHS = {
    "OFX": 0,
    **dict.fromkeys(
        ("SIGNONMSGSRSV1", "BANKMSGSRSV1", "CREDITCARDMSGSRSV1", "INVSTMTMSGSRSV1"), 1
    ),
    **dict.fromkeys(("STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS"), 2),
    **dict.fromkeys(("STMTRS", "CCSTMTRS", "INVSTMTRS"), 3),
    **dict.fromkeys(("BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST", "LEDGERBAL", "AVAILBAL"), 4),
    "INVBANKTRAN": 5,
    **dict.fromkeys(("STMTTRN", "STMTTRNP"), 6),
}
_NO_DEPTH = 99


@dataclass(slots=True)
class Element:
    """An element of a document: its name without namespace, its text, and what stands in it."""

    name: str
    line: int
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    read: Kept[Any] | None = None
    """What was made of the elements in it that were read on their own and taken out."""

    def all(self, name: str) -> list[Element]:
        """Every element of that name below this one, in the order of the document."""
        elements: list[Element] = []
        self._gather(name, elements)
        return elements

    def _gather(self, name: str, elements: list[Element]) -> None:
        for child in self.children:
            if child.name == name:
                elements.append(child)
            if child.children:
                child._gather(name, elements)

    def first(self, *path: str) -> Element | None:
        """The first element at a path of direct children; None where there is none."""
        here = self
        for name in path:
            for child in here.children:
                if child.name == name:
                    here = child
                    break
            else:
                return None
        return here

    def of(self, *path: str) -> str:
        """The text at a path of direct children, '' where there is none."""
        element = self.first(*path)
        return element.text.strip() if element else ""

    def kept(self) -> Iterator[Kept[Any]]:
        """What was read on its own anywhere below this element, in the order of the document."""
        for child in self.children:
            yield from child.kept()
        if self.read is not None:
            yield self.read

    def below(self, name: str) -> str:
        """The text of the first element of that name anywhere below, '' where there is none."""
        elements = self.all(name)
        return elements[0].text.strip() if elements else ""


def read_xml(
    file: BinaryIO,
    name: str = "",
    made: Callable[[Element], Any] = str,
    kept: Callable[[], Kept[Any]] | None = None,
    encoding: str = "",
) -> Element:
    """The root of an XML document; BadFile names the line where it is broken.

    Each element called ``name`` is turned into its value as soon as it ends, and taken out: its
    parent keeps the values, so that a long document needs no more memory than a short one. What
    ``encoding`` is given counts more than what the document says of itself.
    """
    tree = _Tree(encoding, name, made, kept)
    try:
        tree.parser.ParseFile(file)
    except expat.ExpatError as error:
        raise BadFile(
            f"this is not well-formed XML: {expat.ErrorString(error.code)}",
            "Export it again from the bank.",
            row=error.lineno,
        ) from None
    except (ValueError, LookupError) as error:
        raise BadFile(f"the XML cannot be read: {error}", "Export it again as UTF-8.") from None
    return tree.top.children[0]


class _Tree:
    """The elements of an XML document while it is read."""

    def __init__(
        self,
        encoding: str,
        name: str,
        made: Callable[[Element], Any],
        kept: Callable[[], Kept[Any]] | None,
    ) -> None:
        self.parser = parser = expat.ParserCreate(encoding or None, namespace_separator="}")
        self.top = Element("", 0)
        self._stack = [self.top]
        self._names: dict[str, str] = {}
        self._name, self._made, self._kept = name, made, kept
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.buffer_text = True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        stack, names = self._stack, self._names
        if len(stack) > _DEEPEST:
            raise BadFile(
                f"elements are nested more than {_DEEPEST} deep", "This is no bank statement."
            )
        bare = names.get(tag) or names.setdefault(tag, tag.rpartition("}")[2])
        element = Element(bare, self.parser.CurrentLineNumber)
        if attributes:
            element.attributes = {
                key.rpartition("}")[2]: value for key, value in attributes.items()
            }
        stack[-1].children.append(element)
        stack.append(element)

    def _end(self, _name: str) -> None:
        ended = self._stack.pop()
        if self._kept is not None and ended.name == self._name:
            parent = self._stack[-1]
            parent.children.pop()
            if parent.read is None:
                parent.read = self._kept()
            parent.read.append(self._made(ended))

    def _data(self, text: str) -> None:
        self._stack[-1].text += text

    def _refuse(self, *_: object) -> None:
        raise BadFile(
            "the document declares a type or entities of its own, which are not read",
            "Take the <!DOCTYPE …> out; a bank statement needs none.",
            row=self.parser.CurrentLineNumber,
        )


def read_sgml(text: str) -> Element:
    """The tree of an OFX document, where closing tags may be left out.

    >>> read_sgml("<A><B>1<C>2</C><D></A>").first("A").of("C")
    '2'
    """
    top = Element("", 0)
    stack = [top]
    line, at = 1, 0
    for tag, end in _tags(text):
        _take_text(stack, unescape(text[at : tag.start()]))
        line += text.count("\n", at, tag.start())
        if tag["mark"] == "<![CDATA[":
            _take_text(stack, text[tag.end() : end - len("]]>")])
        elif tag["close"]:
            _close(stack, tag["name"].upper())
        elif tag["name"]:
            _open(stack, tag["name"].upper(), line)
            if tag["rest"].endswith("/"):
                stack.pop()
        line += text.count("\n", tag.start(), end)
        at = end
    return top


def _tags(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The tags of a text, and its pieces without tags, each with where it ends.

    A piece that never ends is text.
    """
    at = 0
    endless: set[str] = set()
    while tag := _TAG.search(text, at):
        at, end = tag.end(), _ENDS.get(tag["mark"], "")
        if end in endless:
            continue
        if end:
            place = text.find(end, at)
            if place < 0:
                endless.add(end)
                continue
            at = place + len(end)
        yield tag, at


def _take_text(stack: list[Element], text: str) -> None:
    """Text of the value in hand; what stands between the parts of an aggregate says nothing."""
    here = stack[-1]
    if text.strip() and not here.children and here.name not in _DEPTHS:
        here.text = f"{here.text} {text.strip()}".lstrip()


def _open(stack: list[Element], name: str, line: int) -> None:
    """A new element; one that holds text is a value and ends where the next one begins."""
    if len(stack) > 1 and stack[-1].text:
        stack.pop()
    depth = _DEPTHS.get(name, _NO_DEPTH)
    for at, one in enumerate(stack):
        if depth <= _DEPTHS.get(one.name, -1):
            del stack[at:]
            break
    if len(stack) > _DEEPEST:
        raise BadFile(f"elements are nested more than {_DEEPEST} deep", "Export it again.")
    element = Element(name, line)
    stack[-1].children.append(element)
    stack.append(element)


def _close(stack: list[Element], name: str) -> None:
    """Ends the innermost element of that name; a closing tag of nothing is passed over."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].name == name:
            del stack[depth:]
            return
