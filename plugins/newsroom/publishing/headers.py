"""What a web server says beside each file of the site: one list, for every kind of server."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

FOREVER = "public, max-age=31536000, immutable"  # of what is named by its content
DAY = "public, max-age=86400"
SHORT = "public, max-age=60, must-revalidate"  # a correction is seen within a minute
ASKED = "no-cache"


@dataclass(frozen=True)
class Rule:
    """How files are served whose names below the site's root match *pattern*, where * is any text."""

    pattern: str
    cache_control: str
    content_type: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is worth compressing."""
        kind = self.content_type or ""
        return kind.startswith("text/") or any(word in kind for word in ("xml", "json"))


_RULES = (
    Rule("anh/*", FOREVER),
    Rule("sw.js", ASKED),
    Rule("*.html", SHORT, "text/html; charset=utf-8"),
    Rule("*atom.xml", SHORT, "application/atom+xml; charset=utf-8"),
    Rule("*.xml", SHORT, "application/xml; charset=utf-8"),
    Rule("*.json", SHORT, "application/json"),
    Rule("*.webmanifest", SHORT, "application/manifest+json"),
    Rule("*.txt", SHORT, "text/plain; charset=utf-8"),
    Rule("*.csv", SHORT, "text/csv; charset=utf-8"),
    Rule("*.ics", SHORT, "text/calendar; charset=utf-8"),
    Rule("*.js", SHORT, "text/javascript; charset=utf-8"),
    Rule("*.svg", DAY, "image/svg+xml"),
    Rule("*.png", DAY, "image/png"),
    Rule("*.jpg", DAY, "image/jpeg"),
    Rule("*.avif", DAY, "image/avif"),
    Rule("*", SHORT, "application/octet-stream"),
)


def rules() -> tuple[Rule, ...]:
    """All rules: the first that matches says how long a file is kept, the first with a type which it is."""
    return _RULES


def rule_for(name: str) -> Rule:
    """How the file *name*, as ``tin/2024/a.html``, is served."""
    matching = [rule for rule in _RULES if fnmatchcase(name, rule.pattern)]
    kind = next(rule.content_type for rule in matching if rule.content_type)
    return Rule(name, matching[0].cache_control, kind)
