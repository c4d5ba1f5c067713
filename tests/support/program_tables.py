"""Tables as programs write them: the facts of each, and what a ledger makes of it."""

from __future__ import annotations

import csv
import json
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from command import overdue
from overdue_cli.domain.money import decimal_text
from places import CASES, SHARED

TABLES = SHARED / "cases" / "tables"
DAY = "2026-06-30"
"""On which day a table is imported and looked at, where its facts name none."""

Facts: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, Any]

#: How the rows of the ledger that facts speak of are found.
QUERIES = {
    "movements": """select booked_on as "on", value_on, amount, currency, payer, payer_account,
        account, reference, text from statement_line
        where voided_by is null and kind <> 'neutral'
        order by statement_line_id""",
    "debts": """select l.loan_id as id, c.name as customer, c.customer_id, l.kind, l.currency,
        l.principal, l.disbursed_on, l.disbursed_on as issued_on, l.maturity_on, l.annual_rate,
        l.penalty_rate, l.instalments, l.method,
        coalesce(p.overdue, 0) as overdue, coalesce(p.outstanding, 0) as outstanding,
        coalesce(p.credit, 0) as credit, p.delinquent_on,
        (select min(i.due_on) from instalment i where i.loan_id = l.loan_id) as due_on
        from loan l join customer c using (customer_id) left join position p using (loan_id)
        where l.voided_by is null order by l.loan_id""",
    "payments": """select e.loan_id as loan, c.name as customer, e.value_on as "on", e.amount,
        l.currency from entry e join loan l using (loan_id) join customer c using (customer_id)
        where e.kind = 'repayment' and e.voided_by is null order by e.entry_id""",
    "contacts": """select t.at, t.channel, t.outcome, t.loan_id as loan, c.name as customer,
        t.phone, t.officer, coalesce(t.note, '') || ' ' || coalesce(t.person, '') as says,
        p.due_on as promised_on, p.amount as promised, p.currency
        from contact t join customer c using (customer_id)
        left join promise p on p.contact_id = t.contact_id and p.voided_by is null
        where t.voided_by is null order by t.at""",
    "instalments": """select i.loan_id as loan, i.seq, i.due_on, i.principal, i.interest, i.fee,
        l.currency from instalment i join loan l using (loan_id)
        where i.plan_id = (select max(plan_id) from plan p
        where p.loan_id = i.loan_id and p.voided_by is null) order by i.loan_id, i.seq""",
    "lists": "select distinct as_of from listing where voided_by is null",
}
MONEY = (
    *("amount", "overdue", "outstanding", "credit"),
    *("principal", "interest", "fee", "promised"),
)


class Verdict(NamedTuple):
    """What became of a table, and what of it is not as its facts say."""

    outcome: str
    """read, asked or refused; dated: read once its day was named, and asked for nothing else"""
    faults: tuple[str, ...]


def program_tables() -> dict[str, Facts]:
    """The facts of each table that lies beside the repository, by its name."""
    with (CASES / "program_tables.toml").open("rb") as file:
        facts = tomllib.load(file)
    return {name: _whole(name, one) for name, one in facts.items() if (TABLES / name).is_dir()}


def _whole(name: str, facts: Facts) -> Facts:
    """Facts with what goes without saying: the day, the currency, and who is not named."""
    home = "CNY" if name.startswith("cn-") else "EUR"
    facts = {"day": DAY, "ledger": home, **facts}
    nobody = {"payer": "", "payer_account": "", "account": ""}
    for rows, unsaid in (("movements", nobody), ("debts", {})):
        if rows in facts:
            facts[rows] = [{"currency": facts["ledger"], **unsaid, **row} for row in facts[rows]]
    return facts


def table_file(name: str) -> Path:
    """The file that a program wrote, beside the meaning of its columns."""
    return next(path for path in (TABLES / name).iterdir() if path.name != "meaning.csv")


def _headers(name: str) -> list[str]:
    """The headers of a table that have a name and a place (a table without a header has none)."""
    with (TABLES / name / "meaning.csv").open(encoding="utf-8-sig") as file:
        headers = [row["header"] for row in csv.DictReader(file)]
    return [header for header in headers if header and not header.startswith("(no header")]


