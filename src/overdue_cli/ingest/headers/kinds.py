"""The kinds of file that can be imported: their columns, and how the cells of each are read.

Money in a row is a whole number of ten-thousandths of the currency's unit: the finest that any
currency has, because a payments file seldom says its currency and the loan does. A cell that is
empty, or a column that the file does not have, is None: it says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from overdue_cli.ingest.daily_list_figures import Figures

CellType = Literal[
    "id",
    "text",
    "digits",
    "date",
    "moment",
    "clock",
    "money",
    "rate",
    "count",
    "word",
    "yes_no",
    "currency",
    "zone",
    "language",
    "percent",
    "calendar",
    "components",
]


class Field(NamedTuple):
    """One column of a kind: its name in the interface, how its cells are read, what must hold."""

    name: str
    type: CellType = "text"
    required: bool = False
    least: int | None = None
    """The smallest value of a count, or of money in ten-thousandths."""


def _fields(type_: CellType, names: str, *, least: int | None = None) -> tuple[Field, ...]:
    """Columns whose cells are read alike."""
    return tuple(Field(name, type_, least=least) for name in names.split())


class Kind(NamedTuple):
    """What a file holds; ``any_of`` are columns of which one must be there."""

    name: str
    fields: tuple[Field, ...]
    any_of: tuple[str, ...] = ()
    persons: bool = False
    """Whether its rows can do without a customer_id: see ``persons``."""
    by_content: bool = False
    """Whether its rows can do without an id: see ``content_ids``."""
    stand_ins: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By required column, those of which one is enough in its place."""
    spared: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By required column, those beside which a cell of it may be empty."""

    @property
    def key(self) -> str:
        """The column that names a row (an instalment: the loan it belongs to)."""
        return self.fields[0].name

    def named(self, name: str) -> Field:
        """The column of that name."""
        return next(field for field in self.fields if field.name == name)


#: What a loans or an invoices file may say of the customer.
RIDING = (
    Field("name"),
    Field("phone", "digits"),
    *_fields("text", "email address region"),
    Field("time_zone", "zone"),
    Field("language", "language"),
)
#: What a loans file or a list may say of the loan's own file.
_FILE_OF_LOAN = (
    *_fields("text", "product officer branch purpose security"),
    Field("id_no", "digits"),
)
#: What an invoices file may say of what an invoice is for, and who looks after it.
FILE_OF_INVOICE = tuple("officer branch product channel matter order_no contact".split())
#: What a list, or a loans file, may say of how late a loan is at the close of a day.
FIGURES = (
    Field("as_of", "date"),
    Field("days_past_due", "count", least=0),
    *_fields("money", " ".join(Figures._fields), least=0),
)
CUSTOMERS = Kind(
    "customers",
    (
        Field("customer_id", "id", True),
        Field("name"),
        Field("kind", "word"),
        Field("id_no", "digits"),
        *RIDING[1:],
        Field("employer"),
        Field("income", "money", least=0),
        Field("currency", "currency"),
        *_fields("text", "segment note"),
        Field("born_on", "date"),
    ),
)
LOANS = Kind(
    "loans",
    (
        Field("loan_id", "id", True),
        Field("customer_id", "id", True),
        Field("principal", "money", True, 1),
        Field("disbursed_on", "date", True),
        *RIDING,
        Field("currency", "currency"),
        Field("annual_rate", "rate"),
        Field("method", "word"),
        *_fields("count", "instalments every", least=1),
        Field("unit", "word"),
        *_fields("date", "first_due_on maturity_on"),
        *_fields("word", "day_count interest_period"),
        *_fields("count", "principal_grace interest_grace", least=0),
        Field("instalment_multiple", "money", least=0),
        Field("rounding", "word"),
        Field("account_no"),
        Field("down_payment", "percent"),
        Field("roll", "word"),
        Field("calendar", "calendar"),
        Field("grace_days", "count", least=0),
        *_fields("rate", "penalty_rate penalty_uplift"),
        Field("allocation", "word"),
        *_FILE_OF_LOAN,
        *FIGURES,
    ),
    persons=True,
)
SNAPSHOT = Kind(
    "snapshot",
    (
        Field("loan_id", "id", True),
        Field("customer_id", "id", True),
        FIGURES[0],
        Field("days_past_due", "count", True, 0),
        *FIGURES[2:],
        *RIDING,
        Field("currency", "currency"),
        Field("principal", "money", least=0),
        *_fields("date", "disbursed_on maturity_on"),
        Field("annual_rate", "rate"),
        *_FILE_OF_LOAN,
    ),
    any_of=("overdue_amount", "overdue_principal", "outstanding"),
    persons=True,
    spared={"days_past_due": ("overdue_amount", "overdue_principal", "outstanding")},
)
#: What was paid of each part of a debt: their sum is the amount of a payment.
PARTS_PAID = tuple(f"paid_{name}" for name in "principal interest fee penalty late_fee".split())
INSTALMENTS = Kind(
    "instalments",
    (
        Field("loan_id", "id", True),
        Field("seq", "count", True, 1),
        Field("due_on", "date", True),
        Field("principal", "money", True, 0),
        *_fields("money", "interest fee", least=0),
        Field("currency", "currency"),
        Field("paid_on", "date"),
        *_fields("money", " ".join(("paid_total", *PARTS_PAID)), least=0),
    ),
)
TRANSACTIONS = Kind(
    "transactions",
    (
        Field("transaction_id", "id", True),
        *_fields("id", "loan_id customer_id"),
        Field("date", "date", True),
        Field("amount", "money", True, 0),
        Field("currency", "currency"),
        Field("type", "word"),
        Field("reverses", "id"),
        Field("due_on", "date"),
        Field("components", "components"),
        Field("price", "money", least=0),
        Field("buyer"),
        *_fields("text", "channel note"),
        *_fields("money", " ".join(PARTS_PAID), least=0),
    ),
    any_of=("loan_id", "customer_id"),
    by_content=True,
    stand_ins={"amount": PARTS_PAID},
)
INVOICES = Kind(
    "invoices",
    (
        Field("invoice_id", "id", True),
        Field("customer_id", "id", True),
        Field("due_on", "date", True),
        Field("amount", "money", True),
        Field("issued_on", "date"),
        *RIDING,
        Field("currency", "currency"),
        Field("disputed", "yes_no"),
        Field("settled_on", "date"),
        Field("outstanding", "money"),
        FIGURES[0],
        Field("status"),
        Field("id_no", "digits"),
        *_fields("text", "document_type terms_days"),
        *_fields("text", " ".join(FILE_OF_INVOICE)),
        Field("discount_percent", "percent"),
        Field("discount_until", "date"),
        Field("applies_to", "id"),
        *_fields("money", "paid_total debit credit item_total"),
        *_fields("yes_no", "is_open is_paid"),
    ),
    persons=True,
    stand_ins={
        "amount": ("debit", "credit", "item_total", "outstanding"),
        "due_on": ("terms_days",),
    },
    spared={"invoice_id": ("document_type",), "due_on": ("document_type", "terms_days")},
)
#: What a diary need not say that has the time of each contact and a record of it.
OF_A_CONTACT = ("channel", "outcome")
CONTACTS = Kind(
    "contacts",
    (
        Field("customer_id", "id", True),
        Field("at", "moment", True),
        Field("channel", "word", True),
        Field("outcome", "text", True),
        Field("loan_id", "id"),
        *_fields("text", "officer note phone"),
        Field("promise_amount", "money", least=0),
        Field("currency", "currency"),
        Field("promise_on", "date"),
        Field("callback_at", "moment"),
        *_fields("word", "direction purpose"),
        Field("contact_day", "date"),
        Field("clock", "clock"),
        *_fields("text", "spoken_to relation"),
    ),
    stand_ins={"customer_id": ("loan_id",), "at": ("contact_day",)},
    spared={"customer_id": ("loan_id",)},
)
#: Kinds whose amounts are in the currency of a loan that is there: one that they name agrees.
OF_LOANS = frozenset({"instalments", "transactions", "contacts"})
#: In the order in which several files of one import build on each other.
_IN_ORDER = (CUSTOMERS, LOANS, INVOICES, SNAPSHOT, INSTALMENTS, TRANSACTIONS, CONTACTS)
KINDS = {kind.name: kind for kind in _IN_ORDER}
