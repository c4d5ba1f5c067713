"""Last stage: whether the import stays, what is kept beside the ledger, and what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from overdue_cli.actions.imports.answers import naming
from overdue_cli.actions.imports.apply import Applied
from overdue_cli.actions.imports.archive import keep
from overdue_cli.actions.imports.kinds.list_difference import ListDifference, list_differences
from overdue_cli.actions.imports.kinds.lists import conclude_lists
from overdue_cli.actions.imports.kinds.open_invoices import conclude_open_invoices
from overdue_cli.actions.imports.options import ImportOptions, Progress
from overdue_cli.actions.imports.rejects import keep_rejects, tell_findings
from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.actions.imports.source import Source, identity_of
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.store.bulk.files import note_file
from overdue_cli.store.ledger.archive import place_of
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.lists.against_recorded import inferred_against
from overdue_cli.store.lists.findings import open_findings

#: By content: where its original is kept; None for one that is still to be kept.
Originals = Mapping[str, Path | None]


def conclude(
    writing: Writing,
    journal: JournalEntry,
    applied: Sequence[Applied],
    options: ImportOptions,
    originals: Originals,
    progress: Progress,
    made: list[str],
) -> ImportResult:
    """What became of each file, inside the transaction, which stays or not as the result says.

    ``made`` gets the places of originals that are written anew.
    """
    clean = _is_clean(applied, options)
    lists_say_more = _conclude_lists(journal, applied, options)
    lists_say_more |= _conclude_open_invoices(journal, applied, options)
    wrote = lists_say_more or any(one.wrote for one in applied)
    to_keep = None in originals.values()
    journal.keep = clean and not options.dry_run and (wrote or to_keep)
    news = [one for one in applied if is_news(one, originals)]
    if journal.keep:
        originals = _keep_originals(writing, news, originals, progress, made)
    rejects: dict[int, Path | None] = {}
    for one in applied:
        tell_findings(one.source)
        if options.accept_good and not options.dry_run and not one.staged.unreadable:
            rejects[one.source.number] = keep_rejects(one.source)
    if journal.keep:
        progress("counting what is owed", None)
        _note(writing, journal, news, originals)
    differences: tuple[ListDifference, ...] = ()
    if journal.keep or (options.dry_run and clean):
        differences = _differences(writing, journal, applied)
    if options.dry_run and clean:
        journal.keep_whole()
    journal_id = journal.journal_id if journal.keep else None
    results = file_results(applied, originals, rejects)
    policy = writing.policy
    return ImportResult(
        journal_id,
        journal.keep,
        results,
        differences,
        tuple(inferred_against(journal.conn, journal.journal_id)),
        tuple(open_findings(journal.conn, policy.rules, policy.list_lag, journal.today)),
    )


def is_news(one: Applied, originals: Originals) -> bool:
    """Whether the ledger has to note a file: it was gone through, or is to be kept."""
    content = one.source.sha256
    to_keep = content in originals and originals[content] is None
    return bool(content) and (one.staged.known is None or to_keep)


def _is_clean(applied: Sequence[Applied], options: ImportOptions) -> bool:
    """Whether every row is good, or only good ones are asked for."""
    if any(one.staged.unreadable for one in applied):
        return False
    return options.accept_good or not any(one.source.findings.wrong for one in applied)


def _lists(applied: Sequence[Applied]) -> list[Applied]:
    """The lists, and the loan books that say how late their loans are, that are not known."""
    return [one for one in applied if one.source.tells_lateness and one.staged.known is None]


def _conclude_lists(
    journal: JournalEntry, applied: Sequence[Applied], options: ImportOptions
) -> bool:
    """Notes the lists of an import that can be kept; whether they say more than their rows."""
    lists = _lists(applied)
    if not lists or any(one.staged.unreadable for one in applied):
        return False
    _refuse_incomplete([one.source for one in lists], options)
    if not _is_clean(applied, options):
        return False
    first = lists[0].source.name
    with naming(first):
        return conclude_lists(journal.conn, journal.journal_id, options.scope, first.name)


def _conclude_open_invoices(
    journal: JournalEntry, applied: Sequence[Applied], options: ImportOptions
) -> bool:
    """Settles what complete lists of open invoices no longer hold; whether there is anything."""
    lists = [one for one in applied if one.source.tells_balances and one.staged.known is None]
    if options.scope != "complete" or not lists or not _is_clean(applied, options):
        return False
    _refuse_incomplete([one.source for one in lists], options)
    first = lists[0].source
    with naming(first.name):
        return conclude_open_invoices(journal, first)


def _refuse_incomplete(lists: Sequence[Source], options: ImportOptions) -> None:
    """Nothing, or WrongUse for a list that is to be complete and has rejected rows."""
    wrong = [source for source in lists if source.findings.wrong]
    if wrong and options.accept_good and options.scope == "complete":
        raise WrongUse(
            f"{wrong[0].name.name} has rows that are rejected, so the list is not complete",
            hint="Mend the rows, or take the list as --list partial.",
        )


def _keep_originals(
    writing: Writing,
    news: Sequence[Applied],
    originals: Originals,
    progress: Progress,
    made: list[str],
) -> Originals:
    """Keeps the originals of files that the ledger notes; sheets of one workbook share theirs."""
    kept = dict(originals)
    for source in (one.source for one in news):
        if source.sha256 in kept and kept[source.sha256] is None:
            progress(f"keeping {source.name.name}", None)
            path, name = source.file.path, source.name
            kept[source.sha256] = keep(writing.ledger, path, name, source.sha256, made)
    return kept


def _note(
    writing: Writing, journal: JournalEntry, news: Sequence[Applied], originals: Originals
) -> None:
    """Derived tables, the memory of the files, and the journal's words."""
    writing.refresh_touched()
    files = []
    for one in news:
        source = one.source
        identity, archived = identity_of(source), place_of(originals.get(source.sha256))
        note_file(
            journal.conn, journal.journal_id, source.name.name, identity, one.counts, archived
        )
        files.append(
            {"file": source.name.name, **identity._asdict(), **one.counts._asdict()}
            | ({"archived": archived} if archived else {})
        )
    journal.details = {"files": files}
    journal.summary = "; ".join(
        f"{one['file']}: {one['new']} new, {one['changed']} changed {one['kind']}"
        f"{', original kept' if 'archived' in one else ''}"
        for one in files
    )


