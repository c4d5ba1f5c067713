"""A policy lies over its base: what merges, what is replaced, what is taken away."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import ContactQuestion
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import Case
from overdue_cli.policies.layers import Layer, laid_over, layers_of, shipped_names
from overdue_cli.policies.pack import content_of, load, of_content, with_days_off

HEAD = 'name = "mine"\ntitle = "Mine"\nversion = "1"\n'


@pytest.fixture
def pack(tmp_path):
    def write(text, name="mine.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def steps(policy):
    return [step.name for step in policy.ladder.steps]


def test_a_step_of_a_known_name_changes_that_step_alone(pack):
    policy = load(pack(HEAD + '[[step]]\nname = "phone"\nto = 20\n'))
    assert steps(policy) == steps(load("standard"))
    phone = policy.step_named("phone")
    assert (phone.from_days, phone.to_days, phone.action) == (1, 20, "call")


def test_a_step_of_a_new_name_comes_last_and_a_removed_one_is_gone(pack):
    text = '[[step]]\nname = "bailiff"\nfrom = 120\n[[step]]\nname = "visit"\nremove = true\n'
    policy = load(pack(HEAD + text))
    assert steps(policy)[-1] == "bailiff"
    assert "visit" not in steps(policy)


def test_a_list_may_begin_anew(pack):
    text = 'replace = ["step"]\n[[step]]\nname = "one"\nfrom = 1\n'
    assert steps(load(pack(HEAD + text))) == ["one"]


def test_a_rule_keeps_what_it_does_not_say_and_another_kind_begins_anew():
    low = {"rule": [{"id": "r", "kind": "cap", "most": 7, "per": "day"}]}
    same = {"rule": [{"id": "r", "most": 3}]}
    other = {"rule": [{"id": "r", "kind": "lawyer"}]}
    assert laid_over([Layer("a", low), Layer("b", same)])["rule"] == [
        {"id": "r", "kind": "cap", "most": 3, "per": "day"}
    ]
    assert laid_over([Layer("a", low), Layer("b", other)])["rule"] == [
        {"id": "r", "kind": "lawyer"}
    ]


def test_a_table_may_be_taken_away(pack):
    policy = load(pack(HEAD + "[outcome]\nTPC = { remove = true }\n"))
    assert "TPC" not in policy.outcomes
    assert "WPC" in policy.outcomes


def test_cases_stay_with_the_file_they_stand_in():
    assert "case" not in load("us_regf").tables
    assert len(layers_of("us_regf")[-1].data["case"]) > 40


def test_a_file_lies_over_any_pack_or_another_file(pack):
    pack(HEAD + 'base = "ie_cca"\n[ageing]\nbuckets = [7]\n', "below.toml")
    policy = load(pack(HEAD + 'base = "below.toml"\n[product.default]\ngrace_days = 3\n'))
    assert policy.buckets == (7,)
    assert policy.products["default"].grace_days == 3
    assert policy.contact_rules().named("ie_hours") is not None


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("agering = 1\n", "unknown key in the policy", "Did you mean ageing?"),
        ('replace = ["stepp"]\n', "unknown list to replace", "Did you mean step?"),
        ('base = "us_regg"\n', "unknown policy 'us_regg'", "Did you mean us_regf?"),
        ("base = 3\n", "is 3", "Name a pack"),
        ('base = "mine.toml"\n', "leads back to itself", "shipped pack"),
        ('[[rule]]\nkind = "cap"\n', "a rule has no id", "Give it one"),
        (
            '[[rule]]\nid = "r"\nkind = "cap"\nmots = 3\nmost = 3\nper = "day"\n',
            "unknown key in rule r (cap): 'mots'",
            "Did you mean most?",
        ),
        ('[[rule]]\nid = "r"\nkind = "cap"\nmost = 3\n', "per is missing", "kind cap"),
        (
            '[[rule]]\nid = "r"\nkind = "hours"\nhours = [{ from = "21:00", to = "08:00" }]\n',
            "close at 08:00, before they open",
            "two ranges",
        ),
        ('[[rule]]\nid = "r"\nkind = "curfew"\n', "unknown kind in rule r: 'curfew'", "Known"),
        (
            '[[rule]]\nid = "opt_out"\nchannels = ["fax"]\n',
            "unknown channels in rule opt_out: 'fax'",
            "Known",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_with_the_nearest_name(pack, text, said, hint):
    with pytest.raises(WrongUse) as caught:
        load(pack(HEAD + text))
    assert said in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("name", ["standard", "us_regf", "cn_bank", "uk_conc"])
def test_what_a_ledger_keeps_of_a_policy_is_the_policy(name):
    policy = load(name)
    kept = of_content(content_of(policy))
    assert kept == policy
    assert kept.contact_rules() == policy.contact_rules()
    assert kept.fingerprint() == policy.fingerprint()


def test_a_ledger_keeps_public_holidays_and_judges_by_them_without_looking_them_up():
    plain = load("ie_cca")
    kept = of_content(content_of(with_days_off(plain, 2025, 2027)))
    found = kept.contact_rules().named("ie_hours").spec
    assert (date(2026, 3, 17) in found.closed, found.closed_years) == (True, (2025, 2027))
    for month, day in ((3, 17), (3, 18), (12, 25), (12, 26)):
        ask = ContactQuestion("call", datetime(2026, month, day, 10, tzinfo=UTC))
        said = [verdict(one.contact_rules(), Case("C"), ask).next_at for one in (plain, kept)]
        assert said[0] == said[1]


def test_dates_survive_in_what_a_ledger_keeps():
    kept = of_content(content_of(load("us_regf")))
    assert kept.contact_rules().rules[-1].verified_on == date(2026, 11, 29)


@pytest.mark.parametrize("name", shipped_names())
def test_nothing_but_its_cases_is_left_unread_of_a_pack(name: str) -> None:
    assert load(name).tables == laid_over(layers_of(name))
    (*_, own) = layers_of(name, cases=False)
    assert "case" not in own.data
    assert layers_of(name)[-1].data["case"]
