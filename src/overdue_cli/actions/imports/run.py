"""Imports files: one transaction, one journal entry, all or nothing unless asked otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from overdue_cli.actions.imports.answers import NO_ANSWERS, Answers, naming
from overdue_cli.actions.imports.archive import asked_for, keep, keeping, kept_at
from overdue_cli.actions.imports.findings import Findings
from overdue_cli.actions.imports.job import Job, identity_of, result_of, said_currency, unused
from overdue_cli.actions.imports.kinds.apply import apply_rows
from overdue_cli.actions.imports.kinds.list_difference import ListDifference, list_differences
from overdue_cli.actions.imports.kinds.lists import conclude_lists
from overdue_cli.actions.imports.kinds.staged_rows import StagedRows
from overdue_cli.actions.imports.kinds.statements import write_statements
from overdue_cli.actions.imports.open import ask_account, opened, remembered
from overdue_cli.actions.imports.options import ImportOptions, Progress, check, said_of_lists
from overdue_cli.actions.imports.rejects import explain, keep_rejects
from overdue_cli.actions.imports.result import ImportResult
from overdue_cli.actions.imports.stage import stage_columns, stage_rows
from overdue_cli.actions.imports.unused_options import refuse_overruled, refuse_unused, tell_idle
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.files import on_disk
from overdue_cli.ingest.headers.column_map import NO_MAP, Maps, read_map
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk.files import holds_facts, note_file
from overdue_cli.store.bulk.instalments import note_incoming
from overdue_cli.store.bulk.stage import counts, staged_row, staging
from overdue_cli.store.ledger.archive import place_of
from overdue_cli.store.ledger.ledger import JournalEntry, Ledger, backup, journal_entry
from overdue_cli.store.loan.derived_positions import refresh_touched

#: Kinds that make no sense while a file of these kinds cannot be read.
_RESTS_ON = {
    "instalments": {"loans", "snapshot"},
    "transactions": {"customers", "loans", "invoices", "snapshot"},
    "contacts": {"customers", "loans", "snapshot"},
}


def import_files(
    ledger: Ledger,
    policy: Policy,
    files: Sequence[Path],
    options: ImportOptions,
    *,
    actor: str,
    at: datetime,
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
    options = said_of_lists(options, answers)
    maps = Maps(read_map(Path(options.map)) if options.map else NO_MAP, remembered(ledger.conn))
    with ExitStack() as stack:
        jobs = [
            job
            for path in files
            for job in opened(
                stack.enter_context(on_disk(path)),
                _name(path),
                options,
                answers.get(str(_name(path)), NO_ANSWERS),
                ledger.currency,
                maps,
            )
        ]
        refuse_unused(options, jobs, maps.given)
        for job in jobs if options.asks else ():
            with naming(job.name):
                ask_account(ledger, job, answers.get(str(job.name), NO_ANSWERS))
        for number, job in enumerate(jobs, 1):
            job.number = number
        stack.enter_context(staging(ledger.conn, stage_columns()))
        for job in jobs:
            with naming(job.name, _among_sheets(job, jobs)):
                stage_rows(ledger, job, progress)
        refuse_overruled(ledger.conn, options, jobs)
        tell_idle(jobs)
        note_incoming(ledger.conn)
        _ask_for_originals(ledger, jobs, options)
        if not any(job.is_news for job in jobs if not job.unreadable):
            return ImportResult(None, False, tuple(map(result_of, jobs)))
        if _may_write(jobs, options):
            _back_up(ledger)
        with (
            keeping(ledger) as made,
            journal_entry(ledger, actor=actor, command="import", at=at) as work,
        ):
            _apply_all(ledger, policy, jobs, options, work, progress)
            _conclude_lists(jobs, options, work)
            work.keep = _keeps(jobs, options)
            if work.keep and _archives(ledger, options):
                _keep_originals(ledger, jobs, made, progress)
            for job in jobs:
                explain(job)
                if options.accept_good and not options.dry_run:
                    keep_rejects(job)
            if work.keep:
                progress("counting what is owed", None)
                _finish(policy, jobs, options, work)
            lists = _differences(policy, jobs, options, work)
            if options.dry_run and _is_clean(jobs, options):
                work.keep_whole()
        journal = work.journal_id if work.keep else None
    return ImportResult(journal, work.keep, tuple(map(result_of, jobs)), lists)


def _among_sheets(job: Job, jobs: Iterable[Job]) -> str:
    """The sheet of a table, where others of the same file are imported too; else ''."""
    several = sum(one.name == job.name for one in jobs) > 1
    return job.table.sheet if several and job.table else ""


def _name(path: Path) -> Path:
    return Path("stdin") if str(path) == "-" else path


def _archives(ledger: Ledger, options: ImportOptions) -> bool:
    return not options.dry_run and asked_for(ledger, options.archive)


def _ask_for_originals(ledger: Ledger, jobs: Iterable[Job], options: ImportOptions) -> None:
    """Notes which originals are asked for, and which of them are kept already."""
    if not _archives(ledger, options):
        return
    for job in jobs:
        job.archived = kept_at(ledger, job.sha256)
        job.to_keep = job.archived is None


def _keep_originals(
    ledger: Ledger, jobs: Iterable[Job], made: list[str], progress: Progress
) -> None:
    """Keeps the originals of files that the ledger notes; sheets of one workbook share theirs."""
    kept: dict[str, Path] = {}
    for job in jobs:
        if job.is_news and job.archived is None:
            progress(f"keeping {job.name.name}", None)
            place = kept.get(job.sha256) or keep(ledger, job.path, job.name, job.sha256, made)
            kept[job.sha256] = job.archived = place


def _may_write(jobs: Sequence[Job], options: ImportOptions) -> bool:
    """Whether any fact can come of it, as far as reading tells."""
    if options.dry_run or any(job.unreadable for job in jobs) or all(job.known for job in jobs):
        return False
    return options.accept_good or not any(job.wrong for job in jobs)


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


def _apply_all(
    ledger: Ledger,
    policy: Policy,
    jobs: Sequence[Job],
    options: ImportOptions,
    work: JournalEntry,
    progress: Progress,
) -> None:
    unreadable = [(job.kind, job.name.name) for job in jobs if job.unreadable]
    for kind in (*KINDS, STATEMENT):
        for job in jobs:
            if job.kind != kind or job.unreadable or job.known:
                continue
            below = _RESTS_ON.get(kind)
            missing = [name for of, name in unreadable if below and (not of or of in below)]
            if missing:
                rule = f"this was not gone through, because {missing[0]} cannot be read"
                job.problems = [Problem(0, "", "", rule, "Mend that file first.")]
                continue
            progress(f"checking and writing {job.name.name}", None)
            _apply(ledger, policy, job, options, work)


def _apply(
    ledger: Ledger, policy: Policy, job: Job, options: ImportOptions, work: JournalEntry
) -> None:
    started = perf_counter()
    if job.reading is not None:
        rejected = len({problem.row for problem in job.problems})
        job.outcome = write_statements(work, policy, job.reading, rejected=rejected)
        job.counts = job.outcome.counts
        job.seconds += perf_counter() - started
        return
    assert job.columns is not None
    rows = StagedRows(
        kind=KINDS[job.kind],
        file=job.number,
        columns=frozenset(job.columns.columns),
        said=said_currency(job),
        as_of=job.options.as_of,
        unused=unused(job),
        findings=Findings(),
        work=work,
        policy=policy,
        ledger_currency=ledger.currency,
        time_zone=ledger.settings.get("time_zone", ""),
    )
    job.replaced = apply_rows(rows)
    job.faults = rows.findings.faults
    job.warnings += [
        Problem(row, job.columns.header_of(name), *rest)
        for row, name, *rest in rows.findings.remarks
    ]
    if options.explain:
        job.staged = staged_row(work.conn, job.kind, job.number, options.explain)
    job.counts = counts(work.conn, job.kind, job.number)
    job.seconds += perf_counter() - started


def _conclude_lists(jobs: Sequence[Job], options: ImportOptions, work: JournalEntry) -> None:
    """Notes the lists of an import that can be kept; one may say more than its rows."""
    lists = [job for job in jobs if job.tells_lateness and not job.known]
    if not lists or any(job.unreadable for job in jobs):
        return
    wrong = [job for job in lists if job.wrong]
    if wrong and options.accept_good and options.scope == "complete":
        raise WrongUse(
            f"{wrong[0].name.name} has rows that are rejected, so the list is not complete",
            hint="Mend the rows, or take the list as --list partial.",
        )
    if options.accept_good or not any(job.wrong for job in jobs):
        name = lists[0].name.name
        with naming(lists[0].name):
            news = conclude_lists(work.conn, work.journal_id, options.scope, name)
        lists[0].replaced |= news


def _differences(
    policy: Policy, jobs: Sequence[Job], options: ImportOptions, work: JournalEntry
) -> tuple[ListDifference, ...]:
    """What the lists changed; in a dry run, what they would."""
    if not any(job.tells_lateness and not job.known for job in jobs):
        return ()
    if not (work.keep or (options.dry_run and _is_clean(jobs, options))):
        return ()
    if not work.keep:
        refresh_touched(work.conn, policy.rules, work.today)
    return list_differences(work.conn, policy.rules, work.journal_id)


def _keeps(jobs: Sequence[Job], options: ImportOptions) -> bool:
    wrote = any(job.wrote for job in jobs if not job.known)
    if options.dry_run or not (wrote or any(job.to_keep for job in jobs)):
        return False
    return _is_clean(jobs, options)


def _is_clean(jobs: Sequence[Job], options: ImportOptions) -> bool:
    """Whether every row is good, or only good ones are asked for."""
    if any(job.unreadable for job in jobs):
        return False
    return options.accept_good or not any(job.wrong for job in jobs)


def _finish(
    policy: Policy, jobs: Sequence[Job], options: ImportOptions, work: JournalEntry
) -> None:
    """Derived tables, the memory of the files, and the journal's words."""
    refresh_touched(work.conn, policy.rules, work.today)
    told = []
    for job in jobs:
        if not job.is_news:
            continue
        identity, archived = identity_of(job), place_of(job.archived)
        note_file(work.conn, work.journal_id, job.name.name, identity, job.counts, archived)
        told.append(
            {"file": job.name.name, **identity._asdict(), **job.counts._asdict()}
            | ({"archived": archived} if archived else {})
        )
    work.details = {"files": told}
    work.summary = "; ".join(
        f"{one['file']}: {one['new']} new, {one['changed']} changed {one['kind']}"
        f"{', original kept' if 'archived' in one else ''}"
        for one in told
    )
