"""What an invoices file says of an invoice beside its money: its officer, what it is for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

NOW = "2026-06-20T10:00:00"
ENGLISH = (
    "invoice_id,customer_id,due_on,amount,issued_on,officer,branch,product,channel,matter,"
    "order_no,contact\n"
    "I-1,C-1,2026-05-01,100.00,2026-04-01,wang,east,default,web,M-7,PO-9,Ms Li\n"
    "I-2,C-2,2026-05-11,60.00,2026-04-01,,,,,,,\n"
)
CHINESE = (
    "发票号,客户编号,到期日,发票金额,业务员,网点,产品,渠道,案件,订单号,联系人\n"
    "I-1,C-1,2026-05-01,100.00,,,,,,,\n"
    "I-2,C-2,2026-05-11,60.00,li,西区,default,线上,M-8,PO-10,陈\n"
)
FIELDS = ("officer", "branch", "product", "channel", "matter", "order_no", "contact")


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR", now=NOW)


def _import(text: str, **more: Any) -> dict[str, Any]:
    Path("i.csv").write_text(text, encoding="utf-8")
    return _json("import", "i.csv", **more)["files"][0]  # type: ignore[no-any-return]


def _json(*command: str, **more: Any) -> dict[str, Any]:
    result = overdue(*command, "--format", "json", now=NOW, **more)
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def _shown(invoice_id: str) -> list[str]:
    row = _json("show", invoice_id)
    return [row.get(name) or "" for name in FIELDS]


@pytest.mark.usefixtures("books")
def test_show_has_what_the_file_says_and_blank_cells_change_nothing() -> None:
    assert _import(ENGLISH)["new"] == 2
    assert _shown("I-1") == ["wang", "east", "default", "web", "M-7", "PO-9", "Ms Li"]
    file = _import(CHINESE)
    assert (file["changed"], file["unchanged"]) == (1, 1)
    assert _shown("I-1") == ["wang", "east", "default", "web", "M-7", "PO-9", "Ms Li"]
    assert _shown("I-2") == ["li", "西区", "default", "线上", "M-8", "PO-10", "陈"]
    overdue("undo", now=NOW)
    assert _shown("I-2") == [""] * 7


@pytest.mark.usefixtures("books")
def test_the_queue_of_an_officer_and_the_ageing_by_group_go_by_them() -> None:
    _import(ENGLISH)
    queue = _json("queue", "--officer", "wang")
    assert [row["customer_id"] for row in queue["rows"]] == ["C-1"]
    for group, name in (("officer", "wang"), ("branch", "east"), ("product", "default")):
        rows = _json("report", "aging", "--group", group)["currencies"][0]["rows"]
        late = {row["group"]: row["amount"] for row in rows if row["bucket"] == "31-60"}
        assert late == {name: "100.00", "": "60.00"}


@pytest.mark.usefixtures("books")
def test_a_product_without_rules_is_named_as_it_is_for_loans() -> None:
    warnings = _import(ENGLISH.replace("default", "widgets"))["warnings"]
    assert [one["value"] for one in warnings] == ["widgets"]
    assert "the policy has no such product" in warnings[0]["rule"]


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Invoice No,Contact,Due Date,Amount", {"Contact": "name"}),
        ("Invoice No,Customer,Contact,Due Date,Amount", {"Contact": "contact"}),
    ],
)
def test_the_contact_is_the_customer_where_no_column_says_who_that_is(
    header: str, mapping: dict[str, str]
) -> None:
    cells = ["Fen GmbH", "Dana Fen"][: header.count(",") - 2]
    told = _import(f"{header}\nI-1,{','.join(cells)},2026-05-01,100.00\n")
    assert mapping.items() <= told["mapping"].items()
