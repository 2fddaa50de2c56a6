"""Citations of documents and their matching with the closed list."""
