"""Promises and holds."""
