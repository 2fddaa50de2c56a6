"""Functions and data that templates use."""
