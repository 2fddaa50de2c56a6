"""The theme's style sheets for inlining, and the policies that allow them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.templating.security_policy import page_policy

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
LIST_SHEET = "lists"  # not for pages of text


@dataclass(frozen=True)
class Style:
    """The text of a page's style element, and the content security policy that allows it."""

    text: str
    policy: str


def read_styles(theme: Path) -> dict[str, Style]:
    """Join theme/static/css/<layer>.css: ``text`` for pages of text, ``whole`` with lists for others."""
    return {"text": _join_sheets(theme, LAYERS), "whole": _join_sheets(theme, (*LAYERS, LIST_SHEET))}


def _join_sheets(theme: Path, names: tuple[str, ...]) -> Style:
    """Join the sheets *names*, without comments and superfluous spaces."""
    order = f"@layer {','.join(LAYERS)};"
    text = order + "".join((theme / "static" / "css" / f"{name}.css").read_text("utf-8") for name in names)
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Style(text, page_policy(f"'sha256-{digest}'"))
