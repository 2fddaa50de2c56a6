"""CommonMark for Python-Markdown, with GitHub's tables, strikethrough and bare addresses.

``extension`` replaces what Python-Markdown reads in its own way, in two phases:

lines       the parser of blocks, with a processor for each kind in ``leaves``, ``quotes``, ``footnotes``,
            ``lists`` (whose marks are in ``markers``) and ``tables``
inlines     one pass over each text, with ``autolinks``, ``brackets`` and ``emphasis``

``links``, ``definitions`` and ``escapes`` serve both. Text that was meant as a mark is reported by the
modules of that mark, and by ``lookalikes``. Sections are those of the specification, version 0.31.2:
https://spec.commonmark.org/0.31.2/
"""
