"""The lists of words, headers and signs that are shipped as CSV beside what uses them."""

from __future__ import annotations

import csv
from importlib.resources import files


def list_rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a list, each by the names of its columns.

    >>> list_rows("overdue_cli.ingest.values", "words.csv")[0]["value"]
    'annuity'
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
