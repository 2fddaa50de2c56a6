import time

import pytest

from commands import run_task
from incremental.digests import SETTLED
from newsroom.builds import stage
from newsroom.builds.stage import kept_file
from sites import CAMPAIGN, ROOT, Site, article, run_python, write_content

NOTHING = "ghi 0 trang"


@pytest.fixture
def build(tmp_path):
    """Build by the command, once the clock can tell a later change of the files from the first."""

    def build(files):
        content, output = write_content(tmp_path / "content", files), tmp_path / "output"
        time.sleep(1.2 * SETTLED / 1e9)
        return Site(content, output, run_task("build", "--content", content, "--output", output))

    return build


def again(site, **environment):
    """Build a site once more, without a file of its content being so much as touched."""
    run = run_task("build", "--content", site.content, "--output", site.output, **environment)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_build_with_nothing_to_do_says_so_and_writes_nothing(build):
    site = build({"articles/2024/a.md": article(tags="[x]")})
    assert "ghi 0 trang" not in site.run.stdout
    before = {file: file.stat().st_mtime_ns for file in site.output.rglob("*")}
    said = again(site)
    assert NOTHING in said
    assert "hãy điền trong content/site.yaml" in said, "what was to be done is still to be done"
    assert {file: file.stat().st_mtime_ns for file in site.output.rglob("*")} == before


def test_the_last_line_tells_what_was_done(build):
    build({"articles/2024/a.md": article(), "articles/2024/b.md": article("Hai")})
    site = build({"articles/2024/a.md": article("Khác")})
    line = site.run.stdout.splitlines()[-1]
    assert line.startswith(f"Đã dựng {site.output} trong ")
    written = int(line.partition("ghi ")[2].split()[0])
    assert 1 <= written <= 25
    assert ", bỏ 0; nặng nhất là " in line
    assert line.endswith(" byte nén.")


def edit_article(site):
    (site.content / "articles/2024/a.md").write_text(article("Khác"), "utf-8")


def spoil_page(site):
    (site.output / "tin/2024/a.html").write_text("khác", "utf-8")


def remove_page(site):
    (site.output / "tin/2024/a.html").unlink()


def add_page(site):
    (site.output / "la.html").write_text("lạ", "utf-8")


@pytest.mark.parametrize("change", [edit_article, spoil_page, remove_page, add_page])
def test_any_change_is_noticed(build, change):
    site = build({"articles/2024/a.md": article("Cũ")})
    before = site.bytes()
    change(site)
    again(site)
    if change is edit_article:
        assert "Khác" in site.text()
    else:
        assert site.bytes() == before


def test_warnings_are_told_each_time(build):
    site = build({"articles/2024/a.md": article(status="draft", summary="")})
    said = again(site)
    assert NOTHING in said
    assert "articles/2024/a.md:5:1: cảnh báo" in said


def test_time_alone_is_a_change(build):
    now = 1795000000  # 18/11/2026, 18:06
    site = build(
        {
            "articles/2024/a.md": article(),
            "articles/2026/b.md": article("Mai", date="2026-11-18 19:00"),
            "campaigns/vi-nguoi-ngheo.md": CAMPAIGN.replace("end: 2025", "end: 2026-11-18"),
        }
    )
    assert NOTHING in again(site, SOURCE_DATE_EPOCH=str(now + 60))
    assert "Mai" not in site.text()
    again(site, SOURCE_DATE_EPOCH=str(now + 7200))
    assert "Mai" in site.text(), "its hour has come"
    assert "Đang diễn ra" in site.page("phong-trao/index.html").main.get_text()
    again(site, SOURCE_DATE_EPOCH=str(now + 86_400))
    assert "Đang diễn ra" not in site.page("phong-trao/index.html").main.get_text(), "another day"


def test_a_damaged_note_is_not_believed(build):
    site = build({"articles/2024/a.md": article()})
    note = kept_file(site.output, "json")
    text = note.read_text("utf-8")
    assert '"kept": ' in text
    note.write_text(text.replace('"kept": ', '"kept": 777'), "utf-8")
    assert "giữ 777" not in again(site)


def test_rebuild_writes_all_anew(build):
    site = build({"articles/2024/a.md": article()})
    before = site.bytes()
    run = run_task("rebuild", "--content", site.content, "--output", site.output)
    assert run.returncode == 0, run.stderr
    assert site.bytes() == before


def test_what_builds_keep_lies_where_ci_keeps_it(tmp_path):
    code = "from newsroom.builds.stage import CACHE; print(CACHE)"
    run = run_python("-c", code, PYTHONPATH=str(ROOT / "plugins"))
    assert run.stdout == f"{ROOT}/.cache\n"
    assert kept_file(tmp_path, "json").parent == stage.CACHE / "builds"
