"""Incremental builds for any Pelican site: what has not changed is neither parsed nor rendered again.

store     keeps parsed files and what is known of written pages, in one file of CACHE_PATH
memory    pauses garbage collection
parallel  spreads work over the processors, where a process can be forked
keys      stands for all that a page can show by one short key, or says that nothing can
facts     what a page links to and weighs, noted when it is written
run       holds the state of one build, in settings["INCREMENTAL"]
writer    writes the pages whose keys have changed, keeps the rest, removes what is no more; the plugin
walking   finds the files below a folder

A generator that hands a template everything it shows calls ``write_file(..., keyed=True)``. Such a
page is rendered again only when its key changes: the template, the settings, the sources of the
theme and of the plugins, the versions of all packages, the plain values of the context, and the
variables handed to ``write_file``. Plain data is part of the key by its value, any other object by
its attribute ``render_key``, a string that stands for all that can be seen of it. While it is rendered,
everything else in the context (``articles``, ``pages`` …) is closed: a template that reads it
stops the build and is told what to do. All other pages are rendered at each build.

PLUGINS = ["incremental.writer", …]

A site that builds into another folder than its last release, or keeps its store elsewhere, sets
INCREMENTAL to an ``incremental.run.IncrementalRun``; a site that sets none builds in place.
"""
