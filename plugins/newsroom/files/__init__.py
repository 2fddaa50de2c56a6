"""Text files with front matter: reading, validation, positions."""
