import gc
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import run_task
from pelican import signals
from sites import PROJECT, Project, article, identify, invoke, make_project


def test_a_build_that_finds_problems_leaves_the_old_site_as_it_was(build):
    before = build({"articles/2024/a.md": article("Cũ")}).bytes()
    site = build({"articles/2024/b.md": article(date="2024-02-30")})
    assert site.run.returncode == 1
    assert "articles/2024/b.md:3:7: Không có ngày 30/2/2024 trong lịch." in site.run.stderr
    assert site.bytes() == before
    assert {path.name for path in site.output.parent.iterdir()} == {"content", "output"}


def test_the_same_content_in_another_folder_gives_the_same_bytes(build, tmp_path):
    site = build({"articles/2024/a.md": article("Một", tags="[x]"), "articles/2024/b.md": article("Hai")})
    project = tmp_path / "elsewhere"
    make_project(project, copied=["plugins", "theme"])
    shutil.copytree(site.content, project / "content")
    run = invoke("build", cwd=project)
    assert run.returncode == 0, run.stderr
    assert {
        path.relative_to(project / "output").as_posix(): path.read_bytes()
        for path in (project / "output").rglob("*")
        if path.is_file()
    } == site.bytes()


def test_a_page_whose_article_is_gone_is_gone(build):
    site = build({"articles/2024/a.md": article(), "articles/2024/b.md": article("Hai")})
    (site.content / "articles/2024/a.md").unlink()
    assert "tin/2024/a.html" not in build({}).files


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("theme/templates/article.html", "{{ no_such_thing }}", "no_such_thing"),
        ("theme/templates/article.html", "{{ site.stories }}", "Hand what the page shows to write_file"),
        ("theme/templates/article.html", '{% include "khong-co.html" %}', "khong-co.html"),
        ("plugins/newsroom/pages/samples.py", "import no_such_module", "no_such_module"),
    ],
    ids=["an unknown name", "what is not in the key", "a missing template", "a plugin that does not load"],
)
def test_broken_code_stops_the_build_with_a_sentence_and_a_trace(tmp_path, build, file, text, reason):
    site = build({"articles/2024/a.md": article()})
    project = tmp_path / "project"
    make_project(project, copied=["plugins", "theme"])
    (project / file).write_text(text, "utf-8")
    before = site.bytes()
    run = invoke("build", "--content", site.content, "--output", site.output, cwd=project)
    assert run.returncode == 70
    assert "Có lỗi không lường trước: " in run.stderr
    assert "Trang đã dựng trước đây, nếu có, vẫn giữ nguyên." in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    trace = (project / ".cache/loi.txt").read_text("utf-8")
    assert "Traceback" in trace
    assert reason in trace
    assert site.bytes() == before


def test_a_site_put_aside_by_a_build_that_was_killed_comes_back(build):
    site = build({"articles/2024/a.md": article()})
    before = site.bytes()
    site.output.rename(site.output.with_name(".output.old"))
    assert build({"articles/2024/b.md": "hỏng"}).run.returncode == 1
    assert site.bytes() == before


@pytest.mark.parametrize(
    ("folder", "name"), [("content", "nội dung"), ("theme/new", "giao diện"), ("plugins/x/new", "mã")]
)
@pytest.mark.parametrize("task", ["build", "serve"])
def test_no_site_is_built_where_builds_read(folder, name, task):
    run = run_task(task, "--content", "content", "--output", folder)
    assert run.returncode == 1
    assert f"nằm trong thư mục {name}: hãy chọn --output khác." in run.stderr
    assert "Xem trang tại" not in run.stdout
    assert not (PROJECT / folder / "index.html").exists()


def test_content_is_never_built_over(tmp_path, build):
    site = build({"articles/2024/a.md": article()})
    for place in ("content", "content/images", "content/new", "."):
        run = run_task("build", "--content", site.content, "--output", tmp_path / place)
        assert (run.returncode, "thư mục nội dung" in run.stderr) == (1, True), (place, run.stderr)
        assert (site.content / "articles/2024/a.md").is_file()
        assert not (tmp_path / "content/new").exists()


