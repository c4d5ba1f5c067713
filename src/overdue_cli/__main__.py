"""``python -m overdue_cli``, where there is no ``overdue`` on the path."""

from overdue_cli.cli.main import run

if __name__ == "__main__":
    run()
