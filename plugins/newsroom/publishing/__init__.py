"""From a green build to a served site."""
