import os
import threading
import time
from datetime import datetime

import pytest

from incremental.keyed.parsed import parse_each
from newsroom.content.advice import UNPLACED
from newsroom.language.dates import HERE
from newsroom.site.content_loader import load_content

unix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has neither pipes nor links for all")


def test_an_empty_site_is_in_order(tree):
    site = tree.site()
    assert (site.stories, site.campaigns, site.exemplars) == ((), (), ())


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path):
    content = load_content(tmp_path / "khong-co", datetime(2026, 1, 1, tzinfo=HERE), drafts=False)
    assert "Không có thư mục nội dung này." in [problem.message for problem in content.problems]


@pytest.mark.parametrize(
    "name",
    [".DS_Store", ".a.md.swp", "a.md~", "~$bai.docx", "#a.md#", "Thumbs.db", "desktop.ini", ".git/config"],
)
def test_what_editors_and_systems_leave_behind_is_passed_over(tree, name):
    tree.write(f"articles/{name}", "rác")
    tree.write(name, "rác")
    assert tree.problems() == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("articles/a.txt", "Chỉ đọc tệp có đuôi .md"),
        ("articles/a.MD", "Chỉ đọc tệp có đuôi .md"),
        ("articles/a.markdown", "Chỉ đọc tệp có đuôi .md"),
        ("articles/a", "Chỉ đọc tệp có đuôi .md"),
        ("pages/anh.jpg", "Chỉ đọc tệp có đuôi .md"),
        ("a.md", "Tệp nằm ngoài các thư mục campaigns/, exemplars/, articles/, pages/ nên không được đọc."),
        ("Articles/a.md", "Tệp nằm ngoài các thư mục"),
        ("article/2024/a.md", "Tệp nằm ngoài các thư mục"),
        ("vocabularies/tags.yaml", "Danh mục này không được đọc: xem tên các tệp bên cạnh."),
        ("vocabularies/awards.yml", "Danh mục này không được đọc: xem tên các tệp bên cạnh."),
        ("vocabularies/cu/awards.yaml", "Danh mục này không được đọc: xem tên các tệp bên cạnh."),
        ("images/bai.md", "Bài viết để trong content/articles/, không để cùng ảnh và tệp đính kèm."),
        ("images/2024/bai.md", "Bài viết để trong content/articles/, không để cùng ảnh và tệp đính kèm."),
    ],
)
def test_a_file_that_is_not_read_is_told(tree, path, message):
    tree.write(path, "---\n---\n")
    (line,) = tree.problems()
    assert line.startswith(f"{path}:1:1: {message}")


@pytest.mark.parametrize("name", ["#x", "~x", "x#"])
def test_a_name_that_only_looks_left_behind_is_read(tree, name):
    tree.article(name, title="Bài")
    (line,) = tree.problems()
    assert line.startswith(f"articles/{name}.md:1:1: Tên tệp “{name}” không làm địa chỉ được.")
    tree.article(name, title="Bài", slug="x")
    assert [story.title for story in tree.site().stories] == ["Bài"]


@unix
def test_a_folder_elsewhere_is_not_read_but_told(tree):
    tree.write("../ngoai/b.md", "x")
    tree.article("a")
    (tree.root / "articles/2024").symlink_to(tree.root.parent / "ngoai", target_is_directory=True)
    assert tree.problems() == [
        "articles/2024:1:1: Thư mục liên kết (symlink) không được đọc: hãy chép hẳn vào đây."
    ]


@unix
def test_a_folder_that_holds_itself_is_not_followed(tree):
    tree.article("a")
    (tree.root / "articles/vong").symlink_to(tree.root / "articles", target_is_directory=True)
    (line,) = tree.problems()
    assert line.startswith("articles/vong:1:1: Thư mục liên kết (symlink)")


@unix
def test_a_link_to_a_file_of_content_is_read_and_to_another_refused(tree):
    tree.article("a", title="Bài")
    (tree.root / "articles/b.md").symlink_to("a.md")
    assert len(tree.site().stories) == 2
    outside = tree.write("../ngoai/c.md", (tree.root / "articles/a.md").read_text("utf-8"))
    (tree.root / "articles/c.md").symlink_to(outside)
    message = "Liên kết (symlink) này dẫn ra ngoài thư mục nội dung: hãy chép hẳn tệp vào đây."
    assert tree.problems() == [f"articles/c.md:1:1: {message}"]


@unix
@pytest.mark.parametrize("path", ["articles/a.md", "images/a.jpg"])
def test_a_pipe_is_told_and_not_waited_for(tree, path):
    (tree.root / path).parent.mkdir()
    os.mkfifo(tree.root / path)
    assert tree.problems() == [f"{path}:1:1: Đây không phải tệp thường nên không được đọc."]


@unix
def test_a_link_to_nothing_is_told(tree):
    (tree.root / "articles").mkdir()
    (tree.root / "articles/a.md").symlink_to(tree.root / "articles/khong-co.md")
    assert tree.problems() == ["articles/a.md:1:1: Đây không phải tệp thường nên không được đọc."]


@unix
def test_a_pipe_for_a_vocabulary_is_not_waited_for(tree):
    pipe = tree.root / "vocabularies/awards.yaml"
    pipe.unlink()
    os.mkfifo(pipe)
    reading = threading.Thread(target=tree.problems, daemon=True)
    reading.start()
    reading.join(2)
    waits = reading.is_alive()
    if waits:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))  # lets the reader go
    reading.join()
    assert not waits


