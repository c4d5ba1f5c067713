"""overdue: one local file for people who look after overdue customers."""

__version__ = "0.3.0"