def judge(name: str, facts: Facts, folder: Path) -> Verdict:
    """Imports a table into a new ledger, unasked, and holds its facts against what came."""
    ledger, now = folder / "ledger.db", facts["day"]
    overdue("--db", str(ledger), "init", "--currency", facts["ledger"], now=now)
    if "needs" in facts:
        needed = folder / "needed-loans.csv"
        needed.write_text(facts["needs"], encoding="utf-8")
        overdue("--db", str(ledger), "import", str(needed), "--as", "loans", now=now)
    before = _written(ledger)
    file = str(table_file(name))
    command = ("--db", str(ledger), "import", file, "--format", "json")
    done = overdue(*command, code=None, now=now)
    outcome = {0: "read", 2: "asked"}.get(done.exit_code, "refused")
    wanted = _several(facts["outcome"])
    if wanted == ["dated"] and outcome == "asked" and "--as-of" in done.stderr:
        done = overdue(*command, "--as-of", now, code=None, now=now)
        outcome = "dated" if not done.exit_code else outcome
    if outcome not in wanted:
        return Verdict(outcome, (f"{outcome}, not {' or '.join(wanted)}: {done.stderr[-600:]}",))
    if outcome not in ("read", "dated"):
        written = () if _written(ledger) == before else ("something was written",)
        said = (done.stdout + done.stderr).replace(file, "the file")
        return Verdict(outcome, (*_unsaid(outcome, facts, said), *written))
    overdue("--db", str(ledger), "board", now=now)
    files = json.loads(done.stdout)["files"]
    return Verdict(outcome, tuple(_faults(name, facts, files, done.stderr, ledger)))


def _unsaid(outcome: str, facts: Facts, said: str) -> Iterator[str]:
    """What a question or a refusal does not say, and what it says of what is there."""
    texts = facts.get("question", []) if outcome == "asked" else []
    for text in (*texts, *facts.get("says", [])):
        if not any(one.casefold() in said.casefold() for one in _several(text)):
            yield f"{text!r} is not said: {said[-400:]}"
    for text in facts.get("never", []):
        if text in said:
            yield f"{text!r} is said: {said[-400:]}"


def _faults(name: str, facts: Facts, files: list[Row], told: str, ledger: Path) -> Iterator[str]:
    """What is not as the facts say with a table that was read."""
    kinds = {file["kind"] for file in files}
    if not kinds <= set(facts["kinds"]):
        yield f"read as {sorted(kinds)}, not {facts['kinds']}"
    yield from _column_faults(facts, _headers(name), files)
    remarks = told + json.dumps([file["warnings"] for file in files], ensure_ascii=False)
    yield from _unsaid("read", {"says": facts.get("warns", [])}, remarks)
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as conn:
        conn.row_factory = sqlite3.Row
        found = {name: _rows(conn, query) for name, query in QUERIES.items()}
    conn.close()
    yield from _row_faults(facts, kinds, found)


def _column_faults(facts: Facts, headers: list[str], files: list[Row]) -> Iterator[str]:
    """Columns that are not in their field, are in one wrongly, or are dropped in silence."""
    fields = _fields_of(files)
    ignored = {_plain(header) for file in files for header in file["ignored"]}
    for header, wanted in facts.get("columns", {}).items():
        got = fields.get(_plain(header), set())
        if fields and not _is_one_of(got, _several(wanted)):
            yield f"column {header!r} is {sorted(got) or 'not used'}, not {wanted}"
        elif not fields and _plain(header) in ignored:
            yield f"column {header!r} is not used, not {wanted}"
    free = {_plain(header) for header in (*facts.get("columns", {}), *facts.get("may", []))}
    for header in headers:
        plain = _plain(header)
        if plain in fields.keys() - free:
            yield f"column {header!r} is used as {sorted(fields[plain])}"
        if plain not in ignored | fields.keys():
            yield f"column {header!r} is dropped in silence"
    for header in facts.get("details", []):
        if _plain(header) not in ignored:
            yield f"column {header!r} is not told as not used"


