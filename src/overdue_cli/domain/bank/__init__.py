"""Bank credits: which loan one pays, and whether two lines are one movement."""