def test_a_folder_that_is_no_site_of_ours_is_left_alone(tmp_path, build):
    content = ("--content", build({"articles/2024/a.md": article()}).content)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "luan-van.docx").touch()
    for task, given in {"build": content, "rebuild": content, "clean": ()}.items():
        run = run_task(task, *given, "--output", foreign)
        assert (run.returncode, "không phải trang do lệnh build dựng" in run.stderr) == (1, True), task
        assert (foreign / "luan-van.docx").is_file()


def test_a_link_to_the_site_stays_a_link(tmp_path, build):
    site = build({"articles/2024/a.md": article()})
    link = tmp_path / "current"
    link.symlink_to(site.output)
    run = run_task("build", "--content", site.content, "--output", link)
    assert run.returncode == 0, run.stderr
    assert link.is_symlink()
    assert (site.output / "tin/2024/a.html").is_file()


def test_a_rebuild_that_fails_leaves_the_old_site(build):
    site = build({"articles/2024/a.md": article()})
    before = site.bytes()
    (site.content / "articles/2024/a.md").write_text("hỏng", "utf-8")
    run = run_task("rebuild", "--content", site.content, "--output", site.output)
    assert run.returncode == 1
    assert site.bytes() == before


def test_builds_at_once_leave_one_whole_site(build):
    site = build({f"articles/2024/a{n}.md": article(f"Bài {n}") for n in range(60)})
    whole = site.bytes()
    options = ["--content", site.content, "--output", site.output]
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "invoke", task, *options], cwd=PROJECT, stderr=subprocess.PIPE
        )
        for task in ("build", "rebuild", "build")
    ]
    said = [(one.communicate()[1].decode(), one.returncode) for one in builds]
    assert site.bytes() == whole
    assert [code for _, code in said].count(0) >= 1
    assert all(code == 0 or "Đang có một lượt dựng khác" in text for text, code in said), said


def test_the_particulars_are_asked_for_until_they_are_there(build):
    site = build({"articles/2024/a.md": article()})
    assert "hãy điền trong content/site.yaml: Cơ quan chủ quản" in site.run.stdout
    assert ", address." in site.run.stdout
    assert "address" not in build({}, SITEURL="https://tin.example.vn").run.stdout


def test_a_build_shows_twenty_warnings_and_says_where_the_others_are(build):
    files = {f"articles/2024/a{number:02}.md": article(f"Bài {number}") for number in range(25)}
    said = build(files).run.stdout
    assert said.count("cảnh báo: Bài không thuộc phong trào nào") == 20
    assert "… và 5 cảnh báo nữa; xem tất cả: invoke check\n0 lỗi, 25 cảnh báo trong 25 tệp." in said
    again = build({}).run.stdout  # nothing has changed: what was said is said again
    assert again.count("cảnh báo: ") == 20


def state_of_the_process():
    """Return the state that a build could leave behind in its process."""
    root, trafilatura = logging.getLogger(), logging.getLogger("trafilatura")
    return {
        "collector": (gc.isenabled(), gc.get_freeze_count()),
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "path": sys.path.copy(),
        "settings": [sys.modules.get(name) for name in ("pelicanconf", "publishconf")],
        "handlers": [len(signal.receivers) for signal in (signals.get_generators, signals.finalized)],
        "log": (root.handlers.copy(), root.level, trafilatura.level),
    }


@pytest.mark.parametrize("text", [article(), "hỏng"], ids=["a good one", "one that stops"])
def test_a_build_leaves_its_process_as_it_was(tmp_path, text):
    project = Project(tmp_path, {"articles/2024/a.md": text})
    before = state_of_the_process()
    project.build()
    assert state_of_the_process() == before


def test_builds_in_one_process_have_settings_templates_and_drawn_parts_of_their_own(tmp_path):
    files = {"articles/2024/a.md": article("Một"), "articles/2024/b.md": article("Hai")}
    for name in ("Trước", "Sau"):
        project = Project(tmp_path / name, files)
        identify(project.content, name=f"Báo {name}")
        card = project.folder / "theme/templates/components/card.html"
        card.write_text(card.read_text("utf-8").replace("<article", f'<article data-of="{name}"'), "utf-8")
        assert project.build().code == 0
        page = (project.output / "tin/index.html").read_text("utf-8")
        assert f"Báo {name}" in page
        assert page.count(f'data-of="{name}"') == len(files)
