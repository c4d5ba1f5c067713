"""Which loan a bank credit pays: evidence weighed by rules, certain or only likely.

A credit is certain when two things that are independent of each other point at one loan, and
nothing points elsewhere: what was written (an id), who paid (a name, a known account), and how
much (an amount that the loan asks for). Anything else is a proposal, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, product
from typing import Literal, NamedTuple

from overdue_cli.domain.bank.names_alike import Likeness
from overdue_cli.domain.loan.dues import Dues

#: How a loan or its customer was written: the loan's id, the customer's id, a number of the
#: customer (identity card, phone), or an id of the loan with one slip.
Written = Literal["loan", "customer", "number", "near", ""]

#: How an amount stands to what a loan asks for. All but the last three are exact.
AmountFit = Literal["overdue", "item", "instalment", "items", "payoff", "part", "more", "over"]

EXACT = frozenset({"overdue", "item", "instalment", "items", "payoff"})
_PRIMARY = frozenset({"overdue", "item", "instalment"})
_MOST_PROPOSALS = 3
_MOST_LOANS = 6
_MOST_SHARES = 25
_FAR = 9_999
_WEIGHT_WRITTEN = {"loan": 50, "customer": 44, "number": 40, "near": 26, "": 0}
_WEIGHT_NAME = {"same": 34, "near": 24, "part": 8, "": 0}
_WEIGHT_FIT = {
    "overdue": 30,
    "item": 30,
    "instalment": 26,
    "items": 22,
    "payoff": 22,
    "part": 6,
    "more": 3,
    "over": 0,
}
_WEIGHT_ACCOUNT = 44
_WEIGHT_SPLIT = 2
_WEIGHT_DAYS = 6
_WORDS_WRITTEN = {
    "loan": "loan id written",
    "customer": "customer id written",
    "number": "number of the customer written",
    "near": "loan id written with one slip",
}
_WORDS_NAME = {"same": "name", "near": "name with one slip", "part": "one word of the name"}
_WORDS_FIT = {
    "overdue": "amount is what is overdue",
    "item": "amount is the oldest unpaid item",
    "instalment": "amount of an instalment",
    "items": "amount of several instalments",
    "payoff": "amount pays the loan off",
    "part": "amount is a part of the oldest unpaid item",
    "more": "amount is none that is asked for",
    "over": "amount is more than is owed",
}


class Clue(NamedTuple):
    """What a credit says of one loan, before its amount is looked at."""

    loan_id: str
    customer_id: str
    written: Written = ""
    strong: bool = True
    """Whether the id that was written is too long to be met by chance."""
    name: Likeness = ""
    namesakes: int = 1
    """How many customers carry the name that was written."""
    in_text: bool = False
    """Whether the name stands in the text, not only as the payer's."""
    account: bool = False


class LoanShare(NamedTuple):
    """The part of a credit that one loan takes."""

    loan_id: str
    amount: int


class Proposal(NamedTuple):
    """A way to book a credit: its parts, how much speaks for it, and what."""

    customer_id: str
    parts: tuple[LoanShare, ...]
    score: int
    evidence: str


class Certain(NamedTuple):
    """A booking that is certain, and whether it rests on an account that was learnt."""

    proposal: Proposal
    by_account: bool = False


_OPEN: Literal["open"] = "open"
#: What a rule says: a certain booking, that a person must decide, or None: the next rule decides.
_Decision = Certain | Literal["open"] | None


@dataclass(frozen=True)
class _Candidate:
    """A clue; what its loan asks for is looked up when a rule first needs it."""

    clue: Clue
    amount: int
    on: date
    dues_of: Callable[[str], Dues]

    @cached_property
    def dues(self) -> Dues:
        """What the loan asks for on the day of the credit."""
        return self.dues_of(self.clue.loan_id)

    @cached_property
    def fit(self) -> AmountFit:
        """How the amount stands to what the loan asks for."""
        return amount_fit(self.amount, self.dues)

    @property
    def days(self) -> int:
        """Days between the credit and the due day of the oldest unpaid item."""
        items = self.dues.items
        return abs((date.fromisoformat(items[0][0]) - self.on).days) if items else _FAR

    @property
    def exact(self) -> bool:
        """Whether the loan asks for this very amount."""
        return self.fit in EXACT

    @property
    def known_payer(self) -> bool:
        """Whether the payer is the customer, by name or by account."""
        return self.clue.account or self.clue.name in ("same", "near")


