"""What a header means to each kind of file, by the glossary.

``headers.csv`` has the names of each field as programs write them, by kind of file and language;
what it does not have as a whole is understood by its parts, see ``header_parts``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from overdue_cli.ingest.headers.header_parts import composed, part_rows
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.values.units import split, split_last
from overdue_cli.ingest.word_lists import list_rows

#: The kind of a file of bank statements, whose columns are no rows of the ledger's own kinds.
STATEMENT = "statement"
#: Columns that a rejects file has beside the original ones.
REJECT_COLUMNS = ("row", "reason", "hint")
_DROPPED = re.compile(r"[\s_\-()\[\]【】{}:#.*'\"“”]+")
LONGEST_HEADER = 60
#: A shorter name with one other letter is another name.
_SHORTEST_MISSPELT = 5


class HeaderMeaning(NamedTuple):
    """What one header may mean to one kind, and the unit it gives."""

    fields: tuple[str, ...]
    unit: str


def normal(text: str) -> str:
    """A header or a word reduced to what is compared.

    >>> normal(" Customer_ID "), normal("customerID"), normal("客户　编号")
    ('customerid', 'customerid', '客户编号')
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def aliases() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind, normal header → the fields it may mean.

    A header with a field and with a meaning of which the kind has no field may be either: the
    second is ''.
    """
    by_kind: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in KINDS}
    for kind in KINDS.values():
        for field in kind.fields:
            by_kind[kind.name][normal(field.name)].append(field.name)
    for row in glossary_rows():
        for name in _kinds_of(row):
            known = by_kind[name]
            means = row["field"] if _has(name, row["field"]) else ""
            for alias in map(normal, row["words"].split("|")):
                itself = not means and _has(name, alias)
                if alias and means not in known[alias] and not itself:
                    known[alias].append(means)
    return {
        name: {alias: tuple(fields) for alias, fields in known.items() if alias and any(fields)}
        for name, known in by_kind.items()
    }


def glossary_rows() -> list[dict[str, str]]:
    """The rows of ``headers.csv``: a field, the kinds that have it, its names in a language."""
    return list_rows(__package__, "headers.csv")


def _kinds_of(row: Mapping[str, str]) -> list[str]:
    """Kinds in which a header may have the meaning of a glossary row."""
    return [name for name in KINDS if row["kinds"] == "all" or name in row["kinds"].split()]


def _has(kind: str, name: str) -> bool:
    return any(normal(name) == normal(field.name) for field in KINDS[kind].fields)


@cache
def glossary_fields(header: str, kind: str = "") -> frozenset[str]:
    """What a header means by the glossary (to a kind), be there a field for it or not."""
    kinds = (kind,) if kind else (*KINDS, "other")
    names, named = _spellings(header), _named()
    fields = {field for _, name in names for k in kinds for field in named[k].get(name, ())}
    return frozenset(fields or {f for name, _ in names for k in kinds for f in composed(name, k)})


@cache
def _spellings(header: str) -> tuple[tuple[str, str], ...]:
    """A header, and what it is without its unit, each as it stands and as compared."""
    names = dict.fromkeys((header, split(header).bare, split_last(header).name))
    return tuple((name, normal(name)) for name in names)


@cache
def _named() -> Mapping[str, Mapping[str, set[str]]]:
    """For each kind, normal header → the fields it names, be there such a field or not."""
    by_kind: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in glossary_rows():
        for name in _kinds_of(row) or ["other"]:
            for word in map(normal, row["words"].split("|")):
                by_kind[name][word].add(row["field"])
    return by_kind


class Detail(NamedTuple):
    """Something known of a debt that some kinds need not, where a field ``beside`` stands.

    Without any such field, or any kinds, it is that everywhere.
    """

    what: str
    kinds: frozenset[str]
    beside: frozenset[str]

    def holds(self, kind: str, fields: Collection[str]) -> bool:
        """Whether nothing need be read from it in a file of a kind with these fields."""
        of_kind = not self.kinds or kind in self.kinds
        return of_kind and (not self.beside or not self.beside.isdisjoint(fields))


@cache
def details() -> Mapping[str, Detail]:
    """What is known of a debt and needs no column, by field."""
    rows = list_rows(__package__, "details.csv")
    return {
        row["field"]: Detail(
            row["what"],
            frozenset((row["kinds"] or "").split()),
            frozenset(filter(None, row["beside"].split("|"))),
        )
        for row in rows
    }


def detail_in(header: str, kind: str, fields: Collection[str]) -> str:
    """What a column holds that a kind needs not, in words, in a file of these fields; '' for none.

    >>> detail_in("IVA", "invoices", {"amount"}), detail_in("IVA", "invoices", {"due_on"})
    ('tax', '')
    """
    meant = glossary_fields(header, kind)
    known = [details().get(field) for field in meant]
    if not known or not all(one and one.holds(kind, fields) for one in known):
        return ""
    return next(one.what for one in known if one)


def details_in(headers: Sequence[str], kind: str, fields: Collection[str]) -> Mapping[str, str]:
    """What each header is that tells only a known detail, in a file of these fields.

    What one unread column means may be told beside another.

    >>> details_in(("IVA", "Imponibile", "Zona"), "invoices", {"amount"})
    {'IVA': 'tax', 'Imponibile': 'without tax'}
    """
    beside = {*fields, *(field for text in headers for field in glossary_fields(text, kind))}
    told = {text: detail_in(text, kind, beside) for text in headers}
    return {text: what for text, what in told.items() if what}


@cache
def meanings(header: str, kind: str) -> HeaderMeaning:
    """The fields of a kind that a header may stand for, and its unit.

    >>> meanings("贷款金额(万元)", "loans")
    HeaderMeaning(fields=('principal',), unit='万元')
    """
    known = aliases()[kind]
    parts = split(header)
    for name in (header, parts.name, parts.bare):
        fields = known.get(normal(name))
        if fields:
            return HeaderMeaning(fields, parts.unit)
    last = split_last(header)
    if fields := known.get(normal(last.name)):
        return HeaderMeaning(fields, last.unit)
    for name, unit in ((parts.name, parts.unit), (parts.bare, parts.unit), last[1:]):
        fields = tuple(one for one in composed(name, kind) if _has(kind, one))
        if fields:
            return HeaderMeaning(fields, unit)
    return HeaderMeaning((), last.unit)


@cache
def misspelt(header: str, kind: str) -> str:
    """The field of a kind whose name a header is but for one letter, or two changed places.

    >>> misspelt("Balence", "invoices"), misspelt("slado", "invoices"), misspelt("Zone", "loans")
    ('outstanding', 'outstanding', '')
    """
    name = normal(split(header).bare)
    if len(name) < _SHORTEST_MISSPELT or not name.isalpha() or not name.isascii():
        return ""
    near = (one for one in _alike(kind, len(name)) if _one_slip(name, one))
    return next((_field_of_name(one, kind) for one in near), "")


@cache
def _alike(kind: str, length: int) -> tuple[str, ...]:
    """Names of a length that mean one field of a kind, as words that programs write alone."""
    words = {normal(word) for row in part_rows() for word in row["words"].split("|")}
    names = {*aliases()[kind], *(one for one in words if composed(one, kind))}
    return tuple(sorted(one for one in names if len(one) == length and _field_of_name(one, kind)))


def _field_of_name(name: str, kind: str) -> str:
    fields = aliases()[kind].get(name) or composed(name, kind)
    return fields[0] if len(fields) == 1 and _has(kind, fields[0]) else ""


def _one_slip(name: str, other: str) -> bool:
    """Whether two names of one length differ in one letter, or in two that changed places."""
    differ = [place for place in range(len(name)) if name[place] != other[place]]
    if len(differ) == 2:
        one, two = differ
        return two == one + 1 and name[one] == other[two] and name[two] == other[one]
    return len(differ) == 1 and differ[0] > 0


def is_named(header: str, kind: str) -> bool:
    """Whether the glossary has the header as a whole, not only its parts."""
    parts = split(header)
    names = (header, parts.name, parts.bare, split_last(header).name)
    return any(normal(name) in aliases()[kind] for name in names)


@cache
def meaning_of(header: str) -> Mapping[str, tuple[str, ...]]:
    """What a header means to each kind that knows it."""
    by_kind = {kind: meanings(header, kind).fields for kind in KINDS}
    return {kind: fields for kind, fields in by_kind.items() if fields}


def columns_named(cells: Sequence[str]) -> int:
    """How many different fields the cells of a row name, to the kind that knows most of them."""
    fields: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for cell in cells:
        if cell and len(cell) <= LONGEST_HEADER:
            for kind, names in meaning_of(cell.strip()).items():
                fields[kind].update(names)
    return max(map(len, fields.values()))


@cache
def id_names() -> frozenset[str]:
    """Every name of the column by which rows of some kind are known, as it may be written."""
    keys = {kind.key for kind in KINDS.values()}
    words = [f"{row['words']}|{row['field']}" for row in glossary_rows() if row["field"] in keys]
    return frozenset("|".join(words).split("|")) - {""}
