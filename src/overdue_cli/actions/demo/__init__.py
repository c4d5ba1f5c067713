"""The demo: an invented book with one fixed date."""
