"""Tools of editors: new files, schemas, reports."""
