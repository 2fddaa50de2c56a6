"""Sites of stock Pelican: the same bytes, and work only for what has changed; README.md says how.

build             a build of a stock site, and its place in Pelican's signals
writer            Pelican's writer, with pages and feeds that are kept
reading           readers that keep their results
watching          the files that a reader opens, lists or looks for
pages             pages and feeds, kept with the names of all that they read
feed_items        items of feeds, made once for all feeds that show them
page_reads        notes of what a page reads while it is rendered
content_views     attributes of articles and pages, worked out once
values            texts of values, equal only if the values would be shown alike
template_code     compiled templates
code_state        digests of plugins and settings files
output            the files of pages and feeds that the last build wrote
shelf             kept results, in one SQLite file of CACHE_PATH
"""
