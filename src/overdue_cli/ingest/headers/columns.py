"""Where the fields of a kind stand in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.glossary import glossary_fields
from overdue_cli.ingest.headers.kinds import Kind
from overdue_cli.ingest.headers.rate_header import Period
from overdue_cli.ingest.persons import BY_NAME, evidence_among


class ColumnRead(NamedTuple):
    """Where a field stands in the file, its header there, and the unit its money is in."""

    place: int
    header: str
    scale: int = 1
    rate: str = ""
    """percent or permille, where the header says which."""
    period: Period = ""
    """The period that a rate is given for, where the header says it."""
    others: tuple[ColumnRead, ...] = ()
    """Further columns of the same field."""
    adds_up: bool = False
    """Whether the field is the sum of them; else one value of each row is taken."""

    @property
    def all(self) -> tuple[ColumnRead, ...]:
        """This column and the further ones."""
        return (self, *self.others) if self.others else (self,)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of one file mean."""

    kind: Kind
    columns: Mapping[str, ColumnRead]
    ignored: tuple[str, ...]
    currency: CurrencyReading = UNSAID
    """What the header of an amount says of its currency, as in 'Amount (USD)'."""
    told: tuple[Problem, ...] = ()
    """What is said of how columns are read."""
    account: ColumnRead | None = None
    """The card or account that tells customers of one name apart, where nothing better does."""
    loan: str = ""
    """The loan that all instalments are of, where no column names it."""
    payers_by_name: bool = False
    """Whether payments say who pays by the name of the customer alone."""

    @property
    def persons(self) -> bool:
        """Whether the rows do not name their customers."""
        return self.kind.persons and "customer_id" not in self.columns

    @property
    def evidence(self) -> tuple[str, ...]:
        """What tells the customers apart where the rows do not name them."""
        if self.payers_by_name:
            return BY_NAME
        return evidence_among({*self.columns, *(["account"] if self.account else [])})

    @property
    def said(self) -> frozenset[str]:
        """The fields that are read, and what their headers say that is no field of the kind."""
        own = {field.name for field in self.kind.fields}
        headers = (one.header for column in self.columns.values() for one in column.all)
        meant = {field for text in headers for field in glossary_fields(text, self.kind.name)}
        return frozenset({*self.columns, *(meant - own)})

    @property
    def nameless(self) -> bool:
        """Whether the rows have no id, and can do without one."""
        return self.kind.by_content and self.kind.key not in self.columns

    def header_of(self, field: str) -> str:
        """The header of a field as it stands in the file; its own name where it is not there."""
        column = self.columns.get(field)
        return column.header if column else field
