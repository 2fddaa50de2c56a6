"""The theme's style sheets as strings, for inlining, and the policies that let them in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.templating.security_policy import page_policy

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
LIST_SHEET = "lists"  # what no text to read needs


@dataclass(frozen=True)
class Style:
    """What stands in a page's style element, and the content security policy that lets it in."""

    text: str
    policy: str


def read_styles(theme: Path) -> dict[str, Style]:
    """Join theme/static/css/<layer>.css: for pages of ``text``, and for the ``whole`` with lists."""
    return {"text": _style(theme, LAYERS), "whole": _style(theme, (*LAYERS, LIST_SHEET))}


def _style(theme: Path, names: tuple[str, ...]) -> Style:
    """The sheets *names*, without comments and the spaces that only editors need."""
    order = f"@layer {','.join(LAYERS)};"
    text = order + "".join((theme / "static" / "css" / f"{name}.css").read_text("utf-8") for name in names)
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}")
    return Style(text, _policy(text))


def _policy(style: str) -> str:
    """What a page with the sheet *style* may load, and no other style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page_policy(f"'sha256-{digest}'")
