"""Pictures of the steps in docs/bat-dau.md.

``python tools/first_steps.py`` makes a newsroom, takes the steps of the page there, and writes a picture of
each into docs/images/bat-dau/. VS Code runs as code-server, in a browser: ``npm install --global
code-server``, or name it in the variable CODE_SERVER. The script draws the windows of installers and forges.
"""

import html
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support"), str(ROOT / "tools")]

from screenshots import font_style  # noqa: E402

from chromium import chromium_executable, chromium_flags  # noqa: E402 (found on the path of the tests)

IMAGES = ROOT / "docs" / "images" / "bat-dau"
DRAWN = {  # the title of a window, its lines, and its buttons, of which * marks the one to press
    "python": ("Python Setup", "*Install Now\nCustomize installation", "☑ *Add python.exe to PATH"),
    "git": ("Git Setup", "Adjusting your PATH environment\n◉ Git from the command line", "Back|*Next|Cancel"),
    "vs-code": (
        "Microsoft Visual Studio Code Setup",
        "◉ *I accept the agreement\n◯ I do not accept the agreement",
        "*Next >|Cancel",
    ),
    "trust": (
        "Visual Studio Code",
        "Do you trust the authors of the files in this folder?",
        "*Yes, I trust the authors|No, I don't trust the authors",
    ),
    "extension": (
        "Visual Studio Code",
        "Do you want to install the recommended extensions for this repository?",
        "*Install|Show Recommendations",
    ),
    "forge": (
        "hoi-nghi-tong-ket-nam.md",
        'summary: "Phú Thịnh tổng kết phong trào thi đua năm 2026."\nstatus: published',
        "Cancel changes|*Commit changes",
    ),
}
STYLE = """body { margin: 0; padding: 14px; background: #c9ced6; color: #1d1f21; font-size: 17px }
figure { margin: 0; background: #fff; border-radius: 8px; overflow: hidden; border: 1px solid #8a929e }
header { background: #e8eaee; padding: 8px 14px; font-weight: 700 } p { margin: 14px }
footer { padding: 4px 14px 16px } span { display: inline-block; padding: 6px 14px; border: 1px solid #8a929e;
border-radius: 4px; margin: 3px 10px 3px 0 } mark { background: none; outline: 3px solid #c4161c;
outline-offset: 3px; border-radius: 3px; font-weight: 700 }"""
RING = """box => { const ring = document.createElement('i'); ring.id = 'ring'; document.body.append(ring);
ring.style = `position:fixed; z-index:9999999; pointer-events:none; border:3px solid #c4161c;
border-radius:6px; left:${box.x - 3}px; top:${box.y - 3}px; width:${box.width}px; height:${box.height}px` }"""
SETTINGS = {
    "editor.minimap.enabled": False,
    "explorer.compactFolders": False,
    "extensions.ignoreRecommendations": True,
    "git.autofetch": False,
    "git.confirmSync": False,
    "git.enableSmartCommit": True,
    "remote.autoForwardPorts": False,
    "window.commandCenter": False,
    "telemetry.telemetryLevel": "off",
    "terminal.integrated.gpuAcceleration": "off",
    "window.menuBarVisibility": "visible",
    "window.title": "${rootName}",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.iconTheme": None,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
}
CODE, BROWSER = "127.0.0.1:8191", {"width": 620, "height": 420}
TITLE, NAME = "Hội nghị tổng kết năm", "hoi-nghi-tong-ket-nam"
FILLED = {
    "category:\n": "category: Hội nghị\n",
    "summary:\n": "summary: Phú Thịnh tổng kết phong trào thi đua năm 2026.\n",
    "provinces:\n": "provinces: [Lào Cai]\n",
}
BODY = "Sáng nay, xã Phú Thịnh tổng kết phong trào thi đua năm 2026.\n\nBảy tập thể nói về cách làm.\n"
NOBODY = ("-c", "user.name=Máy", "-c", "user.email=may@phuthinh.example")
QUALITY, SCALE = 60, 1.5


