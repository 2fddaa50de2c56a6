"""The whole site: all items, their relations, the checks across files."""
