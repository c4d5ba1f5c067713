"""jsonl: one json object a line for each row of the main section."""

from __future__ import annotations

import json
from typing import TextIO

from overdue_cli.render.document import Document
from overdue_cli.render.sections import records
from overdue_cli.render.values import encoded


def write(document: Document, out: TextIO) -> None:
    """The main section as json lines, row by row."""
    names, rows = records(document)
    line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for row in rows:
        cells = zip(names, map(encoded, row), strict=True)
        out.write(line(dict(cells)) + "\n")
