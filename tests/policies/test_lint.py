"""``policy lint`` finds every planted fault, and none in what ships."""

from __future__ import annotations

from datetime import date

import pytest

from overdue_cli.policies.contact.pack_cases import run_cases
from overdue_cli.policies.layers import layers_of, shipped_names
from overdue_cli.policies.lint import lint, warnings
from overdue_cli.policies.pack import load

DAY = date(2026, 11, 1)
HEAD = 'name = "mine"\ntitle = "Mine"\nversion = "1"\n'
LADDER = 'replace = ["step"]\n'
ONE = '[[step]]\nname = "one"\nfrom = 1\nto = 10\ntext = "Call."\nchannels = ["call"]\n'
TWO = '[[step]]\nname = "two"\nfrom = 11\ntext = "Write."\nchannels = ["letter"]\n'
CAP = '[[rule]]\nid = "r"\nkind = "cap"\nmost = 3\nper = "day"\nsource = "law"\n'
LAW = 'strength = "prohibition"\nevidence = "primary"\n'
READ = "verified_on = 2026-01-01\n"
CASE = (
    '[[case]]\nname = "c"\nask = { channel = "call", at = 2026-06-30T09:00:00 }\n'
    'expect = { decision = "allow" }\n'
)

#: Three notices: the second one counts from the first, the last one from "the notice before".
NOTICES = (
    TWO + "to = 30\n"
    '[[step]]\nname = "second"\nanchor = "previous_notice"\nfrom = 14\ntext = "Again."\n'
    'channels = ["letter"]\n'
    '[[step]]\nname = "last"\nanchor = "previous_notice"\nfrom = 14\ntext = "Threaten."\n'
    'channels = ["letter"]\n'
)

