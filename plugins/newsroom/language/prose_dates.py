"""Patterns of days as Vietnamese prose writes them, parts of longer patterns."""

DAY_MONTH = r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
BEFORE_YEAR = r"(?:\s*[/.-]\s*|\s*,?\s*năm\s+)"
