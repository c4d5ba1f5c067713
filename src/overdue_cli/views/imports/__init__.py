"""Views of what was read in."""
