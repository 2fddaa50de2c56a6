"""The site's sign as PNG pictures, for devices that take no SVG.

``python tools/icons.py`` draws theme/static/assets/bieu-tuong.svg in the installed Chromium and replaces the
PNG files beside it.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

from chromium import chromium_executable, chromium_flags  # noqa: E402 (found on the path of the tests)
from newsroom.colours import RED  # noqa: E402

ASSETS = ROOT / "theme" / "static" / "assets"
ICONS = (  # file, side in pixels, part of the side that the sign takes, colour behind it
    ("bieu-tuong-180.png", 180, 1, RED),  # iPhones round the corners themselves
    ("bieu-tuong-192.png", 192, 1, "transparent"),
    ("bieu-tuong-512.png", 512, 1, "transparent"),
    ("bieu-tuong-che-512.png", 512, 0.8, RED),  # maskable: a circle of 80 % stays visible
)
COLOURS = 64


def main() -> None:
    """Draw all icons."""
    sign = (ASSETS / "bieu-tuong.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_executable(), headless=True, args=chromium_flags()
        )
        for name, side, part, background in ICONS:
            page = browser.new_page(viewport={"width": side, "height": side})
            layout = f"margin: 0; height: 100vh; display: grid; place-items: center; background: {background}"
            size = f"width: {part:%}; line-height: 0"
            page.set_content(f"<body style='{layout}'><div style='{size}'>{sign}</div>")
            picture = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
            picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(ASSETS / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
