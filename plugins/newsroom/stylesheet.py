"""The theme's style sheet as one string, for inlining, and the policy that lets it in."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")


def read_stylesheet(theme: Path) -> str:
    """Join theme/static/css/<layer>.css in the order of the cascade layers, without comments and indents."""
    order = f"@layer {','.join(LAYERS)};"
    text = order + "".join((theme / "static" / "css" / f"{layer}.css").read_text("utf-8") for layer in LAYERS)
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def content_security_policy(stylesheet: str) -> str:
    """What a page may load: its own style by hash, and scripts, pictures and data of this host.

    Source: https://www.w3.org/TR/CSP3/
    """
    digest = base64.b64encode(hashlib.sha256(stylesheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'self'; connect-src 'self';"
        " img-src 'self'; base-uri 'none'; form-action 'none'"
    )
