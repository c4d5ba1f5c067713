"""Documents about daily lists."""
