"""Questions about the whole portfolio: rows out."""
