"""Classifications as data: every edge, the worked examples, and what a wrong one says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.classes import Flag, aged_class, class_name, level_of, missed_months
from overdue_cli.domain.loan.lateness_history import is_material
from overdue_cli.domain.loan.loan import Instalment, Loan, Rules
from overdue_cli.domain.loan.position import position
from overdue_cli.policies.loan.classes import Scheme, shipped
from overdue_cli.policies.pack import Policy, load

D = date

#: First count of every class, written down apart from the data file.
FIRST = {
    "cn_five": [("正常", 0), ("关注", 1), ("次级", 91), ("可疑", 271), ("损失", 361)],
    "cn_card_2011": [("正常", 0), ("关注", 1), ("次级", 91), ("可疑", 121), ("损失", 181)],
    "cn_m": [
        *(("M0", 0), ("M1", 1), ("M2", 31), ("M3", 61)),
        *(("M4", 91), ("M5", 121), ("M6", 151), ("M7", 181)),
    ],
    "ifrs9": [("stage 1", 0), ("stage 2", 31), ("stage 3", 90)],
    "eba_dod": [("not in default", 0), ("default", 91)],
    "eba_dod_other": [("not in default", 0), ("default", 91)],
    "in_rbi": [("standard", 0), ("SMA-0", 1), ("SMA-1", 31), ("SMA-2", 61), ("NPA", 91)],
    "us_ffiec": [("pass", 0), ("substandard", 90), ("loss", 120)],
    "us_ffiec_open": [("pass", 0), ("substandard", 90), ("loss", 180)],
    "us_mba": [("current", 0), ("30 days", 1), ("60 days", 2), ("90 days or more", 3)],
    "us_ots": [("current", 0), ("30 days", 1), ("60 days", 2), ("90 days or more", 3)],
    "par": [
        *(("current", 0), ("PAR1", 1), ("PAR30", 31)),
        *(("PAR60", 61), ("PAR90", 91), ("PAR180", 181)),
    ],
}
EDGES = [
    (scheme, first - 1, rows[place - 1][0], first, name)
    for scheme, rows in FIRST.items()
    for place, (name, first) in enumerate(rows)
    if place
]
CLASSES = [{"name": "good", "from": 0, "to": 0}, {"name": "bad", "from": 1}]


def of(name: str) -> Scheme:
    return load("").classification(name)


def under(**own: Any) -> Policy:
    """The standard policy with classifications of its own."""
    policy = load("")
    return Policy({**policy.tables, "class": own})


def due(on: date, *, count_due_day: bool | None = False) -> Loan:
    rules = Rules(count_due_day=bool(count_due_day))
    return Loan("L", "EUR", None, (Instalment(1, on, 100_00),), (), rules)


def test_everything_that_ships_is_covered_here():
    assert set(FIRST) == set(shipped()) == {s.name for s in load("").classifications()}


@pytest.mark.parametrize(("scheme", "below", "better", "first", "name"), EDGES)
def test_every_class_begins_on_its_threshold(scheme, below, better, first, name):
    rule = of(scheme).rule
    assert class_name(rule, below) == better
    assert class_name(rule, first) == name
    last = dict(FIRST[scheme])
    later = [count for count in last.values() if count > first]
    if first + 1 not in later:
        assert class_name(rule, first + 1) == name


@pytest.mark.parametrize("scheme", FIRST)
def test_ranges_shown_are_the_ranges_used(scheme):
    for row in of(scheme).rows:
        if not row.by_flag:
            ends = [row.from_count, row.from_count + 400 if row.to_count is None else row.to_count]
            assert {class_name(of(scheme).rule, count) for count in ends} == {row.name}


@pytest.mark.parametrize(
    ("months", "days", "name"),
    [
        (12, -1, "substandard"),
        (12, 0, "doubtful 1"),
        (24, -1, "doubtful 1"),
        (24, 0, "doubtful 2"),
        (48, -1, "doubtful 2"),
        (48, 0, "doubtful 3"),
        (120, 0, "doubtful 3"),
    ],
)
def test_doubtful_classes_begin_after_one_two_and_four_years(months, days, name):
    since = D(2020, 3, 15)
    day = D(since.year + months // 12, 3, 15) + timedelta(days=days)
    assert aged_class(of("in_rbi").rule, since, day) == name


def test_example_1_days_past_due_and_class():
    rule = of("in_rbi").rule
    for day, days, name in ((D(2023, 2, 2), 2, "SMA-0"), (D(2023, 4, 5), 64, "SMA-2")):
        standing = position(due(D(2023, 1, 31)), day)
        assert standing.days_past_due == days
        assert class_name(rule, standing.delinquent_days) == name


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (D(2024, 3, 31), [D(2024, 3, 31), D(2024, 4, 30), D(2024, 5, 30), D(2024, 6, 29)]),
        (D(2021, 12, 1), [D(2021, 12, 1), D(2021, 12, 31), D(2022, 1, 30), D(2022, 3, 1)]),
    ],
)
def test_examples_2_and_3_classes_begin_on_the_days_of_the_regulator(on, days):
    scheme = of("in_rbi")
    loan = due(on, count_due_day=scheme.count_due_day)
    names = ["standard", "SMA-0", "SMA-1", "SMA-2", "NPA"]
    for place, day in enumerate(days):
        for shift, name in ((-1, names[place]), (0, names[place + 1]), (1, names[place + 1])):
            standing = position(loan, day + timedelta(days=shift))
            assert class_name(scheme.rule, standing.delinquent_days) == name


def test_example_4_mba_and_ots():
    found = [
        class_name(rule, missed_months(D(2024, 4, 1), day, rule.unit))
        for rule in (of("us_mba").rule, of("us_ots").rule)
        for day in (D(2024, 4, 30), D(2024, 5, 31))
    ]
    assert found == ["30 days", "60 days", "current", "30 days"]


def test_example_5_ots_on_the_next_due_date():
    rule = of("us_ots").rule
    for day, name in ((D(2024, 7, 31), "current"), (D(2024, 8, 1), "30 days")):
        assert class_name(rule, missed_months(D(2024, 7, 1), day, rule.unit)) == name


def test_example_30_arrears_are_material_above_both_thresholds():
    retail, other = (of(name).threshold("EUR") for name in ("eba_dod", "eba_dod_other"))
    assert not is_material(120_00, 15_000_00, retail)
    assert is_material(160_00, 15_000_00, retail)
    assert not is_material(160_00, 15_000_00, other)
    assert [is_material(100_00 + cent, 1_000_00, retail) for cent in (0, 1)] == [False, True]
    assert [is_material(150_00 + cent, 15_000_00, retail) for cent in (0, 1)] == [False, True]


def test_materiality_has_no_amount_for_another_currency():
    with pytest.raises(WrongUse, match="no materiality amount for CNY"):
        of("eba_dod").threshold("CNY")


@pytest.mark.parametrize(
    ("scheme", "flag", "name"),
    [
        ("cn_five", "restructured", "关注"),
        ("cn_five", "restructured_twice", "次级"),
        ("cn_five", "overdue_elsewhere", "次级"),
        ("cn_five", "evading", "可疑"),
        ("cn_five", "liquidation", "损失"),
        ("in_rbi", "loss_identified", "loss"),
        ("us_ffiec", "bankruptcy", "loss"),
        ("eba_dod", "unlikely_to_pay", "default"),
    ],
)
def test_a_flag_is_the_best_class_a_loan_can_have(scheme, flag, name):
    rule = of(scheme).rule
    assert rule.levels[level_of(rule, 0, {flag})].name == name
    assert level_of(rule, 0, {"something else"}) == 0


def test_flags_come_from_products_loans_and_customers():
    policy = load("")
    flags = {"restructured": ["extended", "loan:L1"], "evading": ["customer:C2"]}
    policy = Policy({**policy.tables, "class_flags": flags})
    assert names_of(policy, "L1", "C1", "") == {"restructured"}
    assert names_of(policy, "L2", "C2", "extended") == {"restructured", "evading"}
    assert policy.flags_of("L3", "C3", "") == ()


def names_of(policy: Policy, *of: str) -> set[str]:
    return {flag.name for flag in policy.flags_of(*of)}


def test_a_flag_may_have_days():
    rows = [
        {"loan": "L1", "from": D(2026, 1, 10), "grace_until": D(2026, 4, 10)},
        {"product": "extended", "from": D(2026, 2, 1), "until": D(2026, 3, 1)},
        "customer:C3",
    ]
    policy = Policy({**load("").tables, "class_flags": {"restructured": rows}})
    assert policy.flags_of("L1", "C1", "") == (
        Flag("restructured", D(2026, 1, 10), grace_until=D(2026, 4, 10)),
    )
    assert policy.flags_of("L2", "C3", "extended") == (
        Flag("restructured"),
        Flag("restructured", D(2026, 2, 1), D(2026, 3, 1)),
    )


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("loan:L1", "is no list"),
        ([3], "is no subject"),
        ([{"from": D(2026, 1, 1)}], "is no subject"),
        ([{"loan": "L", "customer": "C", "from": D(2026, 1, 1)}], "is no subject"),
        ([{"loan": "L", "since": D(2026, 1, 1)}], "is no subject"),
        ([{"loan": "L"}], "the days of 'L'"),
        ([{"loan": "L", "from": "2026-01-01"}], "the days of 'L'"),
        ([{"loan": "L", "from": D(2026, 1, 2), "until": D(2026, 1, 1)}], "ends before it begins"),
    ],
)
def test_a_wrong_flag_is_named(flags, said):
    with pytest.raises(WrongUse) as caught:
        Policy({**load("").tables, "class_flags": {"evading": flags}}).flags_of("L", "C", "")
    assert caught.value.message.startswith("[class_flags] evading: ")
    assert said in caught.value.message
    assert caught.value.hint


def test_what_is_not_read_in_a_source_is_not_verified():
    for name, data in shipped().items():
        scheme = of(name)
        assert (scheme.verified_on is not None) == scheme.provision.verified, name
        assert {"title", "source", "evidence", "confidence", "binds"} <= set(data), name
        for trigger in scheme.triggers:
            assert trigger.provision.text, (name, trigger.flag)
    assert of("cn_m").verified_on is None
    assert of("cn_five").cure_provision.mark == " (not verified)"


def test_chinese_law_has_names_in_both_languages():
    for name in ("cn_five", "cn_card_2011"):
        scheme = of(name)
        assert scheme.title_zh
        assert [row.english for row in scheme.rows] == [
            *("normal", "special mention", "substandard", "doubtful", "loss")
        ]
    assert all(row.english for row in of("cn_m").rows)


def test_settings_in_words():
    assert of("ifrs9").cure_text == "follows the count"
    assert of("in_rbi").cure_text == "from NPA: all arrears paid"
    assert of("cn_five").cure_text == (
        "from 次级: all arrears paid, then 6 months and 2 instalments on time"
    )
    assert of("eba_dod").cure_text == "from default: no material arrears, then 3 months"
    assert of("eba_dod").materiality_text == "above EUR 100 and 1 % of the exposure"
    assert of("par").contagion_text == "none: each loan by itself"
    assert of("eba_dod").contagion_text == "all of a customer's loans have the class of the worst"
    assert of("in_rbi").contagion_text == (
        "all of a customer's loans have the class of the worst, NPA at most"
    )
    assert of("cn_five").contagion_text == (
        "all of a company's loans, when more than 10 % is 次级"
    )
    assert [of(n).counting_text for n in ("in_rbi", "cn_five", "par")] == [
        "from the due day",
        "from the day after the due day",
        "as the products say",
    ]


def test_a_policy_changes_one_key_and_says_so():
    scheme = under(in_rbi={"contagion": "none"}).classification("in_rbi")
    assert (scheme.contagion.unit, scheme.changed) == ("none", ("contagion",))
    assert scheme.verified_on is not None
    scheme = under(cn_five={"cure": {"kind": "follows"}}).classification("cn_five")
    assert (scheme.remembers, scheme.verified_on) == (False, None)


def test_a_policy_adds_a_classification_of_its_own():
    policy = under(house={"unit": "days", "class": CLASSES})
    scheme = policy.classification("house")
    assert class_name(scheme.rule, 1) == "bad"
    assert (scheme.provision.evidence, scheme.source) == ("own", "policy standard")
    assert policy.classifications()[-1].name == "house"


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(WrongUse, match="unknown class 'cn_fife'") as caught:
        of("cn_fife")
    assert "cn_five" in caught.value.hint


def rows(*ranges: tuple[str, Any, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "from": low, **({} if high is None else {"to": high})}
        for name, low, high in ranges
    ]


GAP = rows(("a", 0, 29), ("b", 31, None))
OVERLAP = rows(("a", 0, 30), ("b", 30, None))
WRONG = [
    ({"class": GAP}, "gap: no class holds 30 days"),
    ({"class": OVERLAP}, "overlap at 30 days"),
    ({"class": rows(("a", 0, 0), ("b", 1, 30))}, "gap: no class holds 31 days"),
    ({"class": rows(("a", 1, None))}, "gap: no class holds 0 days"),
    ({"class": rows(("a", 0, None), ("b", 1, None))}, "overlap at 1 days"),
    ({"class": rows(("a", 0, 0), ("b", 9, 3), ("c", 10, None))}, "gap"),
    ({"class": rows(("a", 0, 5), ("b", 6, 3), ("c", 4, None))}, "ends before it begins"),
    ({"class": rows(("a", 0, 0), ("a", 1, None))}, "'a' stands twice"),
    ({"class": rows(("a", 0, "x"))}, "goes from 0 to 'x'"),
    ({"class": rows(("a", True, None))}, "goes from True"),
    ({"class": [{"from": 0}]}, "a class without a name"),
    ({"class": []}, "no classes"),
    ({"class": "a"}, "class is not a list of tables"),
    ({"unit": "weeks"}, "unknown unit 'weeks'"),
    ({"unit": "instalments_missed"}, "counting is ''"),
    ({"unit": "instalments_missed", "counting": "abc"}, "counting is 'abc'"),
    ({"counting": "mba"}, "counting goes with"),
    ({"thresholds": []}, "unknown key 'thresholds'"),
    ({"cure": "paid"}, "cure is not a table"),
    ({"cure": {"kind": "prayer"}}, "cure is 'prayer'"),
    ({"cure": {"kind": "paid", "months": -1}}, "cure waits for"),
    ({"cure": {"kind": "paid", "from": "worse"}}, "cure names 'worse'"),
    (
        {
            "unit": "instalments_missed",
            "counting": "ots",
            "cure": {"kind": "paid"},
        },
        "needs a count of days",
    ),
    (
        {"cure": {"kind": "paid"}, "class": rows(("a", 0, 30), ("b", 31, None))},
        "first class that holds 0 days only",
    ),
    ({"trigger": [{"flag": "f", "class": "worse"}]}, "trigger f names 'worse'"),
    ({"trigger": [{"class": "bad"}]}, "a trigger without a flag"),
    ({"trigger": [{"flag": "f", "class": "bad", "months": -1}]}, "trigger f lasts -1 months"),
    (
        {
            "unit": "instalments_missed",
            "counting": "ots",
            "trigger": [{"flag": "f", "class": "bad", "months": 12}],
        },
        "trigger f lasts 12 months",
    ),
    ({"contagion": "family"}, "contagion is 'family'"),
    ({"contagion": {"unit": "customer", "debtor": "company"}}, "needs more_than_percent"),
    ({"contagion": {"unit": "customer", "worst": "worse"}}, "contagion names 'worse'"),
    (
        {"contagion": {"unit": "customer", "more_than_percent": "x", "class": "bad"}},
        "'x' is no percentage",
    ),
    ({"ages": {"of": "worse", "class": rows(("x", 0, None))}}, "ages.of names 'worse'"),
    (
        {"ages": {"of": "bad", "class": rows(("x", 0, 11), ("y", 13, None))}},
        "gap: no class holds 12 months_in_class",
    ),
    ({"ages": {"of": "bad", "class": rows(("good", 0, None))}}, "'good' stands twice"),
    ({"materiality": {"percent": "1"}}, "materiality and the unit material_days"),
    ({"unit": "material_days"}, "materiality and the unit material_days"),
    ({"evidence": "rumour"}, "evidence is 'rumour'"),
    ({"confidence": "total"}, "confidence is 'total'"),
    ({"verified_on": D(2026, 11, 1)}, "verified_on, but evidence is own"),
    ({"count_due_day": "yes"}, "count_due_day is 'yes'"),
]


@pytest.mark.parametrize(("keys", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_wrong_classification_is_named_with_what_is_wrong(keys, said):
    with pytest.raises(WrongUse) as caught:
        under(house={"unit": "days", "class": CLASSES, **keys}).classification("house")
    assert caught.value.message.startswith("class house: ")
    assert said in caught.value.message
    assert caught.value.hint


def test_a_class_table_that_is_none():
    policy = load("")
    with pytest.raises(WrongUse, match="not a table"):
        Policy({**policy.tables, "class": {"par": 3}}).classification("par")
