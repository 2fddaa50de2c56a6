"""Files beside the pages: pictures, sitemaps, search index, redirects."""
