"""What another policy would do to the book, as a document."""

from __future__ import annotations

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.simulate import Simulation

MOVES = (
    Column("before", "from step"),
    Column("after", "to step"),
    Column("customers", "customers", "right"),
    Column("overdue", "overdue", "right"),
)
STAGES = (
    Column("stage", "step"),
    Column("customers_before", "customers now", "right"),
    Column("customers_after", "then", "right"),
    Column("overdue_before", "overdue now", "right", rank=1),
    Column("overdue_after", "then", "right"),
)
CAPS = (
    Column("rule", "cap"),
    Column("customers_before", "customers beyond it now", "right"),
    Column("customers_after", "then", "right"),
)


def simulation_document(simulation: Simulation) -> Document:
    """Who moves, customers and money per step, and which caps bite."""
    settings = {"now": simulation.before, "then": simulation.after}
    moved = [one._asdict() for one in simulation.moved]
    stages = [one._asdict() for one in simulation.stages]
    caps = [one._asdict() for one in simulation.caps]
    return Document(
        title="What would change",
        settings=settings,
        facts=(
            ("customers", "Customers", simulation.customers),
            ("moved_customers", "Moved", simulation.moved_customers),
        ),
        sections=(
            Section("moved", MOVES, moved, "Moved"),
            Section("stages", STAGES, stages, "Steps"),
            Section("caps", CAPS, caps, "Caps"),
        ),
        main="moved",
        data={
            "settings": settings,
            "customers": simulation.customers,
            "moved_customers": simulation.moved_customers,
            "moved": moved,
            "stages": stages,
            "caps": caps,
        },
    )
