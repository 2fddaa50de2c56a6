"""The newsroom: what Gương Sáng makes of its articles, as a Pelican plugin over a pure core.

newsroom.plugin registers all of it, and names the generators in their order. This package itself loads
nothing: tasks that need no Pelican are not to wait for it.
"""
