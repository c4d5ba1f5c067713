"""What customers agreed to or asked for, and what that opens."""
