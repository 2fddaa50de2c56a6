"""The newsroom of Gương Sáng, as a Pelican plugin.

Packages, each of which imports only those above it (and ``incremental``):

problems     problems of content, in words for editors
failures     errors of the operating system, in words for editors
crashes      unexpected errors: a sentence, a log, an exit code
language     Vietnamese text: letters, sorting, names, dates
addresses    addresses, file names and anchors of the site
clock        the current time, which SOURCE_DATE_EPOCH may fix
pictures     originals and the sizes that pages offer
attachments  files for download
files        text files with front matter: reading, validation, positions
identity     name, looks and sections of the site
vocabulary   closed lists: provinces, awards, documents, clusters, units
documents    citations of documents in running text
commonmark   CommonMark for Python-Markdown
body         Markdown bodies as HTML
content      single content files: models, parsing, advice
items        content with its names resolved
listings     lists of articles, documents, exemplars, corrections
figures      reported figures of campaigns
search       the search index
sharing      links and pictures for sharing a page
conferences  conferences and their calendar
honours      the register of honours
site         the whole site, and the checks across files
exports      data for machines: sitemaps, open data, JSON-LD
editor       new files, schemas, reports
importing    drafts from Word documents, saved pages, letters and pasted texts
desk         the desk in the browser: forms for files of content
templating   functions and data for templates
servers      configurations of web servers
pages        Pelican's generators
builds       one build, from start to end
publishing   publication of a built site
starting     new newsrooms, and later versions of the engine in them
"""
