"""The words for persons around a debt, and who of them is a consumer under a policy."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

#: Whom a contact may be with: the debtor, who owes or stands for the debtor, then others.
PERSONS: tuple[str, ...] = (
    *("self", "spouse", "co_signer", "guarantor", "successor", "guardian", "executor"),
    *("administrator", "parent", "lawyer", "financial_counsellor", "trustee", "employer"),
    *("colleague", "relative", "friend", "neighbour", "contact", "creditor", "creditor_lawyer"),
    *("collector_lawyer", "credit_bureau", "authority", "other"),
)
#: Who owes, or stands or acts for the debtor: what is sent to them is sent to the debtor.
STAND_FOR_DEBTOR: frozenset[str] = frozenset(
    (
        *("self", "co_signer", "guarantor", "successor", "guardian", "executor"),
        *("administrator", "lawyer", "financial_counsellor", "trustee"),
    )
)
#: The word of a policy for everybody whom it names as a consumer.
CONSUMER = "consumer"
_ALSO: dict[str, tuple[str, ...]] = {
    "self": ("debtor", "customer", "borrower", "本人", "债务人", "借款人", "持卡人"),
    "spouse": ("husband", "wife", "配偶", "丈夫", "妻子"),
    "co_signer": (
        "cosigner",
        "co-signer",
        "co-borrower",
        "joint borrower",
        "共同借款人",
        "共借人",
    ),
    "guarantor": ("surety", "担保人", "保证人"),
    "successor": ("successor in interest", "heir", "继承人"),
    "guardian": ("监护人", "法定代理人"),
    "executor": ("executrix", "遗嘱执行人"),
    "administrator": ("estate administrator", "遗产管理人"),
    "parent": ("father", "mother", "父母", "父亲", "母亲", "父", "母"),
    "lawyer": ("attorney", "solicitor", "律师"),
    "financial_counsellor": ("debt adviser", "debt advisor", "债务顾问"),
    "trustee": ("insolvency practitioner", "破产管理人"),
    "employer": ("雇主", "工作单位", "单位"),
    "colleague": ("co-worker", "coworker", "同事"),
    "relative": (
        *("family", "sibling", "child", "son", "daughter", "brother", "sister"),
        *("亲属", "亲戚", "家属", "家人", "子女", "儿子", "女儿", "兄弟", "姐妹", "哥哥", "弟弟"),
        *("姐姐", "妹妹", "表哥", "表弟", "表姐", "表妹", "堂兄", "堂弟"),
    ),
    "friend": ("朋友",),
    "neighbour": ("neighbor", "邻居"),
    "contact": ("emergency contact", "联系人", "紧急联系人"),
    "creditor": ("债权人", "委托方"),
    "creditor_lawyer": ("债权人律师",),
    "collector_lawyer": ("催收方律师",),
    "credit_bureau": ("credit reporting agency", "consumer reporting agency", "征信机构"),
    "authority": ("court", "police", "法院", "公安"),
    "other": ("somebody else", "third party", "其他人", "第三方", "第三人"),
}
_WORD = {other: word for word, others in _ALSO.items() for other in others}
#: Other names that are understood, in small letters.
OTHER_NAMES = tuple(_WORD)


class Consumers(NamedTuple):
    """Whom a policy calls consumers, beside companies: the debtor, and who is treated alike."""

    persons: frozenset[str] = frozenset({"self"})
    of_minors: frozenset[str] = frozenset()
    """Consumers only while the customer is a minor."""
    majority: int = 18
    """The age from which on a customer is no minor."""


#: Nobody but the debtor.
DEBTOR_ALONE = Consumers()


def person_word(text: str) -> str:
    """The word for a person, from it or another name of it; what is not known stays as it is.

    >>> person_word("配偶"), person_word("Neighbor"), person_word("co signer"), person_word("")
    ('spouse', 'neighbour', 'co_signer', 'self')
    """
    plain = " ".join(text.split()).casefold() or "self"
    joined = plain.replace(" ", "_").replace("-", "_")
    return joined if joined in PERSONS else _WORD.get(plain, plain)


def is_minor(born_on: date | None, day: date, majority: int = 18) -> bool:
    """Whether somebody is a minor on a day; nobody is whose date of birth is not known.

    Of age on the birthday itself; who was born on 29 February, in other years on 1 March.

    >>> born = date(2008, 6, 30)
    >>> is_minor(born, date(2026, 6, 29)), is_minor(born, date(2026, 6, 30))
    (True, False)
    >>> born = date(2008, 2, 29)
    >>> is_minor(born, date(2026, 2, 28)), is_minor(born, date(2026, 3, 1))
    (True, False)
    """
    if born_on is None:
        return False
    return (day.year - born_on.year, day.month, day.day) < (majority, born_on.month, born_on.day)
