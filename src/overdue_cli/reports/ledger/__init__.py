"""What the file holds: imports, policies, names."""
