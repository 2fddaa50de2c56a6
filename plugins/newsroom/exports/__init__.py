"""Data for machines: sitemaps, open data, structured data, the offline worker."""
