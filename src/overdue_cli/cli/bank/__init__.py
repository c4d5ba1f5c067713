"""Commands over bank lines."""
