"""``overdue set``: change fields of a customer or a loan."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.ledger.master_data import (
    CUSTOMER_FIELDS,
    LEDGER_FIELDS,
    LOAN_FIELDS,
    set_fields,
)
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import Who, argument


def _fields(incomplete: str) -> list[str]:
    names = dict.fromkeys((*CUSTOMER_FIELDS, *LOAN_FIELDS, *LEDGER_FIELDS))
    return [f"{name}=" for name in names if name.startswith(incomplete)]


@writes
def set_(
    writing: Writing,
    who: Who,
    fields: Annotated[
        list[str],
        argument("FIELD=VALUE", "What to change; an empty value clears the field.", _fields),
    ],
) -> Written:
    """Change fields of a customer, a loan or the ledger; every old value is kept.

    Customer: name, kind, id_no, phone, email, address, region, time_zone, language, employer,
    income, segment, note. Loan: grace_days, allocation, product, officer, branch, purpose,
    security, disputed. The word ledger: role (creditor, agency, buyer), time_zone,
    archive (always, or empty: whether imports keep the original).

    Examples:

    \b
      overdue set C-17 phone=13800138000 language=zh-CN
      overdue set L-2041 grace_days=3
      overdue set ledger role=agency
      overdue set ledger archive=always
    """
    return set_fields(writing, who, fields)
