"""Loans in the ledger: plans and entries, and the derived tables of what is owed."""
