"""Imports files: one transaction, one journal entry, all or nothing unless asked otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from overdue_cli.actions.imports.answers import Answers, naming
from overdue_cli.actions.imports.apply import apply_sources, not_applied
from overdue_cli.actions.imports.archive import is_wanted, keeping, originals_kept
from overdue_cli.actions.imports.conclude import conclude, file_results, is_news
from overdue_cli.actions.imports.doubts import require_account
from overdue_cli.actions.imports.list_day import with_day_of_rows
from overdue_cli.actions.imports.loan_book import as_loan_book
from overdue_cli.actions.imports.open import open_files
from overdue_cli.actions.imports.options import ImportOptions, Progress, check, with_list_scope
from overdue_cli.actions.imports.recognise import known_maps, recognise_files
from overdue_cli.actions.imports.result import ImportResult
from overdue_cli.actions.imports.source import Source
from overdue_cli.actions.imports.stage import Staged, stage_columns, stage_sources
from overdue_cli.actions.imports.unused_options import refuse_overruled, refuse_unused, tell_idle
from overdue_cli.book import Writing
from overdue_cli.store.bulk.files import holds_facts
from overdue_cli.store.bulk.instalments import note_incoming
from overdue_cli.store.bulk.stage import staging
from overdue_cli.store.ledger.journal import last_number
from overdue_cli.store.ledger.ledger import Ledger, backup
from overdue_cli.store.lists.findings import open_findings


def import_files(
    writing: Writing,
    files: Sequence[Path],
    options: ImportOptions,
    *,
    progress: Progress = lambda what, share: None,
    answers: Mapping[str, Answers] = MappingProxyType({}),
) -> ImportResult:
    """What became of each file: rows read, new, changed, unchanged and rejected, with reasons.

    Files build on each other in the order customers, loans, invoices, lists, instalments,
    transactions. Without ``accept_good`` one rejected row stops everything. ``answers`` has by the
    file as it is named, what was answered about it alone. Errors: WrongUse for a file that is not
    there, Undecided for a choice only the user can make, MachineFailure for one that cannot be
    read.
    """
    check(options)
    options = with_list_scope(options, answers)
    ledger = writing.ledger
    maps = known_maps(ledger.conn, options.map)
    with open_files(files, options, answers) as opened:
        sources = recognise_files(opened, ledger.currency, maps)
        refuse_unused(options, sources, maps.named)
        for source in sources if options.asks else ():
            with naming(source.name):
                require_account(ledger.conn, source)
        sources = _with_days(sources, writing.today)
        with staging(ledger.conn, stage_columns()):
            staged = stage_sources(ledger, sources, progress)
            refuse_overruled(ledger.conn, options, staged)
            tell_idle(staged)
            return _written(writing, staged, options, progress)


def _with_days(sources: Sequence[Source], today: date) -> list[Source]:
    """The lists among them with the days that their rows make, or as loan books without one."""
    dated = []
    for source in sources:
        with naming(source.name):
            dated.append(as_loan_book(with_day_of_rows(source, today)))
    return dated


def _written(
    writing: Writing, staged: Sequence[Staged], options: ImportOptions, progress: Progress
) -> ImportResult:
    """What came of the staged rows, in one transaction; without one where nothing is new."""
    ledger = writing.ledger
    note_incoming(ledger.conn)
    archives = not options.dry_run and is_wanted(ledger, options.archive)
    originals = originals_kept(ledger, [one.source.sha256 for one in staged] if archives else [])
    before = [not_applied(one) for one in staged]
    if not any(is_news(one, originals) for one in before if not one.staged.unreadable):
        policy = writing.policy
        findings = open_findings(ledger.conn, policy.rules, policy.list_lag, writing.today)
        results = file_results(before, originals, {})
        return ImportResult(None, False, results, findings=tuple(findings))
    if _may_write(staged, options):
        _back_up(ledger)
    with keeping(ledger) as made, writing.journal_entry("import") as journal:
        applied = apply_sources(writing, journal, staged, progress)
        return conclude(writing, journal, applied, options, originals, progress, made)


def last_written(writing: Writing) -> int:
    """The number of the last journal entry that is in the ledger; 0 for none."""
    return last_number(writing.conn)


def _may_write(staged: Sequence[Staged], options: ImportOptions) -> bool:
    """Whether any fact can come of it, as far as reading tells."""
    if options.dry_run or any(one.unreadable for one in staged):
        return False
    if all(one.known is not None for one in staged):
        return False
    return options.accept_good or not any(one.source.findings.wrong for one in staged)


def _back_up(ledger: Ledger) -> None:
    """Keeps the ledger as it was before its last import, beside it, as ``LEDGER.backup``."""
    if not (ledger.writable and holds_facts(ledger.conn)):
        return
    target = ledger.path.with_name(ledger.path.name + ".backup")
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        backup(ledger, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
