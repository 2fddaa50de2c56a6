"""Content with its names resolved: articles, exemplars, campaigns, pages."""
