"""What a web server says beside each file of the site: one list, for every kind of server."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.core.addresses import PICTURES, WORKER
from newsroom.core.security_policy import page_policy

FOREVER = "public, max-age=31536000, immutable"  # of what is named by its content
DAY = "public, max-age=86400"
SHORT = "public, max-age=60, must-revalidate"  # a correction, and a withdrawal, are seen within a minute
ASKED = "no-cache"  # kept, and asked for before each use
HTML = "text/html; charset=utf-8"

# The policy by hash stands in the pages, whose style it is of; both hold. See docs/decisions/0022.
POLICY = page_policy("'unsafe-inline'") + "; frame-ancestors 'none'"
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}  # of https alone, where others mean nothing

METHODS = ("GET", "HEAD")
UNSERVED = r"/[._]|\.(br|gz)$"  # hidden files, those for servers, and what others are compressed to


@dataclass(frozen=True)
class Rule:
    """How files are served whose names below the site's root match *pattern*, where * is any text."""

    pattern: str
    cache_control: str
    content_type: str | None = None

    @property
    def regex(self) -> str:
        """The pattern for addresses, as Python, nginx and Caddy read it."""
        return "^/" + ".*".join(map(re.escape, self.pattern.split("*"))) + "$"

    @property
    def is_text(self) -> bool:
        """Whether it is worth compressing."""
        kind = self.content_type or ""
        return kind.startswith("text/") or any(word in kind for word in ("xml", "json"))


_RULES = (
    Rule(f"{PICTURES}*", FOREVER),
    Rule(WORKER, ASKED),
    Rule("*.html", SHORT, HTML),
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
    matching = [rule for rule in _RULES if re.search(rule.regex, f"/{name}")]
    kind = next(rule.content_type for rule in matching if rule.content_type)
    return Rule(name, matching[0].cache_control, kind)


def is_served(name: str) -> bool:
    """Whether the file *name* is for readers."""
    return not re.search(UNSERVED, f"/{name}")
