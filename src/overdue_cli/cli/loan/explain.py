"""``overdue explain``: a statement that a customer can follow and an auditor recompute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output, Who
from overdue_cli.cli.session import put, session
from overdue_cli.domain.errors import CheckFailed
from overdue_cli.domain.loan.loan import Amounts, Item, dated
from overdue_cli.domain.money import Money, digits, grouped_text, round_minor
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.show import customer_of
from overdue_cli.reports.contact.show import found as resolved
from overdue_cli.reports.loan.statement import (
    SCHEDULE,
    AccountLine,
    Explained,
    Reversal,
    penalty_terms,
    percent_text,
    sums,
)
from overdue_cli.reports.loan.statement import explain as explain_loan

#: Components in the order they are printed.
PARTS = ("penalty", "fee", "interest", "principal")

_PART_COLUMNS = tuple(Column(name, name, "right", rank=2) for name in PARTS)
INSTALMENTS = (
    Column("seq", "#", "right"),
    Column("due_on", "due"),
    *(Column(name, name, "right", rank=2) for name in ("principal", "interest")),
    *(Column(name, name, "right", rank=3) for name in ("fee", "penalty")),
    Column("total", "total", "right"),
    Column("paid", "settled", "right"),
    Column("outstanding", "open", "right"),
    Column("state", "state"),
    Column("paid_on", "settled on", rank=1),
    Column("unpaid_since", "unpaid since", rank=4),
    Column("days_late", "days late", "right"),
)
SETTLED = (
    Column("seq", "#", "right"),
    Column("date", "date"),
    Column("entry", "transaction"),
    Column("type", "type"),
    Column("value_on", "value date", machine=True),
    *_PART_COLUMNS,
    Column("total", "total", "right"),
    Column("days_late", "days late", "right", rank=1),
)
ADDED = tuple(
    column._replace(machine=True) for column in SETTLED if column.name not in ("days_late",)
)
ENTRIES = (
    Column("date", "date"),
    Column("entry", "transaction"),
    Column("entry_id", "number", machine=True),
    Column("type", "type"),
    Column("amount", "amount", "right"),
    Column("balance_before", "balance before", "right", rank=3),
    Column("change", "change", "right", machine=True),
    *(column._replace(machine=True) for column in _PART_COLUMNS),
    Column("to_written_off", "to debt written off", "right", machine=True),
    Column("credit", "credit", "right", machine=True),
    Column("paid_out", "paid out", "right", machine=True),
    Column("from_credit", "from credit", "right", machine=True),
    Column("taken", "how it was taken"),
    Column("balance_after", "balance", "right"),
    Column("reversed", "reversed", machine=True),
    Column("reversed_by", "reversed by", machine=True),
    Column("reverses", "reverses", machine=True),
    Column("recorded_on", "recorded on", machine=True),
    Column("backdated", "backdated", machine=True),
    Column("remark", "remark"),
    Column("note", "note", machine=True),
)
PENALTY = (
    Column("seq", "#", "right"),
    Column("from", "from"),
    Column("to", "to"),
    Column("days", "days", "right"),
    Column("base", "base", "right"),
    Column("percent", "% a year", "right"),
    Column("accrued", "accrued", "right"),
    Column("cap", "cap", rank=1),
)
SUMS = (
    Column("name", "name", machine=True),
    Column("what", "sum"),
    Column("amount", "amount", "right"),
)
RULES = (Column("setting", "setting"), Column("value", "value"), Column("from", "set by"))

SAID = {
    "scheduled": "asked for by the schedule",
    "opened": "balances taken over",
    "charged": "fees and penalties charged",
    "penalty_posted": "penalty interest posted",
    "put_back": "put back by chargebacks",
    "paid_out": "credit paid out",
    "paid": "paid",
    "credited": "credited (goodwill, refunds)",
    "waived": "waived",
    "written_off": "written off",
    "payments_taken_back": "payments and credits taken back",
    "charges_taken_back": "charges taken back",
    "recovered": "paid on debt already written off",
}


def explain(
    ctx: typer.Context,
    who: Who,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="csv and jsonl of a loan: entries, instalments, settled, added, penalty, sums or "
            "rules; of a customer: steps, loans, evidence, promises, holds, numbers, channels, "
            "objections, points or skipped.",
        ),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Where every figure of a loan comes from, or why a customer stands where it does.

    A loan: a statement of account. Instalment by instalment what was asked for and what settled
    it, every transaction in the order it counts with the balance before and after, the sums,
    penalty interest, and the rule behind each figure.

    A customer: from the loans over days, steps, evidence, promises and holds to what the contact
    gate says and the next action, and why it is not another one.

    Examples:

    \b
      overdue explain L-2041
      overdue explain L-2041 --as-of 2026-05-31 -o statement.md
      overdue explain L-2041 --section entries --format csv
      overdue explain C-17
    """
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        kind, found = resolved(at, who)
        if kind == "customer":
            from overdue_cli.cli.ladder.explain_case import (
                customer_document,  # only when asked for
            )

            document = customer_document(at, found)
            put(document, fmt, output, excel=excel, section=section)
            return
        at.bring_customer(customer_of(at, found))
        told = explain_loan(at, found)
        put(_document(at, told), fmt, output, excel=excel, section=section)
    if not told.ties:
        raise CheckFailed(
            "the statement does not tie: " + "; ".join(told.differences),
            hint="Run 'overdue check' to see whether the ledger agrees with itself.",
        )


