"""Makes of each row of a list of invoices one document with its sign, due date and number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from overdue_cli.actions.imports.kinds.staged_rows import StagedRows, reject_rows, remark
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.store.bulk import invoice_documents as documents
from overdue_cli.store.bulk.stage import Remark, RowFault

_DAYS = re.compile(
    r"(?:net|netto|à|a|n/|in|within)?\s*(\d{1,3})\s*"
    r"(?:d|days?|tage?n?|jours?|j|dias?|días|giorni|gg|dagen|dagar|dager|dage|dni|天|日)?"
    r"(?:\s*(?:net|netto|date facture|dalla data|fecha factura|after invoice date|内))?"
)
#: A discount within so many days, then the days until the whole is due: 2/10 net 30.
_DISCOUNT = re.compile(
    r"(?P<percent>\d{1,2}(?:[.,]\d{1,3})?)\s*%?\s*"
    r"(?:/|skonto\s*(?:bei|bis|innerhalb von|innerhalb|in)?|"
    r"discount\s*(?:within|in|if paid within)?)\s*"
    r"(?P<days>\d{1,3})(?!\d)\s*(?:d|days?|tagen?|天)?\s*[,;/]?\s*"
    r"(?P<rest>(?:net|netto|n/|n)?\s*\d{1,3}\s*(?:d|days?|tagen?|天)?(?:\s*(?:net|netto))?)"
)
#: The columns of which one says the amount of a document.
_AMOUNTS = ("amount", "debit", "credit", "item_total")
_AT_ONCE = frozenset(
    "due on receipt|on receipt|immediate|immediately|cod|cash|sofort|sofort fällig|à réception|"
    "comptant|contado|al contado|a vista|contanti|direct|contant|kontant|货到付款|现结".split("|")
)


def settle_documents(rows: StagedRows) -> None:
    """Amounts, signs and due dates as the rows say them, in whichever columns."""
    conn, file = rows.conn, rows.file
    if "item_total" in rows.columns and "amount" not in rows.columns:
        names = [field.name for field in rows.kind.fields if field.name in rows.columns]
        summed = documents.sum_items(conn, file, names)
        if summed:
            rule = f"{_invoices(summed)} in a row for each item: the items are added up"
            remark(rows, [Remark(0, "item_total", "", rule, "")])
    alone = "outstanding" in rows.columns and not rows.columns & {*_AMOUNTS}
    documents.settle_amounts(conn, file, stand_alone=alone)
    if alone:
        rule = "no column is the amount of an invoice: what is outstanding is taken for it"
        remark(rows, [Remark(0, "outstanding", "", rule, "")])
    if "document_type" in rows.columns:
        reject_rows(rows, list(_settle_types(rows)))
    documents.settle_discounts(conn, file, discount_of_terms)
    documents.settle_due_days(conn, file, days_of_terms, rows.terms)


def number_documents(rows: StagedRows) -> None:
    """Numbers payments, once their customers are known, and rejects rows that lack something."""
    if "document_type" in rows.columns:
        documents.number_payments(rows.conn, rows.file)
    reject_rows(rows, documents.faults(rows.conn, rows.file))


def _settle_types(rows: StagedRows) -> Iterator[RowFault]:
    """Faults of rows of which neither a word nor a sign says whether they are owed."""
    words = words_of("document_type")
    unknown, signed = documents.settle_types(
        rows.conn, rows.file, lambda word: words.get(normal(word), "")
    )
    for one in unknown:
        if signed:
            taken = _rows(one.rows)
            rule = f"no document of this name is known: {taken} by the sign of the amount"
            remark(rows, [Remark(one.row, "document_type", one.word, rule, "")])
            continue
        for row in documents.rows_of_type(rows.conn, rows.file, one.word):
            rule = f"'{one.word}' does not say whether this is owed or lowers what is owed"
            hint = "Write invoice, credit note or payment, or give the amount its sign."
            yield RowFault(row, "document_type", rule, hint)


def days_of_terms(text: str) -> int | None:
    """The days until an invoice falls due, by its payment terms; None where they do not say.

    >>> [days_of_terms(text) for text in ("30", "Net 30", "14 Tage netto", "On receipt", "2/10")]
    [30, 30, 14, 0, None]
    >>> days_of_terms("2/10 net 30")
    30
    """
    plain = " ".join(text.casefold().split())
    if both := _DISCOUNT.fullmatch(plain):
        plain = both["rest"]
    if plain in _AT_ONCE:
        return 0
    match = _DAYS.fullmatch(plain)
    return int(match[1]) if match else None


def discount_of_terms(text: str) -> tuple[str, int] | None:
    """Percent and days of a discount that payment terms name; None where they name none.

    >>> [discount_of_terms(text) for text in ("2/10 n/30", "2,5 % Skonto 14 Tage, 30 Tage netto")]
    [('2', 10), ('2.5', 14)]
    >>> discount_of_terms("Net 30"), discount_of_terms("2/10")
    (None, None)
    """
    both = _DISCOUNT.fullmatch(" ".join(text.casefold().split()))
    return (both["percent"].replace(",", "."), int(both["days"])) if both else None


def _invoices(count: int) -> str:
    return "1 invoice stands" if count == 1 else f"{count} invoices stand"


def _rows(count: int) -> str:
    return "1 row is taken" if count == 1 else f"{count} rows are taken"
