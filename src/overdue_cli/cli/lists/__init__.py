"""Commands over daily lists."""
