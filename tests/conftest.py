"""What holds for every test: no variable of the person who runs them changes an answer."""

from __future__ import annotations

import os

for _name in ("OVERDUE_DB", "OVERDUE_ACTOR", "OVERDUE_POLICY", "OVERDUE_LANG", "OVERDUE_NOW"):
    os.environ.pop(_name, None)
for _name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)
