"""Bank lines in the ledger, and what speaks for one booking or another."""
