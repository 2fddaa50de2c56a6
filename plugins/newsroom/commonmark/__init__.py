"""CommonMark for Python-Markdown, with GitHub's tables, strikethrough and bare addresses.

extension  replaces what Python-Markdown reads in its own way, in two phases:
blocks     a processor for each kind of block, called by the parser of ``lines``, which knows the ``markers``
inlines    one pass over each text: ``autolinks``, ``brackets``, ``emphasis``

Both know ``links`` and ``escapes``, and report text that was meant as a mark. Sections are those of the
specification, version 0.31.2: https://spec.commonmark.org/0.31.2/
"""
