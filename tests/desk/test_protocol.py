"""The local backend of the desk: files of content are read and saved, and nothing is lost."""

import base64
import json
import os
import random
import resource
import signal
import time

import pytest

from newsroom.desk.protocol import API, MOST_DESKS, Desks
from sites import article, tree, write_content

A, B = "content/articles/2024/a.md", "content/articles/2024/b.md"
PICTURE = b"\xff\xd8 a picture"
OPTIONS = {"commitMessage": "x", "useWorkflow": False, "status": "draft"}


@pytest.fixture
def content(tmp_path):
    files = {
        "articles/2024/a.md": article("Bài một"),
        "articles/2024/xa/c.md": article("Bài hai"),
        "images/le/a.jpg": PICTURE,
        "files/qd.pdf": b"%PDF",
        "vocabularies/units.yaml": "units:\n  - id: a\n    name: A\n    kind: sở\n",
        "site.yaml": "name: x\n",
        "notes.md": "x",
    }
    write_content(tmp_path / "content", files, campaign=False)
    return tmp_path / "content"


class Page:
    """A page in a browser, which has opened a desk."""

    def __init__(self, desks):
        self.desk = desks.find(API + desks.open())

    def ask(self, action, **params):
        """The status and the data of the answer."""
        code, data = self.desk.answer(
            {"branch": "main", "action": action, "params": {"branch": "main", **params}}
        )
        return int(code), json.loads(json.dumps(data))

    def open(self, path=A):
        code, entry = self.ask("getEntry", path=path)
        assert code == 200, entry
        return entry["data"]

    def save(self, text, path=A, assets=()):
        entry = {"slug": "a", "path": path, "raw": text}
        return self.ask("persistEntry", dataFiles=[entry], assets=[*assets], options=OPTIONS)

    def edit(self, old="Bài một", new="Bài khác", path=A, **more):
        return self.save(self.open(path).replace(old, new), path, **more)


@pytest.fixture
def desks(content):
    return Desks(content)


@pytest.fixture
def page(desks):
    return Page(desks)


def sent(title, body=""):
    """Return the form of a file that has only these fields."""
    return json.dumps({"title": title, "body": body})


def longer(form, more):
    """The *form* with *more* at the end of its body."""
    values = json.loads(form)
    return json.dumps(values | {"body": values["body"] + more})


def asset(path, data=PICTURE):
    return {"path": path, "content": base64.b64encode(data).decode(), "encoding": "base64"}


def test_the_actions_of_reading(page):
    assert page.ask("info")[1] == {"repo": "content", "publish_modes": ["simple"], "type": "local_fs"}
    listed = page.ask("entriesByFolder", folder="content/articles", extension="md", depth=9)[1]
    assert [entry["file"]["path"] for entry in listed] == [A, "content/articles/2024/xa/c.md"]
    assert "Bài một" in listed[0]["data"]
    assert (
        page.ask("entriesByFolder", folder="content/articles/2024", extension="md", depth=1)[1] == listed[:1]
    )
    assert page.ask("entriesByFolder", folder="content/pages", extension="md", depth=1) == (200, [])
    files = [{"path": "content/vocabularies/units.yaml", "label": "Đơn vị"}]
    (units,) = page.ask("entriesByFiles", files=files)[1]
    assert units["file"]["label"] == "Đơn vị"
    assert '"Sở' not in units["data"]
    missing = page.ask("getEntry", path=B)[1]
    assert missing == {"data": None, "file": {"path": B, "id": None}}
    (picture,) = page.ask("getMedia", mediaFolder="content/images")[1]
    assert picture == page.ask("getMediaFile", path="content/images/le/a.jpg")[1]
    assert base64.b64decode(picture["content"]) == PICTURE
    assert (picture["path"], picture["name"]) == ("content/images/le/a.jpg", "a.jpg")
    assert page.ask("getDeployPreview", collection="x", slug="x") == (200, None)


@pytest.mark.parametrize(
    ("action", "code"),
    [
        *[
            (action, 422)
            for action in ("unpublishedEntries", "getNotes", "publishUnpublishedEntry", "x", "", "__init__")
        ],
        ("unpublishedEntry", 404),
        (None, 422),
        ([], 422),
    ],
)
def test_other_actions_are_answered_with_a_sentence(page, action, code):
    answered, data = page.ask(action)
    assert answered == code
    assert data["error"].endswith(".")


