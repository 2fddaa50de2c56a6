"""Bodies of articles: Markdown to HTML."""
