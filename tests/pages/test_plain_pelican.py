from sites import PROJECT, ROOT, article, invoke, run_python, write_content

BROKEN = article(date="2024-02-30", provinces="[Quảng Bin]")


def run_pelican(folder, text):
    content = write_content(folder / "content", {"articles/2024/a.md": text})
    return run_python("-m", "pelican", content, "-s", PROJECT / "pelicanconf.py", "-o", folder / "output")


def test_a_plain_pelican_run_builds_the_private_site(tmp_path):
    run = run_pelican(tmp_path, article(status="draft"))
    assert run.returncode == 0, run.stderr
    assert "Bản nháp" in (tmp_path / "output/tin/2024/a.html").read_text("utf-8")


def test_a_plain_pelican_run_stops_at_problems_without_a_traceback(tmp_path):
    run = run_pelican(tmp_path, BROKEN)
    said = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Không có ngày 30/2/2024" in said
    assert "Quảng Bin" in said
    assert "Traceback" not in said
    assert not (tmp_path / "output").exists()


def test_the_projects_own_content_has_no_fault():
    """The only test of it: editors may change it in any way that ``invoke check`` accepts."""
    run = invoke("check", cwd=ROOT, SOURCE_DATE_EPOCH="")  # an article of today is no longer to come
    assert run.returncode == 0, run.stdout + run.stderr


def test_paths_are_named_as_an_editor_would_from_where_the_command_runs(tmp_path, build):
    site = build({"articles/2024/a.md": BROKEN})
    run = invoke("--search-root", PROJECT, "check", "--content", "content", cwd=tmp_path)
    assert run.stdout.startswith("content/articles/2024/a.md:3:7: Không có ngày 30/2/2024"), run.stdout
    assert site.run.returncode == 1
