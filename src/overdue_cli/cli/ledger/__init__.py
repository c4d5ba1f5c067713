"""Commands over the file itself."""
