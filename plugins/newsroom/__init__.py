"""The newsroom: what Gương Sáng makes of its articles, as Pelican plugins over a pure core.

The plugins, in the order in which PLUGINS names them:

content      reads, checks and relates all of content/, or stops the build
cards        the pictures that stand for pages where these are shared
items        a page for each article, exemplar and page
lists        lists of articles with their feeds: campaigns, provinces, categories, tags, years, documents
documents    the list of all documents
conferences  lists of conferences, and their calendar
exemplars    lists of exemplars
honours      the register of honours
corrections  the list of all corrections, with its feed
redirects    small pages at addresses that have moved
servers      what web servers read: redirects, what is withdrawn, headers
machines     the sitemaps, robots.txt and the newest articles as data
offline      what lets readers open again, without network, what they have read
open_data    the records as tables
pictures     publishes the pictures that are used
samples      the theme's components with examples, on the private site
search       the search page and its index
"""