def run(*command: str, cwd: Path) -> None:
    """Run a command in *cwd*, and end with its words if it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")


def make_newsroom(folder: Path) -> Path:
    """Begin a newsroom in *folder*, and return an editor's clone of it."""
    run(sys.executable, "-m", "invoke", "start", str(folder / "first"), "--name", "Phú Thịnh", cwd=ROOT)
    run("git", "rm", "--quiet", "content/articles/*", cwd=folder / "first")
    run("git", *NOBODY, "commit", "--quiet", "--message", "Bỏ bài mẫu", cwd=folder / "first")
    run("git", "clone", "--quiet", "--bare", "first", "kho.git", cwd=folder)
    run("git", "clone", "--quiet", "kho.git", "toa-soan", cwd=folder)
    newsroom = folder / "toa-soan"
    (newsroom / ".venv").symlink_to(sys.prefix)
    with (newsroom / ".git/info/exclude").open("a") as excluded:
        excluded.write(".venv\n")  # a link, which the folder's own line leaves out
    return newsroom


@contextmanager
def vs_code(folder: Path) -> Iterator[None]:
    """Serve VS Code, with its settings and extensions in *folder*."""
    program = shutil.which(os.environ.get("CODE_SERVER", "code-server"))
    if not program:
        sys.exit("The pictures need code-server: npm install --global code-server")
    settings = folder / "data/User/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(SETTINGS), "utf-8")
    options = ["--auth=none", f"--bind-addr={CODE}", "--disable-telemetry", "--disable-workspace-trust"]
    folders = [f"--user-data-dir={folder / 'data'}", f"--extensions-dir={folder / 'extensions'}"]
    environment = os.environ | {"HOME": str(folder)}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([program, *options, *folders], env=environment, stdout=log, stderr=log)
        try:
            time.sleep(4)
            yield
        finally:
            server.terminate()
            server.wait()


def save(page: Page, name: str, button: Locator | None = None, **clip: int) -> None:
    """Write a picture of *page*, with a ring around *button*, cut to *clip*."""
    if button:
        button.wait_for()
        page.evaluate(RING, button.bounding_box())
    box = {"x": 0, "y": 0} | BROWSER | clip
    picture = Image.open(io.BytesIO(page.screenshot(clip=box)))
    picture.convert("RGB").save(IMAGES / f"{name}.webp", quality=QUALITY, method=6)
    page.evaluate("document.getElementById('ring')?.remove()")


def draw(page: Page) -> None:
    """Draw the windows that are not to be had here."""
    page.set_viewport_size({"width": 480, "height": 420})
    for name, (title, lines, buttons) in DRAWN.items():
        text = "".join(f"<p>{_mark(line)}</p>" for line in lines.splitlines())
        row = "".join(f"<span>{_mark(button)}</span>" for button in buttons.split("|"))
        page.set_content(
            f"<!doctype html><style>{font_style()} {STYLE}</style>"
            f"<figure><header>{title}</header>{text}<footer>{row}</footer></figure>"
        )
        save(page, name, width=480, height=page.evaluate("document.body.offsetHeight"))


def _mark(text: str) -> str:
    before, star, after = html.escape(text).partition("*")
    return f"{before}<mark>{after}</mark>" if star else before


class Window:
    """A window of VS Code in a browser."""

    def __init__(self, browser: Browser, folder: Path | None) -> None:
        self.page = browser.new_page(viewport=BROWSER, device_scale_factor=SCALE)
        self.page.goto(f"http://{CODE}/?{f'folder={folder}' if folder else 'ew=true'}")
        self.page.wait_for_selector(".activitybar")
        time.sleep(5)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            time.sleep(1)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        time.sleep(1)

    def open_menu(self) -> Locator:
        """Open the menu Terminal, which a wide window has; return its line Run Task."""
        self.page.set_viewport_size(BROWSER | {"width": 1000})
        time.sleep(1)
        self.page.locator(".menubar-menu-button[aria-label=Terminal]").click()
        time.sleep(1)
        return self.page.get_by_role("menuitem", name="Run Task...")

    def choose_task(self, number: int) -> None:
        """Choose a task by the first character of its name, as in the page."""
        self.open_menu().click()
        self.page.set_viewport_size(BROWSER)
        time.sleep(2)
        self.type(f"{number}.")

    def run_task(self, number: int) -> None:
        self.choose_task(number)
        self.press("Enter")

    def open(self, file: Path) -> None:
        self.press("Control+P")
        self.type(str(file))
        self.press("Enter")
        time.sleep(2)

    def reload(self, line: int) -> None:
        """Show the text of the open file as it is on the disk, at *line*."""
        self.press("Control+1", "F1")
        self.type("File: Revert File")
        self.press("Enter", "Control+G")
        self.type(f"{line}")
        self.press("Enter")


