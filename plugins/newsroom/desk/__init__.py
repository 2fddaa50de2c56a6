"""The desk in the browser: forms for files of content, in Decap CMS."""
