import shutil

import pytest

from newsroom.building import recover, replace_whole
from sites import ROOT, article, invoke


def test_a_build_that_finds_problems_leaves_the_old_site_as_it_was(build):
    before = build({"articles/2024/a.md": article("Cũ")}).bytes()
    site = build({"articles/2024/b.md": article(date="2024-02-30")})
    assert site.run.returncode == 1
    assert "articles/2024/b.md:3:7: Không có ngày 30/2/2024 trong lịch." in site.run.stderr
    assert site.bytes() == before
    assert [path.name for path in site.output.parent.iterdir()] == ["content", "output"]


def test_the_same_content_in_another_folder_gives_the_same_bytes(build, tmp_path):
    site = build({"articles/2024/a.md": article("Một", tags="[x]"), "articles/2024/b.md": article("Hai")})
    project = tmp_path / "elsewhere"
    for name in ("plugins", "theme", "pelicanconf.py", "publishconf.py", "tasks.py"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / name)
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


def test_a_broken_theme_stops_the_build_with_a_sentence(tmp_path, build):
    site = build({"articles/2024/a.md": article()})
    project = tmp_path / "project"
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py"):
        shutil.copy(ROOT / name, project / name)
    (project / "theme/templates/article.html").write_text("{{ no_such_thing }}")
    before = site.bytes()
    run = invoke("build", "--content", site.content, "--output", site.output, cwd=project)
    assert run.returncode == 1
    assert "no_such_thing" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert "Traceback" in (project / ".cache/loi-dung-trang.txt").read_text("utf-8")
    assert site.bytes() == before


@pytest.mark.parametrize("old_there", [True, False])
def test_the_new_site_takes_the_place_of_the_old(tmp_path, old_there):
    stage, output = tmp_path / "stage", tmp_path / "output"
    stage.mkdir()
    (stage / "new").touch()
    if old_there:
        output.mkdir()
        (output / "old").touch()
    replace_whole(stage, output)
    assert [path.name for path in output.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_site_put_aside_by_a_build_that_was_killed_comes_back(tmp_path):
    output = tmp_path / "output"
    (tmp_path / ".output.old").mkdir()
    recover(output)
    assert output.is_dir()
    assert not (tmp_path / ".output.old").exists()
