"""Vietnamese text: letters, sorting, names, dates."""