@pytest.mark.parametrize(
    "request_", [None, [], 1, "x", {}, {"action": "getEntry"}, {"action": "getEntry", "params": 3}]
)
def test_a_request_of_another_shape_is_refused(page, request_):
    code, data = page.desk.answer(request_)
    assert code == 422
    assert data["error"]


def test_a_save_writes_the_entry_and_its_pictures(page, content):
    before = tree(content)
    code, answer = page.edit(assets=[asset("content/images/moi/b.png")])
    assert (code, answer) == (200, {"message": "entry persisted"})
    assert (content / "articles/2024/a.md").read_text("utf-8") == article("Bài khác")
    assert (content / "images/moi/b.png").read_bytes() == PICTURE
    assert {*tree(content)} - {*before} == {"images/moi/b.png"}
    assert page.edit("Bài khác", "Bài nữa", assets=[asset("content/images/moi/b.png")])[0] == 200
    assert page.save(sent("Mới", "Lời."), B)[0] == 200
    assert (content / "articles/2024/b.md").read_text("utf-8") == "---\ntitle: Mới\n---\nLời.\n"
    assert page.save(sent("Mới hơn", "Lời."), B)[0] == 200


def test_pictures_are_named_with_their_folder_which_decap_leaves_out(page, content):
    form = json.loads(page.open()) | {"image": {"src": "images/a.jpg", "alt": "Lễ"}}
    form["body"] = "![Lễ]({static}/images/a.jpg)\n\n![Lễ]({static}/images/b.jpg)\n\nTệp images/a.jpg\n"
    assert page.save(json.dumps(form))[0] == 200
    text = (content / "articles/2024/a.md").read_text("utf-8")
    assert "  src: images/le/a.jpg\n" in text
    assert "({static}/images/le/a.jpg)" in text
    assert "({static}/images/b.jpg)\n\nTệp images/a.jpg\n" in text
    assert page.ask("getMediaFile", path="content/images/a.jpg")[1]["path"] == "content/images/le/a.jpg"


def test_a_picture_that_comes_with_its_entry_is_its_own(page, content):
    form = json.loads(page.open()) | {"image": {"src": "images/a.jpg", "alt": "Lễ"}}
    assert page.save(json.dumps(form), assets=[asset("content/images/a.jpg", b"new")])[0] == 200
    assert "src: images/a.jpg" in (content / "articles/2024/a.md").read_text("utf-8")


def test_of_two_pictures_with_a_name_neither_is_chosen(page, content):
    (content / "images/hai").mkdir()
    (content / "images/hai/a.jpg").write_bytes(PICTURE)
    form = json.loads(page.open()) | {"image": {"src": "images/a.jpg", "alt": "Lễ"}}
    assert page.save(json.dumps(form))[0] == 200
    assert "src: images/a.jpg" in (content / "articles/2024/a.md").read_text("utf-8")


def test_a_save_without_a_change_does_not_touch_the_file(page, content):
    file = content / "articles/2024/a.md"
    os.utime(file, (1, 1))
    assert page.edit("x", "x")[0] == 200
    assert file.stat().st_mtime == 1


def test_the_rights_of_a_file_stay(page, content):
    file = content / "articles/2024/a.md"
    file.chmod(0o640)
    page.edit()
    assert file.stat().st_mode & 0o777 == 0o640


def test_media_are_added_and_deleted(page, content):
    code, shown = page.ask(
        "persistMedia", asset=asset("content/files/nghi-dinh.pdf", b"%PDF-1"), options=OPTIONS
    )
    assert code == 200
    assert base64.b64decode(shown["content"]) == b"%PDF-1"
    assert page.ask("deleteFile", path="content/files/nghi-dinh.pdf", options=OPTIONS)[0] == 200
    assert not (content / "files/nghi-dinh.pdf").exists()
    page.ask("getMedia", mediaFolder="content/images")
    page.open()
    paths = ["content/images/le/a.jpg", A]
    assert page.ask("deleteFiles", paths=paths, options=OPTIONS)[0] == 200
    assert not (content / "images/le/a.jpg").exists()
    assert not (content / "articles/2024/a.md").exists()


