"""Goes through the XML of one part of a zipped workbook, a block at a time."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat
from zipfile import ZipFile

_BLOCK = 1 << 16


def read_part(
    archive: ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    """Tells each element that begins (name, attributes) or ends (name), and the text between.

    A name is ``namespace}name``. Errors: expat.ExpatError for XML that is broken.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)
