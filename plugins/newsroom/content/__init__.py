"""Single content files: models, parsing, advice to editors."""
