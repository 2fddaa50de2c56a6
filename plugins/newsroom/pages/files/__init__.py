"""Files beside the pages: pictures, sitemaps, open data, search index, offline worker."""
