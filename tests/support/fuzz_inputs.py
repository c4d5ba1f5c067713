"""Small files of every kind that can be imported, as the fuzz breaks them."""

from __future__ import annotations

import random
from collections.abc import Callable

Make = Callable[[random.Random], str]


def _day(rng: random.Random) -> str:
    return f"2026-0{rng.randrange(1, 7)}-{rng.randrange(1, 29):02}"


def _loan(rng: random.Random) -> str:
    return f"P-{rng.randrange(30):04}"


def _money(rng: random.Random) -> str:
    return f"{rng.randrange(1, 5_000)}.{rng.randrange(100):02}"


def mt940(rng: random.Random) -> str:
    lines = [":20:STMT", ":25:DE02120300000000202051", ":28C:1/1", ":60F:C260101CNY1000,00"]
    for _ in range(rng.randrange(1, 5)):
        day = _day(rng)[2:].replace("-", "")
        amount = _money(rng).replace(".", ",")
        lines.append(f":61:{day}{day[2:]}{rng.choice('CD')}{amount}NTRFNONREF//B{rng.random()}")
        lines.append(f":86:166?00X?20SVWZ+{_loan(rng)}?31DE02?32Ann Lee")
    return "\r\n".join([*lines, ":62F:C260630CNY1,00", "-", ""])


def camt(rng: random.Random) -> str:
    entries = "".join(
        f'<Ntry><Amt Ccy="CNY">{_money(rng)}</Amt><CdtDbtInd>{rng.choice(("CRDT", "DBIT"))}'
        f"</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{_day(rng)}</Dt></BookgDt>"
        f"<NtryDtls><TxDtls><RmtInf><Ustrd>{_loan(rng)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for _ in range(rng.randrange(1, 4))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
        f"<Id>1</Id><Acct><Id><IBAN>DE02</IBAN></Id></Acct>{entries}"
        "</Stmt></BkToCstmrStmt></Document>"
    )


def ofx(rng: random.Random) -> str:
    moves = "".join(
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{_day(rng).replace('-', '')}<TRNAMT>{_money(rng)}"
        f"<FITID>{rng.random()}<NAME>Ann Lee<MEMO>{_loan(rng)}</STMTTRN>"
        for _ in range(rng.randrange(1, 4))
    )
    return (
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY"
        f"<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>{moves}</BANKTRANLIST></STMTRS>"
        "</STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def qif(rng: random.Random) -> str:
    moves = "".join(
        f"D{rng.randrange(1, 7)}/{rng.randrange(13, 29)}/2026\nT{_money(rng)}\nPAnn\n^\n"
        for _ in range(rng.randrange(1, 5))
    )
    return f"!Type:Bank\n{moves}"


def bank_list(rng: random.Random) -> str:
    head = rng.choice(["date,description,amount,balance", "交易日期,摘要,交易金额,余额"])
    rows = [f"{_day(rng)},{_loan(rng)},{_money(rng)},1.00" for _ in range(rng.randrange(1, 6))]
    return "\n".join([head, *rows, ""])


def daily_list(rng: random.Random) -> str:
    day = rng.choice(["2026-06-10", "2026-06-11", "2026-06-12"])
    rows = [
        f"{_loan(rng)},C{rng.randrange(9)},{rng.randrange(1, 90)},{_money(rng)},9000.00,{day}"
        for _ in range(rng.randrange(1, 6))
    ]
    head = "loan_id,customer_id,days_past_due,overdue_principal,outstanding_principal,as_of"
    return "\n".join([head, *rows, ""])


def contacts(rng: random.Random) -> str:
    codes = ["NA", "PTP", "DISP", "WN", "CB", "SENT", "DEC"]
    rows = [
        f"C{rng.randrange(9)},{_day(rng)} 10:0{rng.randrange(10)},call,{rng.choice(codes)},,lin,"
        f"{_money(rng)},{_day(rng)}"
        for _ in range(rng.randrange(1, 6))
    ]
    head = "customer_id,at,channel,outcome,loan_id,officer,promise_amount,promise_on"
    return "\n".join([head, *rows, ""])


def customers(rng: random.Random) -> str:
    rows = [f"C{n},Name {rng.randrange(9)},+861380013800{n},{_money(rng)}" for n in range(9)]
    return "\n".join(["customer_id,name,phone,income", *rows, ""])


def invoices(rng: random.Random) -> str:
    rows = [
        f"I{rng.randrange(50)},C{rng.randrange(9)},{_day(rng)},{_money(rng)}"
        for _ in range(rng.randrange(1, 6))
    ]
    return "\n".join(["invoice_id,customer_id,due_on,amount", *rows, ""])


def instalments(rng: random.Random) -> str:
    loan = _loan(rng)
    rows = [f"{loan},{n},2026-0{n}-15,{_money(rng)},1.00" for n in range(1, 4)]
    return "\n".join(["loan_id,seq,due_on,principal,interest", *rows, ""])


def column_map(rng: random.Random) -> str:
    kind = rng.choice(["loans", "transactions", "customers", "snapshot"])
    return (
        f'kind = "{kind}"\n\n[columns]\n"借据号" = "loan_id"\n"loan_id" = "loan_id"\n'
        f'"note" = "{rng.choice(["", "note", "name", "customer_id"])}"\n'
    )


STATEMENTS: list[Make] = [mt940, camt, ofx, qif, bank_list]
OTHERS: list[Make] = [
    daily_list, daily_list, contacts, contacts, customers, invoices, instalments,
]  # fmt: skip
