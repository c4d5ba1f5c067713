"""Commands that read files in."""
