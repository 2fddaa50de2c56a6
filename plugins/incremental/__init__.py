"""Incremental builds for any Pelican site: unchanged files are neither parsed nor rendered again.

stock             ``PLUGINS = ["incremental"]``: sources and pages of Pelican's own generators are kept
keyed             ``PLUGINS = ["incremental.keyed"]``: generators give their pages keys

Both of them, and packages that build upon them, use these modules:

digests           digests of data and files, and the times from which a change of a file shows
sqlite_rows       checksums of rows, and kinds of failures, of SQLite files
sealed_files      small files that builds keep
parallel          work in forked processes
memory            pauses and delays of garbage collection
walking           files below a folder
"""


def register() -> None:
    """Keep the sources and pages of Pelican's own generators."""
    from incremental.stock import build  # noqa: PLC0415 (Pelican is slow to load)

    build.register()
