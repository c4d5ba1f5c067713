"""Commands over customers and contacts."""
