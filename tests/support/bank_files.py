"""Small bank statements written by hand, and where the real ones are."""

from __future__ import annotations

from places import SHARED

STATEMENTS = SHARED / "data" / "statements"


def mt940(*movements: str, account: str = "DE02120300000000202051", number: str = "6/1") -> str:
    """An MT940 statement of movements: ``:61:`` and ``:86:`` joined by a line end."""
    return "\n".join(
        [
            ":20:STMT",
            f":25:{account}",
            f":28C:{number}",
            ":60F:C260601EUR0,00",
            *movements,
            "-",
            "",
        ]
    )


def credit(day: str, amount: str, text: str, payer: str = "", account: str = "") -> str:
    """A credit of June 2026 in MT940, as German banks tell it."""
    return (
        f":61:26{day}{day}C{amount}NTRFNONREF\n"
        f":86:166?00GUTSCHRIFT?20SVWZ+{text}?31{account}?32{payer}"
    )
