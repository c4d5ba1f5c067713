"""What daily lists and the ledger say differently."""
