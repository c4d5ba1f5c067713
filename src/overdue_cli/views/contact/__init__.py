"""Documents about customers and contacts."""
