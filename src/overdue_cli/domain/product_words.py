"""The kinds of product that laws speak of, by the names that files give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ALSO: dict[str, tuple[str, ...]] = {
    "credit_card": ("credit_cards", "信用卡", "贷记卡"),
    "microfinance": (
        "micro_finance",
        "microfinance_loan",
        "micro_finance_loan",
        "mfi",
        "mfi_loan",
    ),
    "mortgage": ("mortgage_loan", "home_loan", "housing_loan", "住房贷款", "房贷", "按揭"),
    "high_cost_credit": ("high_cost_credit_agreement",),
    "student_loan": ("student_loans", "助学贷款"),
}
_WORD = {other: word for word, others in _ALSO.items() for other in others}


def product_word(name: str) -> str:
    """The kind of product by any of its names; one that is not known in plain spelling.

    >>> product_word("Credit Card"), product_word("信用卡"), product_word("Golden Plan-24")
    ('credit_card', 'credit_card', 'golden_plan_24')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("-", " ").replace("_", " ")
    joined = "_".join(plain.split())
    return _WORD.get(joined, joined)


@lru_cache(maxsize=512)
def _words(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(product_word, names))


def product_words(names: Iterable[str]) -> frozenset[str]:
    """The kinds of several products."""
    return _words(frozenset(names))
