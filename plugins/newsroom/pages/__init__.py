"""Pelican's generators: the pages of the site, and the plugin that registers them."""