def amount_fit(amount: int, dues: Dues) -> AmountFit:
    """How an amount stands to what a loan asks for.

    >>> dues = Dues((("2026-05-01", 100), ("2026-06-01", 500), ("2026-07-01", 500)), 500, 600)
    >>> [amount_fit(x, dues) for x in (600, 100, 500, 1100, 50, 700, 2000)]
    ['overdue', 'item', 'instalment', 'payoff', 'part', 'more', 'over']
    """
    if not dues.items or amount > dues.outstanding:
        return "over"
    first = dues.items[0][1]
    if amount == dues.overdue:
        return "overdue"
    if amount == first:
        return "item"
    if amount == dues.regular:
        return "instalment"
    if amount == dues.outstanding:
        return "payoff"
    if _several(amount, dues):
        return "items"
    return "part" if amount < first else "more"


def _several(amount: int, dues: Dues) -> bool:
    """Whether it is what is overdue and the next item, or the first two to six items."""
    total = 0
    for number, (_, unpaid) in enumerate(dues.items[:_MOST_LOANS], 1):
        total += unpaid
        if number > 1 and total == amount:
            return True
    return False


def certain(
    amount: int,
    on: date,
    clues: Iterable[Clue],
    dues_of: Callable[[str], Dues],
    *,
    rare: bool,
) -> Certain | None:
    """The booking of an amount that is certain by what points at which loans; None for none.

    ``rare`` says that hardly any loan asks for this amount, so that it is evidence by itself. A
    clue that only guesses (an id with a slip or the amount, neither name nor account) changes
    nothing here and may be left out.
    """
    candidates = [_Candidate(clue, amount, on, dues_of) for clue in clues]
    for rule in (_by_ids, _by_loan_id, _by_customer_id, _by_near_id, _by_account, _by_name):
        decided = rule(amount, candidates, rare=rare)
        if decided is not None:
            return None if decided == _OPEN else decided
    return None


def likely(
    amount: int, on: date, clues: Iterable[Clue], dues_of: Callable[[str], Dues]
) -> tuple[Proposal, ...]:
    """The likeliest ways to book an amount, best first, at most three; loans are named once."""
    owners: dict[str, list[_Candidate]] = {}
    for clue in clues:
        owners.setdefault(clue.customer_id, []).append(_Candidate(clue, amount, on, dues_of))
    best: list[Proposal] = []
    for own in sorted(owners.values(), key=_most, reverse=True):
        if len(best) == _MOST_PROPOSALS and best[-1].score > _most(own):
            break
        best = sorted([*best, *_ways_of(amount, own)], key=lambda way: (-way.score, way.parts))
        del best[_MOST_PROPOSALS:]
    return tuple(best)


def shared(
    amount: int,
    on: date,
    clues: Iterable[Clue],
    dues_of: Callable[[str], Dues],
    *,
    payments: int,
) -> tuple[Proposal, ...]:
    """The loans that may have a share in an amount of several payments, best first.

    One for each loan whose id is written, else for each customer who is named; each with the
    oldest unpaid item, because what the bank tells is the sum of all shares.
    """
    owners: dict[str, list[_Candidate]] = {}
    for clue in clues:
        owners.setdefault(clue.customer_id, []).append(_Candidate(clue, amount, on, dues_of))
    sharing = [one for own in owners.values() for one in _sharing(own)]
    sharing.sort(key=lambda one: (-_score_before(one), one.clue.loan_id))
    return tuple(_share(one, payments) for one in sharing[:_MOST_SHARES])