def _is_one_of(fields: set[str], wanted: list[str]) -> bool:
    """Whether a column is what is wanted; another number may stand for that of a debt."""
    numbers = {field for field in fields if field.endswith("_no") and field != "id_no"}
    debt = {"loan_id", "invoice_id"} & set(wanted)
    return bool(fields & set(wanted) or (debt and numbers))


def _fields_of(files: list[Row]) -> dict[str, set[str]]:
    """Header → the fields that it is read as."""
    fields: dict[str, set[str]] = {}
    for file in files:
        for header, field in file["mapping"].items():
            fields.setdefault(_plain(header), set()).update(_several(field))
    return fields


def _row_faults(facts: Facts, kinds: set[str], found: dict[str, list[Row]]) -> Iterator[str]:
    """Days, debts, customers and other rows of the ledger that are not as the facts say."""
    if "as_of" in facts and "snapshot" in kinds:
        days = [row["as_of"] for row in found["lists"]]
        if days != [facts["as_of"]]:
            yield f"a list of {days}, not of {facts['as_of']}"
    for debt in found["debts"]:
        debt["days_past_due"] = _days_late(debt, facts)
    yield from _owed_faults(facts, found["debts"])
    found["debts"] = [row for row in found["debts"] if row["kind"] in ("loan", "invoice")]
    for name in ("movements", "debts", "payments", "contacts", "instalments"):
        if name in facts:
            yield from _differing(name, facts[name], found[name])
        elif found[name] and name in ("movements", "contacts"):
            yield f"{len(found[name])} {name} that the table does not hold"


def _owed_faults(facts: Facts, debts: list[Row]) -> Iterator[str]:
    """Customers who owe other than the facts say: their debts less what they paid ahead."""
    owed: Counter[str] = Counter()
    for debt in debts:
        for customer in {debt["customer"], debt["customer_id"]}:
            owed[customer] += debt["minor_outstanding"] - debt["minor_credit"]
    for name, amount in facts.get("owed", {}).items():
        got = decimal_text(owed[name], debts[0]["currency"]) if debts else "nothing"
        if got != amount:
            yield f"{name} owes {got}, not {amount}"


def _differing(name: str, wanted: list[Row], rows: list[Row]) -> Iterator[str]:
    """Rows that are missing, too many, or of other figures."""
    if len(wanted) != len(rows):
        brief = [{k: v for k, v in row.items() if v not in (None, "")} for row in rows]
        yield f"{len(rows)} {name}, not {len(wanted)}: {brief}"
        return
    left = list(rows)
    for want in wanted:
        nearest = max(left, key=lambda row: sum(_agrees(*one, row) for one in want.items()))
        left.remove(nearest)
        for field, value in want.items():
            if not _agrees(field, value, nearest):
                got = nearest.get(field)
                yield f"{name}: {field} is {got!r}, not {value!r} ({nearest})"


def _agrees(field: str, value: object, row: Row) -> bool:
    if field == "at":
        return str(row["at"]).startswith(str(value))
    if field == "says":
        text = " ".join(str(row.get(part) or "") for part in ("says", "reference", "text"))
        return all(one in text for one in _several(value))
    if field.endswith("_rate"):
        return Decimal(row.get(field) or 0) == Decimal(str(value))
    return (row.get(field) or "") in [one or "" for one in _several(value)]


def _rows(conn: sqlite3.Connection, query: str) -> list[Row]:
    """Rows with money as decimals, and beside them the minor units that sums need."""
    rows = [dict(row) for row in conn.execute(query)]
    for row in rows:
        for name in MONEY:
            if isinstance(row.get(name), int):
                row[f"minor_{name}"] = row[name]
                row[name] = decimal_text(row[name], row["currency"])
    return rows


def _days_late(debt: Row, facts: Facts) -> int:
    """Days past due at the day of the list, or on the day on which it is looked at."""
    if not debt["delinquent_on"]:
        return 0
    day = date.fromisoformat(facts.get("as_of", facts["day"]))
    return (day - date.fromisoformat(debt["delinquent_on"])).days


def _written(ledger: Path) -> int:
    conn = sqlite3.connect(ledger)
    (count,) = conn.execute("select count(*) from journal").fetchone()
    conn.close()
    return int(count)


def _several(value: object) -> list[Any]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]


def _plain(header: str) -> str:
    return " ".join(header.split()).casefold()