def _document(at: Book, told: Explained) -> Document:
    facts = list(_facts(told))
    sections = _sections(told)
    by_name = {section.name: list(section.rows) for section in sections}
    return Document(
        title=f"Statement of loan {told.row['loan_id']}",
        as_of=at.day,
        settings=at.policy.settings(),
        facts=[fact for fact in facts if fact[1] and fact[2] not in (None, "")],
        sections=sections,
        main="entries",
        data={
            "as_of": at.day,
            "settings": {**at.policy.settings(), "known_on": at.known_on},
            **{name: value for name, _, value in facts if name},
            **_amounts(told),
            "lateness": _lateness(told),
            "instalments": [_nested_item(told, item) for item in told.standing.items],
            "entries": [_nested_line(told, line) for line in told.lines],
            "penalty": _penalty(told, by_name["penalty"]),
            "sums": _nested_sums(told),
            "rules": by_name["rules"],
        },
    )


def _sections(told: Explained) -> tuple[Section, ...]:
    items = [_item(told, item) for item in told.standing.items]
    rows = [_line(told, line) for line in told.lines]
    settled = [one for item in told.standing.items for one in _settled(told, item)]
    added = [one for item in told.standing.items for one in _added(told, item)]
    return (
        Section("instalments", INSTALMENTS, items, title="Instalments"),
        Section("settled", SETTLED, settled, title="What settled each instalment"),
        Section("added", ADDED, added),
        Section("entries", ENTRIES, rows, title="Transactions, in the order they count"),
        Section("penalty", PENALTY, _period_rows(told), title="Penalty interest"),
        Section("sums", SUMS, list(_sum_rows(told)), title="Sums"),
        Section("rules", RULES, _rule_rows(told), title="Which setting decided"),
    )


# --- the head -------------------------------------------------------------------------------