def clone(browser: Browser) -> None:
    """Show how to clone the newsroom."""
    window = Window(browser, None)
    window.press("Control+Shift+E")
    button = window.page.locator(".monaco-button", has_text="Clone Repository")
    save(window.page, "clone", button, height=300)
    window.page.close()


def set_up(window: Window) -> None:
    """Show the menu and the task that installs, and tell git the editor's name."""
    page = window.page
    save(page, "menu", window.open_menu())
    window.press("Escape", "Escape")
    window.choose_task(1)
    save(page, "install", page.locator(".quick-input-list .monaco-list-row").first, height=200)
    window.press("Escape")
    window.run_task(2)
    time.sleep(2)
    window.type("bientap@phuthinh.example")
    window.press("Enter")
    time.sleep(3)
    window.type("Biên tập viên")
    save(page, "name", page.locator(".quick-input-box"), height=200)
    window.press("Enter")
    time.sleep(3)


def write(window: Window, newsroom: Path) -> Path:
    """Write an article, and return its file."""
    page = window.page
    window.run_task(3)
    time.sleep(2)
    window.type(TITLE)
    save(page, "new", page.locator(".quick-input-box"), height=200)
    window.press("Enter")
    time.sleep(4)
    (article,) = newsroom.glob(f"content/articles/*/{NAME}.md")
    window.open(article)
    window.press("Control+B", "Control+J")  # leaves the width of the window to the text
    save(page, "draft")
    text = article.read_text("utf-8") + BODY
    for line, filled in FILLED.items():
        text = text.replace(line, filled)
    article.write_text(text, "utf-8")
    window.reload(len(text.splitlines()))
    save(page, "text")
    return article


def look(window: Window, browser: Browser, article: Path) -> None:
    """Look at the article as readers see it, then at the message about a mistake."""
    window.run_task(4)
    time.sleep(12)
    save(window.page, "serve", y=120, height=270)
    reader = browser.new_page(viewport=BROWSER, device_scale_factor=SCALE, bypass_csp=True)
    reader.goto(f"http://127.0.0.1:8000/tin/{article.parent.name}/{NAME}.html")
    reader.add_style_tag(content=font_style())
    save(reader, "page")
    text = article.read_text("utf-8")
    article.write_text(text.replace("Lào Cai", "Lào Kai"), "utf-8")
    time.sleep(6)
    save(reader, "mistake")
    reader.close()
    article.write_text(text.replace("status: draft", "status: published"), "utf-8")
    window.page.locator(".terminal").click()
    window.press("Control+C", "Control+J")


def send(window: Window) -> None:
    """Check the article, commit it, and send the commit."""
    page = window.page
    window.reload(18)
    save(page, "published")
    window.run_task(5)
    time.sleep(8)
    save(page, "checked", y=120, height=270)
    window.press("Control+J", "Control+Shift+G")
    edge = page.locator(".part.sidebar").bounding_box()
    page.mouse.move(edge["x"] + edge["width"], 250)
    page.mouse.down()
    page.mouse.move(360, 250, steps=5)  # for the whole words of the buttons
    page.mouse.up()
    page.locator(".scm-input").click()
    window.type("Thêm bài về hội nghị tổng kết năm")
    button = page.locator(".scm-view .monaco-button").first
    save(page, "commit", button)
    button.click()
    time.sleep(5)
    save(page, "sync", button)


def main() -> None:
    """Write all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, sync_playwright() as playwright:
        folder = Path(place)
        newsroom = make_newsroom(folder)
        browser = playwright.chromium.launch(executable_path=chromium_executable(), args=chromium_flags())
        draw(browser.new_page(device_scale_factor=SCALE))
        with vs_code(folder / "home"):
            clone(browser)
            window = Window(browser, newsroom)
            set_up(window)
            look(window, browser, write(window, newsroom))
            send(window)
        browser.close()


if __name__ == "__main__":
    main()
