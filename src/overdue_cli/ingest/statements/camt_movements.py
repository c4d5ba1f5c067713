"""The movements of a booking of CAMT: one for each of its payments, or one for them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.statements.camt_bookings import AMOUNT_PATHS, CamtBooking, CamtPayment
from overdue_cli.ingest.statements.payment_details import (
    reason_in,
    said_to_return,
)
from overdue_cli.ingest.statements.values import (
    BankMovement,
    LineKind,
    StatementResult,
    minor,
)
from overdue_cli.ingest.values.dates import DateColumn

#: Payments of one booking that are told in its line; of more none is.
_MOST_TOLD = 100
_ANNOUNCED = {"PDNG", "INFO", "FUTR"}


class _Share(NamedTuple):
    """A payment of a booking with its money in signed minor units, and how many it stands for."""

    part: CamtPayment
    amount: int
    payments: int = 1


def movements_in(
    one: CamtBooking, account: str, currency: str, result: StatementResult
) -> list[BankMovement]:
    """The lines of a booking; a fault is written down and gives none."""
    if one.not_booked:
        announced = one.not_booked.upper() in _ANNOUNCED
        why = "only announced" if announced else f"not booked (status {one.not_booked})"
        result.notes.append(f"line {one.row}: {why} by the bank, left out")
        return []
    if one.out is None:
        result.problems.append(_no_side(one))
        return []
    no_day = _no_day(one)
    if no_day:
        result.problems.append(no_day)
        return []
    try:
        return _read(one, account, one.currency or currency)
    except BadCell as fault:
        result.problems.append(Problem(one.row, "Amt", one.amount, fault.rule, fault.hint))
        return []


def _no_side(one: CamtBooking) -> Problem:
    """What is wrong with a booking of which nothing says the direction."""
    return Problem(
        one.row,
        "CdtDbtInd",
        one.side,
        "nothing says whether this is money in or money out: it must be CRDT or DBIT",
        "Export the statement again, or write CRDT (money in) or DBIT (money out) there.",
    )


def _no_day(one: CamtBooking) -> Problem | None:
    """What is wrong with the days of a booking."""
    export = "Have the bank export the statement again"
    if not (one.booked or one.value):
        rule = "nothing says on which day this was booked"
        return Problem(one.row, "BookgDt", "", rule, f"{export}, or write BookgDt or ValDt there.")
    for name, day in (("BookgDt", one.booked), ("ValDt", one.value)):
        try:
            if day:
                _iso(day)
        except BadCell as fault:
            return Problem(one.row, name, day, fault.rule, f"{export}, or correct the day.")
    return None


def _read(one: CamtBooking, account: str, currency: str) -> list[BankMovement]:
    if currency not in CURRENCIES:
        raise BadCell("nothing says in which currency this is", "Name it: --currency EUR.")
    amount = _booked_amount(one.amount, currency) * (-1 if one.out else 1)
    if amount and (amount < 0) is not one.out:
        raise BadCell(
            f"an amount has no sign here, CdtDbtInd says the direction; it says {one.side}",
            "Ask the bank which of the two holds; take the sign out, or correct CdtDbtInd.",
        )
    _refuse_contrary(one)
    shares = _split(one, amount, currency) or [_whole(one, amount, currency)]
    return [_line(one, share, account, currency) for share in shares]


def _booked_amount(text: str, currency: str) -> int:
    """Minor units of a booking; its decimal mark is a point by the standard, so that no option
    says another."""
    try:
        return minor(text, currency)
    except BadCell as fault:
        if "--decimal" not in fault.hint:
            raise
        hint = "Amounts of CAMT are written as 1234.50; have the bank export the statement again."
        raise BadCell(fault.rule, hint) from None


def _refuse_contrary(one: CamtBooking) -> None:
    """Nothing, or BadCell where all payments of a booking go the other way than it does."""
    if one.taken_back or any(part.reason for part in one.parts):
        return
    if one.parts and all(part.out is not None and part.out != one.out for part in one.parts):
        raise BadCell(
            f"the booking is {one.side}, its payments say the opposite",
            "Ask the bank which of the two holds, and correct CdtDbtInd.",
        )


def _split(one: CamtBooking, amount: int, currency: str) -> list[_Share]:
    """The single payments of a booking, where their amounts come to its own; else none."""
    if len(one.parts) < 2 or one.payments > len(one.parts):
        return []
    for kind in range(len(AMOUNT_PATHS)):
        every = [_amount(part, kind, currency) for part in one.parts]
        amounts = [value for value in every if value is not None]
        if len(amounts) < len(every):
            return []
        for signs in _signs(one):
            signed = [sign * value for sign, value in zip(signs, amounts, strict=True)]
            if sum(signed) == amount:
                return list(map(_Share, one.parts, signed))
    return []


def _signs(one: CamtBooking) -> Iterator[list[int]]:
    """The signs that its payments may have: each its own, or that of the booking if all agree.

    A booking that takes another back may hold payments that say the direction of that one.
    """
    own = [one.out if part.out is None else part.out for part in one.parts]
    yield [-1 if out else 1 for out in own]
    if one.taken_back or any(part.reason for part in one.parts):
        yield [-1 if one.out else 1 for _ in one.parts]


def _amount(part: CamtPayment, kind: int, currency: str) -> int | None:
    """The amount of that kind, else any that is told in the currency; None for none."""
    amounts = (part.amounts[kind], *part.amounts)
    return next(
        (_unsigned(text, currency) for of, text in amounts if text and of in ("", currency)), None
    )


def _unsigned(text: str, currency: str) -> int | None:
    """Minor units without a sign; None for what is no amount."""
    try:
        return abs(minor(text, currency))
    except BadCell:
        return None


def _whole(one: CamtBooking, amount: int, currency: str) -> _Share:
    """A booking as one line: of its one payer, or of nobody where it holds several payments."""
    if not one.parts:
        return _Share(CamtPayment(), amount, max(one.payments, 1))
    single = len(one.parts) == 1 and one.payments < 2
    if single and not _holds_more(one.parts[0], amount, currency):
        return _Share(one.parts[0], amount)
    return _Share(_together(one), amount, max(one.payments, len(one.parts), 2))


def _holds_more(part: CamtPayment, amount: int, currency: str) -> bool:
    """Whether more money came in than the one payment that is told; less is a fee taken off."""
    texts = {text for of, text in part.amounts if text and of in ("", currency)}
    return bool(texts) and all((_unsigned(text, currency) or 0) < amount for text in texts)


def _together(one: CamtBooking) -> CamtPayment:
    """What is told of several payments: all the payers, or none of them."""
    parts = one.parts
    if one.payments > len(parts) or len(parts) > _MOST_TOLD:
        parts = ()
    payers = dict.fromkeys(part.payer for part in parts)
    reasons = {part.reason for part in one.parts}
    return CamtPayment(
        payer="; ".join(payers) if all(payers) and len(one.parts) > 1 else "",
        text="; ".join(map(_payment_text, parts)),
        reason=reasons.pop() if len(reasons) == 1 else "return" if one.out else "",
    )


def _payment_text(part: CamtPayment) -> str:
    """What is told of one of several payments, in a line.

    >>> _payment_text(CamtPayment((("CHF", "20.00"),), payer="Anna", reference="E-1", text="L-7"))
    'Anna CHF 20.00 E-1 L-7'
    """
    money = next((f"{of} {text}".strip() for of, text in part.amounts if text), "")
    reference = "" if part.reference in part.text else part.reference
    return " ".join(filter(None, (part.payer, money, reference, part.text)))


def _line(one: CamtBooking, share: _Share, account: str, currency: str) -> BankMovement:
    part = share.part
    text = part.text or one.text
    booked = _iso(one.booked or one.value)
    kind, reason = _kind(one, part, text, out=share.amount < 0)
    return BankMovement(
        row=one.row,
        account=account,
        currency=currency,
        booked_on=booked,
        value_on=_iso(one.value) if one.value else booked,
        amount=share.amount,
        kind=kind,
        payer=part.payer,
        payer_account=part.account,
        reference=part.reference,
        mandate=part.mandate,
        bank_reference=one.bank_reference,
        text=" ".join(text.split()),
        code=one.code,
        reason=reason,
        original=_original(part, currency),
        payments=share.payments,
    )


def _original(part: CamtPayment, currency: str) -> int:
    return (_unsigned(part.original, currency) or 0) if part.original else 0


def _kind(one: CamtBooking, part: CamtPayment, text: str, *, out: bool) -> tuple[LineKind, str]:
    if not out:
        return ("refund" if one.taken_back or part.reason else "credit"), ""
    back = one.taken_back or part.reason or one.code.startswith("PMNT RDDT") or "RRTN" in one.code
    if not (back or said_to_return(text)):
        return "debit", ""
    reason = part.reason if part.reason != "return" else ""
    return "return", reason or reason_in(text)


def _iso(text: str) -> str:
    return DateColumn("", "", lambda: ()).read(text)
