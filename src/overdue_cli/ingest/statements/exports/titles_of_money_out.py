"""What says that amounts without a sign may be money out: who is paid, a title, a section.

It proves nothing: a list of payments that came in may be headed by a summary of both ways. It is
looked at where nothing else tells the direction, and only raises the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from overdue_cli.ingest.statements.exports.direction_words import plain

#: Headers of a party that is paid.
_PAID = re.compile(
    r"(?:payee|beneficiary|recipient|receiver|creditor|vendor|supplier)"
    r"(?: (?:name|account|account no|account number|iban|bank))?"
    r"|paid to|pay to|payable to|to account|destination account|transfer to"
    r"|(?:zahlungs)?empfanger(?:\*in|/in)?|empfangername|begunstigter|beguenstigter|lieferant"
    r"|(?:nom du )?beneficiaire|destinataire|fournisseur"
    r"|(?:nombre del )?beneficiario|destinatario|proveedor|fornitore|fornecedor"
    r"|begunstigde|ontvanger|leverancier|odbiorca|dostawca|mottaker|mottagare|modtager|saaja"
    r"|leverantor|leverandor|toimittaja|prijemce|dodavatel"
    r"|收款人.*|收款方.*|收款单位.*|收款账.*|收款户.*|供应商.*"
)
_CHEQUE = re.compile(r"(?:cheque|check|chq)(?: ?(?:no|number|nr|#))?|支票号码?")
#: Words of titles, of sections and of totals.
_OUT = re.compile(
    r"\boutgoing|\boutgoings\b|\bwithdrawals?\b|\bdebits\b|\bdebit$"
    r"|\bdebit (?:transactions?|entries|items|movements?|only)\b"
    r"|\bpayments? (?:made|sent|out|issued|run)\b|\bpaid out\b|\bmoney out\b|\bpayouts?\b"
    r"|\bdisbursements?\b|\bsupplier payments\b|\bpayments to\b|\btransfers? out\b"
    r"|uberweisungsauftr|sammeluberweisung|zahlungslauf|\bausgange\b|\bausgaben\b"
    r"|zahlungsausgang|\bauszahlungen\b|\bbelastungen\b|\babbuchungen\b|\bsollbuchungen\b"
    r"|virements? (?:emis|sortants?)|\bpaiements (?:emis|effectues)\b|\bdecaissements?\b"
    r"|\bdepenses\b|\bprelevements\b|\bretraits\b"
    r"|\b(?:pagos|transferencias) (?:realizad|emitid|enviad)[oa]s\b|\bcargos\b|\bsalidas\b"
    r"|\bretiros\b|\buscite\b|\baddebiti\b|\bbonifici (?:in uscita|disposti|effettuati)\b"
    r"|\bpagamenti (?:effettuati|efetuados)\b|\bsaidas\b|\bdebitos\b"
    r"|\buitgaven\b|\bafschrijvingen\b|\buitgaande\b|\bwydatki\b|\bobciazenia\b|wychodzace\b"
    r"|\butbetal(?:inger|ningar)\b|\buttag\b|付款(?!人|方|单位|账)|支出|转出|支取|借方"
)
#: A longer text is a remark, no title.
_LONGEST = 80
_NOTHING = re.compile(r"(?<![\d.,])0(?:[.,]0+)?(?![\d.,])")


class Outward(NamedTuple):
    """Where a list says that its money may go out, and what it says there."""

    row: int
    column: str
    value: str
    why: str


def outward(
    header_row: int,
    names: Sequence[str],
    parties: Iterable[str],
    notes: Iterable[tuple[int, str]],
) -> Outward | None:
    """What first says that the amounts of a list may be money out; None for nothing.

    ``parties`` are the headers of who stands on the other side, ``notes`` all rows that are no
    movements.

    >>> outward(1, ["Date", "Payee", "Amount"], ["Payee"], []).column
    'Payee'
    >>> outward(1, ["Date", "Payee", "Payer", "Amount"], ["Payee", "Payer"], [])
    >>> outward(2, ["Date", "Amount"], [], [(1, "Filter: Debits only")]).value
    'Filter: Debits only'
    """
    if all(map(_is_paid, parties)):
        for name in filter(_is_paid, names):
            return Outward(header_row, name, "", "this column names who is paid")
    for name in names:
        if _CHEQUE.fullmatch(_bare(name)):
            return Outward(header_row, name, "", "a cheque may be one that was written")
    for row, text in notes:
        if says_out(text):
            return Outward(row, "", text[:60], "this may say that money goes out")
    return None


def says_out(text: str) -> bool:
    """Whether a title, a section or a total speaks of money out, and not of none of it.

    >>> says_out("Überweisungsaufträge"), says_out("Total withdrawals: 0.00")
    (True, False)
    """
    if len(text) > _LONGEST or _NOTHING.search(text):
        return False
    return bool(_OUT.search(plain(text)))


def _is_paid(header: str) -> bool:
    return bool(_PAID.fullmatch(_bare(header)))


def _bare(header: str) -> str:
    return plain(header).replace("_", " ")
