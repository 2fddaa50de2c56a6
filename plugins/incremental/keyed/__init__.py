"""A writer for generators that give their pages keys: ``PLUGINS = ["incremental.keyed"]``.

keys              keys of pages, and the protocol ``Keyed`` of the objects that pages show
writer            a Pelican writer that renders pages whose keys have changed
run               the state of one build, in settings["INCREMENTAL"]
store             parsed files, texts, and facts of written pages, in one SQLite file of CACHE_PATH
parsed            the contract between a parser and the store
facts             links, ids and inline code of a page, noted when it is written
below             links of pages of a site below a path of its host

A generator that hands a template everything it shows calls ``write_file(..., keyed=True)``. Such a page
is rendered again only when its key changes. The key covers the template, the settings, the sources of the
theme and of the plugins, the versions of all packages, the plain values of the context, and the variables
handed to ``write_file``: plain data by value, other objects by ``render_key`` (see ``keys.Keyed``). All
else in the context (``articles``, ``pages`` …) is closed to it: a template that reads it stops the build with
a message that names it. Pelican renders all other pages at each build.

A site that builds into another folder than its last release, or keeps its store elsewhere, sets
INCREMENTAL to an ``incremental.keyed.run.IncrementalRun``; a site that sets none builds in place.
"""


class DamagedError(Exception):
    """A damaged store, which has been removed: the caller should build again."""


def register() -> None:
    """Connect the writer to Pelican."""
    from incremental.keyed import writer  # noqa: PLC0415 (Pelican is slow to load)

    writer.register()
