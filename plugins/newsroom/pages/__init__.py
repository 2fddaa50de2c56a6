"""Generators of Pelican: the pages of the site."""
