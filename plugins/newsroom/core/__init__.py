"""What the site knows, without Pelican: text in, checked and related stories out."""
