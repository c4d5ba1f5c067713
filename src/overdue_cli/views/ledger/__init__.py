"""Views of the ledger file itself."""