def test_a_list_of_many_pictures_shows_the_newest(page, content, monkeypatch):
    monkeypatch.setattr("newsroom.desk.protocol.MOST_MEDIA_BYTES", 15)
    for number in range(3):
        (content / f"images/{number}.jpg").write_bytes(b"0123456789")
        os.utime(content / f"images/{number}.jpg", (number + 1, 2_000_000_000 + number))
    listed = page.ask("getMedia", mediaFolder="content/images")[1]
    assert [bool(each["content"]) for each in listed] == [False, False, True, False]
    assert page.ask("deleteFile", path="content/images/0.jpg", options=OPTIONS)[0] == 200


PATHS = [
    *("", "content", "content/", "/content/articles/a.md", "articles/a.md", "content//articles/a.md"),
    *("content/articles/../site.yaml", "content/../content/articles/2024/a.md", "../content/articles/a.md"),
    *(
        "content/articles/..",
        "content/articles/./a.md",
        "content/articles/2024/../../../x.md",
        "./content/a.md",
    ),
    *(
        "C:/content/articles/a.md",
        "C:\\content\\a.md",
        "content\\articles\\a.md",
        "content/articles\\..\\x.md",
    ),
    *(
        "//server/content/articles/a.md",
        "content/articles/a.md\0.md",
        "content/articles/\0.md",
        "content/a:b/x.md",
    ),
    *(
        "content/articles/con.md",
        "content/articles/AUX.x.md",
        "content/articles/lpt1/a.md",
        "content/articles/NUL",
    ),
    *(
        "content/articles/COM¹.md",
        "content/articles/conin$.md",
        "content/articles/a.md:luong",
        "content/articles/a.md.",
    ),
    *(
        "content/articles/.git/a.md",
        "content/articles/.a.md",
        "content/articles/~$a.md",
        "content/articles/a.md~",
    ),
    *(
        "content/articles/a .md ",
        "content/articles/ a.md",
        "content/articles/a/ /b.md",
        "content/articles/a\n.md",
    ),
    *("content/articles/\u202ea.md", "content/articles/\ud800.md", "content/articles/" + "ắ" * 120 + ".md"),
    *("content/articles/<a>.md", "content/articles/a?.md", "content/articles/a*.md", "~/a.md"),
    *("content/articles/.../a.md", "content/articles/....md/..", "file:///etc/passwd", "/etc/passwd"),
]
OUTSIDE = [
    *("content/site.yaml", "content/notes.md", "content/house_rules.yaml", "content/articles/2024/a.txt"),
    *(
        "content/articles.md",
        "content/articles",
        "content/vocabularies/other.yaml",
        "content/vocabularies/a/units.yaml",
    ),
    *(
        "content/fonts/a.md",
        "content/images/a.md",
        "content/files/a.md",
        "content/articles/a.yaml",
        "content/x/a.md",
    ),
    *("content/articles/a.md.py", "content/articles/a.html", "content/pages/a.MD", "content/bieu-tuong.svg"),
    *("content/addresses.txt", "content/articles/a", "content/Articles/a.md"),
]
MEDIA_OUTSIDE = [
    *("content/images/a.html", "content/images/a.svg", "content/images/a.md", "content/images/a.jpg.exe"),
    *("content/files/a.exe", "content/files/a.html", "content/files/a.py", "content/files/.htaccess"),
    *(
        "content/articles/a.jpg",
        "content/articles/a.md",
        "content/a.jpg",
        "content/site.yaml",
        "content/images",
    ),
    *("theme/static/a.jpg", "plugins/a.py", "tasks.py", "content/files/a", "content/files/a.sh"),
    *("content/vocabularies/units.yaml", "content/images/../articles/a.jpg"),
]


def refused_everywhere(page, path):
    """Each action on *path* is refused by a sentence."""
    entry = {"slug": "x", "path": path, "raw": sent("x")}
    good = entry | {"path": B}
    for action, params in {
        "getEntry": {"path": path},
        "entriesByFiles": {"files": [{"path": path}]},
        "persistEntry": {"dataFiles": [good, entry], "assets": [], "options": OPTIONS},
    }.items():
        code, data = page.ask(action, **params)
        assert code == 422, action
        assert data["error"]


def media_refused_everywhere(page, path):
    good = {"slug": "x", "path": B, "raw": sent("x")}
    for action, params in {
        "getMediaFile": {"path": path},
        "persistMedia": {"asset": asset(path), "options": OPTIONS},
        "persistEntry": {"dataFiles": [good], "assets": [asset(path)], "options": OPTIONS},
        "deleteFile": {"path": path, "options": OPTIONS},
        "deleteFiles": {"paths": [path], "options": OPTIONS},
    }.items():
        code, data = page.ask(action, **params)
        assert code in {409, 422}, action
        assert data["error"]


