"""The desk in a real browser, with the installed Decap."""

from functools import partial

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from desk import install_decap, serve_desk
from newsroom.builds import builder
from newsroom.editor.new_file import LONGEST_NAME
from newsroom.language.vietnamese import short_slug
from office_files import picture
from sites import ENVIRONMENT, PRIVATE, PROJECT, article, page, surroundings, write_content, write_file

AXE_OF_OURS = """async () => (await axe.run(document.querySelector("[lang=vi]"), { iframes: false }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)"""
pytestmark = pytest.mark.slow
SEEN = ["Tiêu đề", "Chuyên mục", "Ngày đăng", "Tóm tắt, sapo", "Tên tỉnh, thành phố", "Ảnh chính", "Nội dung"]

TITLE = "Xã Khe Mây: trao thưởng bảy tập thể, ba cá nhân đạt thành tích trong phong trào thi đua yêu nước"
WRITTEN = f"""---
title: "{TITLE}"
category: Khen thưởng
date: 2026-11-20 08:30
status: draft
summary: Một câu nói điều chính.
provinces: [Lào Cai]
honours:
  - award: Giấy khen
    individuals: 7
  - award: Bằng khen của Chủ tịch UBND tỉnh
    individuals: 3
---
Khen thưởng trong dịp này:

- bảy tập thể
- ba cá nhân, xem <https://bao.example/khe-may>
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder and the address of a served desk."""
    folder = tmp_path_factory.mktemp("desk")
    files = {
        "articles/2024/a.md": article("Bài đầu", source="{name: Báo A}"),
        "pages/404.md": page("Không tìm thấy trang"),
    }
    write_content(folder / "content", files)
    build = partial(builder.build, PRIVATE, folder / "content", folder / "output", always=True)
    with (
        surroundings(PROJECT, **ENVIRONMENT),
        serve_desk(folder / "content", folder / "output", install_decap(), build) as address,
    ):
        yield folder, address


@pytest.fixture
def window(browser, served):
    """A page whose console stays without complaints, and from which nothing leaves this machine."""
    page = browser.new_page(locale="vi-VN")
    page.set_default_timeout(20_000)
    complaints, requests = [], []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("request", lambda request: requests.append(request.url))
    yield page
    page.close()
    assert complaints == []
    assert [url for url in requests if not url.removeprefix("blob:").startswith(served[1])] == []


def save(page):
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Lưu vào tệp").click()
    page.get_by_text("Thay đổi đã được lưu").wait_for()