def _facts(told: Explained) -> Iterator[tuple[str, str, Any]]:
    row, standing, late = told.row, told.standing, told.lateness
    yield "loan_id", "Loan", row["loan_id"]
    yield "customer_id", "Customer", row["customer_id"]
    yield "name", "Name", row["name"]
    yield "kind", "Kind", row["kind"]
    yield "currency", "Currency", row["currency"]
    yield "principal", "Principal", _principal(told)
    yield "", "Schedule", _schedule_in_words(told)
    yield (
        "disbursed_on",
        "Issued" if row["kind"] == "invoice" else "Disbursed",
        told.loan.exists_on,
    )
    yield "status", "Status", standing.status
    yield "days_past_due", "Days past due", standing.days_past_due
    yield "delinquent_days", "Delinquent days", standing.delinquent_days
    yield "bucket", "", late.bucket
    yield "stage", "", late.stage
    yield "", "How counted", days_in_words(told)
    yield "", "Overdue", Money(standing.overdue.total, row["currency"])
    yield "next_due_on", "Next due", standing.next_due_on
    yield "next_due_amount", "Next amount", _next_amount(told)
    yield "", "Balance", sums_in_words(told)
    yield "", "Written off", written_off_in_words(told)
    yield "", "Penalty interest", penalty_in_words(told)


def _principal(told: Explained) -> Money | None:
    row = told.row
    return None if row["kind"] == "credit_note" else Money(row["principal"], row["currency"])


def _schedule_in_words(told: Explained) -> str:
    """Said where there is nothing that could fall due."""
    if told.loan.plan or told.row["kind"] != "loan":
        return ""
    if any(entry.inferred for entry in told.loan.entries):
        return "none on the book: it stands as the lists of another system say"
    return "none on the book: nothing of the principal falls due, and money that comes in waits"


def written_off_in_words(told: Explained) -> str:
    """What was taken off the book, what of it came in later, and what is still claimed."""
    standing = told.standing
    left, recovered = standing.written_off.total, standing.recovered
    if not left and not recovered:
        return ""
    return (
        f"{_money(told, left + recovered)} written off − {_money(told, recovered)} recovered = "
        f"{_money(told, left)} still claimed, outside the balance"
    )


def _next_amount(told: Explained) -> Money | None:
    standing = told.standing
    return Money(standing.next_due_amount, told.loan.currency) if standing.next_due_on else None


def _amounts(told: Explained) -> dict[str, Any]:
    """Amounts by component, as in ``overdue show``."""
    standing, currency = told.standing, told.loan.currency
    return {
        "outstanding": _by_component(standing.outstanding, currency),
        "overdue": _by_component(standing.overdue, currency),
        "not_due": _by_component(standing.not_due, currency),
        "credit": Money(standing.credit, currency),
        "written_off": _by_component(standing.written_off, currency),
        "recovered": Money(standing.recovered, currency),
    }


def _by_component(amounts: Amounts, currency: str) -> dict[str, Money]:
    return {name: Money(getattr(amounts, name), currency) for name in (*PARTS, "total")}


def _lateness(told: Explained) -> dict[str, Any]:
    late = told.lateness
    return {
        "oldest_seq": late.seq,
        "oldest_due_on": late.due_on,
        "counted_to": late.counted_to,
        "days_past_due": late.days_past_due,
        "grace_days": late.grace_days,
        "paused_days": late.paused_days,
        "delinquent_days": late.delinquent_days,
        "bucket": late.bucket,
        "stage": late.stage,
        "stage_range": late.stage_range,
        "words": days_in_words(told),
    }


def days_in_words(told: Explained) -> str:
    """How the days late are counted, with the dates and numbers of the subtraction."""
    late, as_of = told.lateness, told.standing.as_of
    if late.due_on is None:
        return (
            f"nothing is overdue at the close of {as_of}{_next(told)}; "
            f"bucket {late.bucket}{_stage(told)}"
        )
    what = "the invoice" if told.row["kind"] == "invoice" else "oldest unpaid instalment"
    to = "" if late.counted_to == as_of else f" ({as_of} and the due day itself)"
    return (
        f"{what} ({late.seq}) fell due {late.due_on}; "
        f"{late.counted_to}{to} − {late.due_on} = {_days(late.days_past_due)}; "
        f"grace {_days(late.grace_days)}, paused {_days(late.paused_days)}: "
        f"{late.delinquent_days} delinquent {_days(late.delinquent_days).split()[1]}; "
        f"bucket {late.bucket}{_stage(told)}"
    )


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _next(told: Explained) -> str:
    due_on, as_of = told.standing.next_due_on, told.standing.as_of
    return (
        f"; the next instalment falls due {due_on}, in {_days((due_on - as_of).days)}"
        if due_on
        else ""
    )


