"""What a row of a daily list says is overdue, from every combination of its columns."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.daily_list_figures import Figures, Unfit, amounts_listed

DEBT = {"overdue_principal": 1000, "overdue_interest": 50}


def total_of(days: int = 30, **figures: int) -> tuple[int, int]:
    """What is overdue, and what is not due, as far as the list tells."""
    found = amounts_listed(days, Figures(**figures), "CNY")
    return found.overdue.total, sum(part or 0 for part in found.not_due)


@pytest.mark.parametrize(
    ("charges", "overdue", "not_due"),
    [
        ({}, 1050, 0),
        ({"outstanding_late_fee": 20}, 1070, 0),
        ({"overdue_fee": 3}, 1053, 0),
        ({"outstanding_fee": 3}, 1053, 0),
        ({"outstanding_late_fee": 20, "overdue_fee": 3}, 1073, 0),
        ({"outstanding_late_fee": 3, "overdue_fee": 20}, 1073, 0),
        ({"outstanding_late_fee": 20, "overdue_fee": 0}, 1070, 0),
        ({"outstanding_late_fee": 20, "outstanding_fee": 3}, 1073, 0),
        ({"overdue_fee": 3, "outstanding_fee": 10}, 1053, 7),
        ({"outstanding_late_fee": 20, "overdue_fee": 3, "outstanding_fee": 10}, 1073, 7),
        ({"outstanding_late_fee": 20, "overdue_fee": 3, "outstanding_fee": 3}, 1073, 0),
        ({"outstanding_late_fee": 20, "overdue_fee": 3, "outstanding_fee": 23}, 1073, 0),
        ({"outstanding_penalty": 7}, 1057, 0),
        ({"overdue_penalty": 7, "outstanding_compound": 2}, 1059, 0),
        ({"outstanding_penalty": 7, "outstanding_compound": 2}, 1059, 0),
        ({"overdue_penalty": 7, "outstanding_penalty": 9}, 1057, 2),
        ({"overdue_penalty": 7, "outstanding_late_fee": 20, "overdue_fee": 3}, 1080, 0),
        ({"outstanding_penalty": 7, "outstanding_late_fee": 20, "overdue_fee": 3}, 1080, 0),
    ],
)  # fmt: skip
def test_charges_of_different_names_add_up_with_and_without_the_total(
    charges: dict[str, int], overdue: int, not_due: int
) -> None:
    assert total_of(**DEBT, **charges) == (overdue, not_due)
    assert total_of(**DEBT, **charges, overdue_amount=overdue) == (overdue, not_due)
    # The principal that no column says is what the total leaves.
    rest = {"overdue_interest": 50, **charges, "overdue_amount": overdue}
    assert total_of(**rest) == (overdue, not_due)


@pytest.mark.parametrize("amount", [1050, 1053, 1060, 1070])
def test_a_total_that_has_only_one_of_two_charges_rejects_the_row(amount: int) -> None:
    with pytest.raises(Unfit, match=r"the parts of what is overdue sum to 10\.73"):
        total_of(**DEBT, outstanding_late_fee=20, overdue_fee=3, overdue_amount=amount)


def test_charges_beside_a_total_of_principal_and_interest_come_on_top() -> None:
    assert total_of(**DEBT, outstanding_late_fee=20, overdue_amount=1050) == (1070, 0)


def test_charges_of_a_loan_that_is_not_late_are_not_due() -> None:
    charges = {"outstanding_late_fee": 20, "overdue_fee": 0, "outstanding_fee": 3}
    assert total_of(0, **charges, overdue_amount=0) == (0, 23)


@pytest.mark.parametrize(("amount", "not_due"), [(1050, 0), (1000, 50)])
def test_the_total_tells_whether_interest_owed_is_overdue(amount: int, not_due: int) -> None:
    figures = {"overdue_principal": 1000, "outstanding_interest": 50, "overdue_amount": amount}
    assert total_of(**figures) == (amount, not_due)
