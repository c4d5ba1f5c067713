"""The number or address of a contact, and the place where it reaches the person."""
