"""What the columns of a bank's list are, beyond what their headers say."""