def _stage(told: Explained) -> str:
    late = told.lateness
    policy = told.settings[0].value
    return f"; stage {late.stage} ({late.stage_range}, {policy})" if late.stage else "; no stage"


# --- instalments ----------------------------------------------------------------------------


def _item(told: Explained, item: Item) -> dict[str, Any]:
    currency = told.loan.currency
    return {
        "seq": item.seq,
        "due_on": dated(item.due_on),
        **{name: Money(getattr(item.due, name), currency) for name in (*PARTS, "total")},
        "paid": Money(item.paid.total, currency),
        "outstanding": Money(item.unpaid.total, currency),
        "state": _state(told, item),
        "paid_on": item.paid_on,
        "unpaid_since": item.due_on if item.overdue else None,
        "days_late": _days_late(item),
    }


def _days_late(item: Item) -> int:
    """Days from the due date to the day it was settled; of an open one its own days past due."""
    if item.paid_on is not None:
        return max(0, (item.paid_on - item.due_on).days)
    return item.days_past_due


def _state(told: Explained, item: Item) -> str:
    """Where an instalment stands, in a word or two."""
    if not item.due.total:
        return "nothing asked"
    if not item.unpaid.total:
        return _forgiven(told, item) or ("paid late" if _days_late(item) else "paid")
    if item.overdue:
        return "overdue"
    if item.due_on < told.standing.as_of:
        return "within tolerance"
    return "due today" if item.due_on == told.standing.as_of else "not due"


def _forgiven(told: Explained, item: Item) -> str:
    """``written off`` or ``waived``, where money did not settle all of an instalment."""
    for kind, said in (("write_off", "written off"), ("waiver", "waived")):
        amount = sum(
            share.parts.total
            for line, share in told.settled_of(item.seq)
            if line.kind == kind and not line.reversed_by
        )
        if amount:
            return said if amount == item.due.total else f"{said} in part"
    return ""


def _settled(told: Explained, item: Item) -> Iterator[dict[str, Any]]:
    for line, share in told.settled_of(item.seq):
        late = (share.on - item.due_on).days
        yield {
            **_share(told, line, share.parts, share.on),
            "seq": item.seq,
            "days_late": None if line.kind == "reversal" else max(0, late),
        }


def _added(told: Explained, item: Item) -> Iterator[dict[str, Any]]:
    for line, share in told.added_to(item.seq):
        yield {**_share(told, line, share.parts, line.on), "seq": item.seq}


def _share(told: Explained, line: AccountLine, parts: Amounts, on: date | None) -> dict[str, Any]:
    return {
        "entry": line.name or None,
        "date": on,
        "type": line.kind,
        "value_on": line.on,
        **_by_component(parts, told.loan.currency),
    }


def _nested_item(told: Explained, item: Item) -> dict[str, Any]:
    """An instalment with what it is made of and what settled it."""
    currency = told.loan.currency
    flat = _item(told, item)
    flat |= {
        "paid_parts": _by_component(item.paid, currency),
        "unpaid": _by_component(item.unpaid, currency),
        "days_past_due": item.days_past_due,
    }
    return {
        **flat,
        "asked_by": [_without(one, "seq") for one in _added(told, item)],
        "settled_by": [_without(one, "seq") for one in _settled(told, item)],
    }


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


# --- transactions ---------------------------------------------------------------------------


