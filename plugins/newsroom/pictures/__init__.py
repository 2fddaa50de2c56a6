"""Originals and the sizes that pages offer."""
