"""Ids that meet by chance and names that many carry: what is written is taken as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bank_files import credit, mt940
from command import Run

Data = Callable[..., Any]
HEAD = "loan_id,customer_id,name,principal,disbursed_on,method,instalments,currency\n"


def with_loans(run: Run, rows: list[str]) -> Run:
    run("init", "--currency", "EUR")
    terms = "2026-01-10,equal_principal,12,EUR"
    Path("loans.csv").write_text(
        HEAD + "".join(f"{row},{terms}\n" for row in rows), encoding="utf-8"
    )
    run("import", "loans.csv")
    return run


def paid(run: Run, movement: str) -> None:
    Path("a.sta").write_text(mt940(movement), encoding="utf-8")
    run("import", "a.sta")


def booked(data: Data, loan_id: str) -> bool:
    return bool(data("show", loan_id)["transactions"])


def test_the_digits_of_a_customer_id_are_no_loan_id(run: Run, data: Data) -> None:
    with_loans(run, ["L-25307,C-1,Felix Visser,1200", "L-2,C-25307,Martin Braun,2400"])
    paid(run, credit("0610", "100,00", "C-25307 Rate", "Felix Visser"))
    assert not booked(data, "L-25307")


def test_a_common_name_in_the_text_is_meant_and_not_the_payer(run: Run, data: Data) -> None:
    many = [f"L-1{n:03},C-1{n:03},Karl Fischer,{2400 + 120 * n}" for n in range(15)]
    with_loans(run, ["L-2000,C-2000,Markus Thompson,1200", *many])
    paid(run, credit("0610", "100,00", "payment for Karl Fischer", "Markus Thompson"))
    assert not booked(data, "L-2000")


def test_of_many_namesakes_those_whose_id_nearly_stands_there_are_all_looked_at(
    run: Run, data: Data
) -> None:
    many = [f"L-{71000 + n},C-1{n:03},Grace Moreau,1200" for n in range(20)]
    with_loans(
        run, ["L-84429,C-0009,Grace Moreau,1200", *many, "L-48420,C-9998,Grace Moreau,1200"]
    )
    paid(run, credit("0610", "100,00", "payment L-84420", "Grace Moreau"))
    assert not booked(data, "L-84429")
    (line,) = data("match")["rows"]
    near = [one["parts"][0]["loan_id"] for one in line["likely"]]
    assert set(near[:2]) == {"L-84429", "L-48420"}
