"""Entries on loans, late fees, reference rates."""
