"""Daily lists in the ledger, and what is inferred from them."""
