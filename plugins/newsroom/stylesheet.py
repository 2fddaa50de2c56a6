"""The theme's style sheet as one string, for inlining."""

from __future__ import annotations

from pathlib import Path

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")


def read_stylesheet(theme: Path) -> str:
    """Join theme/static/css/<layer>.css in the order of the cascade layers."""
    order = f"@layer {', '.join(LAYERS)};\n"
    return order + "".join((theme / "static" / "css" / f"{layer}.css").read_text("utf-8") for layer in LAYERS)
