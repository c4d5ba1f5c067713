"""What a policy says about contacts, and the cases that prove it."""
