"""Cases in the ledger: facts around customers, their derived stage, the queue."""
