"""Conferences, read from the articles that report them."""
