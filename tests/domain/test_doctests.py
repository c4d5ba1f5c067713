"""Every example in the docstrings of the domain runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import overdue_cli.domain
from overdue_cli.domain.money import round_ratio

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(overdue_cli.domain.__path__, "overdue_cli.domain.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings_run(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


@given(
    st.integers(-(10**9), 10**9), st.integers(1, 10**4), st.sampled_from(["half_up", "half_even"])
)
def test_rounding_is_never_off_by_more_than_a_half(numerator, denominator, rounding):
    whole = round_ratio(numerator, denominator, rounding)
    assert 2 * abs(whole * denominator - numerator) <= denominator
    assert round_ratio(-numerator, denominator, rounding) == -whole
    if rounding == "half_even" and 2 * abs(whole * denominator - numerator) == denominator:
        assert whole % 2 == 0
