"""The newsroom: what Gương Sáng makes of its articles, as Pelican plugins over a pure core.

The plugins, in the order in which PLUGINS names them:

content     reads, checks and relates all of content/, or stops the build
lists       lists of articles with their feeds: campaigns, provinces, categories, tags, years
exemplars   the exemplars' profiles
redirects   small pages at addresses that have moved
pictures    publishes the pictures that are used
"""
