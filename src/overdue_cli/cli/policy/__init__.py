"""Commands over the rules in force."""
