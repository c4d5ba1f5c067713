"""Cases of loan servicing, through the real commands: files in, ``overdue show`` out.

Each case becomes import files and a policy with one product. Every ``do`` of its timeline is
imported (or undone) in its turn, every ``check`` is asked of ``overdue show --as-of``. The
figures stand in ``tests/cases/servicing``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from places import CASES
from servicing import day_count_of

pytestmark = pytest.mark.law
Json = dict[str, Any]

FAMILIES = (
    "schedules",
    "allocation_standard_order",
    "allocation_due_then_in_advance",
    "allocation_advanced_horizontal",
    "allocation_advanced_vertical",
    "delinquency",
    "overdue_penalties",
    "chargeback_credit_balance_refund",
    "down_payment",
    "charge_off",
)
KINDS = {
    "repayment": "repayment",
    "goodwill_credit": "goodwill",
    "payout_refund": "payout_refund",
    "merchant_issued_refund": "merchant_refund",
    "credit_balance_refund": "credit_refund",
    "chargeback": "chargeback",
    "charge_off": "charge_off",
}
EARLY = {
    "NEXT_INSTALLMENT": "next",
    "LAST_INSTALLMENT": "last",
    "REAMORTIZATION": "reamortise",
    "DEFAULT": "other",
}
DUE_FIRST = {
    "due-pen-fee-int-pri/adv-pri-pen-fee-int": (
        ["penalty", "fee", "interest", "principal"],
        ["principal", "penalty", "fee", "interest"],
    ),
    "due-pen-int-pri-fee/adv-pen-int-pri-fee": (
        ["penalty", "interest", "principal", "fee"],
        ["penalty", "interest", "principal", "fee"],
    ),
}
EDGES = (3, 30, 60, 90, 120, 150, 180, 240)
BUCKETS = {
    "current": "NO_DELINQUENCY",
    "1-3": "RANGE_1",
    "4-30": "RANGE_3",
    **{
        f"{edge + 1}-{end}": f"RANGE_{edge}"
        for edge, end in zip(EDGES[1:], EDGES[2:], strict=False)
    },
    "241+": "RANGE_240",
}


def read_cases() -> list[Json]:
    files = (CASES / "servicing").glob("*.json")
    families = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [
        case | {"family": family["family"]}
        for family in sorted(families, key=lambda family: FAMILIES.index(family["family"]))
        for case in family["cases"]
    ]


def written(path: Path, rows: list[Json]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def terms_of(terms: Json) -> Json:
    """The terms of a case by the names of the loans columns, which are those of the options."""
    method = {"EQUAL_INSTALLMENTS": "annuity"}.get(terms["amortisation"], "equal_principal")
    return {
        "annual_rate": terms["annual_rate_percent"],
        "method": "flat" if terms["interest_method"] == "FLAT" else method,
        "instalments": terms["instalments"],
        "every": terms["every"],
        "unit": terms["unit"].lower(),
        "day_count": day_count_of(terms),
        "interest_period": "daily" if terms["interest_period"] == "DAILY" else "period",
        "principal_grace": terms["grace_principal_instalments"],
        "interest_grace": terms["grace_interest_payment_instalments"],
        "instalment_multiple": terms["instalment_multiple_of"] or 0,
        "rounding": "half_even",
    }


def steps_of(allocation: Json) -> list[Json]:
    """The order of a case as steps of a product."""
    if allocation["strategy"] in DUE_FIRST:
        due, early = DUE_FIRST[allocation["strategy"]]
        first = {"timings": ["past_due", "due"], "components": due, "charge_dates": True}
        return [first, {"timings": ["in_advance"], "components": early}]
    steps: list[Json] = []
    for name in allocation.get("order", ()):
        timing, component = name.lower().rsplit("_", 1)
        if steps and allocation["direction"] == "HORIZONTAL" and steps[-1]["timings"] == [timing]:
            steps[-1]["components"].append(component)
        else:
            steps.append({"timings": [timing], "components": [component]})
    return steps


def policy_of(case: Json) -> str:
    """A policy of one product, as a user would write it."""
    allocation = case["allocation"]
    advanced = allocation["strategy"] == "advanced"
    early = {
        EARLY.get(kind) or KINDS[kind]: EARLY[rule]
        for kind, rule in allocation.get("future_instalments", {}).items()
    }
    settings = {
        "grace_days": case["terms"]["grace_on_arrears_ageing_days"],
        "rounding": "half_even",
        "extra_due": "latest",
        # Where money put back is judged by its age it is an item of its own; the schedules of
        # the cases show it in the instalment of its period.
        "chargeback_line": "own" if case["family"] == "delinquency" else "instalment",
        "chargeback_credit": "pays" if advanced else "covers",
        "chargeback_order": [name.lower() for name in allocation.get("chargeback_order", ())],
        "order": steps_of(allocation),
        "early": early or "next",
    }
    edges = [end for _, _, end in case.get("buckets", ()) if end] or EDGES
    lines = [f"{name} = {toml(value)}" for name, value in settings.items()]
    head = ['name = "case"', 'title = "One case"', 'version = "1"', 'source = "a test"']
    ageing = ["[ageing]", f"buckets = {toml(list(edges))}"]
    return "\n".join([*head, *ageing, "[product.case]", *lines]) + "\n"


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


class Book:
    """The ledger of one case while its timeline is gone through."""

    def __init__(self, case: Json, run: Callable[..., Any], folder: Path) -> None:
        self.case, self.run, self.folder = case, run, folder
        self.disbursed: list[tuple[str, str]] = []
        self.journal: dict[int, int] = {}
        self.charged: set[str] = set()
        (folder / "policy.toml").write_text(policy_of(case), encoding="utf-8")
        run("init", "--currency", "EUR", "--policy", str(folder / "policy.toml"))
        customer = written(folder / "customers.csv", [{"customer_id": "C", "name": "Case"}])
        run("import", customer)

    def take(self, *files: str) -> int | None:
        said = self.run("import", *files, "--format", "json").stdout
        return json.loads(said)["journal"]

    def shown(self, as_of: str) -> Json:
        return json.loads(self.run("show", "L", "--as-of", as_of, "--format", "json").stdout)

    def scheduled(self) -> list[dict[str, str]]:
        """What ``overdue schedule`` prints for the terms and the disbursements so far."""
        (day, amount), *later = self.disbursed
        given = {"principal": amount, "disbursed_on": day, **terms_of(self.case["terms"])}
        given |= {"currency": "EUR", "down_payment": self.case["terms"]["down_payment_percent"]}
        options = [f"--{k.replace('_', '-')}={v}" for k, v in given.items() if v is not None]
        more = [f"--disbursement={amount}@{day}" for day, amount in later]
        said = self.run("schedule", *options, *more, "--format", "csv").stdout
        return list(csv.DictReader(io.StringIO(said)))

    def do(self, number: int, as_of: str, do: Json) -> None:
        kind = do["type"]
        if kind == "disbursement":
            self.disburse(number, do)
        elif kind == "undo":
            self.run("undo", str(self.journal[do["target"]]))
        elif kind == "classify":
            self.charge_late_fees(number, as_of)
        elif kind == "charge":
            self.enter(
                number, min(as_of, do["due"]), do["kind"], self.amount(do, as_of), do["due"]
            )
        elif kind in KINDS:
            back = f"T{do['target']}" if kind == "chargeback" else ""
            self.enter(number, do["date"], KINDS[kind], do.get("amount", "0"), reverses=back)
        else:
            raise AssertionError(f"do: {kind}")

    def disburse(self, number: int, do: Json) -> None:
        """A loan, or a part of it: one that its terms cannot say comes with its instalments."""
        terms = self.case["terms"]
        self.disbursed = sorted([*self.disbursed, (do["date"], do["amount"])])
        principal = sum(Decimal(amount) for _, amount in self.disbursed)
        loan = {
            "loan_id": "L",
            "customer_id": "C",
            "principal": principal,
            "disbursed_on": self.disbursed[0][0],
            "product": "case",
        }
        if terms["down_payment_percent"] or len(self.disbursed) > 1:
            plan = [{"loan_id": "L", **row} for row in self.scheduled()]
            files = [written(self.folder / f"instalments-{number}.csv", plan)]
        else:
            loan |= terms_of(terms)
            files = []
        self.take(written(self.folder / f"loans-{number}.csv", [loan]), *files)
        if terms["auto_down_payment"]:
            part = round(Decimal(do["amount"]) * Decimal(terms["down_payment_percent"]) / 100, 2)
            self.enter(number, do["date"], "repayment", str(part))

    def enter(
        self, number: int, day: str, kind: str, amount: str, due_on: str = "", reverses: str = ""
    ) -> None:
        row = {
            "transaction_id": f"T{number}",
            "loan_id": "L",
            "date": day,
            "type": kind,
            "amount": amount,
            "due_on": due_on,
            "reverses": reverses,
        }
        journal = self.take(written(self.folder / f"T{number}.csv", [row]))
        assert journal is not None
        self.journal[number] = journal

    def amount(self, do: Json, as_of: str) -> str:
        if "amount" in do:
            return do["amount"]
        whole = sum(
            Decimal(row["principal"]) + Decimal(row["interest"]) for row in self.scheduled()
        )
        return str(round(whole * Decimal(do["percent_of_principal_plus_interest"]) / 100, 2))

    def charge_late_fees(self, number: int, as_of: str) -> None:
        """One late fee for each instalment late for longer than the waiting period."""
        charge = self.case["terms"].get("overdue_charge")
        if charge is None:
            return
        wait = timedelta(days=charge["penalty_wait_period_days"])
        names = ["principal", "interest"] if "interest" in charge["basis"] else ["principal"]
        for row in self.shown(as_of)["instalments"]:
            late = date.fromisoformat(row["due_on"]) + wait < date.fromisoformat(as_of)
            if late and Decimal(row["outstanding"]) and row["due_on"] not in self.charged:
                self.charged.add(row["due_on"])
                base = sum(Decimal(row[name]) for name in names)
                fee = str(round(base * Decimal(charge["percent"]) / 100, 2))
                place = 1000 * number + row["seq"]
                self.enter(place, as_of, charge["kind"], fee, row["due_on"])


def checked(book: Book, as_of: str, check: Json) -> tuple[Any, Any]:
    """What the commands say, and what the case expects, in the same shape."""
    return CHECKS[check["kind"]](book, book.shown(as_of), check)


def schedule_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    rows = [row for row in check["rows"] if row["kind"] == "instalment"]
    names = {"fees": "fee", "penalties": "penalty", "in_advance": "paid_in_advance"}
    names |= {"late": "paid_late", "due": "due_on"}
    asked = ["due", "principal", "interest", "fees", "penalties", "total", "paid", "in_advance"]
    asked += ["late", "outstanding", *(["paid_on"] if "paid_on" in rows[0] else [])]
    mine = [[row[names.get(name, name)] for name in asked] for row in loan["instalments"]]
    return mine, [[row[name] for name in asked] for row in rows]


def totals_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    names = {"fees": "fee", "penalties": "penalty", "in_advance": "paid_in_advance"}
    names |= {"late": "paid_late"}
    asked = ["principal", "interest", "fees", "penalties", "paid", "in_advance", "late", "total"]
    mine = [total(row[names.get(name, name)] for row in loan["instalments"]) for name in asked]
    return (
        [*mine, loan["outstanding"]["total"]],
        [check[name] for name in (*asked, "outstanding")],
    )


def total(amounts: Iterable[str]) -> str:
    return str(sum(map(Decimal, amounts), Decimal("0.00")))


def transactions_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    rows = [row for row in loan["transactions"] if row["type"] not in ("fee", "penalty")]
    unsplit = ("chargeback", "credit_refund", "charge_off")
    # The amount of a charge-off is fixed; the peer's follows what is undone before it.
    then = loan["owed_then"]
    parts = ("principal", "interest", "fee", "penalty")
    mine = [
        (
            row["date"],
            row["type"],
            then if then and row["type"] == "charge_off" else row["amount"],
            None if row["type"] in unsplit else [row["allocated"][name] for name in parts],
        )
        for row in rows
    ]
    theirs = []
    for row in check["rows"]:
        if row["type"] == "disbursement":
            continue
        kind = KINDS.get(row["type"], "repayment")
        split = [row[name] for name in ("principal", "interest", "fees", "penalties")]
        theirs.append((row["date"], kind, row["amount"], None if kind in unsplit else split))
    return mine, theirs


def delinquency_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    late = loan["delinquent_days"] > 0
    mine = {
        "past_due_days": loan["days_past_due"],
        "delinquent_days": loan["delinquent_days"],
        "delinquent_amount": loan["overdue"]["total"],
        "delinquent_date": loan["delinquent_on"],
        "bucket": BUCKETS.get(loan["bucket"], loan["bucket"]),
    }
    theirs = {name: value for name, value in check.items() if name in mine}
    bucket = check.get("bucket_by_days") or check.get("bucket_recorded")
    if bucket:
        theirs["bucket"] = bucket
    if not late:
        theirs.pop("delinquent_date", None)
    return {name: mine[name] for name in theirs}, theirs


def item_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    found: dict[str, Decimal] = {}
    for row in loan["instalments"] if loan["delinquent_days"] else ():
        if row["days_past_due"] > 0 and Decimal(row["outstanding"]):
            place = sum(row["days_past_due"] > edge for edge in EDGES)
            name = list(BUCKETS.values())[place + 1]
            found[name] = found.get(name, Decimal()) + Decimal(row["outstanding"])
    return found, {row["bucket"]: Decimal(row["amount"]) for row in check["rows"]}


def next_due_check(book: Book, loan: Json, check: Json) -> tuple[Any, Any]:
    first = loan["oldest_due_on"] if check["setting"] == "earliest-unpaid-date" else None
    return first or loan["next_due_on"], check["date"]


CHECKS: dict[str, Callable[[Book, Json, Json], tuple[Any, Any]]] = {
    "schedule": schedule_check,
    "totals": totals_check,
    "transactions": transactions_check,
    "outstanding": lambda book, loan, check: (loan["outstanding"]["total"], check["amount"]),
    "overpaid": lambda book, loan, check: (loan["credit"], check["amount"]),
    "overdue": lambda book, loan, check: (loan["overdue"]["total"], check["amount"]),
    "delinquency": delinquency_check,
    "instalment_delinquency": item_check,
    "next_payment_due": next_due_check,
}


def replay(case: Json, run: Callable[..., Any], folder: Path) -> int:
    """Number of checks made; the first figure that differs fails."""
    book, made = Book(case, run, folder), 0
    for number, step in enumerate(case["timeline"]):
        if "do" in step:
            book.do(number, step["as_of"], step["do"])
        elif "peer_rule" not in step["check"]:
            ours, theirs = checked(book, step["as_of"], step["check"])
            assert ours == theirs, f"{case['id']} step {number} {step['check']['kind']}"
            made += 1
    return made


ALL = read_cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case['family']}:{case['id']}")
def test_the_commands_give_the_figures_of_the_case(case, run, tmp_path):
    assert replay(case, run, tmp_path)


def plain(case: Json) -> bool:
    """Whether all that falls due follows from the terms."""
    kinds = {step["do"]["type"] for step in case["timeline"] if "do" in step}
    return case["family"] in ("schedules", "down_payment") and "charge" not in kinds


@pytest.mark.parametrize("case", [*filter(plain, ALL)], ids=lambda case: case["id"])
def test_the_schedule_command_prints_the_plan_of_the_case(case, run, tmp_path):
    book = Book(case, run, tmp_path)
    names = ("principal", "interest", "total", "balance")
    for step in case["timeline"]:
        if step.get("do", {}).get("type") == "disbursement":
            book.disbursed = sorted([*book.disbursed, (step["do"]["date"], step["do"]["amount"])])
        if step.get("check", {}).get("kind") == "schedule":
            expected = [row for row in step["check"]["rows"] if row["kind"] == "instalment"]
            assert [[row["due_on"], *(row[n] for n in names)] for row in book.scheduled()] == [
                [row["due"], *(row[n] for n in names)] for row in expected
            ]


def test_every_family_is_there():
    assert {case["family"] for case in ALL} == set(FAMILIES)
