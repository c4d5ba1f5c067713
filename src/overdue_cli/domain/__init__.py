"""The rules of the trade: pure functions over frozen values, and the errors."""
