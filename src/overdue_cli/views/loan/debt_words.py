"""What a debt is called where people read of it: a loan, an invoice, a credit note, an account."""

from __future__ import annotations

from collections.abc import Iterable

_NAMES = {"loan": "loan", "invoice": "invoice", "credit_note": "credit note", "account": "account"}


def debt_name(kind: str) -> str:
    """The trade's word for a debt of a kind.

    >>> debt_name("invoice"), debt_name("credit_note")
    ('invoice', 'credit note')
    """
    return _NAMES.get(kind, "loan")


def amount_word(kind: str) -> str:
    """What the amount of a debt is called; '' where there is none: of credit notes and accounts.

    >>> amount_word("loan"), amount_word("invoice"), amount_word("credit_note")
    ('Principal', 'Amount', '')
    """
    return {"loan": "Principal", "invoice": "Amount"}.get(kind, "")


def first_day_word(kind: str) -> str:
    """What the day is called since which a debt is there; '' for an account.

    >>> first_day_word("loan"), first_day_word("credit_note")
    ('Disbursed', 'Issued')
    """
    return {"loan": "Disbursed", "invoice": "Issued", "credit_note": "Issued"}.get(kind, "")


def debts_title(kinds: Iterable[str]) -> str:
    """The heading over debts of these kinds.

    >>> debts_title([]), debts_title(["invoice", "credit_note"]), debts_title(["loan", "invoice"])
    ('Loans', 'Invoices', 'Loans and invoices')
    """
    seen = set(kinds) & {"loan", "invoice"}
    return {"loan": "Loans", "invoice": "Invoices", "loan invoice": "Loans and invoices"}[
        " ".join(kind for kind in ("loan", "invoice") if kind in seen) or "loan"
    ]


def debt_column(kinds: Iterable[str]) -> str:
    """The heading of the column with the ids of debts of these kinds.

    >>> debt_column(["invoice", "account"]), debt_column(["loan", "invoice"])
    ('invoice', 'debt')
    """
    seen = set(kinds) & {"loan", "invoice"}
    return "debt" if len(seen) == 2 else "".join(seen) or "loan"
