"""Incremental builds for any Pelican site: unchanged files are neither parsed nor rendered again.

``PLUGINS = ["incremental"]`` keeps the sources and pages of Pelican's own generators; README.md says how:

stock             a build of a stock site, and the writer of its pages and feeds
reading           readers that keep their results
watching          the files that a reader opens, lists or looks for
stock_pages       pages and feeds, kept with the names of all that they read
page_reads        notes of what a page reads while it is rendered
content_views     attributes of articles and pages, worked out once
values            texts of values, equal only if the values would be shown alike
template_code     compiled templates
code_state        digests of plugins and settings files
shelf             kept results, in one SQLite file of CACHE_PATH

``PLUGINS = ["incremental.writer"]`` is for generators that give their pages keys:

keys              keys of pages, and the protocol ``Keyed`` of the objects that pages show
writer            a Pelican writer that renders pages whose keys have changed
run               the state of one build, in settings["INCREMENTAL"]
store             parsed files, texts, and facts of written pages, in one SQLite file of CACHE_PATH
parsed            the contract between a parser and the store
facts             links, ids and inline code of a page, noted when it is written
sealed_files      small files that builds keep
parallel          work in forked processes
memory            pauses of garbage collection
walking           files below a folder

A generator that hands a template everything it shows calls ``write_file(..., keyed=True)``. Such a page
is rendered again only when its key changes. The key covers the template, the settings, the sources of the
theme and of the plugins, the versions of all packages, the plain values of the context, and the variables
handed to ``write_file``: plain data by value, other objects by ``render_key`` (see ``keys.Keyed``). All
else in the context (``articles``, ``pages`` …) is closed to it: a template that reads it stops the build with
a message that names it. Pelican renders all other pages at each build.

A site that builds into another folder than its last release, or keeps its store elsewhere, sets
INCREMENTAL to an ``incremental.run.IncrementalRun``; a site that sets none builds in place.
"""


class DamagedError(Exception):
    """A damaged store, which has been removed: the caller should build again."""


def register() -> None:
    """Keep the sources and pages of Pelican's own generators, too: ``PLUGINS = ["incremental"]``."""
    from incremental import stock  # noqa: PLC0415 (which imports this package)

    stock.register()
