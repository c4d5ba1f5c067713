"""Whether anything secures a loan, as files say it."""

from __future__ import annotations

#: What people write into ``security`` when there is none.
_UNSECURED = frozenset(
    {"", "-", "0", "no", "none", "unsecured", "信用", "信用贷款", "无", "无担保"}
)


def is_secured(security: str) -> bool:
    """Whether what a loan says of its security names any; 信用 is a loan on credit alone.

    >>> is_secured("抵押"), is_secured("信用"), is_secured("")
    (True, False, False)
    """
    return security.strip().lower() not in _UNSECURED
