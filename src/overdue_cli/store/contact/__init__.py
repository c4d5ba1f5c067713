"""Customers and contacts in the ledger."""
