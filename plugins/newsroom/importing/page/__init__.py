"""The article in a saved page or a pasted text."""
