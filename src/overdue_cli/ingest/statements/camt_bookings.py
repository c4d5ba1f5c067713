"""A booking (``Ntry``) of CAMT and its payments (``TxDtls``) as text."""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.ingest.statements.markup import Element
from overdue_cli.ingest.statements.payment_details import (
    COLLECTIVE,
    own_reference,
    payments_in,
)

#: Where a payment may tell its amount: its own, that of the transaction, as it was ordered, and
#: what that is worth in the currency of the account.
AMOUNT_PATHS = (
    ("Amt",),
    ("AmtDtls", "TxAmt", "Amt"),
    ("AmtDtls", "InstdAmt", "Amt"),
    ("AmtDtls", "CntrValAmt", "Amt"),
)
_MOST_PAYMENTS = 10**9
#: What the element that says the direction may say: whether money went out.
_OUT = {"CRDT": False, "DBIT": True}


class CamtPayment(NamedTuple):
    """One payment of a booking, as text."""

    amounts: tuple[tuple[str, str], ...] = ()
    """What it may be in, as (currency, amount): of the payment, the transaction, as it was
    ordered, and its counter value; ('', '') for one that is not told."""
    out: bool | None = None
    """Whether money went out; None where only the booking says it."""
    payer: str = ""
    account: str = ""
    reference: str = ""
    mandate: str = ""
    text: str = ""
    reason: str = ""
    original: str = ""


class CamtBooking(NamedTuple):
    """One booking (``Ntry``) as text."""

    row: int
    amount: str
    currency: str
    side: str
    """Its ``CdtDbtInd``, as it stands."""
    out: bool | None
    """Whether money went out; None where nothing in the booking says it."""
    taken_back: bool
    not_booked: str
    """Its status, where that is not one of money that moved; else ''."""
    booked: str
    value: str
    bank_reference: str
    code: str
    text: str
    payments: int
    """How many payments it says it holds; 0 where it does not say it."""
    parts: tuple[CamtPayment, ...]


def booking_in(entry: Element) -> CamtBooking:
    """What an element ``Ntry`` says, as text."""
    currency, amount = _money(entry.first("Amt"))
    parts = tuple(_part(one) for one in entry.all("TxDtls"))
    return CamtBooking(
        entry.line,
        amount,
        currency,
        entry.of("CdtDbtInd"),
        _booked_out(entry, parts),
        entry.of("RvslInd").lower() in ("true", "1"),
        _not_booked(entry),
        _day_of(entry, "BookgDt"),
        _day_of(entry, "ValDt"),
        entry.of("AcctSvcrRef"),
        _code(entry),
        entry.of("AddtlNtryInf"),
        sum(_payments(one, parts) for one in entry.all("Btch")) or _said_payments(entry),
        parts,
    )


def is_out(element: Element) -> bool | None:
    """Whether an element says that money went out; None where it says neither in nor out."""
    return _OUT.get(element.of("CdtDbtInd").strip().upper())


def _booked_out(entry: Element, parts: tuple[CamtPayment, ...]) -> bool | None:
    """Whether the money of a booking went out: as it says itself, else as all its payments do."""
    own = is_out(entry)
    sides = {part.out for part in parts}
    return sides.pop() if own is None and len(sides) == 1 else own


def _not_booked(entry: Element) -> str:
    """The status of what is not booked; '' for one that is, or has none."""
    status = entry.of("Sts", "Cd") or entry.of("Sts", "Prtry") or entry.of("Sts")
    return "" if status.strip().upper().startswith("BOOK") else status.strip()


def _said_payments(entry: Element) -> int:
    """How many payments the code or the text of a booking says it holds; 0 for one."""
    codes = set(entry.of("BkTxCd", "Prtry", "Cd").split("+"))
    in_text = payments_in(entry.of("AddtlNtryInf"))
    return in_text if in_text > 1 else 2 if codes & COLLECTIVE else 0


def _payments(batch: Element, parts: tuple[CamtPayment, ...]) -> int:
    """How many payments a batch says it holds; two where it neither says it nor lists them."""
    count = batch.of("NbOfTxs")
    if count.isascii() and count.isdecimal():
        return min(int(count[:10]), _MOST_PAYMENTS)
    return 0 if parts else 2


def _money(amount: Element | None) -> tuple[str, str]:
    """Currency and amount as text."""
    return (amount.attributes.get("Ccy", ""), amount.text.strip()) if amount else ("", "")


def _day_of(entry: Element, name: str) -> str:
    return (entry.of(name, "Dt") or entry.of(name, "DtTm"))[:10]


def _code(entry: Element) -> str:
    domain = entry.first("BkTxCd", "Domn")
    if domain is None:
        return entry.of("BkTxCd", "Prtry", "Cd")
    names = (domain.of("Cd"), domain.of("Fmly", "Cd"), domain.of("Fmly", "SubFmlyCd"))
    return " ".join(filter(None, names))


def _part(one: Element) -> CamtPayment:
    back = one.first("RtrInf")
    original = one.first("AmtDtls", "InstdAmt", "Amt") if back else None
    side = "Dbtr"
    if is_out(one) or (not one.first("RltdPties", "Dbtr")):
        side = "Cdtr" if one.first("RltdPties", "Cdtr") else "Dbtr"
    parties = one.first("RltdPties") or Element("", 0)
    owner, account = parties.first(side), parties.first(f"{side}Acct")
    texts = [child.text.strip() for child in (one.first("RmtInf") or one).all("Ustrd")]
    structured = [ref.below("Ref") for ref in one.all("CdtrRefInf")]
    reasons = back.of("Rsn", "Cd") or back.of("Rsn", "Prtry") if back else ""
    return CamtPayment(
        tuple(_money(one.first(*path)) for path in AMOUNT_PATHS),
        is_out(one),
        (owner.below("Nm") if owner else "") or parties.of("Ultmt" + side, "Nm"),
        (account.of("Id", "IBAN") or account.of("Id", "Othr", "Id")) if account else "",
        own_reference(one.of("Refs", "EndToEndId")),
        one.of("Refs", "MndtId"),
        " ".join(filter(None, (*structured, *texts))) or one.of("AddtlTxInf"),
        (reasons or "return") if back else "",
        original.text.strip() if original is not None else "",
    )
