"""What a spreadsheet shows where a formula has failed; in a column that is used, it is a fault."""

from __future__ import annotations

from overdue_cli.ingest.faults import BadCell

#: Stands in the cell of a formula that no program has worked out.
NOT_CALCULATED = "#NOT CALCULATED"
ERRORS = frozenset(
    "#N/A #REF! #DIV/0! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #BUSY! "
    "#CONNECT! #UNKNOWN! #GETTING_DATA #####".split()
) | {NOT_CALCULATED, "Err:502", "Err:504", "Err:508", "Err:509", "Err:522", "Err:523"}


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed."""
    return text in ERRORS


def refuse_error(text: str) -> None:
    """Nothing, or BadCell for a cell that shows an error of its formula."""
    if text not in ERRORS:
        return
    if text == NOT_CALCULATED:
        raise BadCell(
            "the formula in this cell has no value",
            "Open the workbook in a spreadsheet program, which works it out, and save it there.",
        )
    raise BadCell(
        "the formula in this cell ends in an error",
        "Mend it in the spreadsheet, or empty the cell where there is nothing to say.",
    )
