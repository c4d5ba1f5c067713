"""The same credits as other banks would export them: MT940, and a Chinese bank's list as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import groupby

from bank_credits import Credit, money

OWN = {"EUR": "DE02120300000000202051", "CNY": "6222020200001234567"}


def mt940(credits: Iterable[Credit]) -> str:
    """One MT940 statement for each currency, movements by day."""
    found = []
    for currency, own in groupby(sorted(credits, key=_by_currency), _by_currency):
        found += [":20:STMT", f":25:{OWN[currency]}", ":28C:6/1", f":60F:C260531{currency}0,00"]
        found += [_movement(one) for one in own]
        found.append("-")
    return "\n".join([*found, ""])


def _by_currency(one: Credit) -> str:
    return one.currency


def _movement(one: Credit) -> str:
    account = f"?31{one.account}" if one.account else ""
    amount = money(one.amount).replace(".", ",")
    return (
        f":61:{one.on:%y%m%d%m%d}C{amount}NTRFNONREF\n"
        f":86:166?00CREDIT?20SVWZ+{one.text}{account}?32{one.payer}"
    )


def bank_list(credits: Iterable[Credit]) -> bytes:
    """A list in GB18030 with a preamble, thousands separators and a total, all in yuan."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["中国某银行交易明细"])
    writer.writerow([f"卡号：{OWN['CNY']}", "币种：人民币"])
    writer.writerow("记账日期 记账时间 金额 余额 摘要 对方户名 对方账号".split())
    balance = 0
    for one in credits:
        balance += one.amount
        shown = [f"{amount / 100:,.2f}" for amount in (one.amount, balance)]
        writer.writerow([one.on, "10:00:00", *shown, one.text, one.payer, one.account])
    writer.writerow(["合计", "", f"{balance / 100:,.2f}", "", "", "", ""])
    return text.getvalue().encode("gb18030")