def _line(told: Explained, line: AccountLine) -> dict[str, Any]:
    effect = line.effect
    minors = {
        "amount": line.amount,
        "balance_before": line.before,
        "change": effect.change,
        **dict(zip(PARTS, _own_parts(line), strict=True)),
        "to_written_off": effect.recovered.total,
        "credit": effect.credit,
        "paid_out": effect.paid_out,
        "from_credit": effect.from_credit,
        "balance_after": line.balance,
    }
    return {
        "date": line.on,
        "entry": line.name or None,
        "entry_id": line.entry_id,
        "type": line.kind,
        **{name: Money(minor, told.loan.currency) for name, minor in minors.items()},
        "taken": taken_in_words(told, line),
        "reversed": sum(one.amount for one in line.reversed_by) >= line.amount > 0,
        "reversed_by": ", ".join(one.name for one in line.reversed_by),
        "reverses": line.reverses,
        "recorded_on": line.recorded_on,
        "backdated": line.backdated,
        "remark": "; ".join(_remarks(told, line)),
        "note": line.note,
    }


def _own_parts(line: AccountLine) -> Amounts:
    """What a line added to instalments, or settled of them, by component."""
    shares = line.effect.added or line.effect.settled
    return Amounts(*(sum(share.parts[place] for share in shares) for place in range(4)))


def _nested_line(told: Explained, line: AccountLine) -> dict[str, Any]:
    """A line with its parts by instalment, and what took it back."""
    currency, effect = told.loan.currency, line.effect
    return _line(told, line) | {
        "added": [
            {"seq": s.seq, "date": s.on, **_by_component(s.parts, currency)} for s in effect.added
        ],
        "allocated": [
            {"seq": s.seq, "date": s.on, **_by_component(s.parts, currency)}
            for s in effect.settled
        ],
        "reversed_by": [_reversal(one, currency) for one in line.reversed_by],
    }


def _reversal(one: Reversal, currency: str) -> dict[str, Any]:
    return {"entry": one.name, "date": one.on, "amount": Money(one.amount, currency)}


def taken_in_words(told: Explained, line: AccountLine) -> str:
    """How one line was taken: instalments by component, then what went elsewhere."""
    if line.kind == SCHEDULE:
        count = len(told.loan.plan)
        return f"{count} instalment{'' if count == 1 else 's'}: {_parts(told, _own_parts(line))}"
    effect = line.effect
    said = [f"#{s.seq} +{_parts(told, s.parts)}" for s in effect.added]
    said += [f"#{s.seq} {_parts(told, s.parts)}" for s in effect.settled]
    rest = (
        ("debt written off", effect.recovered.total),
        ("waits as credit", effect.credit),
        ("credit used up", effect.paid_out),
        ("from credit", effect.from_credit),
    )
    said += [f"{what} {_money(told, minor)}" for what, minor in rest if minor]
    return "; ".join(said) or ("in the schedule" if line.kind == "disbursement" else "")


def _parts(told: Explained, parts: Amounts) -> str:
    named = zip(PARTS, parts, strict=True)
    return ", ".join(f"{name} {_money(told, minor)}" for name, minor in named if minor)


def _money(told: Explained, minor: int) -> str:
    return grouped_text(minor, told.loan.currency)


def _remarks(told: Explained, line: AccountLine) -> Iterator[str]:
    for one in line.reversed_by:
        part = "" if one.amount == line.amount else f" in part ({_money(told, one.amount)})"
        yield f"taken back{part} by {one.name} on {one.on}"
    if line.reverses:
        verb = "takes back" if line.kind == "reversal" else "puts back"
        yield f"{verb} {line.reverses}" + (f" of {line.reverses_on}" if line.reverses_on else "")
    if line.backdated:
        yield f"recorded on {line.recorded_on} for {line.on}"
    if line.note:
        yield line.note


# --- penalty interest -----------------------------------------------------------------------