def _sharing(own: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """The loans of a customer that are written, or the one that is next to be paid."""
    written = [one for one in own if one.clue.written == "loan"]
    written = written or [one for one in own if one.clue.written == "near"]
    return written or [min(own, key=lambda one: (one.days, one.clue.loan_id))]


def _share(one: _Candidate, payments: int) -> Proposal:
    fit = one.dues.items[0][1] if one.dues.items else 0
    parts = (LoanShare(one.clue.loan_id, min(fit, one.amount)),)
    evidence = f"one of {payments} payments; {_evidence(one, with_amount=False)}"
    return Proposal(one.clue.customer_id, parts, _score_before(one), evidence)


def _most(own: Sequence[_Candidate]) -> int:
    """More than which the score of a customer's loans cannot be, whatever they ask for."""
    return max(map(_score_before, own)) + _WEIGHT_FIT["item"] + _WEIGHT_SPLIT + _WEIGHT_DAYS


def _certain(amount: int, one: _Candidate) -> Certain:
    parts = (LoanShare(one.clue.loan_id, amount),)
    by_account = one.clue.account and one.clue.name not in ("same", "near")
    proposal = Proposal(one.clue.customer_id, parts, _score(one), _evidence(one))
    return Certain(proposal, by_account)


def _split(parts: tuple[LoanShare, ...], of: Sequence[_Candidate]) -> Certain:
    one = max(of, key=_score)
    evidence = f"{_evidence(one, with_amount=False)}; amount is what {len(parts)} loans ask for"
    proposal = Proposal(one.clue.customer_id, parts, _score(one), evidence.lstrip("; "))
    return Certain(proposal, one.clue.account and one.clue.name not in ("same", "near"))


def _by_ids(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """Several loans of one customer are written: each takes what it asks for."""
    written = [one for one in candidates if one.clue.written == "loan"]
    if len(written) < 2:
        return None
    owners = {one.clue.customer_id for one in written}
    if len(owners) > 1:
        supported = [one for one in written if one.known_payer]
        return _OPEN if len(supported) != 1 or len(written) > 2 else None
    ways = _ways(amount, written, len(written))
    strong = all(one.clue.strong for one in written) or written[0].known_payer
    if len(ways) == 1 and strong and not _others_named(candidates, owners):
        return _split(ways[0], written)
    return _OPEN


def _by_loan_id(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """One loan is written, and who pays or how much agrees with it."""
    written = [one for one in candidates if one.clue.written == "loan"]
    supported = [one for one in written if one.known_payer]
    if len(supported) == 1:
        return _supported(amount, supported[0], candidates)
    if len(written) != 1 or not written[0].clue.strong:
        return _OPEN if any(one.clue.strong for one in written) else None
    one = written[0]
    if _others_named(candidates, {one.clue.customer_id}):
        # Somebody else's loan may have been meant: its own id with a slip decides, or a person.
        return None if not one.exact else _OPEN
    own = [other for other in candidates if other.clue.customer_id == one.clue.customer_id]
    sure = one.exact and rare and (one.fit in _PRIMARY or not _sums(amount, own))
    return _certain(amount, one) if sure else _OPEN


def _supported(amount: int, one: _Candidate, candidates: Sequence[_Candidate]) -> _Decision:
    """The loan's id and its customer's name: any amount that the loan can take."""
    if one.fit in _PRIMARY:
        return _certain(amount, one)
    own = [c for c in candidates if c.clue.customer_id == one.clue.customer_id]
    if any(_may_be_meant(rival, one) for rival in candidates if rival is not one):
        return _OPEN
    if one.fit == "over" or (one.fit == "more" and len(own) > 1):
        return _OPEN
    return _OPEN if _sums(amount, own) else _certain(amount, one)


def _may_be_meant(rival: _Candidate, one: _Candidate) -> bool:
    """Whether another loan may be meant: its amount fits, or a namesake's id nearly."""
    namesake = rival.clue.customer_id != one.clue.customer_id and rival.clue.written == "near"
    return rival.known_payer and (rival.exact or namesake)


def _by_customer_id(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """The customer is written: the loan, or the set of loans, that asks for this amount."""
    written = [one for one in candidates if one.clue.written in ("customer", "number")]
    owners = {one.clue.customer_id for one in written}
    if len(owners) != 1:
        return _OPEN if owners else None
    known = any(one.known_payer for one in written)
    if not known and _others_named(candidates, owners):
        return _OPEN
    if not known and not (rare and all(one.clue.strong for one in written)):
        return _OPEN
    if known and len(written) == 1:
        return _supported(amount, written[0], candidates)
    return _by_amount(amount, written)


def _by_near_id(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """A loan's id with one slip, its customer's name, and its amount."""
    near = [
        one for one in candidates if one.clue.written == "near" and one.known_payer and one.exact
    ]
    if len(near) == 1:
        rivals = [
            one
            for one in candidates
            if one.exact and one.clue.written == "loan" and one.clue.strong and one is not near[0]
        ]
        own = [one for one in candidates if one.clue.customer_id == near[0].clue.customer_id]
        return _OPEN if rivals or _sums(amount, own) else _certain(amount, near[0])
    return _OPEN if near else None


def _by_account(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """The account is known to be one customer's, and one of the loans asks for this amount."""
    mine = [one for one in candidates if one.clue.account]
    owners = {one.clue.customer_id for one in mine}
    if len(owners) != 1:
        return _OPEN if owners else None
    if _contradicted(candidates, owners):
        return _OPEN
    return _by_amount(amount, mine)


def _by_name(amount: int, candidates: Sequence[_Candidate], *, rare: bool) -> _Decision:
    """The name is one customer's, and one of the loans asks for this amount."""
    same = [one for one in candidates if one.clue.name == "same"]
    named = same or [one for one in candidates if one.clue.name == "near"]
    owners = {one.clue.customer_id for one in named}
    if not owners or _contradicted(candidates, owners):
        return _OPEN if owners else None
    in_text = all(one.clue.in_text for one in named)
    if len(owners) == 1 and (rare or in_text):
        return _by_amount(amount, named)
    if not (rare and same):
        return _OPEN
    exact = [one for one in named if one.exact]
    if len(exact) == 1 and exact[0].fit in _PRIMARY:
        return _certain(amount, exact[0])
    return _OPEN


def _by_amount(amount: int, own: Sequence[_Candidate]) -> _Decision:
    """The one loan of a customer that asks for the amount, or the one set of loans that does."""
    exact = [one for one in own if one.exact]
    sums = _sums(amount, own)
    if len(exact) == 1 and not sums and not _part_of_another(exact[0], own):
        return _certain(amount, exact[0])
    if not exact and len(sums) == 1:
        return _split(sums[0], own)
    return _OPEN


def _part_of_another(exact: _Candidate, own: Sequence[_Candidate]) -> bool:
    """Whether the amount may as well be a part of what another loan of the customer asks for."""
    return any(one.fit == "part" for one in own if one is not exact)


def _others_named(candidates: Iterable[_Candidate], owners: set[str]) -> bool:
    """Whether the payer is some other customer, by name or account."""
    return any(one.known_payer for one in candidates if one.clue.customer_id not in owners)


def _contradicted(candidates: Iterable[_Candidate], owners: set[str]) -> bool:
    """Whether something that was written points at another customer."""
    return any(
        one.clue.written in ("loan", "customer", "number") and one.clue.strong
        for one in candidates
        if one.clue.customer_id not in owners
    )


def _sums(amount: int, own: Sequence[_Candidate]) -> list[tuple[LoanShare, ...]]:
    """The ways in which several loans of a customer together ask for an amount."""
    ways: list[tuple[LoanShare, ...]] = []
    if len(own) <= _MOST_LOANS:
        for count in range(2, len(own) + 1):
            for chosen in combinations(own, count):
                ways += _ways(amount, chosen, count)
    return ways


def _ways(amount: int, chosen: Sequence[_Candidate], count: int) -> list[tuple[LoanShare, ...]]:
    """The ways to give each loan a sum that it asks for, so that they come to the amount."""
    choices = [sorted(_asks(one.dues)) for one in chosen]
    return [
        tuple(LoanShare(one.clue.loan_id, sum_) for one, sum_ in zip(chosen, sums, strict=True))
        for sums in product(*choices)
        if len(sums) == count and sum(sums) == amount
    ]


def _asks(dues: Dues) -> set[int]:
    """What a loan asks for first: what is overdue, the oldest unpaid item, an instalment."""
    if not dues.items:
        return set()
    fit = {dues.overdue, dues.items[0][1], dues.regular} - {0}
    return {sum_ for sum_ in fit if sum_ <= dues.outstanding}


def _score(one: _Candidate) -> int:
    near = _WEIGHT_DAYS if one.days <= 3 else 3 if one.days <= 10 else 0
    return _score_before(one) + _WEIGHT_FIT[one.fit] + near


def _score_before(one: _Candidate) -> int:
    """What speaks for a loan before its amount and its days are looked at."""
    clue = one.clue
    name = _WEIGHT_NAME[clue.name] // (1 if clue.namesakes < 2 else 2)
    written = _WEIGHT_WRITTEN[clue.written] // (1 if clue.strong else 2)
    return written + name + (_WEIGHT_ACCOUNT if clue.account else 0)


def _evidence(one: _Candidate, *, with_amount: bool = True) -> str:
    """What speaks for a loan, in words."""
    reasons = [
        _WORDS_WRITTEN.get(one.clue.written, ""),
        "account known" if one.clue.account else "",
        _WORDS_NAME.get(one.clue.name, ""),
        _WORDS_FIT[one.fit] if with_amount else "",
    ]
    return "; ".join(filter(None, reasons))


def _ways_of(amount: int, own: Sequence[_Candidate]) -> Iterator[Proposal]:
    """The ways to book an amount on the loans of one customer: on each alone, or on several."""
    customer_id = own[0].clue.customer_id
    for one in own:
        whole = (LoanShare(one.clue.loan_id, amount),)
        yield Proposal(customer_id, whole, _score(one), _evidence(one))
    best = max(own, key=_score)
    for parts in _sums(amount, own)[:1]:
        evidence = (
            f"{_evidence(best, with_amount=False)}; amount is what {len(parts)} loans ask for"
        )
        score = _score(best) - _WEIGHT_FIT[best.fit] + _WEIGHT_FIT["item"] + _WEIGHT_SPLIT
        yield Proposal(customer_id, parts, score, evidence.lstrip("; "))