@pytest.mark.parametrize(
    ("front", "place"),
    [("title A", "2:1"), ("- a", "2:1"), ("title: A\nmột câu", "3:1"), ("%", "2:1")],
)
def test_the_text_is_checked_also_where_the_front_matter_cannot_be_read(tree, front, place):
    tree.picture()
    tree.write("articles/a.md", f"---\n{front}\n---\n# x\n\n![]({{static}}/images/le-trao.jpg)\n\n<script>\n")
    end = front.count("\n")
    told = [line.removeprefix("articles/a.md:").split(": ", 1) for line in tree.problems()]
    assert [where for where, _ in told] == [place, f"{4 + end}:1", f"{6 + end}:5", f"{8 + end}:1"]


def test_problems_name_the_file_as_the_editor_sees_it(tree):
    tree.write("articles/a.md", "x")
    (problem,) = tree.load().problems
    assert problem.path == f"{tree.root.as_posix()}/articles/a.md"


def test_problems_come_sorted_by_file_and_line(tree):
    tree.article("b", date="2024-02-30", body="[x](/khong/)")
    tree.article("a", body="# x", slug="X")
    tree.campaign("z", status="x")
    places = [line.split(": ")[0] for line in tree.problems()]
    assert places == [
        "articles/a.md:6:7",
        "articles/a.md:8:1",
        "articles/b.md:3:7",
        "articles/b.md:7:5",
        "campaigns/z.md:5:9",
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"], ids=["Windows", "old Macintosh", "Unix"])
def test_lines_are_counted_alike_whatever_ends_them(tree, ending):
    file = tree.article("a", body="Một.\n\n[x](/khong/)")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_text("utf-8").replace("\n", ending).encode())
    (line,) = tree.problems()
    assert line.startswith("articles/a.md:9:5: ")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "Bài viết",
            (
                "Tên tệp “Bài viết” không làm địa chỉ được. Slug chỉ gồm chữ thường không dấu, chữ số"
                " và dấu gạch nối. Thử: bai-viet."
            ),
        ),
        ("aux", "Tên tệp “aux” không làm địa chỉ được. Windows không cho đặt tên tệp là “aux”"),
    ],
)
def test_a_file_name_that_is_no_address_is_told_unless_there_is_a_slug(tree, name, told):
    tree.article(name)
    (line,) = tree.problems()
    assert line.startswith(f"articles/{name}.md:1:1: {told}")
    tree.article(name, slug="bai-1")
    assert tree.problems() == []


def test_a_bad_slug_is_told_once(tree):
    tree.article("a", slug="X")
    tree.article("b", slug="Y")
    assert [line.split(": ")[0] for line in tree.problems()] == ["articles/a.md:6:7", "articles/b.md:6:7"]


@pytest.mark.parametrize("add", ["campaign", "exemplar", "page"])
def test_only_an_article_must_have_a_text(tree, add):
    getattr(tree, add)("x", body="")
    assert tree.problems() == []


@pytest.mark.parametrize(("status", "fault"), [("published", True), ("hidden", True), ("draft", False)])
def test_what_is_missing_stands_in_the_way_of_all_but_drafts(tree, status, fault):
    tree.article("a", summary=None, status=status, body="![]({static}/images/le-trao.jpg)")
    tree.picture()
    content = tree.load()
    assert len(content.problems) == 2
    assert bool(content.faults) == fault


def test_an_article_to_come_is_checked_as_if_it_were_there(tree):
    tree.article("a", date="2027-01-01", summary=None)
    assert len(tree.load().faults) == 1


def test_faults_of_drafts_stand_in_the_way(tree):
    tree.article("a", date="2024-02-30", status="draft")
    assert len(tree.load().faults) == 1


def test_a_draft_that_lacks_everything_can_still_be_shown(tree):
    tree.write("articles/a.md", "---\nstatus: draft\n---\n")
    content = tree.load(drafts=True)
    assert content.faults == []
    assert content.site.stories[0].title == "(chưa có tiêu đề)"


def test_a_thousand_articles_are_read_while_one_waits(tree):
    tree.campaign("c")
    for n in range(1000):
        tree.article(
            f"2024/a{n}",
            campaigns="[c]",
            provinces="[Lào Cai, Hà Giang]",
            body="Một **hai**.\n\n- ba\n- bốn\n",
        )
    start = time.process_time()
    assert len(tree.site().stories) == 1000
    assert time.process_time() - start < 10


def test_a_message_is_about_the_file_as_it_was_parsed_not_as_it_is_now(tree):
    tree.article("a", provinces="[Không Đâu]")
    tree.exemplar("e", title="Lò Thị Hòa", withdrawn="{reason: Theo yêu cầu., date: 2024-05-01}")
    above = "Gặp gỡ trong dịp hội nghị biểu dương các điển hình tiên tiến"
    tree.article("b", body=f"{above}\nLò Thị Hòa cùng các đại biểu của toàn huyện.")
    now = datetime(2026, 12, 1, tzinfo=HERE)

    def parse_and_change(root, names, parse, still_holds):
        yield from list(parse_each(root, names, parse, still_holds))
        for name in names:  # of pictures first, of which there are none
            (tree.root / name).write_text("---\n---\n", "utf-8")

    content = load_content(tree.root, now, drafts=False, parse_all=parse_and_change)
    places = [(one.line, one.column) for one in content.problems if one.message != UNPLACED]
    assert places == [(6, 13), (8, 1)]
