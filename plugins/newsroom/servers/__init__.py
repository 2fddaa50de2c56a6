"""Configurations of web servers."""
