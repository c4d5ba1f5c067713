"""Where things lie: the checkout, what tests read from it, and the real files beside it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "overdue_cli"
EXAMPLES = ROOT / "examples"
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
"""Real files and cases; tests that need them are skipped where they are absent."""
