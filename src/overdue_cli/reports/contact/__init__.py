"""Customers, and contacts against the gate."""
