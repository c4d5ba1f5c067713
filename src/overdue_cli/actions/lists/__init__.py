"""What people decide about daily lists."""
