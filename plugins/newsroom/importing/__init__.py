"""Drafts from saved pages and pasted texts."""
