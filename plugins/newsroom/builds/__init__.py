"""Builds, from the look for changes to the exchange of sites, and the live preview."""
