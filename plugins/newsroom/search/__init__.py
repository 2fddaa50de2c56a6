"""The search index: entries, spelling, postings, segments."""
