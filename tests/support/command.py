"""The real command, run in this process: its exit status, and what it printed where."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import CliRunner, Result

Run = Callable[..., Result]


def overdue(
    *args: str, code: int | None = 0, now: str | None = None, stdin: str | bytes | None = None
) -> Result:
    """``overdue("queue", "--stage", "phone", code=0)``: the finished command, its status checked.

    ``code=None`` takes any status; an error that the command did not foresee is never one.
    """
    from overdue_cli.cli.main import app

    result = CliRunner().invoke(app, args, input=stdin, env={"OVERDUE_NOW": now} if now else None)
    said = f"{args}: exit {result.exit_code}\n{result.stdout}\n{result.stderr}"
    assert result.exception is None or isinstance(result.exception, SystemExit), said
    assert code is None or result.exit_code == code, said
    return result
