"""Pages of conferences, documents, exemplars, honours and corrections."""
