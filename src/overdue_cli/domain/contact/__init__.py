"""The contact gate: by which rule a contact may not be made, and from when on it may."""
