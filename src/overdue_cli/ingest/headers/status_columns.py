"""Columns that nothing is read from and that say a status, a direction or a type.

A payment that failed or was paid back, a credit note with a positive amount, a loan that is
settled: a word beside the amount turns it round or takes it away. Which columns say such a thing
is told by their headers; a word that is known to change nothing is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kind_evidence import known_fields

Says = Literal["status", "type", "yes or no", "count"]

#: The kinds of file whose rows are money.
_OF_MONEY = frozenset({"loans", "invoices", "snapshot", "instalments", "transactions"})
#: Kinds of which a status is told in words without end: only those that take the debt away count.
_MANY_WORDS = frozenset({"loans", "snapshot"})

_COUNT = re.compile(
    r"^已还期数$|^(?:instal?lments|periods) paid$|^paid (?:instal?lments|periods)$"
)
_YES_NO = re.compile(
    r"^是否已?(?:付款|付清|还款|还清|结清|核销|冲正|作废|退款|撤销|关闭|红冲)$|^(?:作废|冲正|撤销|核销)标[志识]$|"
    r"^(?:is )?(?:void|voided|paid|paid off|closed|settled|cancell?ed|deleted|reversed|refunded|"
    r"failed|written off|charged off|reversal|chargeback)(?: flag)?$"
)
_STATUS = re.compile(
    r"^(?:还款|扣款|付款|收款|支付|交易|处理|贷款|借据|账户|合同|单据|发票|开票|结清|核销|账单|订单)?状态$|"
    r"\b(?:payment|transaction|loan|account|invoice|document|settlement|debit|contract)? ?status$"
)
_TYPE = re.compile(
    r"^(?:收支|还款|交易|付款|收款|支付|单据|发票|票据|业务|凭证)(?:类型|类别|方向)$|^借贷(?:标[志识]|方向)?$|^方向$|"
    r"^收付(?:标[志识]|方向)$|^d(?:ebit)?[ /]*c(?:redit)?(?: (?:flag|indicator|mark))?$|"
    r"^dr[ /]*cr(?: (?:flag|indicator|mark))?$|^direction$|"
    r"^(?:(?:payment|transaction|txn|document|doc|invoice|entry|record) )?type$"
)
_YES = frozenset("yes y true t 1 x √ ✓ ✔ 是 有".split())
_NOTHING = frozenset(["", "-", "--", "—", "/", "n/a", "na", "无"])
_HARMLESS = frozenset(
    "active|normal|ok|okay|success|successful|succeeded|complete|completed|processed|accepted|"
    "approved|authorised|authorized|posted|booked|confirmed|received|cleared|valid|open|unpaid|"
    "outstanding|overdue|past due|late|due|sent|viewed|issued|final|current|pending payment|"
    "awaiting payment|not paid|not due|upcoming|scheduled|正常|成功|有效|已完成|完成|已入账|入账|"
    "已到账|已确认|已审核|已开票|扣款成功|支付成功|还款成功|交易成功|处理成功|"
    "未付|未付款|未收|未收款|未还|未还款|待还|待还款|"
    "未到期|逾期|已逾期|未结清|未核销|已过账|已开具".split("|")
)
_PAID = frozenset("paid|settled|已付|已付款|已收款|已还|已还款|已支付|收讫".split("|"))
_HARMFUL = re.compile(
    r"\b(?:fail|reject|refund|charge-?back|revers|void|cancel|return|bounc|declin|dishono|clos|"
    r"paid|settl|written|write|charged? off|credit(?:ed)? (?:note|memo)|credit$|cn$|payoff|forgiv|"
    r"dispute|uncollect|expense|draft|quote|out$|outgoing|repurchas)|"
    r"失败|退|冲|撤|作废|取消|结清|还清|付清|核销|红|关闭|注销|支出|付出|终止|拒|已还|已付|草稿|豁免|减免|转让|回购"
)
_OPPOSITE = {
    "transactions": frozenset("dr|d|debit|借|借方|付|出|支".split("|")),
    "invoices": frozenset("cr|c|credit|贷|贷方".split("|")),
}
#: Words for it in a column of debit and credit.
_OTHER_SIDE = {
    "transactions": frozenset("s|soll|dare|debe|cargo|debet|débit|débito|wn|borç|af".split("|")),
    "invoices": frozenset(
        "h|haben|a|avere|haber|abono|kredit|crédit|crédito|credito|ma|alacak".split("|")
    ),
}


@cache
def what_it_says(header: str, kind: str) -> Says | None:
    """A status, a type, yes or no, or how many are paid, by the words of a header.

    >>> what_it_says("扣款状态", "transactions"), what_it_says("Dr/Cr", "invoices")
    ('status', 'type')
    >>> what_it_says("Void", "transactions"), what_it_says("Status", "contacts")
    ('yes or no', None)
    """
    if kind not in _OF_MONEY:
        return None
    name = _plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))
    if _COUNT.search(name):
        return "count" if kind == "loans" else None
    if _YES_NO.search(name):
        return "yes or no"
    if _STATUS.search(name):
        return "status"
    side = (STATEMENT, "side") in known_fields(header)
    return "type" if side or _TYPE.search(name) else None


def matters(cell: str, says: Says, kind: str) -> bool:
    """Whether a cell may turn round or take away what its row says is owed or paid.

    >>> matters("Failed", "status", "transactions"), matters("Late (31 days)", "status", "loans")
    (True, False)
    >>> matters("借", "type", "transactions"), matters("Cash", "type", "transactions")
    (True, False)
    """
    word = _plain(cell)
    if word in _NOTHING:
        return False
    if says == "count":
        return bool(re.search("[1-9]", word))
    if says == "yes or no":
        return word in _YES
    if word in _HARMLESS or (kind == "transactions" and word in _PAID):
        return False
    if word in _OPPOSITE.get(kind, ()):
        return True
    if says == "type" and word in _OTHER_SIDE.get(kind, ()):
        return True
    return (says == "status" and kind not in _MANY_WORDS) or bool(_HARMFUL.search(word))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return " ".join(plain.split())
