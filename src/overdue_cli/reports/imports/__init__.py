"""What imports know before they read a file: the names of columns, and what headers mean."""