@pytest.mark.parametrize("path", [*PATHS, *OUTSIDE])
def test_no_path_leads_elsewhere(page, content, path):
    before = tree(content.parent)
    refused_everywhere(page, path)
    media_refused_everywhere(page, path)
    listed = page.ask("entriesByFolder", folder=path, extension="md", depth=9)
    assert listed[0] == 422 or path == "content/articles" or listed[1] == []
    assert tree(content.parent) == before


@pytest.mark.parametrize("path", MEDIA_OUTSIDE)
def test_no_file_of_another_kind_is_stored_or_shown(page, content, path):
    before = tree(content.parent)
    media_refused_everywhere(page, path)
    assert tree(content.parent) == before


LINKS = [
    (f"articles/{place}", target, f"articles/{name}")
    for place, name in [
        ("link.md", "link.md"),
        ("2024/link", "2024/link/secret.md"),
        ("x", "x/y/secret.md"),
        ("q", "q/a.md"),
    ]
    for target in ["../secret.md", "..", "/etc", "2024", "articles/2024/a.md"]
]


@pytest.mark.parametrize(("place", "target", "path"), LINKS)
def test_no_link_is_followed(page, content, place, target, path):
    (content.parent / "secret.md").write_text("---\ntitle: kín\n---\n", "utf-8")
    link = content / place
    link.symlink_to(target if target.startswith("/") else os.path.relpath(content / target, link.parent))
    before = tree(content.parent)
    refused_everywhere(page, f"content/{path}")
    assert page.ask("deleteFile", path=f"content/{path}", options=OPTIONS)[0] == 422
    listed = page.ask("entriesByFolder", folder="content/articles", extension="md", depth=9)[1]
    assert [entry["file"]["path"] for entry in listed] == [A, "content/articles/2024/xa/c.md"]
    assert tree(content.parent) == before


def test_the_content_itself_may_be_a_link(content, tmp_path):
    (tmp_path / "link").symlink_to(content)
    assert Page(Desks(tmp_path / "link")).edit()[0] == 200
    assert "Bài khác" in (content / "articles/2024/a.md").read_text("utf-8")


UNDERNEATH = {
    "changed": lambda file: file.write_text(article("Người khác"), "utf-8"),
    "one letter": lambda file: file.write_bytes(file.read_bytes() + b" "),
    "emptied": lambda file: file.write_bytes(b""),
    "deleted": lambda file: file.unlink(),
    "renamed": lambda file: file.rename(file.with_name("d.md")),
}


@pytest.mark.parametrize("change", UNDERNEATH)
@pytest.mark.parametrize("action", ["save", "save unchanged", "delete", "save with another"])
def test_a_file_that_changed_underneath_is_not_overwritten(page, content, change, action):
    text = page.open()
    UNDERNEATH[change](content / "articles/2024/a.md")
    before = tree(content)
    if action == "delete":
        code, answer = page.ask("deleteFiles", paths=[A], options=OPTIONS)
    elif action == "save with another":
        entries = [{"slug": "x", "path": path, "raw": text} for path in (B, A)]
        picture = asset("content/images/x.jpg")
        code, answer = page.ask("persistEntry", dataFiles=entries, assets=[picture], options=OPTIONS)
    else:
        code, answer = page.save(text if action == "save unchanged" else text.replace("một", "hai"))
    assert code == 409
    assert "nên chưa lưu gì" in answer["error"]
    assert "tải lại trang này (F5)" in answer["error"]
    assert tree(content) == before


def test_lists_do_not_make_an_open_entry_newer(page, content):
    """Relations and searches read all entries while an older text is in the editor."""
    text = page.open()
    UNDERNEATH["changed"](content / "articles/2024/a.md")
    page.ask("entriesByFolder", folder="content/articles", extension="md", depth=9)
    page.ask("entriesByFiles", files=[{"path": A}])
    assert page.save(text.replace("một", "hai"))[0] == 409
    assert page.edit("Người khác", "Cả hai")[0] == 200


