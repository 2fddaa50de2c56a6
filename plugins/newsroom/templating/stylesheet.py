"""The theme's style sheets for inlining, and the policies that allow them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.identity.palette import Palette
from newsroom.templating.security_policy import page_policy

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
MEDIA_SHEET, LIST_SHEET = "media", "lists"  # not for every page of text


@dataclass(frozen=True)
class Style:
    """The text of a page's style element, and the content security policy that allows it."""

    text: str
    policy: str


def read_styles(theme: Path, palette: Palette) -> dict[str, Style]:
    """Join theme/static/css/<layer>.css, in the colours of *palette*.

    Returns:
        The sheets ``text`` for pages of text, ``media`` for those with tables, films or galleries, and
        ``whole`` with lists for others.
    """
    sheets = {"text": LAYERS, "media": (*LAYERS, MEDIA_SHEET), "whole": (*LAYERS, MEDIA_SHEET, LIST_SHEET)}
    return {name: _join_sheets(theme, layers, palette) for name, layers in sheets.items()}


def _join_sheets(theme: Path, names: tuple[str, ...], palette: Palette) -> Style:
    """Join the sheets *names*, without comments and superfluous spaces."""
    order = f"@layer {','.join(LAYERS)};"
    text = order + "".join((theme / "static" / "css" / f"{name}.css").read_text("utf-8") for name in names)
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}")
    for name, shades in palette:
        text = re.sub(rf"(--{name}: )light-dark\([^)]*\)", rf"\1light-dark({','.join(shades.hex)})", text)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Style(text, page_policy(f"'sha256-{digest}'"))
