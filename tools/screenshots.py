"""Screenshots for README.md and the handbook.

``python tools/screenshots.py`` builds the newsroom of the tests and writes each picture into docs/images/,
as WebP and as PNG: an article on a phone, a message of `invoke check`, the handbook's examples of Markdown,
the desk in the browser.
"""

import base64
import html
import io
import re
import sys
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

from chromium import chromium_executable, chromium_flags  # noqa: E402 (found on the path of the tests)
from desk import install_decap, serve_desk  # noqa: E402
from newsroom.builds import builder  # noqa: E402
from served import serve  # noqa: E402
from sites import ENVIRONMENT, PRIVATE, PROJECT, invoke, surroundings  # noqa: E402

IMAGES = ROOT / "docs" / "images"
ARTICLE = "tin/2024/500-ngay-dem-3000-km-cao-toc.html"
MISTAKEN = "articles/2023/mo-hinh-giam-ngheo-bon-tinh.md"
DESK_ENTRY = "2024/phat-dong-xoa-nha-tam-nha-dot-nat"
PROVINCE, MISTYPED = "provinces: [Lào Cai,", "provinces: [Lào Kai,"
HANDBOOK = ROOT / "docs" / "so-tay-bien-tap.md"
EXAMPLE = re.compile(
    r"```markdown\n(?P<body>(?:(?!```).)*)```\n\n!\[[^\]]*\]\(images/(?P<name>\w+)\.webp\)", re.DOTALL
)
FRONT = (
    "---\ntitle: Ví dụ\ndate: 2024-03-05\ncategory: Phong trào\nsummary: Ví dụ.\nprovinces: [Lào Cai]\n---\n"
)
WEBP_QUALITY = 40
COLOURS = 48  # of a PNG's palette
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1d1f21; color: #e8e6e3; font-size: 17px; line-height: 1.6 }
pre { margin: 0; padding: 18px 22px; font: inherit; white-space: pre-wrap }
b { color: #8fd18f; font-weight: normal }
</style><pre><b>$ invoke check</b>
"""


def font_style() -> str:
    """Return a style that sets a page in the theme's font: the machine may have none for Vietnamese."""
    faces = ""
    for weight, name in ((400, "Regular"), (700, "Bold")):
        font = base64.b64encode((ROOT / f"theme/fonts/NotoSans-{name}.ttf").read_bytes()).decode()
        source = f"src: url(data:font/ttf;base64,{font})"
        faces += f"@font-face {{ font-family: Noto; font-weight: {weight}; {source} }}\n"
    return f"{faces}body {{ font-family: Noto }}"


def save(screenshot: bytes, name: str) -> None:
    """Write a screenshot as *name*.webp and, with few colours, as *name*.png."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture.save(IMAGES / f"{name}.webp", quality=WEBP_QUALITY, method=6)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def write_examples() -> list[Path]:
    """Write an article for each example of the handbook that has a picture; return their files."""
    files = []
    for example in EXAMPLE.finditer(HANDBOOK.read_text("utf-8")):
        files.append(PROJECT / "content" / "articles" / "2024" / f"{example['name']}.md")
        files[-1].write_text(FRONT + example["body"], "utf-8")
    return files


def check_with_a_mistake() -> str:
    """Return the message of `invoke check` when an article names a province that does not exist."""
    article = PROJECT / "content" / MISTAKEN
    text = article.read_text("utf-8")
    article.write_text(text.replace(PROVINCE, MISTYPED), "utf-8")
    return invoke("check").stdout


def save_desk(browser: Browser) -> None:
    """Write a screenshot of the desk with an article whose summary is missing."""
    content, output = PROJECT / "content", PROJECT / ".cache" / "serve"
    build = partial(builder.build, PRIVATE, content, output, always=True)
    page = browser.new_page(viewport={"width": 1200, "height": 760}, locale="vi-VN", bypass_csp=True)
    with surroundings(PROJECT, **ENVIRONMENT), serve_desk(content, output, install_decap(), build) as address:
        page.goto(f"{address}bien-tap/#/collections/articles/entries/{DESK_ENTRY}")
        page.add_style_tag(content=font_style().replace("body {", "* {"))
        pane = page.frame_locator("#preview-pane")
        pane.frame_locator("iframe").get_by_role("heading", level=1).wait_for()
        page.get_by_label("Tóm tắt").fill("")
        pane.get_by_role("button", name="Thiếu trường").wait_for()
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), "desk")


def main() -> None:
    """Write all screenshots."""
    IMAGES.mkdir(exist_ok=True)
    examples = write_examples()
    built = invoke("build")
    if built.returncode:
        sys.exit(built.stderr)
    with serve(PROJECT / "output") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_executable(), headless=True, args=chromium_flags()
        )
        context = browser.new_context(device_scale_factor=1.75, bypass_csp=True)
        page = context.new_page()
        page.set_viewport_size({"width": 360, "height": 700})
        page.goto(f"{address}/{ARTICLE}")
        page.add_style_tag(content=font_style())
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), "article")
        for file in examples:
            page.goto(f"{address}/tin/2024/{file.stem}.html")
            page.add_style_tag(content=f"{font_style()} .text {{ padding: 1rem }}")
            save(page.locator(".text").screenshot(), file.stem)
            file.unlink()
        page.set_viewport_size({"width": 620, "height": 100})
        page.set_content(f"{TERMINAL}{html.escape(check_with_a_mistake().strip())}</pre>")
        page.add_style_tag(content=font_style())
        save(page.locator("pre").screenshot(), "check")
        save_desk(browser)
        browser.close()


if __name__ == "__main__":
    main()
