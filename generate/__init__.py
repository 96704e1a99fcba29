"""A Document becomes a file."""
