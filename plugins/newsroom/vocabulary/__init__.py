"""Closed lists: provinces, awards, documents, clusters."""
