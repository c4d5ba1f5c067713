"""What a person answered where a file leaves a doubt: of that file alone, as if by an option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from overdue_cli.ingest.faults import Undecided as Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, ColumnMap
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.statements.exports.direction_questions import NONE
from overdue_cli.ingest.values.currency_named import currencies_named
from overdue_cli.ingest.values.dates import ORDERS
from overdue_cli.ingest.values.decimal_marks import MARKS
from overdue_cli.ingest.values.per_column import chosen, named
from overdue_cli.ingest.values.rates import UNITS

#: Says which words of a column, or which of two columns, are money out.
MONEY_OUT = "--money-out"
#: Options that decide a doubt, and the choice of an import that each stands for.
CHOICES = {
    "--as": "kind",
    "--date-order": "date_order",
    "--decimal": "decimal",
    "--rate": "rate",
    "--encoding": "encoding",
    "--currency": "currency",
    "--sheet": "sheet",
    "--sign": "sign",
    MONEY_OUT: "money_out",
    "--as-of": "as_of",
    "--list": "scope",
    "--terms": "terms",
    "--loan": "loan",
    "--account": "account",
    "--leave-out": "leave_out",
}
#: The answer that an account stays without a name.
NO_ACCOUNT = "none"
#: Options that may say something else of each column, and their values.
PER_COLUMN = {"--date-order": ORDERS, "--decimal": MARKS, "--rate": UNITS}


def named_option(doubt: Undecided, answer: str) -> str:
    """The value of the option that gives an answer: of one column, where columns may differ."""
    if doubt.option == MONEY_OUT and doubt.problem.column and answer != NONE:
        return f"{doubt.problem.column}={answer}"
    if doubt.option not in PER_COLUMN or not doubt.problem.column:
        return answer
    return f"{named(doubt.problem.column, doubt.sheet)}={answer}"


def currency_answered(doubt: Undecided, text: str) -> str | None:
    """The one currency that a code, a word or a sign means (人民币, rmb, £); None for none."""
    words, rest = currencies_named(text)
    codes = words[0].codes if len(words) == 1 and not rest else ()
    fitting = [code for code in codes if not doubt.choices or code in doubt.choices]
    return fitting[0] if len(fitting) == 1 else None


class Answers(NamedTuple):
    """What was answered about one file: options by name, and maps by what a header is known by."""

    options: Mapping[str, str] = {}
    maps: Mapping[str, ColumnMap] = {}

    @property
    def choices(self) -> dict[str, str]:
        """The answers by the names that the choices of an import have."""
        return {
            CHOICES[option]: value
            for option, value in self.options.items()
            if (option, value) != ("--account", NO_ACCOUNT)
        }

    def over(self, known: ColumnMap, header: str) -> ColumnMap:
        """What was said of the columns under a header, over what is known of them."""
        answered = self.maps.get(header)
        return answered.over(known) if answered else known

    def settles(self, doubt: Undecided) -> bool:
        """Whether the doubt was answered before, so that asking again would not help."""
        if not doubt.maps:
            answer = self.options.get(doubt.option, "")
            if doubt.option not in PER_COLUMN:
                return bool(answer)
            column, allowed = doubt.problem.column, PER_COLUMN[doubt.option]
            return bool(chosen(answer, allowed, column, doubt.sheet))
        fields = self.maps.get(doubt.header, NO_MAP).fields
        return any(_lines(doubt, choice).items() <= fields.items() for choice in doubt.maps)

    def also(self, doubt: Undecided, answer: str) -> Answers:
        """These answers and one more."""
        if not doubt.maps:
            value = named_option(doubt, answer)
            if doubt.option in PER_COLUMN:
                value = ",".join(filter(None, (self.options.get(doubt.option), value)))
            return self._replace(options={**self.options, doubt.option: value})
        more = ColumnMap(doubt.kind, _lines(doubt, answer))
        return self._replace(
            maps={**self.maps, doubt.header: more.over(self.maps.get(doubt.header, NO_MAP))}
        )


def _lines(doubt: Undecided, choice: str) -> dict[str, str]:
    return {normal(header): field for header, field in doubt.maps[choice].items()}


NO_ANSWERS = Answers()


@contextmanager
def naming(name: Path, sheet: str = "") -> Iterator[None]:
    """Tells of which file, and of which of several sheets, a doubt is that is raised inside."""
    try:
        yield
    except Undecided as doubt:
        doubt.path = doubt.path or str(name)
        doubt.sheet = doubt.sheet or sheet
        raise