PLANTED = {
    "a gap of days": (LADDER + ONE + TWO.replace("11", "13"), "gap: no step holds 11 to 12 days"),
    "an overlap": (LADDER + ONE + TWO.replace("11", "10"), "overlap: two holds 10 days too"),
    "an unreachable step": (
        LADDER + ONE + TWO.replace("from = 11", "from = 3\nto = 5"),
        "unreachable: another step holds its days",
    ),
    "a ladder that ends": (LADDER + ONE, "gap: no step holds 11 days"),
    "a range that ends before it begins": (
        LADDER + ONE.replace("to = 10", "to = 0") + TWO,
        "to is 0",
    ),
    "a step without text": (LADDER + ONE.replace('text = "Call."\n', "") + TWO, "has no text"),
    "an unknown channel of a step": (
        LADDER + ONE.replace('"call"', '"fax"') + TWO,
        "channels is ['fax']",
    ),
    "a requirement that names an unknown step": (
        LADDER + ONE + TWO + 'needs = [{ tried = 3, steps = ["zero"] }]\n',
        "steps is 'zero'",
    ),
    "a requirement of a later step": (
        LADDER + ONE + 'needs = [{ tried = 3, steps = ["two"] }]\n' + TWO,
        "steps is 'two'",
    ),
    "a notice that nobody wrote": (
        LADDER + ONE + TWO + 'needs = [{ notice = "warning" }]\n',
        "notice is 'warning'",
    ),
    "an unknown catch-up": ('[ladder]\ncatch_up = "best"\n', "catch_up is 'best'"),
    "an unknown unit": ('[ladder]\nunit = "street"\n', "unit is 'street'"),
    "a weight that is no number": (
        '[priority]\nper_day = "much"\n',
        "per_day is 'much'",
    ),
    "a service level below one": (LADDER + ONE + "repeat_every = 0\n" + TWO, "repeat_every is 0"),
    "an unknown outcome in a case": (
        CASE + 'history = [{ at = 2026-06-01T09:00:00, outcome = "HUH" }]\n',
        "unknown outcome 'HUH'",
    ),
    "an unknown flag of an outcome": (
        '[outcome]\nX = { title = "x", flags = ["atempt"] }\n',
        "unknown flag 'atempt'",
    ),
    "an unknown word of what an outcome reached": (
        '[outcome]\nX = { title = "x", flags = [], reached = "anserwed" }\n',
        "unknown word in outcome X: reached 'anserwed'",
    ),
    "an outcome whose flag says otherwise": (
        '[outcome]\nX = { title = "x", flags = ["conversation"], reached = "no_answer" }\n',
        "has the flag conversation, and reached is 'no_answer'",
    ),
    "how debts count where no debt is counted by": (
        CAP + 'unnamed = "one"\n',
        "unnamed is 'one'",
    ),
    "accounts that are no debts": (
        CAP + 'key = ["debt"]\naccount_products = ["card"]\n',
        "account_products is ['card']",
    ),
    "an unknown word of what a cap counts": (
        CAP + 'counts = ["conversations", "voicemial"]\n',
        "unknown counts in rule r: 'voicemial'",
    ),
    "a cap that counts nothing": (CAP + "counts = []\n", "counts is []"),
    "an unknown hold of an outcome": (
        '[outcome]\nX = { title = "x", flags = [], hold = "quarrel" }\n',
        "unknown kind of hold 'quarrel'",
    ),
    "an unknown hold in a rule": (
        '[[rule]]\nid = "hold"\nby_person = { quarrel = ["lawyer"] }\n',
        "by_person names 'quarrel'",
    ),
    "an unknown hold that a rule is about": (
        '[[rule]]\nid = "hold"\nholds = ["quarrel"]\n',
        "holds names 'quarrel'",
    ),
    "an unknown key of whom a rule binds": (
        CAP + 'binds = { not_products = ["mortgage"] }\n',
        "unknown key in binds of rule r: 'not_products'",
    ),
    "a rule that has expired": (
        CAP + LAW + READ + "effective_to = 2025-12-31\n",
        "expired on 2025-12-31",
    ),
    "a rule that ends before it begins": (
        CAP + LAW + READ + "effective_from = 2027-01-01\neffective_to = 2026-12-31\n",
        "before it begins",
    ),
    "an unknown channel of a rule": (CAP + 'channels = ["fax"]\n', "unknown channels"),
    "an unknown key of a rule": (CAP + "colour = 1\n", "unknown key in rule r (cap): 'colour'"),
    "an unknown key of a policy": ("colour = 1\n", "unknown key in the policy"),
    "hours that close before they open": (
        '[[rule]]\nid = "h"\nkind = "hours"\nsource = "x"\n'
        'hours = [{ from = "21:00", to = "08:00" }]\n',
        "close at 08:00, before they open at 21:00",
    ),
    "a cap of nothing": (CAP.replace("most = 3", "most = 0"), "a cap of 0 without a strength"),
    "a rule without a source": (CAP.replace('source = "law"\n', ""), "source is missing"),
    "a rule that was never read": (CAP + LAW, "verified_on is missing"),
    "a rule that claims too much": (
        CAP + 'evidence = "field"\nverified = true\n' + READ,
        "verified is True",
    ),
    "an id that stands twice": (CAP + CAP, "the id stands twice"),
    "a name of a case that stands twice": (CASE + CASE, "the name stands twice"),
    "a base that leads back": ('base = "mine.toml"\n', "leads back to itself"),
    "a case that expects an unknown rule": (
        CASE.replace("allow", 'warn", rule = "nobody'),
        "expects the rule 'nobody', which there is not",
    ),
    "a case with an unknown key": (CASE + "weather = 1\n", "unknown key in case 'c': 'weather'"),
    "a case without a question": (
        CASE.replace("ask =", "holds = []\nkind = 'person'\n#"),
        "ask is missing",
    ),
    "an unknown key of a product": ("[product.default]\ngrace = 3\n", "there is no key 'grace'"),
    "a reason without a title": ("[reason]\nx = {}\n", "title is missing"),
    "a classification with a gap": (
        '[class.x]\nunit = "days"\nclass = [{ name = "a", from = 0, to = 1 }, '
        '{ name = "b", from = 3 }]\n',
        "gap: no class holds 2 days",
    ),
    "a step that passes over a level": (
        LADDER + ONE + NOTICES,
        "passes over second: the notice of an earlier step opens it too",
    ),
    "a promise that waits for ever": ("[promise]\ngrace_days = -1\n", "grace_days is -1"),
}


