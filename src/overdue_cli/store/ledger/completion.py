"""Names that completion offers: ids, officers. Reads without waiting and never writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

LIMIT = 200
_PATIENCE_SECONDS = 0.5

_QUERIES = {
    kind: f"SELECT {kind}_id FROM {kind} WHERE {kind}_id >= :low AND {kind}_id < :high "
    f"AND voided_by IS NULL ORDER BY 1 LIMIT {LIMIT}"
    for kind in ("customer", "loan")
} | {
    "officer": "SELECT officer FROM (SELECT officer FROM loan WHERE officer <> '' "
    "UNION SELECT officer FROM assignment) "
    f"WHERE officer >= :low AND officer < :high ORDER BY 1 LIMIT {LIMIT}",
    "name": "SELECT DISTINCT name FROM customer WHERE name >= :low COLLATE NOCASE "
    f"AND name < :high COLLATE NOCASE AND voided_by IS NULL ORDER BY 1 LIMIT {LIMIT}",
    "line": "SELECT statement_line_id FROM statement_line WHERE voided_by IS NULL "
    "AND kind IN ('credit', 'refund', 'return') AND NOT EXISTS (SELECT 1 FROM line_match m "
    "WHERE m.statement_line_id = statement_line.statement_line_id AND m.voided_by IS NULL) "
    "AND CAST(statement_line_id AS TEXT) >= :low AND CAST(statement_line_id AS TEXT) < :high "
    f"ORDER BY 1 LIMIT {LIMIT}",
    "content": "SELECT content FROM policy_version WHERE voided_by IS NULL "
    "ORDER BY from_on DESC, policy_version_id DESC LIMIT 1",
    "policy": "SELECT value FROM setting WHERE name = 'policy'",
}


def beginning_with(path: Path, kind: str, beginning: str = "") -> list[str]:
    """Names of one kind (customer, name, loan, officer …) that begin so; [] if unreadable."""
    if not path.is_file():
        return []
    target = path.absolute().as_uri() + "?mode=ro"
    try:
        with closing(sqlite3.connect(target, uri=True, timeout=_PATIENCE_SECONDS)) as conn:
            bounds = {"low": beginning, "high": beginning + "\U0010ffff"}
            return [str(row[0]) for row in conn.execute(_QUERIES[kind], bounds)]
    except sqlite3.Error:
        return []
