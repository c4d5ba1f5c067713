"""Bank lines: booked where they are certain, matched by hand elsewhere."""