def _period_rows(told: Explained) -> list[dict[str, Any]]:
    return [
        {
            "seq": one.seq,
            "from": one.start,
            "to": one.end,
            "days": one.days,
            "base": Money(one.base, told.loan.currency),
            "percent": percent_text(one.rate),
            "accrued": _exact(told, one.amount),
            "cap": one.cap,
        }
        for one in sorted(told.periods, key=lambda one: (one.seq, one.start))
    ]


def _exact(told: Explained, minor: Fraction) -> str:
    """An amount that is not rounded to the currency's digits: four more of them."""
    places = digits(told.loan.currency) + 4
    scaled = round_minor(minor * 10_000)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def _penalty(told: Explained, periods: list[Mapping[str, Any]]) -> dict[str, Any]:
    currency, standing = told.loan.currency, told.standing
    return {
        "terms": penalty_terms(told.loan.rules.penalty),
        "posted": Money(standing.penalty_posted, currency),
        "accrued": Money(standing.penalty_accrued, currency),
        "cap": standing.penalty_cap,
        "words": penalty_in_words(told),
        "periods": periods,
        "instalments": [
            {
                "seq": one.seq,
                "accrued_exact": _exact(told, one.accrued),
                "posted": Money(one.posted, currency),
                "accrued": Money(one.waiting, currency),
                "left_out": _exact(told, one.left_out),
                "within_grace": one.within_grace,
            }
            for one in told.penalties
        ],
    }


def penalty_in_words(told: Explained) -> str:
    """What penalty interest accrued, what of it was posted, and which cap held it down."""
    terms, standing = told.loan.rules.penalty, told.standing
    if terms is None:
        return "none: neither the loan nor its product has a penalty rate"
    said = [
        penalty_terms(terms),
        f"posted {_money(told, standing.penalty_posted)}",
        f"accrued since and not posted {_money(told, standing.penalty_accrued)}",
    ]
    grace = [str(one.seq) for one in told.penalties if one.within_grace]
    if grace:
        said.append(f"instalment {', '.join(grace)} can still be paid within grace")
    if standing.penalty_cap:
        said.append(f"the cap of {standing.penalty_cap} held it down")
    return "; ".join(said)


# --- sums and rules -------------------------------------------------------------------------


def _ends(told: Explained) -> dict[str, int]:
    standing = told.standing
    return {
        "balance": told.lines[-1].balance if told.lines else 0,
        "outstanding": standing.outstanding.total,
        "credit": standing.credit,
    }


def _nested_sums(told: Explained) -> dict[str, Any]:
    figures = sums(told.lines) | _ends(told)
    return {
        **{name: Money(minor, told.loan.currency) for name, minor in figures.items()},
        "ties": told.ties,
        "words": sums_in_words(told),
    }


def _sum_rows(told: Explained) -> Iterable[dict[str, Any]]:
    said = SAID | {
        "balance": "= balance",
        "outstanding": "outstanding",
        "credit": "credit (outstanding − credit = balance)",
    }
    ends = _ends(told)
    for name, minor in (sums(told.lines) | ends).items():
        if minor or name in ends:
            yield {"name": name, "what": said[name], "amount": Money(minor, told.loan.currency)}


def sums_in_words(told: Explained) -> str:
    """The sums as one equation: what was asked for, less what came in, is what is owed."""
    found = sums(told.lines).items()
    parts = [(name.replace("_", " "), n) for name, n in found if n or name == "scheduled"]
    ends = _ends(told)
    left = " ".join(
        f"{'−' if minor < 0 else '+'} {_money(told, abs(minor))} {name}" for name, minor in parts
    ).removeprefix("+ ")
    return (
        f"{left} = {_money(told, ends['balance'])} = "
        f"{_money(told, ends['outstanding'])} outstanding − {_money(told, ends['credit'])} credit"
    )


def _rule_rows(told: Explained) -> list[dict[str, Any]]:
    return [{"setting": one.name, "value": one.value, "from": one.origin} for one in told.settings]
