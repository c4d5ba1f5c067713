"""Tells tables in markup by their first bytes: programs save both under names that end in .xls."""

from __future__ import annotations

import re

from overdue_cli.ingest.text.encoding import marked_encoding

XML_WORKBOOK = "XML Spreadsheet 2003"
WEB_PAGE = "a web page"

_PROLOGUE = r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^\[>]*(?:\[[^\]]*\])?\s*>)*"
_PAGE = re.compile(
    _PROLOGUE + r"<(?:!doctype\s+html|html|head|body|meta|link|style|script|frameset|title|"
    r"table|thead|tbody|tr|div|center|form|font|span|p|h\d)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOOK = re.compile(_PROLOGUE + r"<(?:\w+:)?Workbook\b", re.DOTALL)
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def markup_of(head: bytes, encoding: str = "") -> str:
    """What the first bytes of a file begin: a workbook in XML, a web page, or '' for neither.

    >>> markup_of(b"<html><table>"), markup_of(b"loan_id,date")
    ('a web page', '')
    """
    name = marked_encoding(head, encoding)
    try:
        text = head.decode(name if name.lower().startswith("utf") else "latin-1", "ignore")
    except LookupError:
        return ""
    text = text.lstrip("\ufeff").removeprefix("\u00ef\u00bb\u00bf")
    if _BOOK.match(text) and _SPACE in text:
        return XML_WORKBOOK
    return WEB_PAGE if _PAGE.match(text) else ""
