"""Bank lines in suspense."""
