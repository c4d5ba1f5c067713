"""Views of the rules in force."""
