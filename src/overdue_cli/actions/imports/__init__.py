"""Files into the ledger: open, recognise, stage, apply, conclude."""
