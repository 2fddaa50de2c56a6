"""CommonMark for Python-Markdown, with GitHub's tables, strikethrough and bare addresses.

``extension`` replaces what Python-Markdown reads in its own way: blocks by a parser of lines
(``lines``, with a processor for each kind of block in ``leaves``, ``quotes``, ``lists`` and ``tables``),
and marks within a text by one pass (``inlines``, ``links``, ``emphasis``). ``lookalikes`` finds text that
was meant as a mark. Sections are those of the specification, version 0.31.2:
https://spec.commonmark.org/0.31.2/
"""