def _differences(
    writing: Writing, journal: JournalEntry, applied: Sequence[Applied]
) -> tuple[ListDifference, ...]:
    """What the lists changed; in a dry run, what they would."""
    if not _lists(applied):
        return ()
    if not journal.keep:
        writing.refresh_touched()
    return list_differences(journal.conn, writing.policy.rules, journal.journal_id)


def file_results(
    applied: Sequence[Applied], originals: Originals, rejects: Mapping[int, Path | None]
) -> tuple[FileResult, ...]:
    """What is told of each source."""
    return tuple(
        _file_result(one, originals.get(one.source.sha256), rejects.get(one.source.number))
        for one in applied
    )


def _file_result(one: Applied, archived: Path | None, rejects: Path | None) -> FileResult:
    source, findings = one.source, one.source.findings
    content = source.table or source.reading
    encoding = content.encoding if content else ""
    return FileResult(
        kind=source.kind,
        file=str(source.name),
        sha256=source.sha256,
        read=one.counts.read,
        **one.counts._asdict(),
        seconds=round(one.seconds, 3),
        problems=tuple(findings.problems),
        ignored=source.ignored,
        details=source.details,
        mapping=source.fields_read,
        rejects=rejects,
        warnings=tuple(findings.warnings),
        decided=tuple(findings.decided),
        header_row=source.content_table.header_row if source.content_table else 0,
        left_out=tuple(sorted(findings.left_out)),
        sheet=source.sheet,
        other_sheets=source.other_sheets,
        encoding="" if encoding in ("utf-8", "utf-8-sig") else encoding,
        steps=one.staged.steps,
        staged=one.row,
        statement=one.tally,
        archived=archived,
    )
