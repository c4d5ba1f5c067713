"""Views of loans: aged debt, classes, statements, schedules."""
