"""Aged debt, items, classes, the statement of account, schedules."""
