"""Colours of the site by day and by night, and their contrast.

The style sheet spells the same defaults; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import Field

from newsroom.files.field_types import Model, matching

LEAST_CONTRAST = 4.5  # of text with its background; source: WCAG 2.2, criterion 1.4.3
_DARK = 0.04045  # of a channel, below which sRGB is linear
_NO_COLOUR = "“{}” phải là một màu viết bằng sáu chữ số hay chữ a đến f, như 9c1c22."
Colour: TypeAlias = Annotated[str, matching(r"#?[0-9a-fA-F]{6}", _NO_COLOUR)]


class Shades(Model):
    """A colour by day and by night, each six hexadecimal digits, perhaps after a ``#``."""

    light: Colour = Field(description="trên nền sáng, như 9c1c22")
    dark: Colour = Field(description="trên nền tối")

    @property
    def hex(self) -> tuple[str, str]:
        """Both, as style sheets spell them."""
        return f"#{self.light.removeprefix('#').lower()}", f"#{self.dark.removeprefix('#').lower()}"


def _shades(light: str, dark: str) -> Shades:
    return Shades(light=light, dark=dark)


class Palette(Model):
    """The colours of the site; their names are those of the style sheet."""

    accent: Shades = Field(_shades("9c1c22", "ff938a"), description="màu nhấn: tên trang, đường kẻ, mục chọn")
    highlight: Shades = Field(_shades("7a5a0a", "e0bd62"), description="màu của khen thưởng")
    paper: Shades = Field(_shades("fcfaf6", "161513"), description="nền trang")
    sheet: Shades = Field(_shades("f4f0e8", "201e1b"), description="nền khung")
    ink: Shades = Field(_shades("1b1916", "ebe8e1"), description="chữ")
    quiet: Shades = Field(_shades("5d574e", "aaa398"), description="chữ phụ")
    rule: Shades = Field(_shades("d9d3c8", "3a3631"), description="đường kẻ mảnh")

    def find_faint(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each colour of text that is hard to read on a background, and a complaint."""
        for name in ("accent", "highlight", "ink", "quiet"):
            for background in ("paper", "sheet"):
                pairs = zip(
                    getattr(self, name).hex, getattr(self, background).hex, ("sáng", "tối"), strict=True
                )
                for text, behind, mode in pairs:
                    found = contrast(text, behind)
                    if found < LEAST_CONTRAST:
                        complaint = (
                            f"{text} trên nền {behind} (giao diện {mode}) khó đọc: tương phản {found:.1f},"
                            f" ít nhất là {LEAST_CONTRAST}.".replace(".", ",", 2)
                        )
                        yield name, complaint


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, of two colours like ``#9c1c22``.

    Source: WCAG 2.2, contrast ratio.
    """
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= _DARK else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
