"""Makes the folder ``docs`` importable, where the pages and their tools live."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
