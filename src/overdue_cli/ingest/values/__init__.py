"""The text of one cell: dates, numbers, rates, currencies, units."""