@pytest.mark.parametrize(
    "path", [A, "content/vocabularies/units.yaml", "content/images/le/a.jpg", "content/files/qd.pdf"]
)
def test_a_file_that_was_never_opened_is_neither_overwritten_nor_deleted(page, content, path):
    before = tree(content)
    assert page.ask("deleteFile", path=path, options=OPTIONS)[0] == 409
    if path.endswith((".md", ".yaml")):
        assert page.save(sent("x"), path)[0] == 409
    else:
        assert page.ask("persistMedia", asset=asset(path, b"other"), options=OPTIONS)[0] == 409
    assert tree(content) == before


@pytest.mark.parametrize("seed", range(20))
def test_two_desks_never_overwrite_each_other(desks, content, seed):
    """Whatever two people do in turn, no saved sentence is lost to a save that did not know it."""
    choose = random.Random(seed)
    pages = [Page(desks), Page(desks)]
    known, versions, version = [page.open() for page in pages], [0, 0], 0
    for turn in range(8):
        who = choose.randrange(2)
        if choose.random() < 0.3:
            known[who], versions[who] = pages[who].open(), version
            continue
        text = known[who].replace("Nội dung.", f"Nội dung. Câu {turn}.")
        code, answer = pages[who].save(text)
        assert (code == 200) == (versions[who] == version), answer
        if code == 200:
            version += 1
            known[who], versions[who] = text, version
        written = (content / "articles/2024/a.md").read_text("utf-8")
        assert (f"Câu {turn}" in written) == (code == 200)
    assert [*content.rglob("*.part")] == []


def test_a_new_entry_of_two_desks_is_the_first(desks, content):
    first, second = Page(desks), Page(desks)
    for page in (first, second):
        assert page.open(B) is None
    assert first.save(sent("Trước"), B)[0] == 200
    code, answer = second.save(sent("Sau"), B)
    assert (code, answer["error"]) == (409, f"Đã có {B}: không ghi đè. Hãy đặt tên khác.")


def test_only_a_token_of_this_run_opens_a_desk(desks):
    token = desks.open()
    assert desks.find(API + token)
    wrong = [
        "",
        token[:-1],
        f"{token}x",
        token.lower(),
        f"/{token}",
        f"{token}/",
        f"{token}?x",
        "ắ",
        "\ud800",
        "x" * 9000,
    ]
    assert [text for text in wrong if desks.find(API + text)] == []
    for _ in range(MOST_DESKS):
        last = desks.open()
    assert not desks.find(API + token)
    assert desks.find(API + last)


def forked(act):
    """Start *act* in a process of its own; its number, and a pipe with what *act* returns."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    try:
        os.write(write, json.dumps(act()).encode())
    finally:
        os._exit(0)


@pytest.mark.parametrize("limit", [*range(0, 2000, 125), 2047, 2048, 3000, 4000])
def test_a_full_disk_leaves_the_old_file(page, content, limit):
    """A limit on the size of files stands for the disk: a write fails in the middle of a file."""
    text, before = page.open(), tree(content)
    long = text.replace("Nội dung.", "Một câu dài. " * 300)

    def save():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return (
            page.save(long),
            page.save(long, B),
            page.ask("persistMedia", asset=asset("content/images/b.jpg", b"x" * 5000), options={}),
        )

    child, read = forked(save)
    with os.fdopen(read) as pipe:
        answers = json.load(pipe)
    os.waitpid(child, 0)
    for code, data in answers:
        assert code == 422
        assert data["error"].startswith("Không ")
        assert "Tệp trên ổ đĩa vẫn như cũ." in data["error"]
    assert tree(content) == before
    assert page.save(long)[0] == 200


@pytest.mark.parametrize("seed", range(20))
def test_a_kill_while_saving_leaves_a_whole_file(page, content, seed):
    file = content / "articles/2024/a.md"
    text = page.open()
    letters = "abcdefgh"

    def save():
        while True:
            for letter in letters:
                page.save(text.replace("Nội dung.", letter * 20_000))

    child, read = forked(save)
    time.sleep(random.Random(seed).uniform(0.005, 0.1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read)
    saved = file.read_text("utf-8")
    wholes = [article("Bài một"), *(article("Bài một", body=letter * 20_000) for letter in letters)]
    assert saved.strip() in [whole.strip() for whole in wholes]
    assert [path for path in content.rglob("*.part") if not path.name.startswith(".")] == []
    assert Page(Desks(content)).edit("Bài một", "Sau đó")[0] == 200
