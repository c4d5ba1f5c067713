"""What the header of a table says: its kind, and what each column means."""
