"""Lists of articles, documents, exemplars and corrections, with their pages."""