def test_a_newcomer_writes_an_article_in_a_form_of_seven_fields(served, window):
    folder, address = served
    window.goto(f"{address}bien-tap/")
    for name in ("Bài", "Điển hình", "Phong trào", "Trang", "Danh mục"):
        expect(window.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(window.get_by_text("Bài đầu")).to_be_visible()
    window.get_by_role("link", name="Thêm bài").click()
    window.get_by_label("Tiêu đề").fill(TITLE)
    labels = [label.split(" (")[0] for label in window.locator("label:visible").all_inner_texts()]
    assert [label.casefold() for label in labels[:7]] == [label.casefold() for label in SEEN]
    assert len(labels) == 7 + 4
    window.get_by_label("Chuyên mục").fill("khen")
    window.keyboard.press("Enter")
    window.get_by_label("Tóm tắt").fill("Một câu nói điều chính.")
    window.get_by_label("Tên tỉnh").fill("lao cai")
    window.keyboard.press("Enter")
    window.get_by_label("Ngày đăng").fill("2026-11-20T08:30")
    window.locator("[data-slate-editor]").click()
    window.keyboard.type("Khen thưởng trong dịp này:")
    window.keyboard.press("Enter")
    window.get_by_role("button", name="Danh sách dấu đầu dòng").click()
    window.keyboard.type("bảy tập thể")
    window.keyboard.press("Enter")
    window.keyboard.type("ba cá nhân, xem ")
    window.once("dialog", lambda dialog: dialog.accept("https://bao.example/khe-may"))
    window.get_by_role("button", name="Liên kết").click()
    group = window.locator("[id^='group_0-field']")
    group.get_by_role("button").first.click()
    for number, (name, people) in enumerate((("giay khen", "7"), ("bang khen cua chu tich ubnd", "3"))):
        group.get_by_role("button", name="Thêm mục").first.click()
        group.get_by_label("Tên", exact=True).nth(number).fill(name)
        window.keyboard.press("Enter")
        group.get_by_label("Số cá nhân").nth(number).fill(people)
    pane = window.frame_locator("#preview-pane")
    expect(pane.frame_locator("iframe").get_by_text("ba cá nhân, xem")).to_be_visible()
    expect(pane.locator(".fault")).to_have_count(0)
    save(window)
    (file,) = folder.glob("content/articles/2026/xa-khe-may-*.md")
    assert file.stem == short_slug(TITLE, LONGEST_NAME)
    assert file.read_text("utf-8") == WRITTEN


def test_a_message_leads_to_its_field(served, window):
    _, address = served
    window.goto(f"{address}bien-tap/#/collections/articles/entries/2024/a")
    expect(window.get_by_label("Tiêu đề")).to_have_value("Bài đầu")
    pane = window.frame_locator("#preview-pane")
    expect(pane.frame_locator("iframe").get_by_role("heading", name="Bài đầu", level=1)).to_be_visible()
    window.get_by_label("Tóm tắt").fill("")
    message = pane.get_by_role("button", name="Thiếu trường “summary”")
    expect(message).to_be_visible()
    pane.get_by_role("button", name="Máy tính").click()
    assert pane.locator("iframe").evaluate("frame => frame.contentWindow.innerWidth") == 1280
    frame = window.locator("#preview-pane").element_handle().content_frame()
    frame.evaluate(AXE_SCRIPT)
    assert frame.evaluate(AXE_OF_OURS) == []
    message.focus()
    window.keyboard.press("Enter")
    expect(window.get_by_label("Tóm tắt")).to_be_focused()


def test_one_changed_field_changes_one_line(served, window):
    folder, address = served
    file = folder / "content/articles/2024/a.md"
    before = file.read_text("utf-8")
    window.goto(f"{address}bien-tap/#/collections/articles/entries/2024/a")
    window.get_by_label("Tiêu đề").fill("Bài sửa")
    save(window)
    assert file.read_text("utf-8") == before.replace("Bài đầu", "Bài sửa")


BLOCKS = """![Hội trường]({static}/images/le/a.jpg)
Quang cảnh hội nghị. Ảnh: Lò Mẫu

![Vào cửa]({static}/images/le/a.jpg)
![Trao bằng]({static}/images/le/a.jpg)
Hội nghị sáng 5/3. Ảnh: Lò Mẫu

![Lễ trao cờ]({static}/images/le/a.jpg)
https://www.youtube.com/watch?v=abcdefghijk
Lễ trao cờ. Ảnh: Lò Mẫu

{static}/files/le.mp4

| Đơn vị | Tập thể |
|---|--:|
| Xã Khe Mây | 3 |

Chữ có chú thích[^1], *nghiêng*, H<sub>2</sub>O, [bài khác]({filename}/articles/2024/a.md).

[^1]: Lời chú.
"""


def test_pictures_films_and_tables_stay_whole_beside_edited_text(served, window):
    folder, address = served
    write_file(folder / "content/images/le/a.jpg", picture())
    text = article("Bài có ảnh", image="{src: images/le/a.jpg, alt: Lễ}", body=f"Đoạn đầu.\n\n{BLOCKS}")
    file = write_file(folder / "content/articles/2024/b.md", text)
    window.goto(f"{address}bien-tap/#/collections/articles/entries/2024/b")
    shown = window.locator("[data-slate-editor] img").first
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    window.get_by_text("Đoạn đầu.").click()
    window.keyboard.press("Home")
    window.wait_for_timeout(300)  # the editor looks for the cursor ten times a second
    window.keyboard.type("Sửa. ")
    save(window)
    assert file.read_text("utf-8") == text.replace("Đoạn đầu.", "Sửa. Đoạn đầu.")
