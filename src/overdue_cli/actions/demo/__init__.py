"""The demo: an invented book that lives on one fixed day."""