@pytest.mark.parametrize(("text", "said"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(tmp_path, text, said):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    found = lint(str(path), DAY)
    assert any(said in finding.line() for finding in found), [f.line() for f in found]
    assert all(finding.hint for finding in found), found


def test_a_plain_file_of_ones_own_has_no_fault(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + LADDER + CAP + ONE + TWO + CASE, encoding="utf-8")
    assert lint(str(path), DAY) == []


def passed_over(tmp_path, text):
    """The faults of steps that pass over a level."""
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [fault.where for fault in lint(str(path), DAY) if "passes over" in fault.line()]


@pytest.mark.parametrize(
    "more",
    [
        'needs = [{ notice = "second", state = "sent" }]\n',
        'needs = [{ tried = 1, steps = ["second"] }]\n',
    ],
)
def test_a_level_that_is_needed_is_not_passed_over(tmp_path, more):
    assert passed_over(tmp_path, LADDER + ONE + NOTICES) == ["step last"]
    assert passed_over(tmp_path, LADDER + ONE + NOTICES + more) == []


def test_a_level_for_some_customers_alone_may_be_passed_over(tmp_path):
    some = NOTICES.replace('text = "Again."\n', 'text = "Again."\namount = "500"\n')
    assert passed_over(tmp_path, LADDER + ONE + some) == []


def test_steps_that_share_their_days_and_choose_by_sums_are_no_fault(tmp_path):
    larger = TWO.replace("from = 11", 'from = 11\namount = "500"').replace('"two"', '"three"')
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + LADDER + CAP + ONE + TWO + larger + CASE, encoding="utf-8")
    assert lint(str(path), DAY) == []


@pytest.mark.parametrize("name", shipped_names())
def test_what_ships_has_no_fault(name):
    assert lint(name, DAY) == []


def test_every_pack_ships_with_cases_and_a_source_for_every_rule():
    names = {"standard", "cn_bank", "cn_online", "us_regf", "uk_conc", "in_rbi", "au_rg96"}
    assert names | {"ie_cca", "de"} == set(shipped_names())
    counts = {name: len(layers_of(name)[-1].data["case"]) for name in shipped_names()}
    assert min(counts.values()) >= 4
    assert sum(counts.values()) >= 8 + 40
    for name in shipped_names():
        for rule in load(name).contact_rules().rules:
            assert rule.source, (name, rule.rule_id)
            assert rule.evidence == "own" or rule.verified_on, (name, rule.rule_id)
            if rule.evidence in ("own", "field") or rule.confidence != "high":
                assert not rule.verified, (name, rule.rule_id)


def test_only_what_is_a_law_or_a_standard_is_more_than_our_choice():
    for name in shipped_names():
        for rule in load(name).contact_rules().rules:
            assert (rule.strength == "product_default") == (rule.evidence == "own"), rule.rule_id


def test_a_rule_that_names_what_replaced_it_may_have_ended(tmp_path):
    path = tmp_path / "mine.toml"
    ended = CAP + LAW + "verified_on = 2026-10-01\neffective_to = 2026-03-23\n"
    path.write_text(HEAD + ended + 'replaced_by = "a law that was not read"\n', encoding="utf-8")
    assert lint(str(path), DAY) == []


def test_a_case_that_is_wrong_fails(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + CASE.replace("allow", "block"), encoding="utf-8")
    (result,) = run_cases(load(str(path)), layers_of(str(path))[-1])
    assert result.failures == ("decision is allow, not block",)


def test_a_new_ledger_takes_only_a_policy_that_may_be_used(run, tmp_path):
    (tmp_path / "mine.toml").write_text(HEAD + "colour = 1\n", encoding="utf-8")
    said = run("init", "--policy", "mine.toml", code=5).stderr
    assert "unknown key in the policy" in said
    assert not (tmp_path / "overdue.db").exists()
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    run("init", "--policy", "mine.toml")


HOLD_FAULTS = {
    '[hold.dispute.ends_by]\nagreed = { steps = ["handshake"] }\n': "names 'handshake'",
    '[hold.dispute.ends_by]\nagreed = { outcomes = ["YES"] }\n': "names 'YES'",
}


@pytest.mark.parametrize("text", HOLD_FAULTS)
def test_what_ends_a_hold_is_a_step_or_an_outcome_of_the_policy(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    assert [one.fault for one in lint(str(path), DAY) if HOLD_FAULTS[text] in one.fault]


def test_days_of_a_hold_that_no_day_ends_are_a_warning(tmp_path):
    path = tmp_path / "mine.toml"
    days = "[hold.dispute]\ndays = 14\n"
    outcome = '[outcome.FRD]\nhold = { kind = "fraud", days = 7 }\n'
    path.write_text(HEAD + days + outcome, encoding="utf-8")
    found = [one.where for one in warnings(str(path), DAY) if "days do not end" in one.fault]
    assert found == ["[hold.dispute]", "outcome FRD: hold"]
    path.write_text(HEAD + days + "lapses = true\n", encoding="utf-8")
    assert not [one for one in warnings(str(path), DAY) if "days do not end" in one.fault]
