"""Whatever goes wrong during a build, the output is one complete site."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from newsroom.builds import stage
from sites import FAILED, Project, article, tree

MANY = {f"articles/2024/a{n}.md": article(f"Bài {n}", tags="[x]") for n in range(80)}  # enough to fork for


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose first site has been built."""
    project = Project(tmp_path_factory.mktemp("project"), MANY)
    built = project.build_forked()
    assert built.code == 0, built.said
    return project


def rewrite(project, word):
    """Edit half of the articles, so that there is much to write."""
    for number in range(40):
        text = article(f"Bài {number}", body=word, tags="[x]")
        (project.content / f"articles/2024/a{number}.md").write_text(text, "utf-8")


def fail(project, **options):
    """A build that must fail, and leave the site as it was; what it said."""
    before = tree(project.output)
    rewrite(project, f"Lần {time.monotonic_ns()}.")
    built = project.build_forked(**options)
    assert built.code == FAILED, built.said
    assert "Traceback" not in built.said
    assert tree(project.output) == before
    return built.said


def test_a_full_disk(project):
    limit = 9_000  # bytes of a file: as on a disk with no more room

    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    assert "Không ghi được" in fail(project, first=fill)


def test_an_output_that_cannot_be_written(project):
    built = project.build_forked(type(project.output)("/proc/khong-ghi-duoc/trang"))
    assert built.code == FAILED
    assert "Không ghi được /proc/khong-ghi-duoc" in built.said


def test_a_worker_that_is_killed(project):
    conf = project.folder / "publishconf.py"
    kept = conf.read_text("utf-8")
    killer = f"\nJINJA_FILTERS['long_date'] = lambda day: os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
    conf.write_text(kept + killer, "utf-8")
    try:
        assert "Một tiến trình dựng trang bị dừng giữa chừng" in fail(project)
    finally:
        conf.write_text(kept, "utf-8")


def test_one_processor_makes_the_same_bytes_as_two(project):
    rewrite(project, "Như nhau.")
    assert project.build_forked().code == 0
    alone = project.folder / "alone"

    def use_one_processor():
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    assert project.build_forked(alone, first=use_one_processor).code == 0
    assert tree(alone) == tree(project.output)


def test_no_file_of_an_earlier_release_is_written_to(project):
    """Links to the files of a release, kept elsewhere, must show what they showed."""
    rewrite(project, "Bản được giữ.")
    assert project.build_forked().code == 0
    kept = project.folder / "kept-release"
    subprocess.run(["cp", "-al", project.output, kept], check=True)  # noqa: S607
    before = tree(kept)
    for word in ("Một.", "Hai.", "Ba."):
        rewrite(project, word)
        assert project.build_forked().code == 0
        assert tree(kept) == before


@pytest.mark.parametrize("setting", ["RELATIVE_URLS = True", "PAGINATED_TEMPLATES = {'index': None}"])
def test_not_even_by_pelicans_own_writer(project, setting):
    conf = project.folder / "publishconf.py"
    text = conf.read_text("utf-8")
    rewrite(project, "Trước đó.")
    assert project.build_forked().code == 0
    rewrite(project, "Trước đó nữa.")
    assert project.build_forked().code == 0
    before = tree(project.output)
    conf.write_text(f"{text}\n{setting}\nRECORDS = []\n", "utf-8")
    try:
        project.build_forked()
    finally:
        conf.write_text(text, "utf-8")
    kept = project.output.with_name(".output.new")
    assert tree(project.output) == before or tree(kept) == before, "the release that was there is as it was"
    assert project.build_forked().code == 0
    assert tree(project.output) == before


def test_an_address_that_was_a_folder_can_become_a_file(project):
    file = project.content / "articles/2024/a50.md"
    text = file.read_text("utf-8")
    for old in ("/cu.html/", "/cu.html", "/cu.html/"):
        file.write_text(text.replace("title: ", f"redirects: {old}\ntitle: ", 1), "utf-8")
        for _twice in range(2):
            built = project.build_forked()
            assert built.code == 0, built.said
            rewrite(project, f"{old} {_twice}")
    file.write_text(text, "utf-8")


def test_what_stands_in_the_place_of_the_stage_is_put_aside_unharmed(project):
    staged = project.output.with_name(".output.new")
    foreign = project.folder / "foreign"
    foreign.mkdir(exist_ok=True)
    (foreign / "luan-van.docx").touch()
    for put in (
        lambda: staged.symlink_to(foreign),
        lambda: staged.write_text("x"),
        lambda: staged.symlink_to("no"),
    ):
        stage.remove(staged)
        put()
        rewrite(project, f"Với {time.monotonic_ns()}.")
        built = project.build_forked()
        assert built.code == 0, built.said
        assert (foreign / "luan-van.docx").is_file()


def test_a_store_whose_texts_are_damaged_is_made_anew(project):
    rewrite(project, "Sắp hỏng.")
    assert project.build_forked().code == 0
    before = tree(project.output)
    with sqlite3.connect(stage.kept_file(project.output, "sqlite")) as connection:
        connection.execute("UPDATE texts SET text = 'x'")
    connection.close()
    base = project.folder / "theme/templates/base.html"
    text = base.read_text("utf-8")
    base.write_text(f"{text}{{# để mọi trang dựng lại #}}", "utf-8")
    built = project.build_forked()
    base.write_text(text, "utf-8")
    assert built.code == 0, built.said
    assert project.build_forked().code == 0
    assert tree(project.output) == before


def test_a_folder_that_builds_leave_beside_the_site_may_be_anything(project):
    staged = project.output.with_name(".output.new")
    (staged / "tin").mkdir(parents=True, exist_ok=True)
    (staged / "tin/la.html").write_text("lạ", "utf-8")
    (staged / "tin/2024/a1.html").unlink(missing_ok=True)
    rewrite(project, "Sau khi có kẻ lạ.")
    assert project.build_forked().code == 0
    assert "tin/la.html" not in tree(project.output)


KILLS = int(os.environ.get("KILLS", "4"))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_that_is_killed_leaves_one_complete_site(project, seed):
    """SIGKILL to the whole group at a random moment; ``KILLS=50`` tries as many."""
    old, new = f"Trước {seed}.", f"Sau {seed}."
    rewrite(project, old)
    assert project.build_forked().code == 0
    before = tree(project.output)
    rewrite(project, new)
    script = (
        "import sys; sys.path.insert(0, 'plugins')\n"
        "from pathlib import Path; from newsroom.builds import builder\n"
        "print('begun', flush=True)\n"
        "builder.build(Path('publishconf.py').resolve(), Path('content'), Path('output'), always=True)"
    )
    env = os.environ | {"SOURCE_DATE_EPOCH": str(int(project.now.timestamp()))}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env=env,
        start_new_session=True,
        stdout=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        time.sleep(random.Random(seed).random() * 0.9)
        os.killpg(process.pid, signal.SIGKILL)
    left = tree(project.output)
    after = project.build_forked()
    assert after.code == 0, after.said
    assert left in (before, tree(project.output)), "the old site or the new one, whole"
    cold = project.folder / f"cold-{seed}"
    if seed == 0:
        assert project.build_forked(cold).code == 0
        assert tree(cold) == tree(project.output)
