"""What is done with the staged rows of a file: check, mark, write; one module per kind."""
