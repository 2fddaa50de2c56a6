"""HTTP headers of the site's files, shared by every kind of server."""

import re
from dataclasses import dataclass

from newsroom.addresses import COPIES, FOR_SERVERS, PICTURES, WORKER
from newsroom.attachments.kinds import KINDS
from newsroom.templating.security_policy import page_policy

FOREVER = "public, max-age=31536000, immutable"  # files named by a hash of their content
DAY = "public, max-age=86400"
SHORT = "public, max-age=60, must-revalidate"  # readers see corrections and withdrawals within a minute
ASKED = "no-cache"  # stored, and revalidated before each use
HTML = "text/html; charset=utf-8"

# Pages carry a stricter policy with the hash of their style; browsers apply both. See docs/decisions/0022.
POLICY = page_policy("'unsafe-inline'") + "; frame-ancestors 'none'"
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# A file that somebody sent us can do nothing but be shown.
ATTACHMENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; media-src 'self';"
    " frame-ancestors 'none'"
)
SHOWN = (".pdf", ".mp4", ".m4a", ".mp3", ".vtt")  # attachments that browsers show; they save all others
ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}  # browsers ignore it over http

METHODS = ("GET", "HEAD")
_FOR_HOSTS = "|".join(re.escape(name) for name in FOR_SERVERS.values() if not name.startswith("."))
_COPIES = "|".join(map(re.escape, COPIES))
UNSERVED = rf"/\.|^/({_FOR_HOSTS})$|({_COPIES})$"  # hidden files, server files, compressed copies


@dataclass(frozen=True)
class Rule:
    """The headers of files whose paths below the site's root match *pattern*; * matches any text."""

    pattern: str
    cache_control: str
    content_type: str | None = None

    @property
    def regex(self) -> str:
        """The pattern as a regular expression for Python, nginx and Caddy."""
        return "^/" + ".*".join(map(re.escape, self.pattern.split("*"))) + "$"

    @property
    def is_text(self) -> bool:
        """Return whether matching files are worth compressing."""
        kind = (self.content_type or "").partition(";")[0]
        return kind.startswith("text/") or kind.endswith(("xml", "json"))


# The first match sets Cache-Control, the first match with a type sets Content-Type.
RULES = (
    Rule(f"{PICTURES}*", FOREVER),
    Rule(WORKER, ASKED),
    Rule("*.html", SHORT, HTML),
    Rule("*atom.xml", SHORT, "application/atom+xml; charset=utf-8"),
    Rule("*.xml", SHORT, "application/xml; charset=utf-8"),
    Rule("*feed.json", SHORT, "application/feed+json"),
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
    *(Rule(f"*{ending}", SHORT, kind.media_type) for ending, kind in KINDS.items() if ending != ".csv"),
    Rule("*", SHORT, "application/octet-stream"),
)


def rule_for(name: str) -> Rule:
    """Return the rule for one file *name*, such as ``tin/2024/a.html``."""
    matching = [rule for rule in RULES if re.search(rule.regex, f"/{name}")]
    kind = next(rule.content_type for rule in matching if rule.content_type)
    return Rule(name, matching[0].cache_control, kind)


def is_served(name: str) -> bool:
    """Return whether the file *name* is served to readers."""
    return not re.search(UNSERVED, f"/{name}")
