"""Plans of loans: the terms they follow from, and money paid out in parts."""
