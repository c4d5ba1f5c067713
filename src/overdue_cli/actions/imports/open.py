"""First stage: every file on the disk, with what is decided about it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from overdue_cli.actions.imports.answers import NO_ANSWERS, Answers
from overdue_cli.actions.imports.options import ImportOptions, with_answers
from overdue_cli.ingest.files import on_disk


class OpenFile(NamedTuple):
    """A file that can be read more than once."""

    path: Path
    """Where its content is."""
    name: Path
    """The file as the user names it."""
    options: ImportOptions
    """What the user decided, with what was answered about this file."""
    answers: Answers = NO_ANSWERS


@contextmanager
def open_files(
    files: Sequence[Path], options: ImportOptions, answers: Mapping[str, Answers]
) -> Iterator[list[OpenFile]]:
    """The files in the order given; what came of a pipe or the standard input goes at the end."""
    with ExitStack() as stack:
        opened = []
        for file in files:
            name = Path("stdin") if str(file) == "-" else file
            own = answers.get(str(name), NO_ANSWERS)
            path = stack.enter_context(on_disk(file))
            opened.append(OpenFile(path, name, with_answers(options, own), own))
        yield opened
