"""What stands above a list of movements, or in it, that no bank writes.

A ledger of a business and the account that it keeps for a customer have the columns of a bank's
list, but an invoice in them is no money, and in books money that comes in is a debit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.statements.exports.direction_words import plain

Row = tuple[int, Sequence[str]]
#: Rows at the beginning that are looked at.
_FIRST = 50

_BOOKS = re.compile(
    r"\b(?:general|nominal|sales|purchase|customer|supplier|vendor) ledger\b|\btrial balance\b"
    r"|\bledger account\b|\bcustomer (?:statement|account statement)\b|\bstatement of customer\b"
    r"|\bsupplier statement\b|\baged\b|\bage?ing\b|\baccounts? (?:receivable|payable)\b"
    r"|\bjournal (?:entries|report)\b|^journal\b|\bhauptbuch|\bdebitor|\bkreditor|\bsachkonto"
    r"|\bkontenblatt|\boffene posten|\bgrand livre\b|\bcomptes? clients?\b|\bbalance agee\b"
    r"|\blibro (?:mayor|diario|mastro|giornale)\b|\bpartitario\b|\bmastrino\b|\bgrootboek"
    r"|\bdebiteur|\bcrediteur|\bhuvudbok|\bhovedbok"
    r"|总账(?!单)|总分类账|明细账(?!单)|日记账(?!单)|客户对账单|往来对账|供应商对账|应收账款|应付账款"
)
#: Titles that a bank may use as well; they count beside invoices.
_CUSTOMER = re.compile(
    r"^(?:customer|client|debtor|bill to|sold to|kunde|cliente|klant|klient|客户)\s*:"
)
_ACCOUNT_OF = re.compile(r"\bstatement\b|\bkontoauszug|\breleve\b|\bestado de cuenta\b|对账单")
_INVOICE = re.compile(
    r"(?:tax |sales )?invoice\b|inv\b|bill\b|rechnung|facture\b|factura\b|fattura\b|factuur"
    r"|faktura|fatura\b|发票|销售|应收"
)
_PAYMENT = re.compile(
    r"payment\b|receipt\b|credit (?:note|memo)\b|zahlung|gutschrift|paiement\b|avoir\b|pago\b"
    r"|pagamento\b|nota di credito|betaling|innbetaling|inbetalning|wplata|收款|回款|付款"
)
#: Headers of columns that name an account in books.
_ACCOUNT = re.compile(
    r"split|(?:gl |ledger |contra |offset |debit |credit )?account(?: name)?|(?:gegen|sach)?konto"
    r"|compte|cuenta|conto|rekening|(?:会计)?科目(?:名称)?"
)
_IN_BOOKS = re.compile(
    r"(?:\d{3,8}\W+)?(?:(?:cash|bank)(?: at bank| in hand| account)?|petty cash|sales|revenue"
    r"|accounts? (?:receivable|payable)(?: .*)?|(?:trade |sundry )?(?:debtors|creditors)"
    r"|(?:trade )?(?:receivables|payables)|undeposited funds|bank charges|kasse|umsatzerlose"
    r"|forderungen(?: .*)?|verbindlichkeiten(?: .*)?|banque|caisse|ventes|clients|fournisseurs"
    r"|banco|bancos|caja|ventas|clientes|proveedores|banca|cassa|clienti|fornitori"
    r"|库存现金|银行存款|应收账款|应付账款|主营业务收入)"
)


class Other(NamedTuple):
    """Where a list says that it is no bank's, and what it says there."""

    row: int
    column: str
    value: str
    why: str


def other_books(
    titles: Sequence[tuple[int, str]],
    names: Sequence[str],
    places: Mapping[str, Sequence[int]],
    rows: Iterable[Row],
) -> Other | None:
    """What first says that a list is a ledger or a customer's account; None for nothing.

    >>> other_books([(1, "General ledger")], ["Date", "Amount"], {}, []).value
    'General ledger'
    >>> rows = [(2, ["1200 Bank", "5.00"]), (3, ["4000 Sales", "5.00"])]
    >>> other_books([], ["Account", "Amount"], {}, rows).why
    'this is the name of an account in books'
    """
    for row, text in titles:
        if _BOOKS.search(plain(text)):
            return Other(row, "", text[:60], "this is the title of a ledger")
    first = list(islice(rows, _FIRST))
    return next(_accounts(names, first), None) or _of_customer(titles, names, places, first)


def _accounts(names: Sequence[str], rows: Sequence[Row]) -> Iterator[Other]:
    """The cells that name accounts in books."""
    places = [at for at, name in enumerate(names) if _ACCOUNT.fullmatch(plain(name))]
    for row, cells in rows:
        for at in places:
            if at < len(cells) and _IN_BOOKS.fullmatch(plain(cells[at])):
                why = "this is the name of an account in books"
                yield Other(row, names[at], cells[at].strip(), why)


def _of_customer(
    titles: Sequence[tuple[int, str]],
    names: Sequence[str],
    places: Mapping[str, Sequence[int]],
    rows: Sequence[Row],
) -> Other | None:
    """The first invoice in the account of a customer: payments go the other way there."""
    of_customer = any(_CUSTOMER.search(plain(text)) for _, text in titles)
    of_account = any(_ACCOUNT_OF.search(plain(text)) for _, text in titles)
    for at in (*places.get("text", ()), *places.get("note", ())):
        texts = [(row, cells, plain(cells[at])) for row, cells in rows if at < len(cells)]
        invoices = [(row, cells) for row, cells, text in texts if _INVOICE.match(text)]
        payments = [(row, cells) for row, cells, text in texts if _PAYMENT.match(text)]
        raised = {_lowers(cells, places) for _, cells in invoices}
        opposite = raised.isdisjoint(_lowers(cells, places) for _, cells in payments) and payments
        alone = len(invoices) + len(payments) == len(texts)
        if invoices and (of_customer or (opposite and (of_account or alone))):
            row, cells = invoices[0]
            shown = cells[at].strip()[:60]
            return Other(row, names[at], shown, "this is an entry of a customer's account")
    return None


def _lowers(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Whether an amount has a minus, or stands in the column of money out."""
    at = next(iter(places.get("amount", ()) or places.get("debit", ())), len(cells))
    text = cells[at].strip() if at < len(cells) else ""
    return ("amount" not in places and bool(text)) or text.startswith(("-", "(", "−"))


def require_no_books(file: str, other: Other | None) -> None:
    """Nothing, or Undecided for a list that says that it is no bank's."""
    if other is None:
        return
    rule = f"{other.why}, so this may be no bank's list of movements"
    hint = (
        "If it is a bank's, say so: --as statement. A ledger and a customer's account are not "
        "read: export the statement of the bank, or a table of payments."
    )
    problem = Problem(other.row, other.column, other.value, rule, hint)
    raise Undecided(file, problem, option="--as", choices=(STATEMENT,))
