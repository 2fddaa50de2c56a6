"""Names, days, documents and honours found in a text."""
