"""The yardstick: the smallest Typer program with two commands, at Typer's own settings."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str = "you") -> None:
    """Says hello."""
    print(f"Hello, {name}")


@app.command()
def bye(name: str = "you") -> None:
    """Says goodbye."""
    print(f"Goodbye, {name}")


if __name__ == "__main__":
    app()
