"""Views of bank lines."""
