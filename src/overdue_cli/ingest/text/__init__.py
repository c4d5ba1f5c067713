"""Text files: CSV, JSON, web pages; their encodings."""
