"""Links and pictures for sharing a page."""
