"""Finds names that differ from a written one by one slip, an initial, or a middle name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from overdue_cli.domain.bank.written_ids import differs_by_one
from overdue_cli.store.bank.id_index import IdIndex

_Words = tuple[str, ...]


class NearNames:
    """An index of names, each as its words in alphabetical order."""

    def __init__(self, names: IdIndex[_Words]) -> None:
        self._names = names
        self._words: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[_Words, list[str]] = defaultdict(list)
        for word in sorted({word for words in names for word in words if word.isascii()}):
            for shape in _shapes(word):
                self._words[shape].append(word)
        for words in names:
            for at, word in enumerate(words if len(words) > 1 else ()):
                self._beside[words[:at] + words[at + 1 :]].append(word)

    def of(self, written: _Words) -> list[str]:
        """Customers whose name is near to the written one."""
        customers = list(self._with(written)) if len(written) > 1 else []
        for at, word in enumerate(written if len(written) > 1 else ()):
            others = written[:at] + written[at + 1 :]
            if len(word) == 1:
                customers += self._with(others, word)
            else:
                for other in (word[0], *self._neighbours(word)):
                    customers += self._names.of(tuple(sorted((*others, other))))
            if len(others) > 1:
                customers += self._names.of(others)
        return list(dict.fromkeys(customers))

    def _with(self, others: _Words, initial: str = "") -> Iterator[str]:
        """Customers whose name is these words and one more, which begins so."""
        for word in self._beside.get(others, ()):
            if word.startswith(initial):
                yield from self._names.of(tuple(sorted((*others, word))))

    def _neighbours(self, word: str) -> Iterable[str]:
        near = dict.fromkeys(
            other for shape in _shapes(word) for other in self._words.get(shape, ())
        )
        return (other for other in near if differs_by_one(word, other))


def _shapes(word: str) -> Iterator[str]:
    """A word, and what is left of it when one sign is taken out."""
    yield word
    if len(word) > 2:
        yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
