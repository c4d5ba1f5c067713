"""The language of a header, and the order of day and month that its programs write dates in.

Nobody writes the month first under a Spanish header. ``header_languages.csv`` has the orders in
which days stand under a header of each language, and the marks between their parts for which that
holds where it is not all; under one in Chinese, and under one whose language cannot be told, they
may stand in any. An English header rules out one thing: a year of two digits before slashes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from overdue_cli.ingest.headers.glossary import glossary_rows, normal
from overdue_cli.ingest.headers.header_parts import languages_of_most_words, languages_of_words
from overdue_cli.ingest.values.dates import ANY_ORDER, HeaderOrders
from overdue_cli.ingest.values.units import split, split_last
from overdue_cli.ingest.word_lists import list_rows

_ENGLISH = "en"


def orders_under(names: Sequence[str], header: str) -> HeaderOrders:
    """The orders in which the days of one column may stand, by the language of all headers.

    Where words of several languages are equally many, each of them may be the language. A name
    that is English, too, tells nothing by itself; beside a day that may be English, two others do.

    >>> orders_under(("Fecha", "Importe"), "Fecha")
    HeaderOrders(orders=('dmy',), language='Spanish', marks='')
    >>> orders_under(("Date", "Libellé", "Montant"), "Date").language
    'French'
    >>> orders_under(("Date", "Description", "Amount"), "Date")
    HeaderOrders(orders=('mdy', 'dmy'), language='English', marks='/')
    >>> orders_under(("日期",), "日期").language
    ''
    """
    spoken = [known for known in map(languages_of, names) if known]
    counts = Counter(language for known in spoken for language in known)
    most = max(counts.values(), default=0)
    languages = [language for language, count in counts.items() if count == most]
    orders = _orders()
    if not languages or not orders.keys() >= {*languages}:
        return ANY_ORDER
    own = languages_of(header)
    foreign = own and not own & {*languages}
    if _ENGLISH in languages:
        return orders[_ENGLISH] if languages == [_ENGLISH] and not foreign else ANY_ORDER
    telling = [known for known in spoken if _ENGLISH not in known and {*languages} & known]
    if foreign or len(telling) < (1 if own in telling else 2):
        return ANY_ORDER
    both = tuple(dict.fromkeys(order for one in languages for order in orders[one].orders))
    spoken_ones = [named.language for one, named in orders.items() if one in languages]
    return HeaderOrders(both, " or ".join(spoken_ones))


@cache
def languages_of(header: str) -> frozenset[str]:
    """The languages in which a header names something; none where it is not known.

    >>> sorted(languages_of("Date")), sorted(languages_of("Libellé")), languages_of("Hue")
    (['en', 'fr'], ['fr'], frozenset())
    """
    names = (header, split(header).bare, split_last(header).name)
    whole = {language for name in names for language in _whole().get(normal(name), ())}
    languages = whole.union(*map(languages_of_words, names))
    return frozenset(languages or languages_of_most_words(names[1]))


@cache
def _whole() -> Mapping[str, set[str]]:
    """Normal header → the languages of the glossary that have it."""
    languages: dict[str, set[str]] = defaultdict(set)
    for row in glossary_rows():
        for word in map(normal, row["words"].split("|")):
            if word:
                languages[word].add(row["language"])
    return languages


@cache
def _orders() -> Mapping[str, HeaderOrders]:
    """The orders of days under a header of each language that tells them."""
    rows = list_rows(__package__, "header_languages.csv")
    return {
        row["language"]: HeaderOrders(tuple(row["orders"].split()), row["name"], row["marks"])
        for row in rows
    }
